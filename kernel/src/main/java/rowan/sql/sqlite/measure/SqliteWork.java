package rowan.sql.sqlite.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteConnectionConfig;
import rowan.model.Count;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.StatementWork;
import rowan.sql.sqlite.plan.SqlitePlanRow;
import rowan.sql.sqlite.text.SqliteOutline;
import rowan.sql.statement.Token;
import rowan.workspace.contract.Interrupt;

/**
 * Counts the steps of SQLite's virtual machine: with a progress handler after every single step, the number of its calls is
 * {@code SQLITE_STMTSTATUS_VM_STEP} itself. That slows the query about ninefold, so a first run counts in thousands and
 * tells whether a second, exact one is affordable.
 *
 * <p>The handler sees all that the connection runs: the driver's own statements, which are kept from running meanwhile, and
 * those by which a virtual table reads its tables, or SQLite its schema; with such ones the count is an upper bound.
 */
public final class SqliteWork {

    private static final int COARSE = 1_000;

    /** Every so many steps the handler costs about as much as they do. */
    private static final int FINE = 20;

    /** What may run statements of its own inside of a statement. */
    private static final Set<String> RUN_STATEMENTS = Set.of(
            "VOpen",
            "VUpdate",
            "VBegin",
            "VCreate",
            "VDestroy",
            "VRename",
            "ParseSchema",
            "LoadAnalysis",
            "SqlExec",
            "Vacuum");

    /** Virtual tables that read nothing but their arguments. */
    private static final Set<String> SELF_CONTAINED = Set.of("json_each", "json_tree");

    private final Connection connection;
    private final Dialect dialect;
    private final Interrupt interrupt;

    public SqliteWork(Connection connection, Dialect dialect, Interrupt interrupt) {
        this.connection = connection;
        this.dialect = dialect;
        this.interrupt = interrupt;
    }

    /** Exactly, if there are not too many steps. Both runs find the same rows: what they change is undone. */
    public StatementWork count(BoundStatement statement, long exactUpTo) throws SQLException {
        SqliteUndoing undoing = new SqliteUndoing(connection, dialect, statement);
        StatementWork coarse = undoing.after(() -> coarsely(statement));
        return isAbove(coarse, exactUpTo) ? coarse : undoing.after(() -> exactly(statement));
    }

    /** Whether a statement surely or possibly takes more steps. */
    static boolean isAbove(StatementWork work, long steps) {
        return work.steps().number().orElseThrow() > steps;
    }

    /** In thousands, at about the statement's own speed. */
    private StatementWork coarsely(BoundStatement statement) throws SQLException {
        return run(statement, COARSE);
    }

    /** Every step, some nine times slower. */
    StatementWork exactly(BoundStatement statement) throws SQLException {
        return run(statement, 1);
    }

    /** Empty where it takes more steps than that; it is ended there. */
    public OptionalLong countUpTo(long mostSteps, BoundStatement statement) throws SQLException {
        Calls calls = new Calls(mostSteps / FINE);
        try {
            run(statement, FINE, calls);
        } catch (SQLException e) {
            if (calls.areEnough()) {
                return OptionalLong.empty();
            }
            throw e;
        }
        return OptionalLong.of(calls.count * FINE);
    }

    private StatementWork run(BoundStatement statement, int every) throws SQLException {
        Calls calls = new Calls(Long.MAX_VALUE);
        long rows = run(statement, every, calls);
        return new StatementWork(steps(statement, calls.count, every), rows);
    }

    /** Runs a statement and gives how many rows it has. */
    private long run(BoundStatement statement, int every, Calls calls) throws SQLException {
        long rows = 0;
        SQLiteConnectionConfig driver =
                connection.unwrap(SQLiteConnection.class).getConnectionConfig();
        boolean autoCommit = driver.isAutoCommit();
        boolean generatedKeys = driver.isGetGeneratedKeys();
        try (PreparedStatement prepared = statement.prepare(connection, dialect.values())) {
            // The driver runs BEGIN and COMMIT behind a statement without rows, and asks for the row id behind an
            // INSERT.
            driver.setAutoCommit(false);
            driver.setGetGeneratedKeys(false);
            // Set after the preparation, which would be counted too.
            ProgressHandler.setHandler(connection, every, calls);
            try {
                if (prepared.execute()) {
                    try (ResultSet result = prepared.getResultSet()) {
                        while (result.next()) {
                            rows++;
                        }
                    }
                }
            } finally {
                ProgressHandler.clearHandler(connection);
                driver.setAutoCommit(autoCommit);
                driver.setGetGeneratedKeys(generatedKeys);
            }
        }
        interrupt.check();
        return rows;
    }

    private Count steps(BoundStatement statement, long calls, int every) throws SQLException {
        if (runsStatements(statement)) {
            return new Count.AtMost(calls * every + every - 1);
        }
        return every == 1 ? new Count.Exact(calls) : new Count.AtLeast(calls * every);
    }

    /** Whether statements may run inside of a statement: by its program, which tells what its triggers do too. */
    private boolean runsStatements(BoundStatement statement) throws SQLException {
        List<SqliteInstrumented.Instruction> program = SqliteInstrumented.program(connection, dialect, statement);
        long may = program.stream()
                .filter(instruction -> RUN_STATEMENTS.contains(instruction.operation()))
                .count();
        if (may == 0) {
            return false;
        }
        List<SqliteOutline.Source> harmless = SqliteOutline.of(dialect.lexicon().tokenize(statement.sql()).stream()
                        .filter(Token::isSignificant)
                        .toList())
                .cores()
                .stream()
                .flatMap(core -> core.sources().stream())
                .filter(source -> source.kind() == SqliteOutline.Kind.FUNCTION)
                .filter(source -> SELF_CONTAINED.contains(source.name().toLowerCase(Locale.ROOT)))
                .toList();
        long read = SqlitePlanRow.read(connection, dialect, statement).stream()
                .filter(row -> harmless.stream().anyMatch(row::reads))
                .count();
        return read < may;
    }

    private final class Calls extends ProgressHandler {
        private final long most;
        private long count;

        Calls(long most) {
            this.most = most;
        }

        boolean areEnough() {
            return count > most;
        }

        @Override
        protected int progress() {
            count++;
            return areEnough() || interrupt.requested() ? 1 : 0;
        }
    }
}
