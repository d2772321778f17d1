package rowan.sql.db;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Lane;
import rowan.sql.connection.OpenStatements;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.log.RecordedJdbc;
import rowan.sql.log.StatementRecorder;

/** JDBC for Java cells: the connection of the current database, further ones, and those that libraries open by their drivers. */
final class JavaConnections {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connections connections;
    private final StatementRecorder recorder;
    private final Set<OpenStatements> open = ConcurrentHashMap.newKeySet();
    private final Map<java.sql.Statement, Thread> stopping = new ConcurrentHashMap<>();
    private final RecordedJdbc libraries;

    /**
     * @param recorder is told of every statement
     */
    JavaConnections(Connections connections, StatementRecorder recorder) {
        this.connections = connections;
        this.recorder = recorder;
        OpenStatements ofLibraries = new OpenStatements();
        open.add(ofLibraries);
        // Libraries look into the driver's own errors, to tell a duplicate from a lock.
        this.libraries =
                new RecordedJdbc(recorder, ofLibraries, RecordedJdbc.Words.DRIVER, texts -> {}, this::roundTrip, false);
    }

    /** On a connection that is no session's. */
    private void roundTrip() {
        connections.roundTrip(recorder.interrupt());
    }

    /** A statement of a session is open for Java, and ends with what is cancelled. */
    void opened(Session session, java.sql.Statement statement) {
        open.add(session.javaStatements());
        session.javaStatements().add(statement);
    }

    /**
     * Stops what the current connection is doing for a Java cell, and ends what Java still reads: while it does, SQLite
     * refuses every new statement after an interrupt. The statements can be run again.
     */
    void cancel() {
        connections.peek().ifPresent(session -> {
            session.transaction().interruptBlock();
            session.cancel();
        });
        for (OpenStatements statements : open) {
            for (java.sql.Statement statement : statements.all()) {
                // Each by itself: the driver makes whoever ends a cursor wait for what its connection is doing.
                stopping.computeIfAbsent(statement, one -> {
                    Thread ending = new Thread(() -> stop(statements, one), "rowan-end-cursor");
                    ending.setDaemon(true);
                    ending.start();
                    return ending;
                });
            }
        }
    }

    /** Waits until what is read has ended, and not for long. */
    void awaitCancelled() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            for (Thread ending : stopping.values()) {
                ending.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(OpenStatements statements, java.sql.Statement statement) {
        try {
            statement.cancel();
            statements.endReading(statement, connections.dialect());
        } catch (SQLException e) {
            System.getLogger(JavaConnections.class.getName()).log(System.Logger.Level.DEBUG, "nothing was stopped", e);
        } finally {
            stopping.remove(statement);
        }
    }

    /** The session's own connection; closing it does nothing. */
    Connection connection(Session session) {
        session.usedElsewhere();
        RecordedJdbc.Words words = (error, sql, values) -> {
            session.usedElsewhere();
            return DatabaseCalls.worded(session, error, sql, values);
        };
        open.add(session.javaStatements());
        return new RecordedJdbc(
                        recorder,
                        session.javaStatements(),
                        words,
                        session::require,
                        () -> session.roundTrip(recorder.interrupt()),
                        true)
                .connection(session.connection(), session.lane());
    }

    /** A source of further connections to the database of a session. */
    DataSource dataSource(Session session) throws SQLException {
        return new SessionSource(session, recorder, libraries);
    }

    /** The driver for a URL: of the cell's own libraries, or of an engine that Rowan knows. */
    Optional<Driver> driver(String url) throws SQLException {
        if (!url.startsWith("jdbc:")) {
            return Optional.empty();
        }
        // Those of the cell's own libraries come first: they may be another version of Rowan's.
        for (Driver driver :
                ServiceLoader.load(Driver.class, Thread.currentThread().getContextClassLoader())) {
            if (driver.acceptsURL(url)) {
                return Optional.of(libraries.driver(driver, () -> lane(url)));
            }
        }
        return connections
                .dialectOf(url)
                .flatMap(Dialect::files)
                .map(files -> libraries.driver(files.driver(connections.directory()), () -> lane(url)));
    }

    /** A connection of a library to what a URL names, as far as it tells. */
    private Lane lane(String url) {
        Optional<Dialect> dialect = connections.dialectOf(url);
        try {
            return Lane.foreign(
                    dialect,
                    dialect.isPresent()
                            ? Optional.of(dialect.get().locate(url, connections.directory(), false))
                            : Optional.empty());
        } catch (SqlFailure unknown) {
            return Lane.foreign(dialect, Optional.empty());
        }
    }
}
