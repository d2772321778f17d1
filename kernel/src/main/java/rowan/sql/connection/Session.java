package rowan.sql.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.ChangeCounter;
import rowan.sql.dialect.ConnectionSettings;
import rowan.sql.dialect.DatabaseFiles;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.MadeFile;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.grid.LiveResults;
import rowan.sql.statement.Statement;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.LongStep;

/**
 * One open database: its connection, the picture of its schema, and whether a transaction is open. Both are what the engine
 * has said when it was last asked, and it is asked after everything that may have changed them, errors among it.
 */
public final class Session implements AutoCloseable {

    /** Of looks that wait for no lock. */
    private static final InterruptSignal AT_ONCE = new InterruptSignal();

    static {
        AT_ONCE.request();
    }

    private final String alias;
    private final Target target;
    private final Dialect dialect;
    private final Connection connection;
    private final Lane lane;
    private final Transaction transaction;
    private volatile Interrupt interrupt = new InterruptSignal();
    private final SchemaCache schema;
    private volatile boolean usedElsewhere;
    private final OpenStatements javaStatements = new OpenStatements();
    private final RunningStatement running;
    private final Readers readers;
    private final LiveResults results;
    private final SimulatedNetwork network;
    private boolean madeFile;
    private final Optional<OpenedFile> file;

    /**
     * Opens a database and looks what it contains, so that one that cannot be read is never open.
     *
     * @param opening ends the wait for a lock
     */
    Session(
            String alias,
            Target target,
            Dialect dialect,
            LiveResults results,
            SimulatedNetwork network,
            Interrupt opening)
            throws SqlFailure {
        this.alias = alias;
        this.target = target;
        this.dialect = dialect;
        this.results = results;
        this.network = network;
        this.madeFile = target.file().filter(Files::notExists).isPresent();
        this.schema = new SchemaCache(dialect.catalog());
        this.interrupt = opening;
        this.connection = opened(opening);
        this.lane = Lane.of(alias, target, dialect, connection);
        this.running = new RunningStatement(connection, dialect, javaStatements);
        this.readers = new Readers(this);
        this.transaction = new Transaction(connection, dialect, this::glance);
        this.interrupt = new InterruptSignal();
        this.file = dialect.files()
                .flatMap(files -> target.file().map(path -> new OpenedFile(alias, path, files, connection)));
    }

