package rowan.sql.grid;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of one result in a SQLite file of its own: {@code r(n, c0, c1, …)} without types, so that every value stays what
 * it was; an arrangement is a further table with the numbers of its rows in order. Nothing here outlives the kernel, so
 * there is no journal and no waiting for the disk.
 */
final class RowFile implements AutoCloseable {

    /** Arrangements that are kept; making one takes a moment, a page of it does not. */
    private static final int KEPT_ARRANGEMENTS = 8;

    /** Rows are written some at a time, since a call costs more than a row. */
    private static final int MARKS_AT_ONCE = 256;

    private static final int SAMPLED_ROWS = 32;

    /** One column by which rows are sorted, counted from 0. */
    record Order(int column, boolean descending) {}

    /**
     * Which rows are shown and how they follow each other.
     *
     * @param orders the first decides; empty keeps the order of the result
     * @param filter text that one of the values contains, in either case of ASCII letters; empty shows every row
     * @param rows how many rows there were when it was asked for; a result that is still read grows
     */
    record Arrangement(List<Order> orders, String filter, int rows) {
        boolean isPlain() {
            return orders.isEmpty() && filter.isEmpty();
        }
    }

    private final Path file;
    private final int columns;
    private final Connection connection;
    private final PreparedStatement insertOne;
    private final PreparedStatement insertMany;
    private final List<Object[]> unwritten = new ArrayList<>();
    private final Map<Arrangement, String> tables = new LinkedHashMap<>();
    private final int rowsAtOnce;
    private int size;
    private int made;

