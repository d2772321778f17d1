package rowan.sql.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.workspace.contract.InterruptSignal;

/**
 * The readers of a session: further connections to its database that change nothing, on which a large result is read to its
 * end while the next statement runs. They are opened when they are first needed, and kept.
 */
public final class Readers {

    /** So many results are read at once. With more, the next statement waits for the last. */
    private static final int MOST = 4;

    private final Session session;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Set<Connection> busy = new HashSet<>();
    private volatile boolean closed;

    Readers(Session session) {
        this.session = session;
    }

    /** A further connection, for one query. To be closed behind its last row. */
    public final class Reader implements AutoCloseable {
        private final Connection connection;

        private Reader(Connection connection) {
            this.connection = connection;
        }

        /** The connection itself. */
        public Connection connection() {
            return connection;
        }

        /** Makes the query fail, from another thread. */
        public void cancel() {
            session.dialect().cancel(connection, Optional.empty());
        }

        /** Whether the session has been closed, and with it what is read here. */
        public boolean isClosed() {
            return closed;
        }

        @Override
        public void close() throws SQLException {
            giveBack(connection);
        }
    }

    /** A reader with the settings that the session has now; empty where none can be had. */
    Optional<Reader> take() throws SQLException {
        Optional<Connection> taken = connection();
        if (taken.isPresent()) {
            new ConnectionSetup(session).apply(taken.get());
        }
        return taken.map(Reader::new);
    }

    private synchronized Optional<Connection> connection() {
        if (closed || busy.size() == MOST) {
            return Optional.empty();
        }
        try {
            Connection connection = idle.isEmpty() ? open() : idle.pop();
            busy.add(connection);
            return Optional.of(connection);
        } catch (SqlFailure unopened) {
            System.getLogger(Readers.class.getName()).log(System.Logger.Level.DEBUG, "no reader", unopened);
            return Optional.empty();
        }
    }

    private Connection open() throws SqlFailure {
        session.requireFile();
        Target target = session.target();
        return session.dialect().open(new Target(target.url(), target.location(), true), InterruptSignal::new);
    }

    private synchronized void giveBack(Connection connection) throws SQLException {
        busy.remove(connection);
        if (closed) {
            connection.close();
        } else {
            idle.push(connection);
        }
    }

    /** Closes those that nothing is read on: even an idle one keeps a file from being changed as a whole. */
    synchronized void closeIdle() throws SQLException {
        for (Connection connection : idle) {
            connection.close();
        }
        idle.clear();
    }

    /** Ends what is read. A connection that is in use is closed by whoever gives it back. */
    synchronized void close() throws SQLException {
        closed = true;
        busy.forEach(connection -> session.dialect().cancel(connection, Optional.empty()));
        closeIdle();
    }
}
