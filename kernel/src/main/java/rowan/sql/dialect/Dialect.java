package rowan.sql.dialect;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.workspace.contract.Interrupt;

/**
 * What differs between engines. One instance serves all connections of its engine; whatever concerns a connection takes
 * it as an argument. A further engine is a further implementation, in a package of its own, and a line in {@code Main}.
 */
public interface Dialect {

    /** The engine's name, such as {@code SQLite}. */
    String name();

    /** The engine's version, as it says itself. */
    String version();

    /** Words and tokens. */
    Lexicon lexicon();

    /** Whether a URL, such as {@code sqlite:///blog.db} or {@code jdbc:sqlite:blog.db}, is one of this engine's. */
    boolean accepts(String url);

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

    /** Watches the file of a connection that has just been opened. */
    ContentWatch watch(Connection connection, Path file);

    /**
     * The engine's own JDBC driver, with nothing of Rowan's settings.
     *
     * @param directory what relative paths in URLs start from
     */
    Driver driver(Path directory);

    /**
     * Stops what runs on a connection, from another thread. The connection is usable again once all statements that were
     * reading then have ended.
     */
    void cancel(Connection connection);

    /** Ends what a statement is reading. It can be run again. */
    void endReading(java.sql.Statement statement) throws SQLException;

    /** Whether a transaction is open that was begun explicitly. */
    boolean inTransaction(Connection connection) throws SQLException;

    /** Rows changed since the connection was opened, those of transactions that were rolled back among them. */
    long totalChanges(Connection connection) throws SQLException;

    /** A value that differs whenever {@link #schema} would; quick to get. */
    String schemaStamp(Connection connection) throws SQLException;

    /** What the connection's databases contain now. */
    Schema schema(Connection connection) throws SQLException;

    /** What a schema will be when statements have changed it that have not been run yet, as far as that can be told. */
    Schema foresee(Schema now, List<Statement> statements);

    /** The value of a column in the current row, in the type that this very value is stored in. */
    Object read(ResultSet rows, int column) throws SQLException;

    /** Whether tables of this name are the engine's own: it may have one, and nobody else can make one. */
    boolean isReserved(String name);

    /** Whether a Java value can be bound. */
    boolean binds(Object value);

    /** How many parameters one statement can have. */
    int mostParameters();

    /** Binds a Java value, or fails with a sentence that names the type. */
    void bind(PreparedStatement statement, int index, Object value) throws SQLException;

    /**
     * An engine's error in the user's words: which constraint, which place, what next. Called right after the error, so
     * that the dialect may look into the connection.
     */
    Problem problem(
            Connection connection, SQLException error, Statement statement, BoundStatement bound, Schema schema);

    /** An error that no statement of the user's has met but a look at the database, in words: locked, full, damaged. */
    Problem problem(Connection connection, SQLException error);

    /** An error that a statement has met which was to make a file; empty where it is about something else than a state. */
    Optional<Problem> problem(Connection connection, SQLException error, Path file);

    /** The file that a statement makes, if it is to be whole or not to be. */
    Optional<MadeFile> makes(Connection connection, BoundStatement statement) throws SQLException;

    /**
     * Carries out what must not reach the engine as it is, such as a setting that Rowan keeps itself.
     *
     * @return what was done, or empty for a statement that is the engine's
     */
    Optional<String> intercept(Connection connection, Statement statement) throws SQLException;

    /**
     * Carries out a statement that adds rows, with nothing but that: what it would return, and the keys of the rows, are not
     * asked for.
     */
    void insert(Connection connection, String sql) throws SQLException;

    /** The settings that keep what is stored sound, as they are now. */
    Protection protection(Connection connection) throws SQLException;

    /**
     * Writes the statements that make a connection's database again; within a transaction, all of one moment.
     *
     * @param patterns of names, as LIKE takes them: what of the database is wanted; all of it where there are none
     * @param out gets whole lines
     * @throws SqlFailure where a pattern fits nothing
     */
    void dump(Connection connection, List<String> patterns, Consumer<CharSequence> out, Interrupt interrupt)
            throws SqlFailure, SQLException;

