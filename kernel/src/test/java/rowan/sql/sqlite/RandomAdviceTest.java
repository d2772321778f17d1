package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.advice.IndexAdviser;
import rowan.model.Count;
import rowan.model.Finding;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.run.Adviser;
import rowan.sql.run.Instruments;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.LongStep;

/** What is advised for random queries on three databases, each piece followed and counted. */
@Tag("slow")
class RandomAdviceTest {

    private static final int QUERIES = Integer.getInteger("advice.queries", 60);
    private static final long SEED = Long.getLong("advice.seed", 2026);

    private final SqliteDialect dialect = new SqliteDialect();
    private final Adviser adviser = new IndexAdviser();

    /** What became of the pieces of advice. */
    private static final class Tally {
        private int lower;
        private int same;
        private final List<String> higher = new ArrayList<>();

        int all() {
            return lower + same + higher.size();
        }

        void add(String sql, String remedy, long before, long after) {
            lower += after < before ? 1 : 0;
            same += after == before ? 1 : 0;
            if (after > before) {
                higher.add(before + " -> " + after + " steps: " + remedy.replace('\n', ' ') + " in " + sql);
            }
        }

        void print(String name) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d pieces of advice for %d queries: %d lower the steps, %d leave them, %d raise them%n",
                    name,
                    all(),
                    QUERIES,
                    lower,
                    same,
                    higher.size());
            higher.forEach(System.out::println);
        }
    }

    private static List<String> queries(RandomShop.Tuning tuning) {
        return RandomQueries.queries(SEED + tuning.ordinal())
                .limit(QUERIES / RandomShop.Tuning.values().length)
                .toList();
    }

    private static Connection shop(RandomShop.Tuning tuning) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        RandomShop.fill(connection, tuning);
        return connection;
    }

    private Adviser.Question question(Connection connection, Schema schema, String sql) {
        return new Adviser.Question(
                connection,
                Instruments.in(dialect).orElseThrow(),
                schema,
                BoundStatement.of(sql),
                false,
                new InterruptSignal(),
                LongStep.Listener.NOBODY);
    }

    private QueryPlan foreseen(Connection connection, Schema schema, String sql) throws SQLException {
        return adviser.foreseen(
                dialect.explain(connection, BoundStatement.of(sql), schema), question(connection, schema, sql));
    }

    private QueryPlan tried(Connection connection, Schema schema, String sql) throws SQLException {
        return adviser.tried(
                dialect.measure(connection, BoundStatement.of(sql), schema, Counting.OF_A_PLAN, new InterruptSignal()),
                question(connection, schema, sql));
    }

    private interface Planning {
        QueryPlan of(Connection connection, Schema schema, String sql) throws SQLException;
    }

    private Tally tally(String name, Planning planning) throws SQLException {
        Tally tally = new Tally();
        for (RandomShop.Tuning tuning : RandomShop.Tuning.values()) {
            try (Connection connection = shop(tuning)) {
                Schema schema = dialect.schema(connection);
                for (String sql : queries(tuning)) {
                    for (Finding finding : planning.of(connection, schema, sql).findings()) {
                        follow(connection, sql, finding.remedy(), tally);
                    }
                }
            }
        }
        tally.print(name);
        return tally;
    }

    private void follow(Connection connection, String sql, Optional<String> remedy, Tally tally) throws SQLException {
        if (remedy.isPresent()) {
            long before = steps(connection, sql);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("BEGIN");
                statement.executeUpdate(remedy.get());
                tally.add(sql, remedy.get(), before, steps(connection, sql));
                statement.executeUpdate("ROLLBACK");
            }
        }
    }

    private long steps(Connection connection, String sql) throws SQLException {
        Count steps = dialect.count(connection, BoundStatement.of(sql), Long.MAX_VALUE, new InterruptSignal())
                .steps();
        return steps.certain().orElseThrow();
    }

    @Test
    void advice_that_the_planner_would_take_lowers_the_steps() throws SQLException {
        Tally tally = tally("asked of the planner", this::foreseen);

        assertThat(tally.all() - tally.lower).isLessThanOrEqualTo(Math.max(1, tally.all() / 20));
        assertThat(tally.higher).hasSizeLessThanOrEqualTo(tally.all() / 100);
    }

    @Test
    void advice_that_was_tried_never_raises_the_steps() throws SQLException {
        Tally tally = tally("tried on a copy", this::tried);

        assertThat(tally.higher).isEmpty();
        assertThat(tally.lower).isEqualTo(tally.all());
    }
}
