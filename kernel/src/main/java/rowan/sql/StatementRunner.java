package rowan.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Column;
import rowan.model.Done;
import rowan.model.ResultTable;

/** Runs one bound statement on a session and reads what it gives. */
final class StatementRunner {

    private final Session session;
    private final int pageRows;
    private final StatementRecorder recorder;

    StatementRunner(Session session, int pageRows, StatementRecorder recorder) {
        this.session = session;
        this.pageRows = pageRows;
        this.recorder = recorder;
    }

    /**
     * A {@link ResultTable} or a {@link Done}.
     *
     * @param whole whether all rows are kept; else reading stops behind the first page
     */
    Object run(Statement statement, BoundStatement bound, boolean whole) throws SQLException {
        recorder.roundTrip();
        long start = System.nanoTime();
        Optional<String> own = session.dialect().intercept(session.connection(), statement);
        if (own.isPresent()) {
            return new Done(own.get(), Duration.ofNanos(System.nanoTime() - start), List.of());
        }
        try (PreparedStatement prepared = bound.prepare(session.connection(), session.dialect())) {
            if (prepared.execute()) {
                try (ResultSet rows = prepared.getResultSet()) {
                    // A statement that changes rows and returns them has to be read to its end to be carried out.
                    boolean all =
                            whole || !(statement.isQuery() || statement.verb().equals("PRAGMA"));
                    return read(rows, start, all);
                }
            }
            String deed = Deed.of(statement, prepared.getUpdateCount());
            return new Done(deed, Duration.ofNanos(System.nanoTime() - start), List.of());
        }
    }

    private ResultTable read(ResultSet rows, long start, boolean whole) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(new Column(meta.getColumnLabel(i), declaredType(meta, i)));
        }
        RowStore store = new RowStore();
        boolean complete = true;
        while (rows.next()) {
            if (!whole && store.size() == pageRows) {
                complete = false;
                break;
            }
            Object[] row = new Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = session.dialect().read(rows, i + 1);
            }
            store.append(row);
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new ResultTable(columns, store.finish(), complete, elapsed, pageRows, List.of());
    }

    /** The driver guesses a type for expressions; only that of a column is declared. */
    private static String declaredType(ResultSetMetaData meta, int column) throws SQLException {
        String table = meta.getTableName(column);
        return table == null || table.isEmpty() ? "" : meta.getColumnTypeName(column);
    }
}