    RowFile(Path file, int columns) throws SQLException {
        this.file = file;
        this.columns = columns;
        connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("PRAGMA cache_size = -8000");
            statement.execute("CREATE TABLE r(n INTEGER PRIMARY KEY, " + each("c%d") + ")");
        }
        // One transaction to the end: it is never rolled back, and its rows are read on this very connection.
        connection.setAutoCommit(false);
        String marks = "(NULL, " + each("?") + ")";
        insertOne = connection.prepareStatement("INSERT INTO r VALUES " + marks);
        rowsAtOnce = Math.max(1, MARKS_AT_ONCE / columns);
        insertMany = connection.prepareStatement(
                "INSERT INTO r VALUES " + String.join(", ", Collections.nCopies(rowsAtOnce, marks)));
    }

    /** {@code c0, c1, …}, or whatever each column is to be. */
    private String each(String format) {
        return IntStream.range(0, columns)
                .mapToObj(column -> format.replace("%d", Integer.toString(column)))
                .collect(Collectors.joining(", "));
    }

    synchronized void append(Object[] row) throws SQLException {
        unwritten.add(row);
        size++;
        if (unwritten.size() == rowsAtOnce) {
            int mark = 1;
            for (Object[] one : unwritten) {
                for (int i = 0; i < columns; i++) {
                    bind(insertMany, mark++, one[i]);
                }
            }
            insertMany.executeUpdate();
            unwritten.clear();
        }
    }

    /** Before the file is read, all rows have to be in it. */
    private void write() throws SQLException {
        for (Object[] row : unwritten) {
            for (int i = 0; i < columns; i++) {
                bind(insertOne, i + 1, row[i]);
            }
            insertOne.executeUpdate();
        }
        unwritten.clear();
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(index, number);
        } else if (value instanceof Double number) {
            statement.setDouble(index, number);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else if (value == null) {
            statement.setNull(index, java.sql.Types.NULL);
        } else {
            statement.setString(index, value.toString());
        }
    }

    synchronized int size() {
        return size;
    }

    /** What the file takes on the disk. */
    long bytes() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** How many rows an arrangement has; where it filters, the first call makes it. */
    synchronized int count(Arrangement arrangement) throws SQLException {
        if (arrangement.isPlain()) {
            return size;
        }
        if (arrangement.filter().isEmpty()) {
            return arrangement.rows();
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + table(arrangement))) {
            return rows.getInt(1);
        }
    }

    /** Makes an arrangement, unless it is there already; every page of it then takes no time. */
    synchronized void make(Arrangement arrangement) throws SQLException {
        if (!arrangement.isPlain()) {
            table(arrangement);
        }
    }

    private String table(Arrangement arrangement) throws SQLException {
        String known = tables.remove(arrangement);
        if (known != null) {
            tables.put(arrangement, known); // The latest used is the last.
            return known;
        }
        String table = "a" + made++;
        write();
        execute("CREATE TABLE " + table + "(position INTEGER PRIMARY KEY, n)");
        String where = arrangement.filter().isEmpty() ? "" : " AND (" + contains() + ")";
        try (PreparedStatement fill = connection.prepareStatement("INSERT INTO " + table + "(n) SELECT n FROM r"
                + " WHERE n <= ?2" + where + " ORDER BY " + order(arrangement))) {
            fill.setInt(2, arrangement.rows());
            if (!arrangement.filter().isEmpty()) {
                fill.setString(1, "%" + escaped(arrangement.filter()) + "%");
            }
            fill.executeUpdate();
        }
        tables.put(arrangement, table);
        if (tables.size() > KEPT_ARRANGEMENTS) {
            Arrangement oldest = tables.keySet().iterator().next();
            execute("DROP TABLE " + tables.remove(oldest));
        }
        return table;
    }

    /** What the rows are ordered by; equal ones stay as they come in the result. */
    private static String order(Arrangement arrangement) {
        return arrangement.orders().stream()
                        .map(o -> "c" + o.column() + (o.descending() ? " DESC, " : ", "))
                        .collect(Collectors.joining())
                + "n";
    }

    private String contains() {
        return each("c%d LIKE ?1 ESCAPE '\\'").replace(", c", " OR c");
    }

    private static String escaped(String filter) {
        return filter.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows of an arrangement, from {@code start}, counted from 0; fewer at its end. */
    synchronized List<List<Object>> rows(Arrangement arrangement, int start, int count) throws SQLException {
        write();
        int end = (int) Math.min(Integer.MAX_VALUE, (long) start + count);
        if (arrangement.isPlain()) {
            return read("SELECT " + each("c%d") + " FROM r WHERE n > ?1 AND n <= ?2 ORDER BY n", start, end);
        }
        boolean isFirstLook = start == 0 && arrangement.filter().isEmpty() && !tables.containsKey(arrangement);
        if (isFirstLook && !comesBackwards(arrangement)) {
            // One pass that keeps the best rows so far takes a fraction of what sorting all does.
            return read(
                    "SELECT " + each("c%d") + " FROM r WHERE n <= ?1 ORDER BY " + order(arrangement) + " LIMIT ?2",
                    arrangement.rows(),
                    count);
        }
        return read(
                "SELECT " + each("r.c%d") + " FROM " + table(arrangement) + " AS a JOIN r ON r.n = a.n"
                        + " WHERE a.position > ?1 AND a.position <= ?2 ORDER BY a.position",
                start,
                end);
    }

    /** Whether the best rows come last, by a sample; every row would then be one of the best so far. */
    private boolean comesBackwards(Arrangement arrangement) throws SQLException {
        String sample = IntStream.rangeClosed(1, SAMPLED_ROWS)
                .mapToObj(i -> Long.toString((long) arrangement.rows() * i / SAMPLED_ROWS))
                .collect(Collectors.joining(", "));
        int backwards = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT n FROM r WHERE n IN (" + sample + ") ORDER BY " + order(arrangement))) {
            for (int before = 0; rows.next(); before = rows.getInt(1)) {
                backwards += rows.getInt(1) < before ? 1 : 0;
            }
        }
        return backwards > SAMPLED_ROWS * 3 / 4;
    }

    private List<List<Object>> read(String sql, int first, int second) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, first);
            select.setInt(2, second);
            List<List<Object>> read = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    Object[] row = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        Object value = rows.getObject(i + 1);
                        row[i] = value instanceof Integer number ? Long.valueOf(number) : value;
                    }
                    read.add(Collections.unmodifiableList(Arrays.asList(row)));
                }
            }
            return read;
        }
    }

    /** Closes the file and removes it. */
    @Override
    public synchronized void close() {
        try {
            insertOne.close();
            insertMany.close();
            connection.close();
            Files.deleteIfExists(file);
        } catch (SQLException | IOException e) {
            System.getLogger(RowFile.class.getName()).log(System.Logger.Level.DEBUG, "did not close: " + file, e);
        }
    }
}
