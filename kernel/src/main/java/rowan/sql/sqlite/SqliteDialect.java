package rowan.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;
import org.sqlite.core.SafeStmtPtr;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.CatalogQueries;
import rowan.sql.dialect.ChangeCounter;
import rowan.sql.dialect.ConnectionSettings;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.DatabaseFiles;
import rowan.sql.dialect.DatabaseFiles.ContentWatch;
import rowan.sql.dialect.DatabaseLocks;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.JavaFunction;
import rowan.sql.dialect.JavaFunctions;
import rowan.sql.dialect.MadeFile;
import rowan.sql.dialect.Measuring;
import rowan.sql.dialect.Plans;
import rowan.sql.dialect.PrivateCopies;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.Scripts;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.StatementHooks;
import rowan.sql.dialect.StatementWork;
import rowan.sql.dialect.Target;
import rowan.sql.dialect.TemporaryTables;
import rowan.sql.dialect.TransactionState;
import rowan.sql.dialect.Values;
import rowan.sql.grammar.Grammar;
import rowan.sql.sqlite.copy.SqliteCopy;
import rowan.sql.sqlite.copy.SqliteDump;
import rowan.sql.sqlite.copy.SqliteEmptyCopy;
import rowan.sql.sqlite.measure.SqliteMeasuring;
import rowan.sql.sqlite.measure.SqliteWork;
import rowan.sql.sqlite.plan.SqlitePlans;
import rowan.sql.sqlite.plan.SqliteSideEffects;
import rowan.sql.sqlite.plan.SqliteWanted;
import rowan.sql.sqlite.problem.SqliteForeignKeys;
import rowan.sql.sqlite.problem.SqliteProblems;
import rowan.sql.sqlite.problem.SqliteRemarks;
import rowan.sql.sqlite.text.SqliteCalls;
import rowan.sql.sqlite.text.SqliteCommandTag;
import rowan.sql.sqlite.text.SqliteEffect;
import rowan.sql.sqlite.text.SqliteFunctions;
import rowan.sql.sqlite.text.SqliteGrammar;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.sqlite.value.SqliteColumnTypes;
import rowan.sql.sqlite.value.SqliteJavaFunctions;
import rowan.sql.sqlite.value.SqliteValues;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.NamesUsed;
import rowan.sql.statement.Savepoints;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;

