package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import rowan.sql.dialect.Dialect;

/** The statement that runs on a connection, for another thread to cancel. */
final class RunningStatement {

    private final Connection connection;
    private final Dialect dialect;
    private final OpenStatements open;
    private Optional<java.sql.Statement> running = Optional.empty();
    private boolean unbroken;
    private volatile boolean cancelled;

    /**
     * @param open the statements whose reading ends with what is cancelled
     */
    RunningStatement(Connection connection, Dialect dialect, OpenStatements open) {
        this.connection = connection;
        this.dialect = dialect;
        this.open = open;
    }

    /** Stops what runs, but not what is unbroken. */
    synchronized void cancel() {
        cancel(running);
    }

    /** As {@link #cancel()}, where a statement is known that goes on beside whatever else runs. */
    synchronized void cancel(java.sql.Statement statement) {
        cancel(Optional.of(statement));
    }

    private void cancel(Optional<java.sql.Statement> statement) {
        if (!unbroken) {
            cancelled = true;
            dialect.cancel(connection, statement);
        }
    }

    /**
     * Executes a statement, which a cancel then stops. One that is under way when the work ends is waited for, so that it never
     * meets the statement behind.
     */
    <T, E extends Exception> T executing(java.sql.Statement statement, SqlTask<T, E> task) throws E, SQLException {
        Optional<java.sql.Statement> outer = running;
        runs(Optional.of(statement));
        try {
            return task.run();
        } finally {
            runs(outer);
        }
    }

    private synchronized void runs(Optional<java.sql.Statement> statement) {
        running = statement;
    }

    /** Whether whatever runs from now on is not cancelled. */
    synchronized void setUnbroken(boolean now) {
        unbroken = now;
    }

    /**
     * Ends what a cancel has left open: as long as a statement reads that was reading when another was stopped, an engine may
     * stop every new one too.
     */
    void endCancelled() {
        if (cancelled) {
            cancelled = false;
            open.endReading(dialect);
        }
    }
}
