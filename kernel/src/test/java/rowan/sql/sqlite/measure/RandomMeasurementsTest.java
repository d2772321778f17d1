package rowan.sql.sqlite.measure;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rowan.model.Count;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Measurement;
import rowan.model.plan.QueryPlan.Measurement.Counted;
import rowan.model.plan.QueryPlan.Measurement.NotMeasurable;
import rowan.model.plan.QueryPlan.Node;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.sqlite.RandomQueries;
import rowan.sql.sqlite.RandomShop;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;

/** What is counted in random queries, against what others count. */
@Tag("slow")
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
            assertThat(limited.execution().orElseThrow().steps()).isInstanceOf(Count.AtLeast.class);
            assertThat(limited.visited()).isEmpty();
            assertThat(limited.notMeasurable()).isEmpty();
            QueryPlan whole = dialect.measure(
                    connection, BoundStatement.of(sql), schema, Counting.EVERYTHING, new InterruptSignal());
            assertThat(whole.execution().orElseThrow().steps()).isInstanceOf(Count.Exact.class);
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
                        count.kept().number().ifPresent(kept -> assertThat(kept).isLessThanOrEqualTo(count.visited()));
                        boolean scan = node.isFullScan() || node.isAccess(Access.INDEX_SCAN);
                        if (scan
                                && rows.containsKey(node.target().name())
                                && count.loops().certain().isPresent()) {
                            long all = count.loops().certain().getAsLong()
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
                                && count.loops().certain().isPresent()
                                && !sql.contains(" IN (")) {
                            assertThat(count.visited())
                                    .as(node.detail() + " in " + sql)
                                    .isLessThanOrEqualTo(count.loops().certain().getAsLong());
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

    /** What SQLite itself counts at a step of the plan, as {@code src/test/oracle/visits.c} tells it. */
    private record Step(long loops, long visited, OptionalLong kept, String detail) {

        static Step of(String line) {
            String[] parts = line.strip().split(" ", 4);
            return new Step(
                    Long.parseLong(parts[0]),
                    Long.parseLong(parts[1]),
                    parts[2].equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(parts[2])),
                    parts[3]);
        }

        /** The row of NULLs of a LEFT JOIN and look-ups of NULL are counted differently. */
        boolean agrees(String plan, Measurement measured) {
            return detail.equals(plan)
                    && (kept.isEmpty() || agrees(kept.getAsLong(), measured.kept()))
                    && (!(measured instanceof Counted count) || agrees(plan, count));
        }

        private boolean agrees(String plan, Counted count) {
            boolean sameVisits = visited == count.visited()
                    || plan.endsWith(" LEFT-JOIN") && count.visited() <= visited && visited <= count.visited() + loops;
            boolean sameLoops =
                    agrees(loops, count.loops()) || plan.startsWith("SEARCH ") && loops < bound(count.loops());
            return sameVisits && sameLoops;
        }

        private static boolean agrees(long number, Count count) {
            return count instanceof Count.Exact exact ? exact.exact() == number : number <= bound(count);
        }

        private static long bound(Count count) {
            return count.number().orElse(Long.MAX_VALUE);
        }
    }

    /** How the steps of some queries were counted. */
    private static final class Tally {
        private int exact;
        private int bounds;
        private int notMeasurable;
        private final Map<String, Integer> reasons = new TreeMap<>();
        private final List<String> wrong = new ArrayList<>();

        void add(Node node, List<Step> steps, String sql) {
            Measurement count = node.measured().orElseThrow();
            Optional<Step> found = steps.stream()
                    .filter(step -> step.agrees(node.detail(), count))
                    .findFirst();
            boolean said = node.counted().isPresent() || count.kept().number().isPresent();
            if (found.isPresent()) {
                steps.remove(found.get());
            } else if (said) {
                wrong.add(node.detail() + " " + count + " in " + sql + steps);
            }
            if (count.kept() instanceof Count.NotMeasurable none) {
                reasons.merge(count instanceof NotMeasurable not ? not.reason() : none.reason(), 1, Integer::sum);
            }
            exact += count.kept() instanceof Count.Exact ? 1 : 0;
            bounds += count.kept() instanceof Count.AtMost ? 1 : 0;
            notMeasurable += count.kept() instanceof Count.NotMeasurable ? 1 : 0;
        }

        double exactShare() {
            return (double) exact / (exact + bounds + notMeasurable);
        }
    }

    private Tally tally(Connection connection, Map<String, List<Step>> known, Stream<String> queries)
            throws SQLException {
        Tally tally = new Tally();
        Schema schema = dialect.schema(connection);
        for (String sql : queries.toList()) {
            List<Step> steps = new ArrayList<>(known.get(sql));
            for (Node node : measured(connection, sql, schema).walk()) {
                if (node.reading().isPresent()) {
                    tally.add(node, steps, sql);
                }
            }
        }
        return tally;
    }

    @ParameterizedTest
    @EnumSource
    void an_instrumented_sqlite_counts_the_same_loops_and_rows(RandomShop.Tuning tuning)
            throws SQLException, IOException {
        try (Connection connection = shop(tuning)) {
            Map<String, List<Step>> known = visits(tuning);
            Tally tally = tally(connection, known, known.keySet().stream());
            assertThat(tally.wrong).isEmpty();
            assertThat(tally.exact).isGreaterThan(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void rows_are_kept_as_an_instrumented_sqlite_keeps_them_or_called_a_bound(RandomQueries.Shape shape)
            throws SQLException, IOException {
        Tally all = new Tally();
        int queries = 0;
        for (RandomShop.Tuning tuning : RandomShop.Tuning.values()) {
            try (Connection connection = shop(tuning)) {
                List<String> asked = RandomQueries.queries(shape, tuning).toList();
                Tally tally = tally(connection, visits(tuning), asked.stream());
                queries += asked.size();
                all.exact += tally.exact;
                all.bounds += tally.bounds;
                all.notMeasurable += tally.notMeasurable;
                all.wrong.addAll(tally.wrong);
                tally.reasons.forEach((reason, steps) -> all.reasons.merge(reason, steps, Integer::sum));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s %d queries: kept exact at %d steps, at most at %d, not measurable at %d; %d disagree%n",
                shape,
                queries,
                all.exact,
                all.bounds,
                all.notMeasurable,
                all.wrong.size());
        all.reasons.forEach((reason, steps) -> System.out.printf(Locale.ROOT, "%22d %s%n", steps, reason));
        assertThat(all.wrong).isEmpty();
        assertThat(queries).isGreaterThanOrEqualTo(100);
        if (shape == RandomQueries.Shape.PLAIN || shape == RandomQueries.Shape.JOIN) {
            assertThat(all.exactShare()).isGreaterThanOrEqualTo(0.95);
        }
    }

    @ParameterizedTest
    @EnumSource
    void steps_are_those_that_sqlite_counts_itself(RandomShop.Tuning tuning) throws SQLException, IOException {
        try (Connection connection = shop(tuning)) {
            for (Map.Entry<String, List<String>> known :
                    answers("steps", tuning).entrySet()) {
                Count steps = dialect.count(
                                connection, BoundStatement.of(known.getKey()), Long.MAX_VALUE, new InterruptSignal())
                        .steps();
                assertThat(steps)
                        .as(known.getKey())
                        .isEqualTo(new Count.Exact(
                                Long.parseLong(known.getValue().get(0).strip())));
            }
        }
    }

    private static Map<String, List<Step>> visits(RandomShop.Tuning tuning) throws IOException {
        Map<String, List<Step>> visits = new LinkedHashMap<>();
        answers("visits", tuning)
                .forEach((query, steps) ->
                        visits.put(query, steps.stream().map(Step::of).toList()));
        return visits;
    }

    /** The lines behind each query in an answer of {@code src/test/oracle/visits.c}. */
    private static Map<String, List<String>> answers(String program, RandomShop.Tuning tuning) throws IOException {
        String name = "/oracle/" + program + "-" + tuning.name().toLowerCase(Locale.ROOT) + ".txt";
        Map<String, List<String>> answers = new LinkedHashMap<>();
        try (InputStream file = RandomMeasurementsTest.class.getResourceAsStream(name)) {
            List<String> answer = List.of();
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("  ")) {
                    answer.add(line);
                } else {
                    answer = new ArrayList<>();
                    answers.put(line, answer);
                }
            }
        }
        return answers;
    }

    @Test
    void steps_are_the_same_on_every_connection() throws SQLException {
        for (RandomShop.Tuning tuning : RandomShop.Tuning.values()) {
            List<List<Count>> steps = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                try (Connection connection = shop(tuning)) {
                    List<Count> counted = new ArrayList<>();
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
