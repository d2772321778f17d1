package rowan.sql.grid;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Queries of a {@link RowFile}, one at a time, of which another thread can cancel the one that runs. */
final class Queries {

    /** Takes what a query gives. */
    @FunctionalInterface
    interface Reading {
        void read(ResultSet rows) throws SQLException;
    }

    private final Connection connection;

    /** The statement that runs, for {@link #cancel}; guarded by itself, since a later one must not be hit. */
    private final PreparedStatement[] running = new PreparedStatement[1];

    Queries(Connection connection) {
        this.connection = connection;
    }

    void query(String sql, List<Object> values, Reading reading) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                RowFile.bind(select, i + 1, values.get(i));
            }
            running(select);
            try (ResultSet rows = select.executeQuery()) {
                reading.read(rows);
            } finally {
                running(null);
            }
        }
    }

    private void running(PreparedStatement statement) {
        synchronized (running) {
            running[0] = statement;
        }
    }

    /** Makes a {@link #query} that runs in another thread fail. */
    void cancel() {
        synchronized (running) {
            if (running[0] != null) {
                try {
                    running[0].cancel();
                } catch (SQLException e) {
                    System.getLogger(Queries.class.getName()).log(System.Logger.Level.DEBUG, "was not cancelled", e);
                }
            }
        }
    }
}
