package rowan.sql.grid;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rowan.sql.grid.Arrangement.Filter;
import rowan.sql.grid.Arrangement.Order;

/**
 * Finds the rows of an arrangement with SQLite, over the table {@code r(n, c0, c1, …)} of a {@link RowFile}.
 *
 * <p>Many rows are not sorted as a whole, which takes about a second for a million. The first ones are found by themselves.
 * For the others, bounds are taken from a sample, one pass tells for each row between which of them it lies (a bucket sort),
 * and a piece is sorted when it is shown.
 */
final class Arranging {

    /** Rows of one piece; sorting so many takes some hundredths of a second. */
    private static final int PIECE_ROWS = 20_000;

    /** Each has a character of one byte. */
    private static final int MOST_PIECES = 80;

    private static final char FIRST_PIECE = '(';

    /** Rows whose pieces are told at once, since a call costs more than a row. */
    private static final int TOLD_ROWS = 50_000;

    /** Rows in the sample for each piece; with so many the largest piece has about half as many rows again. */
    private static final int SAMPLED_PER_PIECE = 32;

    private final Queries queries;
    private final ColumnTypes types;

    Arranging(Queries queries, ColumnTypes types) {
        this.queries = queries;
        this.types = types;
    }

    /** Whether the first rows of an arrangement are found sooner than the order of all. */
    static boolean hasFirst(Arrangement arrangement) {
        return arrangement.hasAll() && arrangement.rows() > PIECE_ROWS;
    }

    /** The numbers of the first rows of an arrangement that shows all. */
    int[] first(Arrangement arrangement, int count) throws SQLException {
        return numbers(
                "SELECT n FROM r WHERE n <= ?1 ORDER BY " + order(arrangement.orders()) + " LIMIT ?2",
                List.of((long) arrangement.rows(), (long) count));
    }

    /** The numbers of the rows, into a new file. */
    RowNumbers arrange(Arrangement arrangement, Path file) throws SQLException, IOException {
        int[] shown = arrangement.hasAll()
                ? IntStream.rangeClosed(1, arrangement.rows()).toArray()
                : filtered(arrangement);
        List<Order> orders = arrangement.orders();
        if (orders.isEmpty()) {
            return RowNumbers.inOrder(file, shown);
        }
        int pieces = Math.min(MOST_PIECES, shown.length / PIECE_ROWS + 1);
        int[] ends = new int[pieces];
        if (pieces == 1) {
            ends[0] = shown.length;
        } else {
            byte[] pieceOfRow = pieces(arrangement.rows(), bounds(shown, pieces, orders), orders);
            shown = scattered(shown, pieceOfRow, ends);
        }
        return RowNumbers.inPieces(file, shown, ends, piece -> sorted(piece, orders));
    }

    private int[] filtered(Arrangement arrangement) throws SQLException {
        List<Object> values = new ArrayList<>();
        return numbers("SELECT n FROM r WHERE " + shown(arrangement, values) + " ORDER BY n", values);
    }

    /**
     * Whether a row is among those of an arrangement, as an expression.
     *
     * @param values takes the values of its {@code ?}
     */
    String shown(Arrangement arrangement, List<Object> values) {
        List<String> all = new ArrayList<>(List.of("n <= ?"));
        values.add(arrangement.rows());
        String text = arrangement.filter();
        if (!text.isEmpty()) {
            Condition contains = Condition.Like.containing(text);
            all.add(types.columnsThatMayContain(text)
                    .mapToObj(column -> " OR " + contains.sql(new Condition.Operand("c" + column, false, values)))
                    .collect(Collectors.joining("", "(FALSE", ")")));
        }
        for (Filter filter : arrangement.filters()) {
            all.add("(" + filter.condition().sql(types.operand(filter.column(), values)) + ")");
        }
        return String.join(" AND ", all);
    }

    /** The keys of rows that divide all into pieces of about the same size; the number of a row is the last of its keys. */
    private List<Object[]> bounds(int[] shown, int pieces, List<Order> orders) throws SQLException {
        int samples = pieces * SAMPLED_PER_PIECE;
        // One anywhere in each stretch: values often repeat in periods. The same seed gives the same order of work.
        SplittableRandom random = new SplittableRandom(samples);
        int[] sample = IntStream.range(0, samples)
                .map(i -> {
                    long begin = (long) shown.length * i / samples;
                    long end = (long) shown.length * (i + 1) / samples;
                    return shown[(int) random.nextLong(begin, end)];
                })
                .toArray();
        String keys = orders.stream().map(o -> "c" + o.column() + ", ").collect(Collectors.joining()) + "n";
        List<Object[]> bounds = new ArrayList<>();
        queries.query(
                "SELECT " + keys + " FROM r WHERE n IN (SELECT value FROM json_each(?1)) ORDER BY " + order(orders),
                List.of(Arrays.toString(sample)),
                rows -> {
                    for (int i = 1; rows.next(); i++) {
                        if (i % SAMPLED_PER_PIECE == 0 && bounds.size() < pieces - 1) {
                            bounds.add(RowFile.values(rows, orders.size() + 1));
                        }
                    }
                });
        return bounds;
    }

