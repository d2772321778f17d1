package rowan.tablesaw;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import rowan.model.Quantity;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * A column while its values come, each in a type of its own, as SQLite keeps them. Numbers are kept as they are until all are
 * known; the first value that is none makes texts of them.
 */
final class Filling {

    /** Beyond it not every integer is a {@code double}. */
    private static final long EXACT = 1L << 53;

    private final String name;
    private final boolean maybeTruth;
    private final boolean maybeTime;

    private int size;
    /** Of each number its bits, until there are texts. */
    private long[] bits = new long[0];

    private final BitSet reals = new BitSet();
    private final BitSet nulls = new BitSet();
    private Optional<StringColumn> texts = Optional.empty();
    private Optional<DateColumn> dates = Optional.empty();
    private Optional<DateTimeColumn> moments = Optional.empty();

    private int integerCount;
    private int realCount;
    private int textCount;
    private int blobCount;
    private int emptyCount;
    private boolean hasLeast;
    private boolean hasInexact;

    /** Why numbers became texts; empty where they did not, or stand among texts anyway. */
    private String reason = "";

    /**
     * @param declaredType of the column in its table; empty where it has none
     */
    Filling(String name, String declaredType, Set<Tablesaw.Guess> guesses) {
        this.name = name;
        this.maybeTruth = guesses.contains(Tablesaw.Guess.BOOLEANS)
                && declaredType.toUpperCase(Locale.ROOT).startsWith("BOOL");
        this.maybeTime = guesses.contains(Tablesaw.Guess.DATES);
    }

    void add(Object value) {
        if (value == null) {
            addMissing();
        } else if (value instanceof Long number) {
            integerCount++;
            hasLeast |= number == Long.MIN_VALUE;
            hasInexact |= number > EXACT || number < -EXACT;
            addNumber(number, false);
        } else if (value instanceof Double number) {
            realCount++;
            addNumber(Double.doubleToRawLongBits(number), true);
        } else if (value instanceof byte[] bytes) {
            blobCount++;
            addText("x'" + HexFormat.of().formatHex(bytes) + "'");
        } else {
            textCount++;
            emptyCount += value.equals("") ? 1 : 0;
            addText((String) value);
        }
        size++;
    }

    private void addMissing() {
        if (texts.isPresent()) {
            texts.get().appendMissing();
            dates.ifPresent(DateColumn::appendMissing);
            moments.ifPresent(DateTimeColumn::appendMissing);
        } else {
            nulls.set(size);
            keep(Long.MIN_VALUE);
        }
    }

    private void addNumber(long number, boolean isReal) {
        if (texts.isPresent()) {
            addText(isReal ? Double.toString(Double.longBitsToDouble(number)) : Long.toString(number));
            return;
        }
        if (isReal) {
            reals.set(size);
        }
        keep(number);
    }

    private void keep(long number) {
        if (size == bits.length) {
            bits = Arrays.copyOf(bits, Math.max(64, size + (size >> 1)));
        }
        bits[size] = number;
    }

    private void addText(String text) {
        if (texts.isEmpty()) {
            beginTexts(text);
        }
        texts.get().append(text);
        dates = dates.filter(column -> hasTaken(column, text));
        moments = moments.filter(column -> hasTaken(column, text));
    }

    private void beginTexts(String first) {
        if (maybeTime && nulls.cardinality() == size) {
            boolean isDate = first.length() == "2024-02-29".length();
            dates = isDate ? Optional.of(DateColumn.create(name)) : Optional.empty();
            moments = isDate ? Optional.empty() : Optional.of(DateTimeColumn.create(name));
            for (int row = 0; row < size; row++) {
                dates.ifPresent(DateColumn::appendMissing);
                moments.ifPresent(DateTimeColumn::appendMissing);
            }
        }
        texts = Optional.of(numbersAsTexts());
        bits = new long[0];
    }

