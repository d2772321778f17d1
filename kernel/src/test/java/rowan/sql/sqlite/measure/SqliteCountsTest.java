package rowan.sql.sqlite.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.Count;
import rowan.model.Count.AtMost;
import rowan.model.Count.Exact;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Node;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.sqlite.NumbersInMemory;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;

/** What a step keeps, where conditions reach it from outside its own SELECT, against what SQL counts. */
class SqliteCountsTest extends NumbersInMemory {

    private final SqliteDialect dialect = new SqliteDialect();

    @BeforeEach
    void add_a_view_and_a_second_table() throws SQLException {
        execute("CREATE VIEW v AS SELECT * FROM p WHERE a = 1");
        execute("CREATE TABLE w(id INTEGER PRIMARY KEY, k INT, v INT)");
        execute("INSERT INTO w SELECT id, nullif(a, 1), id FROM p WHERE id <= 1000");
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    private QueryPlan measured(String sql) throws SQLException {
        return dialect.measure(
                connection,
                BoundStatement.of(sql),
                dialect.schema(connection),
                Counting.OF_A_PLAN,
                new InterruptSignal());
    }

    /** What the only step that reads a table keeps. */
    private Count kept(QueryPlan plan, String table) {
        return step(plan, table).counted().orElseThrow().kept();
    }

    private static Node step(QueryPlan plan, String table) {
        return plan.walk().stream()
                .filter(node ->
                        node.reading().isPresent() && node.target().name().equals(table))
                .reduce((a, b) -> {
                    throw new AssertionError("two steps read " + table);
                })
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM p WHERE (a, b) = (3, 33) | a = 3 AND b = 33
            SELECT * FROM p WHERE (a, b) IN (VALUES (3, 33), (4, 34)) | a = 3 AND b = 33 OR a = 4 AND b = 34
            SELECT * FROM (SELECT id, c FROM p) WHERE c = 7 | c = 7
            SELECT * FROM (SELECT DISTINCT b, c FROM p) WHERE c = 7 | c = 7
            SELECT * FROM v WHERE c = 11 | a = 1 AND c = 11
            SELECT a, count(*) FROM p GROUP BY a HAVING a = 3 | a = 3
            SELECT a, count(*) FROM p WHERE b > 50 GROUP BY a HAVING a = 3 AND count(*) > 1 | a = 3 AND b > 50
            WITH q AS (SELECT id, c FROM p WHERE b = 7) SELECT * FROM q WHERE c = 7 | b = 7 AND c = 7
            SELECT * FROM (SELECT c FROM p UNION ALL SELECT v FROM w) WHERE c = 7 | c = 7
            """)
    void a_condition_from_outside_counts_as_those_of_the_select_itself(String sql, String condition)
            throws SQLException {
        assertThat(kept(measured(sql), "p")).isEqualTo(new Exact(number("SELECT count(*) FROM p WHERE " + condition)));
    }

    @Test
    void loops_follow_from_what_the_outer_step_keeps() throws SQLException {
        QueryPlan plan = measured("SELECT * FROM v CROSS JOIN w ON w.id = v.id WHERE v.c = 11");
        assertThat(step(plan, "w").counted().orElseThrow().loops())
                .isEqualTo(new Exact(number("SELECT count(*) FROM p WHERE a = 1 AND c = 11")));
    }

    @Test
    void of_a_left_join_the_rows_without_a_partner_are_not_kept_rows() throws SQLException {
        QueryPlan plan = measured("SELECT * FROM p LEFT JOIN w ON w.id = p.id WHERE w.k IS NULL");
        assertThat(kept(plan, "w")).isEqualTo(new Exact(number("SELECT count(*) FROM w WHERE k IS NULL")));
    }

    @Test
    void a_subquery_that_is_asked_behind_makes_a_bound_without_advice() throws SQLException {
        String sql = "SELECT * FROM (SELECT id, c FROM p) AS q WHERE (SELECT count(*) FROM w WHERE w.id = q.id) = 1";
        QueryPlan plan = measured(sql);
        assertThat(kept(plan, "p")).isEqualTo(new AtMost(5000));
        assertThat(plan.findings())
                .noneMatch(finding -> finding.sentence().contains("Most rows")
                        || finding.subject().equals("p") && finding.remedy().isPresent());
    }

    @Test
    void an_index_that_was_never_needed_was_not_built() throws SQLException {
        QueryPlan plan = measured("SELECT * FROM p CROSS JOIN w ON w.k = p.a WHERE p.c = -1");
        assertThat(step(plan, "w").measured().orElseThrow().loops()).isEqualTo(new Exact(0));
        assertThat(plan.findings())
                .noneMatch(finding -> finding.sentence().contains("is built on every run"))
                .anyMatch(finding -> finding.sentence().contains("no index was built"));
    }

    @Test
    void a_subquery_without_a_name_is_not_called_a_window_function() throws SQLException {
        for (Node node :
                measured("SELECT * FROM (SELECT a, max(b) FROM p GROUP BY a)").walk()) {
            assertThat(node.measured().map(Object::toString).orElse("")).doesNotContain("window");
        }
    }

    @Test
    void a_scan_whose_rows_are_sorted_before_limit_counts_them_reads_all() throws SQLException {
        assertThat(step(measured("SELECT * FROM p ORDER BY c LIMIT 10"), "p")
                        .reading()
                        .orElseThrow()
                        .whole())
                .isTrue();
        assertThat(step(measured("SELECT b, count(*) FROM p GROUP BY b LIMIT 2"), "p")
                        .reading()
                        .orElseThrow()
                        .whole())
                .isTrue();
        assertThat(step(measured("SELECT * FROM p ORDER BY id LIMIT 10"), "p")
                        .reading()
                        .orElseThrow()
                        .whole())
                .isFalse();
    }

    @Test
    void a_scan_that_limit_may_end_is_not_said_to_read_all() throws SQLException {
        assertThat(step(measured("SELECT * FROM p LIMIT 10"), "p")
                        .reading()
                        .orElseThrow()
                        .whole())
                .isFalse();
        assertThat(step(measured("SELECT (SELECT a FROM p WHERE b = 3)"), "p")
                        .reading()
                        .orElseThrow()
                        .whole())
                .isFalse();
        assertThat(step(measured("SELECT sum(a) FROM p"), "p")
                        .reading()
                        .orElseThrow()
                        .whole())
                .isTrue();
        assertThat(measured("SELECT * FROM p LIMIT 10").findings())
                .noneMatch(finding -> finding.sentence().contains("small"));
    }

    @Test
    void not_exists_is_not_told_to_become_a_group_by() throws SQLException {
        QueryPlan plan = measured("SELECT * FROM p WHERE NOT EXISTS (SELECT 1 FROM w WHERE w.id = p.id)");
        assertThat(plan.findings())
                .anyMatch(finding -> finding.sentence().contains("A subquery runs"))
                .noneMatch(finding -> finding.sentence().contains("GROUP BY"));
    }
}