    /** For each row of the file the piece to which it belongs. */
    private byte[] pieces(int rowCount, List<Object[]> bounds, List<Order> orders) throws SQLException {
        List<Object> values = new ArrayList<>();
        String piece = piece(bounds, 0, bounds.size(), orders, values);
        byte[] pieceOfRow = new byte[rowCount];
        for (int start = 0; start < rowCount; start += TOLD_ROWS) {
            int first = start;
            List<Object> told = new ArrayList<>(values);
            told.add(first);
            told.add(Math.min(rowCount, first + TOLD_ROWS));
            // Within a range of its keys a table is read in their order.
            queries.query("SELECT group_concat(" + piece + ", '') FROM r WHERE n > ? AND n <= ?", told, rows -> {
                byte[] letters = rows.getBytes(1);
                for (int i = 0; i < letters.length; i++) {
                    pieceOfRow[first + i] = (byte) (letters[i] - FIRST_PIECE);
                }
            });
        }
        return pieceOfRow;
    }

    /** An expression that searches the bounds from {@code first} to before {@code last} by halves. */
    private String piece(List<Object[]> bounds, int first, int last, List<Order> orders, List<Object> values) {
        if (first == last) {
            return "'" + (char) (FIRST_PIECE + first) + "'";
        }
        int middle = (first + last) / 2;
        Object[] told = Arrays.copyOf(bounds.get(middle), keysThatTell(bounds, middle));
        return "CASE WHEN " + isBefore(told, orders, 0, values)
                + " THEN " + piece(bounds, first, middle, orders, values)
                + " ELSE " + piece(bounds, middle + 1, last, orders, values) + " END";
    }

    /** How many of its keys tell a bound from those beside it; with one piece on each side of them, no more are compared. */
    private static int keysThatTell(List<Object[]> bounds, int index) {
        Object[] bound = bounds.get(index);
        int keys = 1;
        for (int beside = Math.max(0, index - 1); beside <= Math.min(index + 1, bounds.size() - 1); beside++) {
            Object[] other = bounds.get(beside);
            while (beside != index
                    && keys < bound.length
                    && Arrays.deepEquals(Arrays.copyOf(bound, keys), Arrays.copyOf(other, keys))) {
                keys++;
            }
        }
        return keys;
    }

    /** Whether a row comes before a bound; NULL is the least of all values, as in SQLite's ORDER BY. */
    private String isBefore(Object[] bound, List<Order> orders, int key, List<Object> values) {
        if (key == bound.length) {
            return "0";
        }
        if (key == orders.size()) {
            values.add(bound[key]);
            return "n < ?";
        }
        Order order = orders.get(key);
        String column = "c" + order.column();
        Object value = bound[key];
        if (value == null) {
            String later = isBefore(bound, orders, key + 1, values);
            return order.descending()
                    ? "(" + column + " IS NOT NULL OR " + later + ")"
                    : "(" + column + " IS NULL AND " + later + ")";
        }
        boolean nullsFirst = !order.descending() && types.hasNull(order.column());
        values.add(value);
        values.add(value);
        return "(" + column + (order.descending() ? " > ?" : " < ?") + (nullsFirst ? " OR " + column + " IS NULL" : "")
                + " OR (" + column + " = ? AND " + isBefore(bound, orders, key + 1, values) + "))";
    }

    /** The rows, those of the first piece first; what each piece has is added up in {@code ends}. */
    private static int[] scattered(int[] shown, byte[] pieceOfRow, int[] ends) {
        for (int number : shown) {
            ends[pieceOfRow[number - 1]]++;
        }
        int[] next = new int[ends.length];
        for (int piece = 1; piece < ends.length; piece++) {
            next[piece] = ends[piece - 1];
            ends[piece] += ends[piece - 1];
        }
        int[] inPieces = new int[shown.length];
        for (int number : shown) {
            inPieces[next[pieceOfRow[number - 1]]++] = number;
        }
        return inPieces;
    }

    private int[] sorted(int[] numbers, List<Order> orders) throws SQLException {
        return numbers(
                "SELECT n FROM r WHERE n IN (SELECT value FROM json_each(?1)) ORDER BY " + order(orders),
                List.of(Arrays.toString(numbers)));
    }

    private static String order(List<Order> orders) {
        return orders.stream()
                        .map(o -> "c" + o.column() + (o.descending() ? " DESC, " : ", "))
                        .collect(Collectors.joining())
                + "n";
    }

    private int[] numbers(String sql, List<Object> values) throws SQLException {
        IntStream.Builder numbers = IntStream.builder();
        queries.query(sql, values, rows -> {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        });
        return numbers.build().toArray();
    }
}
