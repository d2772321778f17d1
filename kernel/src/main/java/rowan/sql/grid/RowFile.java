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
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows of one result in a SQLite file of its own: {@code r(n, c0, c1, …)} without types, so that every value stays what
 * it was. Nothing here outlives the kernel, so there is no journal and no waiting for the disk; therefore nothing but the
 * rows is ever written, and only what reads is ever interrupted.
 */
final class RowFile implements AutoCloseable {

    /** Arrangements that are kept; making one takes a moment, a page of it does not. */
    private static final int KEPT_ARRANGEMENTS = 8;

    /** Rows are written some at a time, since a call costs more than a row. */
    private static final int MARKS_AT_ONCE = 256;

    private final Path file;
    private final int columns;
    private final Connection connection;
    private final PreparedStatement insertOne;
    private final PreparedStatement insertMany;
    private final List<Object[]> unwritten = new ArrayList<>();
    private final ColumnTypes types;
    private final Queries queries;
    private final Arranging arranging;
    private final Map<Arrangement, RowNumbers> arranged = new LinkedHashMap<>();
    private final int rowsAtOnce;
    private int size;
    private int made;

    RowFile(Path file, int columns) throws SQLException {
        this.file = file;
        this.columns = columns;
        Properties settings = new Properties();
        // For keys the driver leaves a cursor open, and with one open an interrupt would never end.
        settings.setProperty("jdbc.get_generated_keys", "false");
        connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = OFF");
            statement.execute("PRAGMA synchronous = OFF");
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("CREATE TABLE r(n INTEGER PRIMARY KEY, " + each("c%d") + ")");
        }
        types = new ColumnTypes(columns);
        queries = new Queries(connection);
        arranging = new Arranging(queries, types);
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
        types.add(row);
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

    static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
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

    /** How many rows an arrangement has; where it filters, the first call looks for them. */
    synchronized int count(Arrangement arrangement) throws SQLException {
        if (arrangement.isPlain()) {
            return size;
        }
        return arrangement.hasAll() ? arrangement.rows() : numbers(arrangement).count();
    }

    /**
     * Makes what takes long fail in another thread: a {@link #count}, {@link #rows} or {@link #prepare} of a new arrangement,
     * and a {@link #summary}.
     */
    void cancel() {
        queries.cancel();
    }

    private RowNumbers numbers(Arrangement arrangement) throws SQLException {
        RowNumbers known = arranged.remove(arrangement);
        try {
            if (known == null) {
                write();
                known = arranging.arrange(arrangement, file.resolveSibling(file.getFileName() + "-" + made++));
            }
            arranged.put(arrangement, known); // The latest used is the last.
            if (arranged.size() > KEPT_ARRANGEMENTS) {
                arranged.remove(arranged.keySet().iterator().next()).close();
            }
        } catch (IOException e) {
            throw new SQLException("there is no place for the order of the rows: " + e.getMessage(), e);
        }
        return known;
    }

    /** Finds the order of all rows of an arrangement; whoever looks far into it later need not wait for that. */
    synchronized void prepare(Arrangement arrangement) throws SQLException {
        if (!arrangement.isPlain()) {
            numbers(arrangement);
        }
    }

    /** Rows of an arrangement, from {@code start}, counted from 0; fewer at its end. */
    synchronized List<List<Object>> rows(Arrangement arrangement, int start, int count) throws SQLException {
        write();
        int end = (int) Math.min(Integer.MAX_VALUE, (long) start + count);
        if (arrangement.isPlain()) {
            return read("SELECT " + each("c%d") + " FROM r WHERE n > ?1 AND n <= ?2 ORDER BY n", start, end);
        }
        try {
            boolean isFirstLook = start == 0 && Arranging.hasFirst(arrangement) && !arranged.containsKey(arrangement);
            int[] wanted = isFirstLook
                    ? arranging.first(arrangement, end)
                    : numbers(arrangement).between(start, end);
            return read(
                    "SELECT " + each("r.c%d") + " FROM json_each(?1) AS place CROSS JOIN r ON r.n = place.value"
                            + " ORDER BY place.key",
                    Arrays.toString(wanted));
        } catch (IOException e) {
            throw new SQLException("the order of the rows cannot be read: " + e.getMessage(), e);
        }
    }

    /** What a column holds in the rows of an arrangement. */
    synchronized ColumnSummary summary(Arrangement arrangement, int column) throws SQLException {
        write();
        List<Object> values = new ArrayList<>();
        String shown = arranging.shown(arrangement, values);
        return ColumnSummary.of(queries, column, types, shown, values);
    }

    /** An object or array of JSON with a line for each value, and each value as it is written; empty where a text is none. */
    synchronized Optional<String> prettyJson(String text) throws SQLException {
        String begin = text.stripLeading();
        if (!begin.startsWith("{") && !begin.startsWith("[")) {
            return Optional.empty();
        }
        List<String> pretty = new ArrayList<>();
        queries.query("SELECT json_pretty(?1) WHERE json_valid(?1)", List.of(text), rows -> {
            if (rows.next()) {
                pretty.add(rows.getString(1));
            }
        });
        return pretty.stream().findFirst();
    }

    private List<List<Object>> read(String sql, Object... bound) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < bound.length; i++) {
                select.setObject(i + 1, bound[i]);
            }
            List<List<Object>> read = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    read.add(Collections.unmodifiableList(Arrays.asList(values(rows, columns))));
                }
            }
            return read;
        }
    }

    /** The values of the current row, whole numbers as {@link Long}. */
    static Object[] values(ResultSet rows, int columns) throws SQLException {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
            Object value = rows.getObject(i + 1);
            row[i] = value instanceof Integer number ? Long.valueOf(number) : value;
        }
        return row;
    }

    /** Closes the file and removes it. */
    @Override
    public synchronized void close() {
        try {
            for (RowNumbers numbers : arranged.values()) {
                numbers.close();
            }
            insertOne.close();
            insertMany.close();
            connection.close();
            Files.deleteIfExists(file);
        } catch (SQLException | IOException e) {
            System.getLogger(RowFile.class.getName()).log(System.Logger.Level.DEBUG, "did not close: " + file, e);
        }
    }
}
