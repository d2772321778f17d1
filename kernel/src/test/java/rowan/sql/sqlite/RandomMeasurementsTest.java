package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rowan.model.QueryPlan;
import rowan.model.QueryPlan.Access;
import rowan.model.QueryPlan.Measurement.Counted;
import rowan.model.QueryPlan.Measurement.NotMeasurable;
import rowan.model.QueryPlan.Node;
import rowan.model.Schema;
import rowan.sql.BoundStatement;
import rowan.sql.Counting;
import rowan.workspace.InterruptSignal;

/** What is counted in random queries, against what others count. */
class RandomMeasurementsTest {

    private static final int QUERIES = 500;
    private static final int CONNECTIONS = 5;
    private static final double MEASURED_SHARE = 0.8;

    private final SqliteDialect dialect = new SqliteDialect();

    private static Connection shop(RandomShop.Tuning tuning) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        RandomShop.fill(connection, tuning);
        return connection;
    }

    private QueryPlan measured(Connection connection, String sql, Schema schema) throws SQLException {
        return dialect.measure(connection, BoundStatement.of(sql), schema, Counting.OF_A_PLAN, new InterruptSignal());
    }

    @Test
    void of_a_statement_that_takes_too_many_steps_only_those_are_counted() throws SQLException {
        try (Connection connection = shop(RandomShop.Tuning.values()[0])) {
            String sql = "SELECT count(*) FROM orders a, customer c WHERE a.amount > c.score";
            Schema schema = dialect.schema(connection);
            QueryPlan limited = dialect.measure(
                    connection, BoundStatement.of(sql), schema, new Counting(1_000, 5_000), new InterruptSignal());
            assertThat(limited.execution().orElseThrow().stepsExact()).isFalse();
            assertThat(limited.visited()).isEmpty();
            assertThat(limited.notMeasurable()).isEmpty();
            QueryPlan whole = dialect.measure(
                    connection, BoundStatement.of(sql), schema, Counting.EVERYTHING, new InterruptSignal());
            assertThat(whole.execution().orElseThrow().stepsExact()).isTrue();
            assertThat(whole.visited()).isPresent();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    @Test
    void most_steps_of_random_queries_are_counted_and_the_counts_add_up() throws SQLException {
        int reads = 0;
        int counted = 0;
        int scansChecked = 0;
        int seeksChecked = 0;
        Map<String, Integer> refusals = new TreeMap<>();
        for (RandomShop.Tuning tuning : RandomShop.Tuning.values()) {
            try (Connection connection = shop(tuning)) {
                Schema schema = dialect.schema(connection);
                Map<String, Long> rows = new TreeMap<>();
                for (Schema.Relation table : schema.relations()) {
                    rows.put(table.name(), number(connection, "SELECT count(*) FROM " + table.name()));
                }
                for (String sql :
                        RandomQueries.queries(QUERIES).limit(QUERIES / 3 + 1).toList()) {
                    for (Node node : measured(connection, sql, schema).walk()) {
                        if (node.reading().isEmpty()) {
                            continue;
                        }
                        reads++;
                        if (node.counted().isEmpty()) {
                            NotMeasurable refused =
                                    (NotMeasurable) node.measured().orElseThrow();
                            refusals.merge(refused.reason(), 1, Integer::sum);
                            continue;
                        }
                        counted++;
                        Counted count = node.counted().get();
                        count.kept().ifPresent(kept -> assertThat(kept.rows()).isLessThanOrEqualTo(count.visited()));
                        boolean scan = node.isFullScan() || node.isAccess(Access.INDEX_SCAN);
                        if (scan
                                && rows.containsKey(node.target().name())
                                && count.loops().isPresent()) {
                            long all = count.loops().getAsLong()
                                    * rows.get(node.target().name());
                            assertThat(count.visited())
                                    .as(node.detail() + " in " + sql)
                                    .isLessThanOrEqualTo(all);
                            if (endsByItself(sql, node)) {
                                assertThat(count.visited())
                                        .as(node.detail() + " in " + sql)
                                        .isEqualTo(all);
                                scansChecked++;
                            }
                        }
                        if (node.detail().contains("INTEGER PRIMARY KEY (rowid=?)")
                                && count.loops().isPresent()
                                && !sql.contains(" IN (")) {
                            assertThat(count.visited())
                                    .as(node.detail() + " in " + sql)
                                    .isLessThanOrEqualTo(count.loops().getAsLong());
                            seeksChecked++;
                        }
                    }
                }
            }
        }
        double share = (double) counted / reads;
        System.out.printf(
                Locale.ROOT,
                "%d random queries: %d of %d scans and seeks counted (%.1f %%); %d scans and %d seeks counted a second way%n",
                QUERIES,
                counted,
                reads,
                share * 100,
                scansChecked,
                seeksChecked);
        refusals.forEach((reason, times) -> System.out.printf(Locale.ROOT, "%5d not counted: %s%n", times, reason));
        assertThat(share).isGreaterThanOrEqualTo(MEASURED_SHARE);
        assertThat(scansChecked).isGreaterThan(50);
    }

    /** Whether nothing stops a loop before its last row: no LIMIT, no EXISTS, no first or last value, no merge. */
    private static boolean endsByItself(String sql, Node node) {
        return !sql.matches("(?s).*(LIMIT|EXISTS|min\\(|max\\(|UNION|INTERSECT|EXCEPT|\\bIN \\().*")
                && !node.detail().contains(" EXISTS");
    }

    @ParameterizedTest
    @EnumSource
    void an_instrumented_sqlite_counts_the_same_loops_and_rows(RandomShop.Tuning tuning)
            throws SQLException, IOException {
        int compared = 0;
        try (Connection connection = shop(tuning)) {
            Schema schema = dialect.schema(connection);
            for (Map.Entry<String, List<String>> known : visits(tuning).entrySet()) {
                List<String> steps = new ArrayList<>(known.getValue());
                for (Node node : measured(connection, known.getKey(), schema).walk()) {
                    if (node.counted().isPresent() && node.reading().isPresent()) {
                        Counted count = node.counted().get();
                        String found = steps.stream()
                                .filter(step -> agrees(step, node.detail(), count))
                                .findFirst()
                                .orElse("none");
                        assertThat(steps)
                                .as(node.detail() + " " + count + " in " + known.getKey())
                                .contains(found);
                        steps.remove(found);
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    /** {@code loops visited detail}; the row of NULLs of a LEFT JOIN and look-ups of NULL are counted differently. */
    private static boolean agrees(String step, String detail, Counted count) {
        String[] parts = step.split(" ", 3);
        long loops = Long.parseLong(parts[0]);
        long visited = Long.parseLong(parts[1]);
        boolean sameVisits = visited == count.visited()
                || detail.endsWith(" LEFT-JOIN") && count.visited() <= visited && visited <= count.visited() + loops;
        boolean sameLoops = count.loops().isEmpty()
                || count.loops().getAsLong() == loops
                || detail.startsWith("SEARCH ") && loops < count.loops().getAsLong();
        return parts[2].equals(detail) && sameVisits && sameLoops;
    }

    /** The steps of each query as {@code src/test/oracle/visits.c} has counted them. */
    private static Map<String, List<String>> visits(RandomShop.Tuning tuning) throws IOException {
        String name = "/oracle/visits-" + tuning.name().toLowerCase(Locale.ROOT) + ".txt";
        Map<String, List<String>> visits = new LinkedHashMap<>();
        try (InputStream file = RandomMeasurementsTest.class.getResourceAsStream(name)) {
            List<String> steps = List.of();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("  ")) {
                    steps.add(line.strip());
                } else {
                    steps = new ArrayList<>();
                    visits.put(line, steps);
                }
            }
        }
        return visits;
    }

    @Test
    void steps_are_the_same_on_every_connection() throws SQLException {
        for (RandomShop.Tuning tuning : RandomShop.Tuning.values()) {
            List<List<Long>> steps = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                try (Connection connection = shop(tuning)) {
                    List<Long> counted = new ArrayList<>();
                    for (String sql :
                            RandomQueries.queries(3).limit(QUERIES / 3).toList()) {
                        counted.add(dialect.count(connection, BoundStatement.of(sql), 2_000_000, new InterruptSignal())
                                .steps());
                    }
                    steps.add(counted);
                }
            }
            assertThat(steps).allMatch(s -> s.equals(steps.get(0)));
        }
    }
}