    private Connection opened(Interrupt opening) throws SqlFailure {
        Connection opened;
        try {
            opened = dialect.open(target, () -> interrupt);
        } catch (SqlFailure e) {
            opening.check();
            throw e;
        }
        Cancelling cancelling = Cancelling.on(opening, () -> dialect.cancel(opened, Optional.empty()));
        try {
            schema.refresh(opened);
            return opened;
        } catch (SQLException e) {
            Problem problem = dialect.problem(opened, e);
            closeQuietly(opened);
            opening.check();
            throw new SqlFailure(problem);
        } finally {
            cancelling.close();
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }

    /** The name it can be called by. */
    public String alias() {
        return alias;
    }

    /** Its connection as the log knows it. */
    public Lane lane() {
        return lane;
    }

    /** Which database this is. */
    public Target target() {
        return target;
    }

    /** The engine. */
    public Dialect dialect() {
        return dialect;
    }

    /** The one connection, in autocommit mode; transactions are SQL's own. See {@link #settle}. */
    public Connection connection() {
        return connection;
    }

    /**
     * Sees to it that nothing is read on the connection any more: a result that is still read in the background is waited for,
     * or ended, and so is what a cancelled statement has left open. To be called before something is done on the connection.
     */
    public void settle(Interrupt waiting) {
        settle(waiting, LongStep.Listener.NOBODY);
    }

    /**
     * As {@link #settle(Interrupt)}.
     *
     * @param listener hears how far a reading is that is waited for
     */
    public void settle(Interrupt waiting, LongStep.Listener listener) {
        results.settle(waiting, listener);
        running.endCancelled();
    }

    /** As {@link #settle(Interrupt)}, so that the database has no reader either: a statement is to come that needs it alone. */
    public void settleAlone(Interrupt waiting, LongStep.Listener listener) throws SQLException {
        results.settleAll(waiting, listener);
        readers.closeIdle();
        running.endCancelled();
    }

    /** A statement of the user's is about to be sent, which {@link #settle} prepares; a simulated network is waited for. */
    public void roundTrip(Interrupt waiting) {
        settle(waiting);
        network.roundTrip(waiting);
    }

    /** The statements that Java cells have open on the connection. */
    public OpenStatements javaStatements() {
        return javaStatements;
    }

    /** The results that grids can be opened on. */
    public LiveResults results() {
        return results;
    }

    /** Stops what runs on the connection, from another thread; not what is {@link #unbroken}. */
    public void cancel() {
        running.cancel();
    }

    /** As {@link #cancel()}, where a statement is known that goes on beside whatever else runs. */
    public void cancel(java.sql.Statement statement) {
        running.cancel(statement);
    }

    /**
     * Executes a statement, which a cancel then stops. One that is under way when the work ends is waited for, so that it never
     * meets the statement behind.
     */
    public <T, E extends Exception> T executing(java.sql.Statement statement, SqlTask<T, E> work)
            throws E, SQLException {
        return executing(connection, statement, work);
    }

    /**
     * As {@link #executing(java.sql.Statement, SqlTask)}, of a statement that runs on one of the readers.
     *
     * @param on the connection of the statement
     */
    public <T, E extends Exception> T executing(Connection on, java.sql.Statement statement, SqlTask<T, E> work)
            throws E, SQLException {
        return running.executing(on, statement, work);
    }

    /**
     * A further connection for a query, so that its rows can be read while the next statement runs. Only where somebody may
     * open a grid on them, where the query gives the same there, and keeps nobody waiting; and not more than a few at once.
     */
    public Optional<Readers.Reader> reader(Statement statement, BoundStatement bound) throws SQLException {
        boolean gains = results.isAttended() && !target.isInMemory() && dialect.isPlainQuery(statement);
        return gains && !dialect.inTransaction(connection) && dialect.hooks().readsAlike(connection, bound)
                ? readers.take()
                : Optional.empty();
    }

    /**
     * Does work none of whose statements an interrupt breaks off: they write nothing of the user's, and with a statement that
     * writes the engine ends the transaction. Work that takes long asks between them, by {@link #check}.
     */
    public <T, E extends Exception> T unbroken(SqlTask<T, E> work) throws E, SQLException {
        running.setUnbroken(true);
        try {
            settle(interrupt);
            return work.run();
        } finally {
            running.setUnbroken(false);
        }
    }

    /**
     * Ends the work at hand if the user wants the cell to stop.
     *
     * @throws Interrupt.InterruptedRun if so
     */
    public void check() {
        interrupt.check();
    }

    /** What has become of its transaction. */
    public Transaction transaction() {
        return transaction;
    }

    /** What the database contained after the last cell. Never waits. */
    public Schema schema() {
        return schema.schema();
    }

    /**
     * Does work that an interrupt stops, waits for locks included.
     *
     * @throws Interrupt.InterruptedRun instead of the engine's error, when it was stopped
     */
    public <T, E extends Exception> T interruptibly(Interrupt signal, SqlTask<T, E> work) throws E, SQLException {
        Interrupt outer = interrupt;
        interrupt = signal;
        Cancelling cancelling = Cancelling.on(signal, this::cancel);
        try {
            signal.check();
            file.ifPresent(OpenedFile::look);
            requireContent();
            settle(signal);
            return work.run();
        } catch (SQLException e) {
            signal.check();
            throw worded(e);
        } finally {
            cancelling.close();
            running.endCancelled();
            interrupt = outer;
        }
    }

    /** An error in words. */
    public Databases.Failure worded(SQLException error) {
        return error instanceof Databases.Failure failure
                ? failure
                : new Databases.Failure(dialect.problem(connection, error), error);
    }

    /**
     * Looks again what the database contains, if that has changed.
     *
     * @throws Databases.Failure where the database cannot be read, because somebody has locked it or it is damaged
     */
    public Schema refreshSchema() throws SQLException {
        try {
            schema.refresh(connection);
        } catch (SQLException e) {
            throw worded(e);
        }
        return schema.schema();
    }

    /**
     * Looks again at all, and waits for nobody: what cannot be seen because of a lock stays as it was seen last, and is
     * looked at again the next time. For what Rowan wants to know besides a statement that has waited already.
     */
    public synchronized void glance() {
        Interrupt outer = interrupt;
        interrupt = AT_ONCE;
        running.endCancelled();
        try {
            transaction.refresh();
            schema.refresh(connection);
        } catch (SQLException unseen) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "not seen", unseen);
        } finally {
            interrupt = outer;
        }
    }

    /** Reads the schema anew even where no definition has changed: row counts have, after ANALYZE. */
    public void forgetSchema() {
        schema.forget();
    }

    /**
     * Does work of which all is kept or nothing: in a transaction of its own, or within the one that is open.
     *
     * @param savepoint a name for it there
     * @throws Databases.Failure if the transaction has ended before the work has, whatever the work has made of that
     */
    public <T, E extends Exception> T asOne(String savepoint, Block.Sender sender, SqlTask<T, E> work)
            throws E, SQLException {
        settle(interrupt);
        try {
            return transaction.asOne(savepoint, sender, this::refuseCancels, work);
        } finally {
            running.setUnbroken(false);
        }
    }

    /** What undoes interrupted work is to be carried out, however often the interrupt is repeated. */
    private void refuseCancels() {
        running.setUnbroken(true);
        running.endCancelled();
    }

    /**
     * Refuses statements of Java's that would tear the open block apart, and all where there is no database.
     *
     * @param texts what is carried out one after the other, with no look in between
     */
    public void require(List<String> texts) throws SQLException {
        settle(interrupt);
        requireContent();
        transaction.requireOfJava(texts);
    }

    /** Java has the connection too, and may begin, end or change anything between cells. */
    public void usedElsewhere() {
        settle(interrupt);
        usedElsewhere = true;
    }

    /** Looks again at what somebody else may have changed since the last cell. */
    public void catchUp() {
        if (usedElsewhere) {
            usedElsewhere = false;
            glance();
        }
    }

    /** Whether the file was made when it was opened; true once, for whoever says so. */
    public boolean takeMadeFile() {
        boolean made = madeFile;
        madeFile = false;
        return made;
    }

    /** The settings of the connection that a user may want to see, each with its value, or why that cannot be seen at once. */
    public synchronized Map<String, String> shownSettings() {
        settle(interrupt);
        Map<String, String> shown = new LinkedHashMap<>();
        dialect.settings()
                .ifPresent(settings -> settings.shown().forEach(name -> shown.put(name, setting(settings, name))));
        return shown;
    }

    private String setting(ConnectionSettings settings, String name) {
        Interrupt outer = interrupt;
        interrupt = AT_ONCE;
        try {
            return settings.value(connection, name);
        } catch (SQLException e) {
            return worded(e).problem().message();
        } finally {
            interrupt = outer;
        }
    }

    /** That the file is not the one any more that was opened, and how to go on; empty where it is. */
    public Optional<String> fileFate() {
        return file.flatMap(OpenedFile::sentence);
    }

    /** {@link #fileFate}, once. */
    public Optional<String> fileNews() {
        return file.flatMap(OpenedFile::news);
    }

    /**
     * Sees to it that a further connection gets the file that this one has.
     *
     * @throws SqlFailure where the file was deleted, replaced or overwritten
     */
    public void requireFile() throws SqlFailure {
        if (file.isPresent()) {
            file.get().requireSame();
        }
    }

    private void requireContent() throws Databases.Failure {
        if (file.isPresent()) {
            file.get().requireContent();
        }
    }

    /**
     * Carries out a statement; the file that it makes, if it makes one, is whole or not there.
     *
     * @param work carries out what it gets
     */
    public <T> T whole(BoundStatement statement, MadeFile.Running<T> work) throws SQLException {
        Optional<DatabaseFiles> files = dialect.files();
        Optional<MadeFile> made = files.isPresent() ? files.get().makes(connection, statement) : Optional.empty();
        return made.isPresent() ? made.get().whole(connection, files.get(), work) : work.run(statement);
    }

    /** Rows changed since the connection was opened; empty where the engine does not count them. */
    public OptionalLong totalChanges() throws SQLException {
        Optional<ChangeCounter> counter = dialect.changes();
        return counter.isPresent() ? OptionalLong.of(counter.get().totalChanges(connection)) : OptionalLong.empty();
    }

    /** A value that changes with what the database contains; empty where the engine has none. */
    public Optional<String> schemaStamp() throws SQLException {
        return schema.stamp(connection);
    }

    @Override
    public void close() throws SQLException {
        readers.close();
        try {
            if (file.isPresent() && !target.readOnly()) {
                file.get().leave();
            }
        } catch (IOException e) {
            System.getLogger(Session.class.getName()).log(System.Logger.Level.DEBUG, "a log was not left", e);
        }
        connection.close();
        lane.close();
    }
}
