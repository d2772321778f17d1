package rowan.sql.dialect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.grammar.Grammar;
import rowan.sql.statement.CommandTag;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Savepoints;
import rowan.sql.statement.Statement;
import rowan.workspace.contract.Interrupt;

/**
 * What differs between engines. The methods without a body are what every engine has; the parts behind {@code Optional} are
 * what it may have, and whoever cannot do without one says so by {@link #need}. One instance serves all connections of its
 * engine; whatever concerns a connection takes it as an argument. A further engine is a further implementation, in a package
 * of its own, and a line in {@code Workspaces}.
 */
public interface Dialect {

    /** The engine's name, such as {@code SQLite}. */
    String name();

    /** The version of the engine at the other end of a connection, as it says itself. */
    String version(Connection connection) throws SQLException;

    /** Words and tokens. */
    Lexicon lexicon();

    /** What may stand where in a statement. */
    Grammar grammar();

    /** How values are bound and read. */
    Values values();

    /** Whether a URL, such as {@code sqlite:///blog.db} or {@code jdbc:sqlite:blog.db}, is one of this engine's. */
    boolean accepts(String url);

    /** A URL of this engine as users write it, with the words for what they have to fill in: {@code sqlite:///FILE}. */
    String exampleUrl();

    /** Whether a URL names the engine alone, and by that the database of it that is open. */
    default boolean namesNoDatabase(String url) {
        return false;
    }

    /** The URL of a new database in memory, where the engine has such. */
    default Optional<String> memoryUrl() {
        return Optional.empty();
    }

    /**
     * What a URL means.
     *
     * @param directory what relative paths start from
     * @throws SqlFailure with what is wrong with the URL
     */
    Target locate(String url, Path directory, boolean readOnly) throws SqlFailure;

    /**
     * Opens a connection in autocommit mode. A wait for a lock listens to {@code interrupt}, which asks for the interrupt
     * of whatever runs on the connection at that moment.
     *
     * @throws SqlFailure if that is not possible, with the reason
     */
    Connection open(Target target, Supplier<Interrupt> interrupt) throws SqlFailure;

    /**
     * Stops what runs on a connection, from another thread; harmless where nothing does. The connection is usable again once
     * all statements that were reading then have ended.
     *
     * @param running the statement that runs, where that is known: some engines stop nothing else
     */
    void cancel(Connection connection, Optional<java.sql.Statement> running);

    /** What has become of the transaction that was begun explicitly, if one was. */
    TransactionState transaction(Connection connection) throws SQLException;

    /** Whether a transaction is open, failed or not. */
    default boolean inTransaction(Connection connection) throws SQLException {
        return transaction(connection) != TransactionState.NONE;
    }

    /** The statement that begins a transaction; {@code COMMIT} and {@code ROLLBACK} end it everywhere. */
    default String begin() {
        return "BEGIN";
    }

    /** What a statement without rows has done, in a few words. */
    default String commandTag(Statement statement, long changedRows) {
        return CommandTag.of(statement, changedRows);
    }

    /** Whether a statement changes something. */
    Effect effect(Statement statement);

    /** Whether a statement is a query that changes nothing: it can be run again and again, and read in part. */
    default boolean isPlainQuery(Statement statement) {
        return statement.isQuery() && effect(statement) == Effect.READ;
    }

    /**
     * An engine's error in the user's words: which constraint, which place, what next. Called right after the error, so
     * that the dialect may look into the connection.
     */
    Problem problem(
            Connection connection, SQLException error, Statement statement, BoundStatement bound, Schema schema);

    /** An error that no statement of the user's has met but a look at the database, in words: locked, full, damaged. */
    Problem problem(Connection connection, SQLException error);

    /** The name that an engine has for an error, as the driver tells it: a code, or the SQL state. */
    default Optional<String> errorName(SQLException error) {
        return Optional.ofNullable(error.getSQLState());
    }

    /** Whether tables of this name are the engine's own: it may have one, and nobody else can make one. */
    default boolean isReserved(String name) {
        return false;
    }

    /** What is done around a statement; nothing, unless the engine asks for it. */
    default StatementHooks hooks() {
        return StatementHooks.NONE;
    }

    /** The objects in a database: for completion, inspection, and names in errors. */
    default Optional<Catalog> catalog() {
        return Optional.empty();
    }

    /** The undoing of a part of a transaction. */
    default Optional<Savepoints> savepoints() {
        return Optional.empty();
    }

    /** Locks of a whole database. */
    default Optional<DatabaseLocks> locks() {
        return Optional.empty();
    }

    /** Tables that one connection alone has. */
    default Optional<TemporaryTables> temporaryTables() {
        return Optional.empty();
    }

    /** Queries that list what a database contains. */
    default Optional<CatalogQueries> catalogQueries() {
        return Optional.empty();
    }

    /** Plans of statements. */
    default Optional<Plans> plans() {
        return Optional.empty();
    }

    /** Counts of what a statement takes. */
    default Optional<Measuring> measuring() {
        return Optional.empty();
    }

    /** Private copies of databases. */
    default Optional<PrivateCopies> copies() {
        return Optional.empty();
    }

    /** Functions whose body is Java. */
    default Optional<JavaFunctions> functions() {
        return Optional.empty();
    }

    /** Databases that are files. */
    default Optional<DatabaseFiles> files() {
        return Optional.empty();
    }

    /** Files of SQL, read and written. */
    default Optional<Scripts> scripts() {
        return Optional.empty();
    }

    /** The count of changed rows. */
    default Optional<ChangeCounter> changes() {
        return Optional.empty();
    }

    /** Settings of a connection that a further one to the same database needs too. */
    default Optional<ConnectionSettings> settings() {
        return Optional.empty();
    }

    /**
     * A part that somebody cannot do without.
     *
     * @param purpose what it is needed for, as the beginning of a sentence: {@code %plan shows the engine's own plan}
     * @param lack what the engine does not do, as its end: {@code tells none}
     * @throws SqlFailure where the engine lacks the part, with that sentence
     */
    default <T> T need(Optional<T> part, String purpose, String lack) throws SqlFailure {
        return part.orElseThrow(
                () -> new SqlFailure(Problem.of("NotSupported", purpose + ", and " + name() + " " + lack + ".")));
    }
}
