package rowan.sql.db;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import rowan.model.Done;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import rowan.sql.connection.Sending;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.log.StatementRecorder;
import rowan.sql.run.NewRows;
import rowan.sql.run.Parameters;
import rowan.sql.run.StatementRunner;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.Settings;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.LongStep;

/** What {@code db} carries out for Java cells: one statement after the other, each with its errors in words. */
final class DatabaseCalls {

    private final JavaConnections jdbc;
    private final Settings settings;
    private final StatementRecorder recorder;

    /**
     * @param recorder is told of every statement
     */
    DatabaseCalls(JavaConnections jdbc, Settings settings, StatementRecorder recorder) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.recorder = recorder;
    }

    /** {@link Databases#query}. */
    ResultTable query(Session session, String sql, Object... parameters) throws SQLException {
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
        throw new Databases.Failure(
                Problem.usage("This statement gives no rows.", "It was carried out; db.update is for such statements."),
                null);
    }

    /** {@link Databases#steps}. */
    long steps(Session session, String sql, Object... parameters) throws SQLException {
        Statement statement = only(session, sql);
        requireUndoable(statement);
        BoundStatement bound = bound(session, statement, parameters);
        try {
            return SqlDatabases.needed(
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

    /** What is counted is run, and undone by a savepoint: nothing that ends one, or that a savepoint does not hold. */
    private static void requireUndoable(Statement statement) throws Databases.Failure {
        List<Token> tokens = statement.significant();
        boolean rollsBack =
                tokens.size() > 2 && tokens.get(1).is("OR") && tokens.get(2).is("ROLLBACK");
        if (rollsBack || !(statement.isQuery() || statement.changesRows())) {
            throw new Databases.Failure(
                    Problem.usage(
                            "db.steps runs a statement and undoes it, which " + statement.verb()
                                    + (rollsBack ? " OR ROLLBACK" : "") + " does not allow.",
                            "It counts SELECT, INSERT, UPDATE, DELETE and REPLACE."),
                    null);
        }
    }

    /** {@link Databases#update}. */
    long update(Session session, String sql, Object... parameters) throws SQLException {
        Statement statement = only(session, sql);
        BoundStatement bound = bound(session, statement, parameters);
        session.roundTrip(recorder.interrupt());
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
            jdbc.opened(session, prepared);
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
            throw new Databases.Failure(
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

    /** {@link Databases#insert}. */
    long insert(Session session, String table, Object rows) throws SQLException {
        ResultTable source = TableReader.read(rows)
                .orElseThrow(() -> new Databases.Failure(
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
        session.roundTrip(recorder.interrupt());
        StatementRecorder.Execution execution = recorder.began(session.lane(), sql, List.of());
        long start = System.nanoTime();
        try {
            NewRows.put(
                    session,
                    table,
                    source,
                    NewRows.Existing.EXTENDED,
                    each -> carryOut(session, each),
                    session.transaction()::requireBlock);
            execution.rows(source.rows().size());
            return source.rows().size();
        } catch (SqlFailure e) {
            execution.failed(e, recorder.interrupt());
            throw new Databases.Failure(e.problem(), null);
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
            throw new Databases.Failure(Problem.usage("There is no statement in this text."), null);
        }
        if (statements.size() > 1) {
            throw new Databases.Failure(
                    Problem.usage(
                            "One statement at a time, and this text has "
                                    + Quantity.count(statements.size(), "statement") + ".",
                            "Nothing of it was run. Call once for each, or put the text into a SQL cell."),
                    null);
        }
        return statements.get(0);
    }

    private static BoundStatement bound(Session session, Statement statement, Object[] parameters)
            throws Databases.Failure {
        try {
            return Parameters.given(parameters, session.dialect()).bind(statement);
        } catch (SqlFailure e) {
            throw new Databases.Failure(e.problem(), null);
        }
    }

    /** A driver's error as SQL cells tell it, or the error itself where there is nothing to say about it. */
    static SQLException worded(Session session, SQLException error, String sql, List<Object> values) {
        OptionalLong changesBefore = changesInTransaction(session);
        session.glance();
        Optional<Statement> statement =
                session.dialect().lexicon().split(Source.of(sql)).stream().findFirst();
        if (error instanceof Databases.Failure || statement.isEmpty()) {
            return error;
        }
        Problem problem = session.dialect()
                .problem(
                        session.connection(),
                        error,
                        statement.get(),
                        new BoundStatement(sql, values),
                        session.schema());
        return new Databases.Failure(session.transaction().withFate(problem, changesBefore), error);
    }

    /** So many rows were changed before a statement that failed; empty where it was alone. */
    private static OptionalLong changesInTransaction(Session session) {
        try {
            OptionalLong changes = session.transaction().changes();
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

    /** {@link Databases#transaction}. */
    <T> T transaction(Session session, Callable<T> work) throws Exception {
        try {
            return session.asOne("rowan_block", sql -> send(session, sql), work::call);
        } finally {
            session.glance();
        }
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
        session.roundTrip(recorder.interrupt());
        try (java.sql.Statement statement = session.connection().createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw worded(session, e, sql, List.of());
        }
    }
}
