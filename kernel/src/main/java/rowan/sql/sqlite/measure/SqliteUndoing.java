package rowan.sql.sqlite.measure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.StatementHooks;
import rowan.sql.statement.Effect;
import rowan.workspace.cell.Source;

/** Runs one statement again and again on the same rows: what it changes is undone each time. */
final class SqliteUndoing {

    private static final String SAVEPOINT = "rowan_undoing";

    private final Connection connection;
    private final Dialect dialect;
    private final boolean query;

    SqliteUndoing(Connection connection, Dialect dialect, BoundStatement statement) {
        this.connection = connection;
        this.dialect = dialect;
        this.query = dialect.lexicon().split(Source.of(statement.sql())).stream()
                .allMatch(each -> dialect.effect(each) == Effect.READ);
    }

    /** Whether it changes nothing, so that there is nothing to undo. */
    boolean isQuery() {
        return query;
    }

    /** Runs a query as it is, and anything else between a savepoint and its rollback, within the open transaction if any. */
    <T> T after(StatementHooks.Running<T> running) throws SQLException {
        if (query) {
            return running.run();
        }
        execute("SAVEPOINT " + SAVEPOINT);
        try {
            return running.run();
        } finally {
            if (dialect.inTransaction(connection)) { // A statement that fails may have ended it.
                execute("ROLLBACK TO " + SAVEPOINT);
                execute("RELEASE " + SAVEPOINT);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(sql);
        }
    }
}
