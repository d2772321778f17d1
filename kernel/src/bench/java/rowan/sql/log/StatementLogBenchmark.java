package rowan.sql.log;

import rowan.sql.connection.Connections;
import rowan.sql.connection.Lane;
import rowan.sql.connection.OpenStatements;
import rowan.sql.connection.Sending;
import rowan.sql.connection.SentStatements;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rowan.jshell.cell.CellPlaces;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Run;
import rowan.workspace.SharedBindings;

/** What the statement log costs: a SQL cell, and JDBC through Rowan's proxies beside the driver itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatementLogBenchmark {

    private final SqliteDialect dialect = new SqliteDialect();
    private final Connections connections = new Connections(List.of(dialect), Path.of("target"));
    private final StatementRecorder recorder =
            new StatementRecorder(dialect::lexicon, CellPlaces::current, connections.network());
    private final Run run = new Run(null, new InterruptSignal(), new SharedBindings(), new CellId(1));

    @Param({"driver", "recorded"})
    private String by;

    private Connection real;
    private Lane lane;
    private Connection connection;

    @Setup
    public void open() throws SqlFailure, SQLException {
        real = dialect.open(new Target("memory", new Target.Memory(), false), InterruptSignal::new);
        real.createStatement().execute("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)");
        real.createStatement()
                .execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                        + " INSERT INTO t SELECT i, 'name ' || i FROM n");
        RecordedJdbc jdbc = new RecordedJdbc(recorder, new OpenStatements(), RecordedJdbc.Words.DRIVER, sql -> {}, () -> {}, false);
        lane = Lane.foreign(Optional.empty(), Optional.empty());
        connection = by.equals("driver") ? real : jdbc.connection(real, lane);
        recorder.enter(run);
    }

    @TearDown
    public void close() throws SQLException {
        real.close();
    }

    /** The whole share of a SQL cell; the same whichever way JDBC goes. */
    @Benchmark
    public void noteOneStatementOfSqlCell() {
        recorder.enter(run);
        connections.roundTrip(recorder.interrupt());
        Sending sending = recorder.begins(lane, run.cell(), "SELECT 1 + 1", 1);
        sending.took(1_000);
        sending.end();
        recorder.ran("SELECT 1 + 1", 1, 1_000, 1);
    }

    /** What those of a cell cost that are kept one by one; behind them, see above. */
    @Benchmark
    @OperationsPerInvocation(SentStatements.MOST)
    public void keepOneStatement() {
        recorder.clear();
        for (int i = 0; i < SentStatements.MOST; i++) {
            recorder.begins(lane, run.cell(), "SELECT 1 + 1", 1).end();
        }
    }

    @Benchmark
    public Object lookUpOneRow() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT name FROM t WHERE id = ?")) {
            statement.setLong(1, 500);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    @Benchmark
    public long readThousandRows() throws SQLException {
        long letters = 0;
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, name FROM t");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                letters += rows.getLong(1) + rows.getString(2).length();
            }
        }
        return letters;
    }
}
