package rowan.sql.connection;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Target;
import rowan.workspace.cell.CellId;

/**
 * A connection as the log knows it, which outlives the connection itself and does not keep it. Safe from any thread.
 */
public final class Lane {

    private final String name;
    private final Optional<Object> database;
    private final Optional<Dialect> dialect;
    private final WeakReference<Connection> connection;
    private final List<Long> gaps = new ArrayList<>();
    private CellId gapIn;
    private String thread;
    private OptionalLong closed = OptionalLong.empty();

    private Lane(String name, Optional<Object> database, Optional<Dialect> dialect, Connection connection) {
        this.name = name;
        this.database = database;
        this.dialect = dialect;
        this.connection = new WeakReference<>(connection);
    }

    /** The connection of a session, under its alias. */
    static Lane of(String alias, Target target, Dialect dialect, Connection connection) {
        return new Lane(alias, Optional.of(database(target).orElse(alias)), Optional.of(dialect), connection);
    }

    /** A further connection to the database of a session, which gets a number. */
    public static Lane further(Session base) {
        return new Lane("", base.lane().database, Optional.of(base.dialect()), null);
    }

    /**
     * A connection that a library has opened, which gets a number.
     *
     * @param dialect of its engine; empty where Rowan does not know it
     * @param target its database; empty where that cannot be told
     */
    public static Lane foreign(Optional<Dialect> dialect, Optional<Target> target) {
        Optional<Object> database = target.map(known -> database(known).orElseGet(Object::new));
        return new Lane("", database, dialect, null);
    }

    /** Equal for targets of one database; empty for one in memory, which no other connection has. */
    private static Optional<Object> database(Target target) {
        return target.location() instanceof Target.Server server
                ? Optional.of(List.of(server.host(), server.port(), server.database()))
                : target.file().map(file -> file);
    }

    /** What it is called; empty where it gets a number. */
    public String name() {
        return name;
    }

    /** Its engine; empty where Rowan does not know it. */
    public Optional<Dialect> dialect() {
        return dialect;
    }

    /** Equal for connections to one database; empty where that cannot be told. */
    public Optional<Object> database() {
        return database;
    }

    /**
     * Whether a transaction is open on it; empty where that cannot be asked. Connections of libraries are not: asking tries a
     * BEGIN, which is safe only where nobody else sends anything meanwhile.
     */
    Optional<Boolean> inTransaction() {
        Connection asked = connection.get();
        if (dialect.isEmpty() || asked == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(dialect.get().inTransaction(asked));
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }

    /** A thread sends a statement on it. */
    synchronized void usedBy(String name) {
        thread = thread == null || thread.equals(name) ? name : "";
    }

    /** The name of the one thread that has used it; empty where there were several. */
    public synchronized String thread() {
        return thread == null ? "" : thread;
    }

    /** What is sent on it for the rest of a cell is not kept. */
    synchronized void loses(CellId cell) {
        if (!cell.equals(gapIn)) {
            gapIn = cell;
            gaps.add(System.nanoTime());
        }
    }

    /** Since when statements were not kept, once for each cell in which some were not. */
    synchronized List<Long> gaps() {
        return List.copyOf(gaps);
    }

    /** It was closed, which rolls back what is open. */
    public synchronized void close() {
        if (closed.isEmpty()) {
            closed = OptionalLong.of(System.nanoTime());
        }
    }

    /** When it was closed, by {@link System#nanoTime}. */
    synchronized OptionalLong closed() {
        return closed;
    }
}