    /** What the engine does without a word although it is hardly what was meant; a sentence for each, mostly none. */
    List<String> remarks(Connection connection, Statement statement, BoundStatement bound, Schema schema)
            throws SQLException;

    /** How the engine would run a statement, with these values bound. */
    QueryPlan explain(Connection connection, BoundStatement statement, Schema schema) throws SQLException;

    /**
     * Runs a statement and tells what it took: the plan as {@link #explain} gives it, with what was counted at each step.
     * What it changes is undone; called for such a statement with the connection of a private copy only.
     */
    QueryPlan measure(
            Connection connection, BoundStatement statement, Schema schema, Counting counting, Interrupt interrupt)
            throws SQLException;

    /**
     * Runs a statement, and counts what it takes. What it changes is undone; within an open transaction only that.
     *
     * @param exactUpTo steps to count exactly; of a statement that takes more, only a bound is told
     */
    Work count(Connection connection, BoundStatement statement, long exactUpTo, Interrupt interrupt)
            throws SQLException;

    /**
     * Runs a statement at about its own speed, and ends it where it takes more than some steps. What it changes is for the
     * caller to undo.
     *
     * @return the steps it takes, or a few dozen less; empty where they are more
     */
    OptionalLong countUpTo(long mostSteps, Connection connection, BoundStatement statement, Interrupt interrupt)
            throws SQLException;

    /**
     * Who else than the calling thread works for a statement, or what may make it wait, so that the CPU time of that thread
     * would not tell what the statement takes.
     *
     * @return the end of a sentence that begins with "since"; empty where the calling thread does everything
     */
    Optional<String> workElsewhere(Connection connection, BoundStatement statement) throws SQLException;

    /**
     * The functions that a statement calls, also through views, whose value is another each time, or another on a copy of
     * the database: {@code random()}, the time, what the connection did last.
     *
     * @return as they are written, each once
     */
    Set<String> unsteadyFunctions(Connection connection, BoundStatement statement) throws SQLException;

    /** Makes a Java function callable from SQL; one of the same name and number of arguments is replaced. */
    void function(Connection connection, JavaFunction function) throws SQLException;

    /** Makes all Java functions of one connection callable on another. */
    void shareFunctions(Connection from, Connection to) throws SQLException;

    /**
     * Which rows a connection accepts and what its commits are worth, where the engine keeps that for each connection and not
     * in the database.
     *
     * @return the statements that tell it to another connection
     */
    List<String> settings(Connection connection) throws SQLException;

    /**
     * A private copy of a connection's databases.
     *
     * @param mostBytes how large they may be together
     * @param listener hears how far this copy is, and each copy that is made of it
     * @throws SqlFailure where there can be none, with the reason: an open transaction, temporary objects, their size
     */
    PrivateCopy copy(Connection connection, long mostBytes, Interrupt interrupt, LongStep.Listener listener)
            throws SqlFailure;

    /**
     * As {@link #copy(Connection, long, Interrupt, LongStep.Listener)}, for statements that are known.
     *
     * @param used what stands in them; temporary objects that do not are left out
     */
    PrivateCopy copy(
            Connection connection, NamesUsed used, long mostBytes, Interrupt interrupt, LongStep.Listener listener)
            throws SqlFailure;

    /**
     * Runs a statement, and tells how far it is where that can be told: of one that makes an index. For that the rows of its
     * table are counted, if somebody listens.
     *
     * @param running runs the statement on the connection
     * @return what {@code running} gives
     */
    <T> T watched(Connection connection, String sql, LongStep.Listener listener, Running<T> running)
            throws SQLException;

    /** Runs a statement. */
    @FunctionalInterface
    interface Running<T> {
        T run() throws SQLException;
    }

    /**
     * Why nothing can be written into a connection's database.
     *
     * @return empty where it can be, as far as that can be told without waiting for others
     */
    Optional<Problem> unwritable(Connection connection) throws SQLException;

    /**
     * A copy in memory of what a connection's databases contain, without their rows, on which statements are planned as on
     * the originals. The caller closes it.
     */
    Connection emptyCopy(Connection connection, Interrupt interrupt) throws SqlFailure, SQLException;
}
