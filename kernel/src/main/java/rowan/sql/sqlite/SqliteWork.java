package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.sqlite.ProgressHandler;
import rowan.sql.BoundStatement;
import rowan.sql.Dialect;
import rowan.sql.Work;
import rowan.workspace.Interrupt;

/**
 * Counts the steps of SQLite's virtual machine: with a progress handler after every single step, the number of its calls is
 * {@code SQLITE_STMTSTATUS_VM_STEP} itself. That slows the query about ninefold, so a first run counts in thousands and
 * tells whether a second, exact one is affordable.
 */
final class SqliteWork {

    private static final int COARSE = 1_000;

    private final Connection connection;
    private final Dialect dialect;
    private final Interrupt interrupt;

    SqliteWork(Connection connection, Dialect dialect, Interrupt interrupt) {
        this.connection = connection;
        this.dialect = dialect;
        this.interrupt = interrupt;
    }

    /** Exactly, if there are not too many steps. */
    Work count(BoundStatement query, long exactUpTo) throws SQLException {
        Work coarse = coarsely(query);
        return coarse.steps() > exactUpTo ? coarse : exactly(query);
    }

    /** In thousands, at about the statement's own speed. */
    Work coarsely(BoundStatement statement) throws SQLException {
        return run(statement, COARSE);
    }

    /** Every step, some nine times slower. */
    Work exactly(BoundStatement statement) throws SQLException {
        return run(statement, 1);
    }

    private Work run(BoundStatement statement, int every) throws SQLException {
        Calls calls = new Calls();
        long rows = 0;
        try (PreparedStatement prepared = statement.prepare(connection, dialect)) {
            // Set after the preparation, which would be counted too.
            ProgressHandler.setHandler(connection, every, calls);
            try {
                if (prepared.execute()) {
                    try (ResultSet result = prepared.getResultSet()) {
                        while (result.next()) {
                            rows++;
                        }
                    }
                }
            } finally {
                ProgressHandler.clearHandler(connection);
            }
        }
        interrupt.check();
        return new Work(calls.count * every, every == 1, rows);
    }

    private final class Calls extends ProgressHandler {
        private long count;

        @Override
        protected int progress() {
            count++;
            return interrupt.requested() ? 1 : 0;
        }
    }
}
