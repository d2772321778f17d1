package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import rowan.sql.dialect.Dialect;

/** The statement that runs for a session, on its connection or on one of its readers, for another thread to cancel. */
final class RunningStatement {

    private final Connection connection;
    private final Dialect dialect;
    private final OpenStatements open;
    private Optional<On> running = Optional.empty();
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

    /** A statement, and the connection that it runs on. */
    private record On(Connection connection, java.sql.Statement statement) {}

    /** Stops what runs, but not what is unbroken. */
    synchronized void cancel() {
        cancel(running);
    }

    /** As {@link #cancel()}, where a statement is known that goes on beside whatever else runs. */
    synchronized void cancel(java.sql.Statement statement) {
        cancel(Optional.of(new On(connection, statement)));
    }

    private void cancel(Optional<On> on) {
        if (!unbroken) {
            cancelled = true;
            dialect.cancel(on.map(On::connection).orElse(connection), on.map(On::statement));
        }
    }

    /**
     * Executes a statement, which a cancel then stops. One that is under way when the work ends is waited for, so that it never
     * meets the statement behind.
     */
    <T, E extends Exception> T executing(Connection on, java.sql.Statement statement, SqlTask<T, E> task)
            throws E, SQLException {
        Optional<On> outer = running;
        runs(Optional.of(new On(on, statement)));
        try {
            return task.run();
        } finally {
            runs(outer);
        }
    }

    private synchronized void runs(Optional<On> on) {
        running = on;
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