/** SQLite, through its JDBC driver. Each method is a door to the class that knows more. */
public final class SqliteDialect
        implements Dialect,
                Values,
                StatementHooks,
                Catalog,
                Plans,
                Measuring,
                PrivateCopies,
                JavaFunctions,
                DatabaseFiles,
                Scripts,
                ChangeCounter {

    /** {@code SQLITE_READONLY}, which all its more exact codes end with. */
    private static final int READ_ONLY = 8;

    private static final Pattern CODE = Pattern.compile("\\[?(SQLITE_\\w+)]?");

    private final Lexicon lexicon = new SqliteLexicon();

    @Override
    public String name() {
        return "SQLite";
    }

    @Override
    public String version(Connection connection) {
        return SQLiteJDBCLoader.getVersion();
    }

    @Override
    public Lexicon lexicon() {
        return lexicon;
    }

    @Override
    public Grammar grammar() {
        return SqliteGrammar.get();
    }

    @Override
    public Values values() {
        return this;
    }

    @Override
    public StatementHooks hooks() {
        return this;
    }

    @Override
    public Optional<Catalog> catalog() {
        return Optional.of(this);
    }

    @Override
    public Optional<Savepoints> savepoints() {
        return Optional.of(Savepoints.STANDARD);
    }

    @Override
    public Optional<DatabaseLocks> locks() {
        return Optional.of(new SqliteLocks());
    }

    @Override
    public Optional<TemporaryTables> temporaryTables() {
        return Optional.of(new SqliteTemporaryTables(lexicon));
    }

    @Override
    public Optional<CatalogQueries> catalogQueries() {
        return Optional.of(new SqliteCatalogQueries(lexicon));
    }

    @Override
    public Optional<Plans> plans() {
        return Optional.of(this);
    }

    @Override
    public Optional<Measuring> measuring() {
        return Optional.of(this);
    }

    @Override
    public Optional<PrivateCopies> copies() {
        return Optional.of(this);
    }

    @Override
    public Optional<JavaFunctions> functions() {
        return Optional.of(this);
    }

    @Override
    public Optional<DatabaseFiles> files() {
        return Optional.of(this);
    }

    @Override
    public Optional<Scripts> scripts() {
        return Optional.of(this);
    }

    @Override
    public Optional<ChangeCounter> changes() {
        return Optional.of(this);
    }

    @Override
    public Optional<ConnectionSettings> settings() {
        return Optional.of(new SqliteSettings());
    }

    @Override
    public boolean accepts(String url) {
        return SqliteOpening.accepts(url);
    }

    @Override
    public String exampleUrl() {
        return "sqlite:///FILE";
    }

    /** SQLAlchemy has it mean a database in memory; ipython-sql takes it for the connection whose URL it begins. */
    @Override
    public boolean namesNoDatabase(String url) {
        return url.equalsIgnoreCase("sqlite://") || url.equalsIgnoreCase("sqlite:///");
    }

    @Override
    public Optional<String> memoryUrl() {
        return Optional.of("sqlite:///:memory:");
    }

    @Override
    public Target locate(String url, Path directory, boolean readOnly) throws SqlFailure {
        return SqliteOpening.locate(url, directory, readOnly);
    }

    @Override
    public Connection open(Target target, Supplier<Interrupt> interrupt) throws SqlFailure {
        return SqliteOpening.open(target, interrupt);
    }

    @Override
    public ContentWatch watch(Connection connection, Path file) {
        return new SqliteContent(connection, file);
    }

    @Override
    public Driver driver(Path directory) {
        return new SqliteDriver(directory);
    }

    @Override
    public void cancel(Connection connection, Optional<java.sql.Statement> running) {
        try {
            ((SQLiteConnection) connection).getDatabase().interrupt();
        } catch (SQLException closed) {
            // Nothing runs on a closed connection.
        }
    }

    @Override
    public void endReading(java.sql.Statement statement) throws SQLException {
        if (!(statement instanceof CoreStatement own)) {
            statement.cancel(); // A library of a cell has brought a driver of its own.
            return;
        }
        SafeStmtPtr pointer = own.pointer;
        if (pointer != null && !pointer.isClosed()) {
            pointer.safeRunInt(DB::reset);
        }
    }

    @Override
    public TransactionState transaction(Connection connection) throws SQLException {
        return SqliteTransactions.isOpen(connection) ? TransactionState.OPEN : TransactionState.NONE;
    }

    @Override
    public String commandTag(Statement statement, long changedRows) {
        return SqliteCommandTag.of(statement, changedRows);
    }

    @Override
    public Effect effect(Statement statement) {
        return SqliteEffect.of(statement);
    }

    @Override
    public long totalChanges(Connection connection) throws SQLException {
        return ((SQLiteConnection) connection).getDatabase().total_changes();
    }

    @Override
    public String schemaStamp(Connection connection) throws SQLException {
        return SqliteCatalog.stamp(connection);
    }

    @Override
    public Schema schema(Connection connection) throws SQLException {
        return SqliteCatalog.read(connection);
    }

    @Override
    public Set<String> schemas() {
        return Set.of("main", "temp");
    }

    @Override
    public Schema unseen() {
        return new Schema(List.of(), SqliteFunctions.described());
    }

    @Override
    public Schema foresee(Schema now, List<Statement> statements) {
        try {
            return SqliteForesight.after(now, statements);
        } catch (SQLException unforeseen) {
            return now;
        }
    }

    @Override
    public Object read(ResultSet rows, int column) throws SQLException {
        return SqliteValues.read(rows, column);
    }

    @Override
    public boolean binds(Object value) {
        return SqliteValues.isStorable(value);
    }

    /** The driver writes it into the message; one that has none there is told by its class. */
    @Override
    public Optional<String> errorName(SQLException error) {
        Matcher code = CODE.matcher(String.valueOf(error.getMessage()));
        return code.find() ? Optional.of(code.group(1)) : Optional.empty();
    }

    /** {@code sqlite_schema} and its like. */
    @Override
    public boolean isReserved(String name) {
        return name.regionMatches(true, 0, "sqlite_", 0, "sqlite_".length());
    }

    @Override
    public boolean takesNames() {
        return true;
    }

    /** SQLITE_MAX_VARIABLE_NUMBER, as the driver's SQLite is compiled. */
    @Override
    public int mostParameters() {
        return 32_766;
    }

    /** SQLite keeps each value as it is in a column without a type. */
    @Override
    public List<String> columnTypes(ResultTable rows, boolean asTheyAre) {
        return asTheyAre ? Collections.nCopies(rows.columns().size(), "") : SqliteColumnTypes.of(rows);
    }

    /** A column of which a number is compared as text. */
    @Override
    public String textType() {
        return "TEXT";
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        SqliteValues.bind(statement, index, value);
    }

    @Override
    public Problem problem(
            Connection connection, SQLException error, Statement statement, BoundStatement bound, Schema schema) {
        Optional<Problem> state = new SqliteStates(connection).problem(error);
        Problem problem = state.orElseGet(() -> SqliteProblems.problem(connection, error, statement, schema));
        if (problem.name().equals("SQLITE_CONSTRAINT_FOREIGNKEY")) {
            return new SqliteForeignKeys(connection, this, schema)
                    .explain(problem, statement, bound)
                    .orElse(problem);
        }
        return problem;
    }

    @Override
    public Problem problem(Connection connection, SQLException error) {
        return new SqliteStates(connection).told(error);
    }

    @Override
    public Optional<Problem> problem(Connection connection, SQLException error, Path file) {
        return new SqliteStates(connection, List.of(file.toAbsolutePath().getParent())).problem(error);
    }

    @Override
    public Optional<MadeFile> makes(Connection connection, BoundStatement statement) throws SQLException {
        return SqliteVacuum.file(connection, statement, this);
    }

    @Override
    public Optional<String> intercept(Connection connection, Statement statement) throws SQLException {
        boolean isPragma = statement.verb().equals("PRAGMA");
        return isPragma ? SqlitePragmas.intercept(connection, statement, inTransaction(connection)) : Optional.empty();
    }

    /** The driver leaves it even where it then cannot begin a transaction, since there is one. */
    @Override
    public void leavesAutoCommit(Connection connection) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("ROLLBACK");
        }
    }

    @Override
    public boolean readsAlike(Connection connection, BoundStatement query) throws SQLException {
        return SqliteReading.isAlike(connection, this, query);
    }

    @Override
    public boolean needsDatabaseAlone(Statement statement) {
        return SqliteReading.isKeptFrom(statement);
    }

    /** ALTER TABLE … ADD CONSTRAINT has the columns of what SQLite asks itself on the way, and is done. */
    @Override
    public boolean givesRows(Statement statement) {
        return !statement.verb().equals("ALTER");
    }

    @Override
    public void insert(Connection connection, String sql) throws SQLException {
        ((SQLiteConnection) connection).getDatabase()._exec(sql);
    }

    @Override
    public Protection protection(Connection connection) throws SQLException {
        return new SqliteProtection(connection);
    }

    @Override
    public void dump(Connection connection, List<String> patterns, Consumer<CharSequence> out, Interrupt interrupt)
            throws SqlFailure, SQLException {
        new SqliteDump(connection, lexicon, out, interrupt).write(patterns);
    }

    @Override
    public List<String> remarks(Connection connection, Statement statement, BoundStatement bound, Schema schema)
            throws SQLException {
        return new SqliteRemarks(connection, this, schema).on(statement, bound);
    }

    @Override
    public QueryPlan explain(Connection connection, BoundStatement statement, Schema schema) throws SQLException {
        QueryPlan plan = SqlitePlans.explain(connection, this, statement, schema);
        List<String> notes = SqliteSideEffects.of(connection, lexicon, statement.sql(), schema);
        return SqliteWanted.in(new QueryPlan(plan.statement(), plan.nodes(), plan.execution(), notes), schema, lexicon);
    }

    /** {@code EXPLAIN QUERY PLAN …}. */
    @Override
    public Optional<Statement> explained(Statement statement) {
        List<Token> tokens = statement.significant();
        boolean asksForPlan = tokens.size() > 3
                && tokens.get(0).is("EXPLAIN")
                && tokens.get(1).is("QUERY")
                && tokens.get(2).is("PLAN");
        return asksForPlan ? Optional.of(statement.from(tokens.get(3).from())) : Optional.empty();
    }

    /** The index is in the database of its table, which stands before its own name. */
    @Override
    public String createIndex(String schema, String name, String table, List<String> columns) {
        return "CREATE INDEX " + schema + name + " ON " + table + "(" + String.join(", ", columns) + ");";
    }

    @Override
    public String analyze(String schema, String name, String table) {
        return "ANALYZE " + schema + name + ";";
    }

    @Override
    public QueryPlan measure(
            Connection connection, BoundStatement statement, Schema schema, Counting counting, Interrupt interrupt)
            throws SQLException {
        QueryPlan plan = explain(connection, statement, schema);
        return new SqliteMeasuring(connection, this, statement, schema, interrupt).of(plan, counting);
    }

    @Override
    public StatementWork count(Connection connection, BoundStatement statement, long exactUpTo, Interrupt interrupt)
            throws SQLException {
        return new SqliteWork(connection, this, interrupt).count(statement, exactUpTo);
    }

    @Override
    public OptionalLong countUpTo(long mostSteps, Connection connection, BoundStatement statement, Interrupt interrupt)
            throws SQLException {
        return new SqliteWork(connection, this, interrupt).countUpTo(mostSteps, statement);
    }

    @Override
    public void function(Connection connection, JavaFunction function) throws SQLException {
        SqliteJavaFunctions.register(connection, function);
    }

    @Override
    public void shareFunctions(Connection from, Connection to) throws SQLException {
        SqliteJavaFunctions.copy(from, to);
    }

    @Override
    public void save(Connection connection, Optional<String> database, Path file, Interrupt interrupt)
            throws SqlFailure, SQLException {
        SqliteCopy.save(connection, this, database.orElse("main"), file, interrupt);
    }

    @Override
    public String saving() {
        return "VACUUM INTO 'FILE' saves it";
    }

    @Override
    public Problem moved(String sentence) {
        return Problem.of("SQLITE_READONLY_DBMOVED", sentence);
    }

    @Override
    public Optional<String> workElsewhere(Connection connection, BoundStatement statement) throws SQLException {
        Set<String> java = SqliteJavaFunctions.names(connection);
        java.retainAll(SqliteCalls.of(connection, this, statement).functions());
        if (!java.isEmpty()) {
            return Optional.of(java.iterator().next() + "() is Java, which may wait or start threads");
        }
        try (java.sql.Statement asking = connection.createStatement();
                ResultSet threads = asking.executeQuery("PRAGMA threads")) {
            return threads.next() && threads.getInt(1) > 0
                    ? Optional.of("SQLite may sort in further threads")
                    : Optional.empty();
        }
    }

    @Override
    public Set<String> unsteadyFunctions(Connection connection, BoundStatement statement) throws SQLException {
        return SqliteCalls.of(connection, this, statement).unsteady();
    }

    @Override
    public PrivateCopy copy(Connection connection, long mostBytes, Interrupt interrupt, LongStep.Listener listener)
            throws SqlFailure {
        return SqliteCopy.of(connection, this, Optional.empty(), mostBytes, interrupt, listener);
    }

    @Override
    public PrivateCopy copy(
            Connection connection, NamesUsed used, long mostBytes, Interrupt interrupt, LongStep.Listener listener)
            throws SqlFailure {
        return SqliteCopy.of(connection, this, Optional.of(used), mostBytes, interrupt, listener);
    }

    @Override
    public <T> T watched(Connection connection, String sql, LongStep.Listener listener, Running<T> running)
            throws SQLException {
        Optional<SqliteIndexing> indexing =
                listener == LongStep.Listener.NOBODY ? Optional.empty() : SqliteIndexing.of(connection, this, sql);
        return indexing.isPresent() ? indexing.get().watched(listener, running) : running.run();
    }

    /** Writes what is there already and takes it back: the engine itself knows best. */
    @Override
    public Optional<Problem> unwritable(Connection connection) throws SQLException {
        if (inTransaction(connection)) {
            return Optional.empty();
        }
        try (java.sql.Statement trial = connection.createStatement()) {
            trial.execute("BEGIN");
            try {
                long version;
                try (ResultSet current = trial.executeQuery("PRAGMA main.user_version")) {
                    version = current.next() ? current.getLong(1) : 0;
                }
                trial.execute("PRAGMA main.user_version = " + version);
                return Optional.empty();
            } finally {
                trial.execute("ROLLBACK");
            }
        } catch (SQLException e) {
            return (e.getErrorCode() & 0xff) == READ_ONLY ? Optional.of(problem(connection, e)) : Optional.empty();
        }
    }

    @Override
    public Connection emptyCopy(Connection connection, Interrupt interrupt) throws SqlFailure, SQLException {
        return SqliteEmptyCopy.of(connection, this, interrupt);
    }
}