    private static boolean hasTaken(DateColumn column, String text) {
        if (text.length() != "2024-02-29".length()) {
            return false;
        }
        try {
            column.append(LocalDate.parse(text));
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    /** A column of Tablesaw keeps milliseconds; what has more digits stays the text that it is. */
    private static boolean hasTaken(DateTimeColumn column, String text) {
        boolean isShaped = text.length() >= "2024-02-29 12:30".length()
                && text.length() <= "2024-02-29 12:30:00.000".length()
                && (text.charAt(10) == ' ' || text.charAt(10) == 'T');
        if (!isShaped) {
            return false;
        }
        try {
            column.append(LocalDateTime.parse(text.substring(0, 10) + 'T' + text.substring(11)));
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private StringColumn numbersAsTexts() {
        StringColumn column = StringColumn.create(name);
        for (int row = 0; row < size; row++) {
            if (nulls.get(row)) {
                column.appendMissing();
            } else {
                column.append(
                        reals.get(row)
                                ? Double.toString(Double.longBitsToDouble(bits[row]))
                                : Long.toString(bits[row]));
            }
        }
        return column;
    }

    /** All values are there. */
    Column<?> column() {
        if (texts.isPresent()) {
            return dates.isPresent() ? dates.get() : moments.isPresent() ? moments.get() : texts.get();
        }
        if (integerCount + realCount == 0) {
            return numbersAsTexts();
        }
        if (realCount == 0 && hasLeast) {
            reason = Long.MIN_VALUE + " is what Tablesaw takes for missing";
            return numbersAsTexts();
        }
        if (realCount == 0) {
            return maybeTruth && isTruth() ? truths() : LongColumn.create(name, Arrays.copyOf(bits, size));
        }
        if (hasInexact) {
            reason = "integers beyond ±2⁵³ would lose digits among reals";
            return numbersAsTexts();
        }
        return doubles();
    }

    private boolean isTruth() {
        for (int row = 0; row < size; row++) {
            if (!nulls.get(row) && bits[row] != 0 && bits[row] != 1) {
                return false;
            }
        }
        return true;
    }

    private BooleanColumn truths() {
        BooleanColumn column = BooleanColumn.create(name);
        for (int row = 0; row < size; row++) {
            if (nulls.get(row)) {
                column.appendMissing();
            } else {
                column.append(bits[row] == 1);
            }
        }
        return column;
    }

    private DoubleColumn doubles() {
        double[] values = new double[size];
        for (int row = 0; row < size; row++) {
            values[row] = nulls.get(row) ? Double.NaN : reals.get(row) ? Double.longBitsToDouble(bits[row]) : bits[row];
        }
        return DoubleColumn.create(name, values);
    }

    /** What could not be kept as it was; asked for behind {@link #column}. */
    Optional<String> note() {
        List<String> sentences = new ArrayList<>();
        int kinds = (integerCount > 0 ? 1 : 0)
                + (realCount > 0 ? 1 : 0)
                + (textCount > 0 ? 1 : 0)
                + (blobCount > 0 ? 1 : 0);
        if (!reason.isEmpty()) {
            sentences.add("kept as text, since " + reason + ".");
        } else if (texts.isPresent() && kinds > 1) {
            sentences.add("kept as text, since its values are " + counts() + ".");
        } else if (blobCount > 0) {
            sentences.add(
                    Quantity.count(blobCount, "BLOB") + " kept as text, x'00ff': Tablesaw has no column for bytes.");
        } else if (kinds > 1) {
            sentences.add(Quantity.count(integerCount, "integer") + " among " + Quantity.count(realCount, "real")
                    + (integerCount == 1 ? " is a real now." : " are reals now."));
        }
        if (emptyCount > 0) {
            sentences.add(Quantity.count(emptyCount, "empty text") + (emptyCount == 1 ? " is" : " are")
                    + " missing now: Tablesaw cannot tell '' from NULL.");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(name + ": " + String.join(" ", sentences));
    }

    private String counts() {
        List<String> counts = new ArrayList<>();
        count(integerCount, "integer", counts);
        count(realCount, "real", counts);
        count(textCount, "text", counts);
        count(blobCount, "BLOB", counts);
        int last = counts.size() - 1;
        return String.join(", ", counts.subList(0, last)) + " and " + counts.get(last);
    }

    private static void count(int count, String noun, List<String> counts) {
        if (count > 0) {
            counts.add(Quantity.count(count, noun));
        }
    }
}
