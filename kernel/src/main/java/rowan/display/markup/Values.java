package rowan.display.markup;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HexFormat;
import java.util.Locale;
import rowan.model.Quantity;

/** How one value of a result is written. */
public final class Values {

    /** What stands for a missing value, so that it is never mistaken for an empty text. */
    public static final String NULL = "NULL";

    /** Bytes of a BLOB that are shown; its size is told beside them. */
    private static final int SHOWN_BYTES = 16;

    private Values() {}

    /** Whether a value is written flush right. */
    public static boolean isNumber(Object value) {
        return value instanceof Number;
    }

    /** The whole value as text. */
    public static String text(Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof byte[] bytes) {
            return blob(bytes);
        }
        if (value instanceof Double number) {
            return number(number);
        }
        return String.valueOf(value);
    }

    private static String blob(byte[] bytes) {
        int shown = Math.min(SHOWN_BYTES, bytes.length);
        String hex = HexFormat.of().formatHex(bytes, 0, shown);
        return "x'" + hex + (shown < bytes.length ? "…' " : "' ") + Quantity.bytes(bytes.length);
    }

    /**
     * The shortest decimal that reads back as the same number, always with a point, so that 1.0 is seen to be no integer.
     * Not {@link Double#toString}, whose digits differ between Java versions.
     */
    public static String number(double value) {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return value > 0 ? "Inf" : value < 0 ? "-Inf" : "NaN";
        }
        BigDecimal shortest = new BigDecimal(value);
        for (int digits = 15; digits <= 17; digits++) {
            BigDecimal rounded = new BigDecimal(value, new MathContext(digits));
            if (rounded.doubleValue() == value) {
                shortest = rounded;
                break;
            }
        }
        shortest = shortest.signum() == 0 ? BigDecimal.ZERO : shortest.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (shortest.signum() != 0 && (exponent < -5 || exponent > 15)) {
            String digits = shortest.unscaledValue().abs().toString();
            String mantissa = digits.charAt(0) + "." + (digits.length() > 1 ? digits.substring(1) : "0");
            return (value < 0 ? "-" : "") + mantissa + String.format(Locale.ROOT, "e%+03d", exponent);
        }
        String plain = shortest.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    /** At most {@code limit} characters on one line: line ends become {@code ⏎}, the rest an ellipsis. */
    public static String oneLine(String text, int limit) {
        String head =
                text.length() > limit ? text.substring(0, text.offsetByCodePoints(0, shown(text, limit))) + "…" : text;
        return VisibleText.of(head).replace('\n', '⏎').replace('\t', '⇥');
    }

    private static int shown(String text, int limit) {
        return Math.min(limit, text.codePointCount(0, Math.min(text.length(), limit)));
    }
}
