package rowan.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.sql.grid.LiveResults;
import rowan.workspace.Interrupt;
import rowan.workspace.InterruptSignal;

/** One open database: its connection, the picture of its schema, and whether a transaction is open. */
public final class Session implements AutoCloseable {

    /** How long a tooltip may count. */
    private static final long COUNT_MILLIS = 150;

    private final String alias;
    private final Target target;
    private final Dialect dialect;
    private final Connection connection;
    private volatile Interrupt interrupt = new InterruptSignal();
    private volatile Schema schema = Schema.EMPTY;
    private String schemaStamp = "";
    private boolean transactionOpen;
    private volatile boolean usedElsewhere;
    private long changesBefore;
    private final Map<String, Long> savepoints = new HashMap<>();

    private final LiveResults results;

    Session(String alias, Target target, Dialect dialect, LiveResults results) throws SqlFailure {
        this.alias = alias;
        this.target = target;
        this.dialect = dialect;
        this.results = results;
        this.connection = dialect.open(target, () -> interrupt);
    }

    /** The name it can be called by. */
    public String alias() {
        return alias;
    }

    /** Which database this is. */
    public Target target() {
        return target;
    }

    /** The engine. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * The one connection, in autocommit mode; transactions are SQL's own. A result that is still read in the background is
     * waited for, or ended.
     */
    public Connection connection() {
        results.settle(interrupt);
        return connection;
    }

    /** The results that grids can be opened on. */
    LiveResults results() {
        return results;
    }

    /** Stops what runs on the connection, from another thread. */
    void cancel() {
        dialect.cancel(connection);
    }

    /** What the database contained after the last cell. Never waits. */
    public Schema schema() {
        return schema;
    }

    /** Work on the connection. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E, SQLException;
    }

    /**
     * Does work that an interrupt stops, waits for locks included.
     *
     * @throws Interrupt.InterruptedRun instead of the engine's error, when it was stopped
     */
    public <T, E extends Exception> T interruptibly(Interrupt signal, Work<T, E> work) throws E, SQLException {
        Interrupt outer = interrupt;
        interrupt = signal;
        Cancelling cancelling = Cancelling.on(signal, () -> dialect.cancel(connection));
        try {
            signal.check();
            return work.run();
        } catch (SQLException e) {
            signal.check();
            throw e;
        } finally {
            cancelling.close();
            interrupt = outer;
        }
    }

    /** Looks again what the database contains, if that has changed. */
    public Schema refreshSchema() throws SQLException {
        String stamp = dialect.schemaStamp(connection);
        if (!stamp.equals(schemaStamp)) {
            schema = dialect.schema(connection);
            schemaStamp = stamp;
        }
        return schema;
    }

    /** Reads the schema anew even where no definition has changed: row counts have, after ANALYZE. */
    void forgetSchema() {
        schemaStamp = "";
    }

    /**
     * How many rows a table has, seen by a connection of its own, so that a running cell is neither waited for nor
     * disturbed; rows that are not committed are not counted.
     *
     * @return empty where that takes too long, or where the database is in memory
     */
    OptionalLong countRows(Schema.Relation table) {
        if (target.file().isEmpty()) {
            return table.rowCount();
        }
        InterruptSignal patience = new InterruptSignal();
        Timer timer = new Timer("rowan-count", true);
        Target reading = new Target(target.url(), target.file(), true);
        try (Connection other = dialect.open(reading, () -> patience);
                java.sql.Statement statement = other.createStatement()) {
            timer.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            patience.request();
                            dialect.cancel(other);
                        }
                    },
                    COUNT_MILLIS);
            String name = dialect.lexicon().quote(table.name());
            try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + name)) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException | SqlFailure e) {
            return table.rowCount();
        } finally {
            timer.cancel();
        }
    }

    /** Looks again whether a transaction is open. Called after whatever may have begun or ended one. */
    public void refreshTransaction() throws SQLException {
        boolean open = dialect.inTransaction(connection);
        if (open && !transactionOpen) {
            // The statement that begins a transaction changes nothing itself.
            changesBefore = dialect.totalChanges(connection);
        }
        transactionOpen = open;
        if (!open) {
            savepoints.clear();
        }
    }

    /** A statement has been carried out; what it says about savepoints is remembered, for the count of changes. */
    void carriedOut(Statement statement) throws SQLException {
        List<Token> tokens = statement.significant();
        boolean undoes = statement.verb().equals("ROLLBACK") && tokens.stream().anyMatch(t -> t.is("TO"));
        if (!undoes && !statement.verb().equals("SAVEPOINT")) {
            return;
        }
        String name = tokens.get(tokens.size() - 1).name().toLowerCase(Locale.ROOT);
        long now = dialect.totalChanges(connection);
        Long then = savepoints.put(name, now);
        if (undoes && then != null) {
            // The engine counts undone changes too.
            changesBefore += now - then;
        }
    }

    /** Java has the connection too, and may begin, end or change anything between cells. */
    void usedElsewhere() {
        results.settle(interrupt);
        usedElsewhere = true;
    }

    /** Looks again at what somebody else may have changed since the last cell. */
    void catchUp() throws SQLException {
        if (usedElsewhere) {
            usedElsewhere = false;
            refreshTransaction();
            refreshSchema();
        }
    }

    /** Whether a transaction was open when somebody last looked. */
    public boolean isTransactionOpen() {
        return transactionOpen;
    }

    /** {@code transaction open · 3 rows changed}, or empty when none is. */
    public Optional<String> transactionNote() throws SQLException {
        if (!transactionOpen) {
            return Optional.empty();
        }
        long changes = dialect.totalChanges(connection) - changesBefore;
        return Optional.of("transaction open · "
                + (changes == 0 ? "nothing changed yet" : Quantity.count(changes, "row") + " changed")
                + " · COMMIT keeps it, ROLLBACK undoes it");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
