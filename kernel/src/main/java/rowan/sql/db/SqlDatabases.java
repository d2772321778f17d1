package rowan.sql.db;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import rowan.model.Done;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Lane;
import rowan.sql.connection.OpenStatements;
import rowan.sql.connection.Sending;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.DatabaseLocks;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.JavaFunction;
import rowan.sql.dialect.JavaFunctions;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.log.RecordedJdbc;
import rowan.sql.log.StatementRecorder;
import rowan.sql.run.NewRows;
import rowan.sql.run.Parameters;
import rowan.sql.run.StatementRunner;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.Settings;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Cancellable;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.LongStep;
import rowan.workspace.contract.Outcome;

/** The current database for Java cells: the very connection that SQL cells use, and further ones from its data source. */
public final class SqlDatabases implements Databases, Cancellable {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connections connections;
    private final Settings settings;
    private final StatementRecorder recorder;
    private final OpenStatements ofLibraries = new OpenStatements();
    private final Set<OpenStatements> open = ConcurrentHashMap.newKeySet();
    private final Map<java.sql.Statement, Thread> stopping = new ConcurrentHashMap<>();
    private final RecordedJdbc libraries;

    /**
     * @param recorder is told of every statement
     */
    public SqlDatabases(Connections connections, Settings settings, StatementRecorder recorder) {
        this.connections = connections;
        this.settings = settings;
        this.recorder = recorder;
        open.add(ofLibraries);
        // Libraries look into the driver's own errors, to tell a duplicate from a lock.
        this.libraries =
                new RecordedJdbc(recorder, ofLibraries, RecordedJdbc.Words.DRIVER, texts -> {}, this::roundTrip, false);
    }

    private void roundTrip(Session session) {
        session.roundTrip(recorder.interrupt());
    }

    /** On a connection that is no session's. */
    private void roundTrip() {
        connections.roundTrip(recorder.interrupt());
    }

    private Session session() throws Failure {
        try {
            return connections.current();
        } catch (SqlFailure e) {
            throw new Failure(e.problem(), null);
        }
    }

