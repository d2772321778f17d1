package rowan.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How numbers with units are written, the same everywhere: short, in English notation, never more digits than carry. */
public final class Quantity {

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ns|us|µs|ms|s)");
    private static final Map<String, Double> UNITS = Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9);

    private static final String[] TIMES = {"ns", "µs", "ms", "s"};
    private static final String[] BYTES = {"kB", "MB", "GB", "TB"};

    private Quantity() {}

    /** {@code 104,005}. */
    public static String count(long n) {
        String digits = Long.toString(n);
        int first = n < 0 ? 1 : 0;
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > first; i -= 3) {
            grouped.insert(i, ',');
        }
        return grouped.toString();
    }

    /** {@code 1 row}, {@code 20 rows}; the plural is made with s. */
    public static String count(long n, String noun) {
        return count(n) + " " + noun + (n == 1 ? "" : "s");
    }

    /** Three significant digits and a unit from {@code ns} to {@code s}: {@code 9.40 ms}, {@code 12.1 s}. */
    public static String duration(Duration duration) {
        return nanos(duration.toNanos());
    }

    /** A time as a user writes it, {@code 0.5ms}, {@code 20 ms}, {@code 1s}; empty where it is none. */
    public static Optional<Duration> toDuration(String written) {
        Matcher time = TIME.matcher(written.strip());
        return time.matches()
                ? Optional.of(Duration.ofNanos((long) (Double.parseDouble(time.group(1)) * UNITS.get(time.group(2)))))
                : Optional.empty();
    }

    /** Nanoseconds in whole seconds, for what goes on: {@code 9 s}, {@code 2 min 5 s}; what is less than one is one. */
    public static String seconds(double nanos) {
        long seconds = Math.max(1, (long) (nanos / 1e9));
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** As {@link #duration}, of a number of nanoseconds. */
    public static String nanos(double nanos) {
        return inUnits(nanos, TIMES);
    }

    /** Decimal units, as file managers count: {@code 1.20 MB}. */
    public static String bytes(long bytes) {
        if (Math.abs(bytes) < 1_000) {
            return count(bytes, "byte");
        }
        return inUnits(bytes / 1e3, BYTES);
    }

    /** A number of the first unit, in the one in which its three digits stand before a thousand. */
    private static String inUnits(double number, String[] units) {
        double value = number;
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        return significant(value) + " " + units[unit];
    }

    /** A share from 0 to 1 as {@code 0.2 %}. */
    public static String percent(double share) {
        double percent = share * 100;
        return (percent == Math.rint(percent) ? Long.toString((long) percent) : significant(percent, 2)) + " %";
    }

    /** A ratio: {@code 240}, {@code 1.01}; never in scientific notation. */
    public static String ratio(double ratio) {
        return ratio >= 100 ? count(Math.round(ratio)) : significant(ratio);
    }

    /** Any number, in as many digits as a chart needs: {@code 1,204}, {@code 2.5}, {@code 0.0146}, {@code 1.2e-7}. */
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return count((long) value);
        }
        if (!Double.isFinite(value) || Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        String text = significant(value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** An exponent: two decimals, and no negative zero. */
    public static String exponent(double exponent) {
        String text = String.format(Locale.ROOT, "%.2f", exponent);
        return text.equals("-0.00") ? "0.00" : text;
    }

    private static String significant(double value) {
        return significant(value, 3);
    }

    private static String significant(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        // Rounded first: 9.996 is 10.0, and not 10.00.
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_UP));
        int decimals = digits - (rounded.precision() - rounded.scale());
        return decimals <= 0
                ? count(Math.round(value))
                : rounded.setScale(Math.min(decimals, 9), RoundingMode.HALF_UP).toPlainString();
    }
}
