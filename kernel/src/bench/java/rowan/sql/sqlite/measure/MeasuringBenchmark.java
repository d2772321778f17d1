package rowan.sql.sqlite.measure;

import rowan.sql.sqlite.RandomShop;
import rowan.sql.sqlite.SqliteDialect;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import rowan.model.plan.QueryPlan;
import rowan.model.Schema;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.workspace.contract.InterruptSignal;

/** What measuring a plan costs beside the query itself; the aim is 25 times its time and 100 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MeasuringBenchmark {

    /** A look-up, a scan, a join, a subquery for each row, a sort. */
    @Param({
        "SELECT * FROM orders WHERE id = 7",
        "SELECT count(*) FROM orders WHERE amount > 50",
        "SELECT c.name, sum(o.amount) FROM customer c JOIN orders o ON o.customer_id = c.id GROUP BY c.name",
        "SELECT name, (SELECT max(amount) FROM orders o WHERE o.customer_id = c.id) FROM customer c",
        "SELECT o.id FROM orders o, line l WHERE l.order_id = o.id ORDER BY o.note, l.quantity"
    })
    private String query;

    private final SqliteDialect dialect = new SqliteDialect();
    private Connection connection;
    private Schema schema;

    @Setup
    public void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        RandomShop.fill(connection, RandomShop.Tuning.ANALYZED);
        schema = dialect.schema(connection);
    }

    @TearDown
    public void close() throws SQLException {
        connection.close();
    }

    @Benchmark
    public int run_the_query() throws SQLException {
        int rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    @Benchmark
    public QueryPlan measure_the_plan() throws SQLException {
        return dialect.measure(connection, BoundStatement.of(query), schema, Counting.OF_A_PLAN, new InterruptSignal());
    }
}