    /**
     * Stops what the current connection is doing for a Java cell, and ends what Java still reads: while it does, SQLite
     * refuses every new statement after an interrupt. The statements can be run again.
     */
    @Override
    public void cancel() {
        connections.peek().ifPresent(session -> {
            session.interruptBlock();
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

    @Override
    public void awaitCancelled() {
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
            System.getLogger(SqlDatabases.class.getName()).log(System.Logger.Level.DEBUG, "nothing was stopped", e);
        } finally {
            stopping.remove(statement);
        }
    }

    @Override
    public Connection connection() {
        Session session;
        try {
            session = session();
        } catch (Failure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        session.usedElsewhere();
        RecordedJdbc.Words words = (error, sql, values) -> {
            session.usedElsewhere();
            return worded(session, error, sql, values);
        };
        open.add(session.javaStatements());
        return new RecordedJdbc(
                        recorder, session.javaStatements(), words, session::require, () -> roundTrip(session), true)
                .connection(session.connection(), session.lane());
    }

    @Override
    public DataSource dataSource() {
        try {
            return new SessionSource(session(), recorder, libraries);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Optional<Driver> driver(String url) throws SQLException {
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

    /** A problem with what is known about it here: who holds a lock. */
    public Problem advised(Problem problem) {
        Optional<DatabaseLocks> locks = connections.dialect().locks();
        boolean locked = locks.isPresent()
                && Stream.concat(Stream.of(problem.message()), problem.trace().stream())
                        .anyMatch(locks.get()::isConflict);
        boolean byCells = connections.peek().filter(Session::isTransactionOpen).isPresent();
        return locked && byCells
                ? problem.withNote("The notebook's own connection has a transaction open: COMMIT or ROLLBACK ends it.")
                : problem;
    }

    /** What has become of the current database's file since the last cell, and has not been told. */
    public Optional<String> fileNews() {
        return connections.fileNews();
    }

    /** How many rows the open transaction has changed, before a cell; empty where none is open. */
    public OptionalLong changesInTransaction() {
        try {
            Session session = connections.peek().orElse(null);
            if (session == null) {
                return OptionalLong.empty();
            }
            session.catchUp();
            return session.changesInTransaction();
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /** How an interrupted cell has ended, with what has become of the transaction that was open before it. */
    public Outcome.Interrupted told(Outcome.Interrupted outcome, OptionalLong changesBefore) {
        Session session = connections.peek().orElse(null);
        if (changesBefore.isEmpty() || session == null) {
            return outcome;
        }
        session.glance();
        if (session.isTransactionFailed()) {
            return new Outcome.Interrupted(outcome.sentence()
                    + " It has failed the transaction: ROLLBACK ends it, and nothing of it is kept.");
        }
        return session.isTransactionOpen()
                ? outcome
                : new Outcome.Interrupted(outcome.sentence() + " The transaction is not open any more: unless the cell"
                        + " has ended it, a statement was interrupted that writes, and "
                        + session.rolledBack(changesBefore.getAsLong()));
    }

    @Override
    public ResultTable query(String sql, Object... parameters) throws SQLException {
        Session session = session();
        Statement statement = only(session, sql);
        BoundStatement bound = bound(session, statement, parameters);
        StatementRecorder.Execution execution = recorder.began(session.lane(), sql, bound.values());
        try {
            Object value = new StatementRunner(
                            session, settings.pageRows(), recorder, new AtomicLong(), LongStep.Listener.NOBODY)
                    .run(statement, bound, true);
            if (value instanceof ResultTable table) {
                execution.took(table.elapsed().toNanos());
                execution.rows(table.rows().size());
                return table;
            }
            execution.took(((Done) value).elapsed().toNanos());
        } catch (SQLException e) {
            throw told(session, e, sql, bound.values(), execution);
        } finally {
            execution.end();
            // What Java changes, completion and the notes below results should know.
            session.glance();
        }
        throw new Failure(
                Problem.usage("This statement gives no rows.", "It was carried out; db.update is for such statements."),
                null);
    }

    @Override
    public long steps(String sql, Object... parameters) throws SQLException {
        Session session = session();
        Statement statement = only(session, sql);
        requireUndoable(statement);
        BoundStatement bound = bound(session, statement, parameters);
        try {
            return needed(
                            session,
                            Dialect::measuring,
                            "db.steps asks the engine what a statement takes",
                            "counts nothing")
                    .count(session.connection(), bound, Long.MAX_VALUE, recorder.interrupt())
                    .steps()
                    .number()
                    .orElseThrow();
        } catch (SQLException e) {
            throw worded(session, e, sql, bound.values());
        } finally {
            session.glance();
        }
    }

    /** A part of a session's engine, or why the call cannot be carried out. */
    private static <T> T needed(Session session, Function<Dialect, Optional<T>> part, String purpose, String lack)
            throws Failure {
        try {
            return session.dialect().need(part.apply(session.dialect()), purpose, lack);
        } catch (SqlFailure e) {
            throw new Failure(e.problem(), null);
        }
    }

    /** What is counted is run, and undone by a savepoint: nothing that ends one, or that a savepoint does not hold. */
    private static void requireUndoable(Statement statement) throws Failure {
        List<Token> tokens = statement.significant();
        boolean rollsBack =
                tokens.size() > 2 && tokens.get(1).is("OR") && tokens.get(2).is("ROLLBACK");
        if (rollsBack || !(statement.isQuery() || statement.changesRows())) {
            throw new Failure(
                    Problem.usage(
                            "db.steps runs a statement and undoes it, which " + statement.verb()
                                    + (rollsBack ? " OR ROLLBACK" : "") + " does not allow.",
                            "It counts SELECT, INSERT, UPDATE, DELETE and REPLACE."),
                    null);
        }
    }

    @Override
    public long update(String sql, Object... parameters) throws SQLException {
        Session session = session();
        Statement statement = only(session, sql);
        BoundStatement bound = bound(session, statement, parameters);
        roundTrip(session);
        StatementRecorder.Execution execution = recorder.began(session.lane(), sql, bound.values());
        long start = System.nanoTime();
        try {
            long changed = session.whole(bound, made -> carriedOut(session, statement, made));
            execution.rows(changed);
            return changed;
        } catch (SQLException e) {
            throw told(session, e, sql, bound.values(), execution);
        } finally {
            execution.took(System.nanoTime() - start);
            session.glance();
        }
    }

    /** The rows that a statement has changed itself: what its triggers and cascades change is not counted, as JDBC has it. */
    private long carriedOut(Session session, Statement statement, BoundStatement bound) throws SQLException {
        try (PreparedStatement prepared =
                bound.prepare(session.connection(), session.dialect().values())) {
            open.add(session.javaStatements());
            session.javaStatements().add(prepared);
            OptionalLong before = session.totalChanges();
            long own = session.executing(
                    prepared,
                    () -> prepared.execute()
                            ? drain(session, statement, prepared)
                            : Math.max(0, prepared.getUpdateCount()));
            // Of a statement that changes no rows, SQLite's driver tells what the one before it has changed.
            return before.isPresent() && session.totalChanges().equals(before) ? 0 : own;
        }
    }

    /** A statement with RETURNING has to be read to its end to be carried out; it gives each row that it changes. */
    private static long drain(Session session, Statement statement, PreparedStatement prepared) throws SQLException {
        if (session.dialect().effect(statement) == Effect.READ) {
            throw new Failure(
                    Problem.usage("This statement gives rows and changes nothing.", "db.query reads them."), null);
        }
        long changed = 0;
        try (ResultSet rows = prepared.getResultSet()) {
            while (rows.next()) {
                changed++;
            }
        }
        return changed;
    }

    @Override
    public long insert(String table, Object rows) throws SQLException {
        Session session = session();
        ResultTable source = TableReader.read(rows)
                .orElseThrow(() -> new Failure(
                        Problem.usage(
                                "There are no rows in "
                                        + (rows == null
                                                ? "null"
                                                : "a value of the type "
                                                        + rows.getClass().getSimpleName())
                                        + ".",
                                "Give db.insert a captured result, or a table of Tablesaw."),
                        null));
        String sql = "INSERT INTO " + session.dialect().lexicon().quote(table);
        roundTrip(session);
        StatementRecorder.Execution execution = recorder.began(session.lane(), sql, List.of());
        long start = System.nanoTime();
        try {
            NewRows.put(
                    session,
                    table,
                    source,
                    NewRows.Existing.EXTENDED,
                    each -> carryOut(session, each),
                    session::requireBlock);
            execution.rows(source.rows().size());
            return source.rows().size();
        } catch (SqlFailure e) {
            execution.failed(e, recorder.interrupt());
            throw new Failure(e.problem(), null);
        } catch (SQLException e) {
            throw told(session, e, sql, List.of(), execution);
        } finally {
            execution.took(System.nanoTime() - start);
            session.glance();
        }
    }

    private static Statement only(Session session, String sql) throws SQLException {
        session.require(List.of(sql));
        List<Statement> statements = session.dialect().lexicon().split(Source.of(sql));
        if (statements.isEmpty()) {
            throw new Failure(Problem.usage("There is no statement in this text."), null);
        }
        if (statements.size() > 1) {
            throw new Failure(
                    Problem.usage(
                            "One statement at a time, and this text has "
                                    + Quantity.count(statements.size(), "statement") + ".",
                            "Nothing of it was run. Call once for each, or put the text into a SQL cell."),
                    null);
        }
        return statements.get(0);
    }

    private static BoundStatement bound(Session session, Statement statement, Object[] parameters) throws Failure {
        try {
            return Parameters.given(parameters, session.dialect()).bind(statement);
        } catch (SqlFailure e) {
            throw new Failure(e.problem(), null);
        }
    }

    /** A driver's error as SQL cells tell it, or the error itself where there is nothing to say about it. */
    private static SQLException worded(Session session, SQLException error, String sql, List<Object> values) {
        OptionalLong changesBefore = changesInTransaction(session);
        session.glance();
        Optional<Statement> statement =
                session.dialect().lexicon().split(Source.of(sql)).stream().findFirst();
        if (error instanceof Failure || statement.isEmpty()) {
            return error;
        }
        Problem problem = session.dialect()
                .problem(
                        session.connection(),
                        error,
                        statement.get(),
                        new BoundStatement(sql, values),
                        session.schema());
        return new Failure(session.withFate(problem, changesBefore), error);
    }

    /** So many rows were changed before a statement that failed; empty where it was alone. */
    private static OptionalLong changesInTransaction(Session session) {
        try {
            OptionalLong changes = session.changesInTransaction();
            return changes.isEmpty() && !isInAutoCommit(session) ? OptionalLong.of(0) : changes;
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    /** Outside of it, the driver begins a transaction with every statement that finds none. */
    private static boolean isInAutoCommit(Session session) {
        try {
            return session.connection().getAutoCommit();
        } catch (SQLException closed) {
            return true;
        }
    }

    @Override
    public <T> T transaction(Callable<T> work) throws Exception {
        Session session = session();
        try {
            return session.asOne("rowan_block", sql -> send(session, sql), work::call);
        } finally {
            session.glance();
        }
    }

    @Override
    public void transaction(TransactionBody work) throws Exception {
        transaction(() -> {
            work.run();
            return null;
        });
    }

    /** As {@link #worded}, of a statement that has just failed. */
    private SQLException told(
            Session session,
            SQLException error,
            String sql,
            List<Object> values,
            StatementRecorder.Execution execution) {
        execution.end();
        SQLException told = worded(session, error, sql, values);
        execution.failed(told, recorder.interrupt());
        return told;
    }

    /** Begins or ends a transaction: a round trip, and no statement of the cell's own. */
    private void send(Session session, String sql) throws SQLException {
        Sending sending = recorder.begins(session.lane(), sql);
        try {
            carryOut(session, sql);
        } catch (SQLException e) {
            sending.failed(e, recorder.interrupt());
            throw e;
        } finally {
            sending.end();
        }
    }

    private void carryOut(Session session, String sql) throws SQLException {
        roundTrip(session);
        try (java.sql.Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw worded(session, e, sql, List.of());
        }
    }

    @Override
    public <A> SqlFunction function(String name, Function<A, ?> body) throws SQLException {
        return register(new JavaFunction(name, 1, false, arguments -> body.apply(SqlDatabases.<A>as(arguments[0]))));
    }

    @Override
    public <A, B> SqlFunction function(String name, BiFunction<A, B, ?> body) throws SQLException {
        return register(new JavaFunction(
                name,
                2,
                false,
                arguments -> body.apply(SqlDatabases.<A>as(arguments[0]), SqlDatabases.<B>as(arguments[1]))));
    }

    @Override
    public SqlFunction functionOfMany(String name, Function<Object[], ?> body) throws SQLException {
        return register(new JavaFunction(name, JavaFunction.ANY, false, body));
    }

    /** The type that the lambda declares, which it has kept to itself; a value of another is refused when it is called. */
    @SuppressWarnings("unchecked")
    private static <A> A as(Object argument) {
        return (A) argument;
    }

    private SqlFunction register(JavaFunction function) throws SQLException {
        Session session = session();
        JavaFunctions functions =
                needed(session, Dialect::functions, "db.function puts Java into the engine", "takes none");
        for (Session same : connections.sameDatabase(session)) {
            same.settle(recorder.interrupt());
            functions.function(same.connection(), function);
            same.forgetSchema();
        }
        session.glance();
        return new Registered(function);
    }

    /** What a cell gets for a function that it has registered. */
    private final class Registered implements SqlFunction {
        private final JavaFunction function;

        Registered(JavaFunction function) {
            this.function = function;
        }

        @Override
        public SqlFunction deterministic() throws SQLException {
            return register(function.asDeterministic());
        }

        @Override
        public String toString() {
            return "SQL function " + function.signature() + (function.deterministic() ? ", deterministic" : "");
        }
    }
}
