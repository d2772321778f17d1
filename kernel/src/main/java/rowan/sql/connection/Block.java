package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import rowan.model.Problem;
import rowan.sql.dialect.Dialect;
import rowan.sql.statement.Savepoints;
import rowan.workspace.contract.Databases;

/** Statements of which all are kept or none: a transaction of its own, or a savepoint of the one that is open. */
public final class Block {

    /** Carries out what begins and ends it. */
    @FunctionalInterface
    public interface Sender {
        void send(String sql) throws SQLException;
    }

    /** The interrupt that has ended the work may also hit what undoes it, and be repeated. */
    private static final int MOST_ATTEMPTS = 3;

    private final Connection connection;
    private final Dialect dialect;
    private final String savepoint;
    private final Sender sender;
    private final Runnable beforeUndoing;

    /**
     * @param savepoint its name, where a transaction is open already
     * @param beforeUndoing is run before what was done is undone, by the sender too
     */
    Block(Connection connection, Dialect dialect, String savepoint, Sender sender, Runnable beforeUndoing) {
        this.connection = connection;
        this.dialect = dialect;
        this.savepoint = savepoint;
        this.sender = sender;
        this.beforeUndoing = beforeUndoing;
    }

    /** One whose ends nobody else has to hear of. */
    public static Block on(Connection connection, Dialect dialect, String savepoint) {
        return new Block(
                connection,
                dialect,
                savepoint,
                sql -> {
                    try (java.sql.Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                },
                () -> {});
    }

    /** What sets, releases and goes back to savepoints. */
    private Savepoints savepoints() throws Databases.Failure {
        return dialect.savepoints()
                .orElseThrow(() -> new Databases.Failure(
                        Problem.of(
                                "NotSupported",
                                "Within an open transaction, all or nothing of this takes a savepoint, and "
                                        + dialect.name() + " sets none.",
                                "COMMIT or ROLLBACK first."),
                        null));
    }

    /** Does the work; what it throws is thrown, whatever becomes of undoing it. */
    public <T, E extends Exception> T run(SqlTask<T, E> work) throws E, SQLException {
        boolean within = dialect.inTransaction(connection);
        sender.send(within ? savepoints().set(savepoint) : dialect.begin());
        try {
            T value = work.run();
            sender.send(within ? savepoints().release(savepoint) : "COMMIT");
            return value;
        } catch (Throwable e) {
            beforeUndoing.run();
            for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
                try {
                    undo(within);
                    break;
                } catch (SQLException undone) {
                    e.addSuppressed(undone);
                }
            }
            throw e;
        }
    }

    private void undo(boolean within) throws SQLException {
        if (!dialect.inTransaction(connection)) {
            return; // The engine has rolled back by itself, and with it all savepoints.
        }
        if (within) {
            sender.send(savepoints().rollBackTo(savepoint));
            sender.send(savepoints().release(savepoint));
        } else {
            sender.send("ROLLBACK");
        }
    }
}
