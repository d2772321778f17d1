package rowan.sql.grid;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a column of a result holds.
 *
 * @param nulls rows without a value
 * @param distinct how many different values there are, where equal numbers are one
 * @param least the first value as values are sorted, null where there is none
 * @param greatest the last one
 * @param mean of the numbers; null where there is none, or no double has it
 * @param bins how the numbers are spread that are not infinite
 * @param most the most frequent values; empty where all are numbers
 */
record ColumnSummary(
        Kind kind,
        long rows,
        long nulls,
        long distinct,
        Object least,
        Object greatest,
        Object mean,
        List<Bin> bins,
        List<Frequent> most) {

    enum Kind {
        NUMBERS,
        TEXTS,
        MIXED
    }

    /** How many rows have a number in a range. Whole numbers have both ends in it, others the second one in the last range only. */
    record Bin(Number from, Number to, long rows) {}

    /** How many rows have a value. */
    record Frequent(Object value, long rows) {}

    private static final int MOST_BINS = 20;
    private static final int MOST_FREQUENT = 5;
    private static final int BITS_OF_LOWER_HALF = 32;

    /** From here on not every whole number is a double. */
    private static final BigDecimal EXACT_DOUBLES = BigDecimal.valueOf(1L << 53);

    /**
     * All of it in one statement, so that the values are sorted once, in SQLite's temporary files, and nothing is left to be
     * removed when it is cancelled. Numbers come before {@code ''} and texts before {@code x''}. The sum of integers is
     * taken by halves, which do not overflow.
     */
    private static final String SQL = """
            WITH g(v, k) AS MATERIALIZED (SELECT {column}, count(*) FROM r WHERE {shown} GROUP BY 1),
            s AS MATERIALIZED (SELECT
                sum(k) AS "rows",
                sum(k) FILTER (WHERE v IS NULL) AS nulls,
                count(v) AS "distinct",
                min(v) AS least,
                max(v) AS greatest,
                sum(k) FILTER (WHERE v < '') AS numbers,
                sum(k) FILTER (WHERE v >= '' AND v < x'') AS texts,
                sum((v >> 32) * k) FILTER (WHERE {integer}) AS upper,
                sum((v & 4294967295) * k) FILTER (WHERE {integer}) AS lower,
                sum(v * k) FILTER (WHERE {real}) AS reals,
                max(v) FILTER (WHERE {real}) IS NOT NULL AS has_reals,
                min(v) FILTER (WHERE v > -9e999 AND v < '') AS low,
                max(v) FILTER (WHERE v < 9e999) AS high
              FROM g),
            b AS MATERIALIZED (SELECT *, CASE WHEN has_reals THEN (high - low) / (bins * 1.0) ELSE (high - low) / bins + 1 END AS width
              FROM (SELECT *, CAST(min({bins}, ceil(sqrt(numbers))) AS INTEGER) AS bins FROM s))
            SELECT 'all', "rows", nulls, "distinct", least, greatest, numbers, texts, upper, lower, iif(has_reals, reals, 0.0), low, high, width, bins FROM b
            UNION ALL
            SELECT * FROM (SELECT 'most', k, v, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM g WHERE v IS NOT NULL ORDER BY k DESC, v LIMIT {most})
            UNION ALL
            SELECT 'bin', sum(k), min(bins - 1, coalesce(CAST((v - low) / width AS INTEGER), 0)) AS bin, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
              FROM g CROSS JOIN b WHERE v BETWEEN low AND high GROUP BY bin
            """;

    private static final int SELECTED = 15;

    /**
     * Summarizes a column.
     *
     * @param types that its values may have
     * @param shown which rows are summarized, as an expression
     * @param values of that expression
     */
    static ColumnSummary of(Queries queries, int column, ColumnTypes types, String shown, List<Object> values)
            throws SQLException {
        List<Object[]> found = new ArrayList<>();
        String sql = SQL.replace("{column}", "c" + column)
                .replace("{integer}", types.isInteger(column))
                .replace("{real}", types.isReal(column))
                .replace("{bins}", Integer.toString(MOST_BINS))
                .replace("{most}", Integer.toString(MOST_FREQUENT))
                .replace("{shown}", shown);
        queries.query(sql, values, rows -> {
            while (rows.next()) {
                found.add(RowFile.values(rows, SELECTED));
            }
        });
        Object[] all = found.get(0);
        long rows = count(all[1]);
        long nulls = count(all[2]);
        long numbers = count(all[6]);
        long[] rowsOfBins = new long[(int) count(all[14])];
        List<Frequent> most = new ArrayList<>();
        for (Object[] each : found) {
            switch ((String) each[0]) {
                case "most" -> most.add(new Frequent(each[2], count(each[1])));
                case "bin" -> rowsOfBins[(int) count(each[2])] = count(each[1]);
                default -> {}
            }
        }
        boolean isNumeric = numbers > 0 && numbers == rows - nulls;
        boolean isText = rows > nulls && count(all[7]) == rows - nulls;
        boolean isFinite = LongStream.of(rowsOfBins).sum() == numbers;
        return new ColumnSummary(
                isNumeric ? Kind.NUMBERS : isText ? Kind.TEXTS : Kind.MIXED,
                rows,
                nulls,
                count(all[3]),
                all[4],
                all[5],
                numbers == 0 ? null : mean(sum(all[8], all[9]), (Double) all[10], isFinite, numbers),
                bins((Number) all[11], (Number) all[12], (Number) all[13], rowsOfBins),
                isNumeric ? List.of() : most);
    }

    /** What a sum of counts has, which is NULL where nothing was added. */
    private static long count(Object sum) {
        return sum == null ? 0 : ((Number) sum).longValue();
    }

    private static BigInteger sum(Object upper, Object lower) {
        return BigInteger.valueOf(count(upper)).shiftLeft(BITS_OF_LOWER_HALF).add(BigInteger.valueOf(count(lower)));
    }

    /** Null where it is no number, or too large on the way. */
    private static Object mean(BigInteger integers, Double reals, boolean isFinite, long numbers) {
        if (reals == null || reals.isInfinite()) {
            return isFinite ? null : reals;
        }
        BigDecimal mean = new BigDecimal(integers)
                .add(new BigDecimal(reals))
                .divide(BigDecimal.valueOf(numbers), MathContext.DECIMAL128);
        boolean isLarge = reals == 0 && mean.abs().compareTo(EXACT_DOUBLES) >= 0;
        return isLarge ? (Object) mean.setScale(0, RoundingMode.HALF_EVEN).longValueExact() : mean.doubleValue();
    }

    private static List<Bin> bins(Number low, Number high, Number width, long[] rows) {
        List<Bin> bins = new ArrayList<>();
        if (width instanceof Long whole) {
            long from = low.longValue();
            for (int i = 0; i < rows.length; i++, from += whole) {
                boolean isLast = high.longValue() - from < whole;
                bins.add(new Bin(from, isLast ? high.longValue() : from + whole - 1, rows[i]));
                if (isLast) {
                    break;
                }
            }
        } else if (width != null && Double.isFinite(width.doubleValue())) {
            int count = width.doubleValue() == 0 ? 1 : rows.length;
            for (int i = 0; i < count; i++) {
                double from = low.doubleValue() + i * width.doubleValue();
                double to = i == count - 1 ? high.doubleValue() : from + width.doubleValue();
                bins.add(new Bin(from, to, rows[i]));
            }
        }
        return bins;
    }
}
