package rowan.sql.run;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import rowan.model.table.Column;
import rowan.sql.connection.Session;
import rowan.sql.grid.RowSource;

/** The rows of a statement that has been executed, each value in the type it is stored in. */
final class Cursor implements RowSource {

    private final Session session;
    private final SentQuery sent;
    private final ResultSet rows;
    private final List<Column> columns = new ArrayList<>();

    Cursor(Session session, SentQuery sent) throws SQLException {
        this.session = session;
        this.sent = sent;
        this.rows = sent.prepared().getResultSet();
        ResultSetMetaData meta = rows.getMetaData();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(column(meta, i));
        }
    }

    /** The driver guesses a type for expressions; only that of a column is declared. */
    private static Column column(ResultSetMetaData meta, int index) throws SQLException {
        String name = meta.getColumnLabel(index);
        String table = meta.getTableName(index);
        return table == null || table.isEmpty()
                ? new Column(name, "")
                : new Column(name, meta.getColumnTypeName(index), table);
    }

    List<Column> columns() {
        return columns;
    }

    @Override
    public Object[] next() throws SQLException {
        if (!sent.moves(rows)) {
            return null;
        }
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = session.dialect().values().read(rows, i + 1);
        }
        return row;
    }

    @Override
    public void cancel() {
        sent.cancel();
    }

    @Override
    public void close() throws SQLException {
        sent.close();
    }

    /** The rows from one that was read already. */
    RowSource from(Object[] following) {
        return new RowSource() {
            private Object[] pending = following;

            @Override
            public Object[] next() throws SQLException {
                Object[] row = pending == null ? Cursor.this.next() : pending;
                pending = null;
                return row;
            }

            @Override
            public void cancel() {
                Cursor.this.cancel();
            }

            @Override
            public boolean isBeside() {
                return sent.reader().isPresent();
            }

            @Override
            public void close() throws SQLException {
                Cursor.this.close();
            }
        };
    }
}
