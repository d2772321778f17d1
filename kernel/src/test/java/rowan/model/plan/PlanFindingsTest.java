package rowan.model.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static rowan.display.plan.PlanBuilder.plan;
import static rowan.display.plan.PlanBuilder.read;
import static rowan.display.plan.PlanBuilder.scan;
import static rowan.display.plan.PlanBuilder.sort;

import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.display.plan.PlanBuilder;
import rowan.model.Finding;
import rowan.model.Finding.Severity;
import rowan.model.plan.QueryPlan.Access;

/** From what numbers on a plan has something to tell. */
class PlanFindingsTest {

    private static List<String> told(PlanBuilder plan) {
        return plan.plan().findings().stream()
                .map(finding -> finding.severity() + " " + finding.sentence())
                .toList();
    }

    private static PlanBuilder scanned(long visited, long kept) {
        return plan("SELECT * FROM t").step(scan("t").of(visited).visited(1, visited, kept));
    }

    @Test
    void a_scan_is_judged_by_the_share_of_rows_that_it_keeps() {
        assertThat(told(scanned(10_000, 1_000)))
                .containsExactly("WARNING t is read whole, 10,000 rows, to keep 1,000 of them (10 %).");
        assertThat(told(scanned(10_000, 1_001))).isEmpty();
        assertThat(told(scanned(10_000, 4_999))).isEmpty();
        assertThat(told(scanned(10_000, 5_000)))
                .containsExactly("FINE Most rows of t are needed (50 %), so reading all of them is the best way.");
    }

    @Test
    void of_a_small_table_a_scan_is_quick_whatever_it_keeps() {
        assertThat(told(scanned(1_000, 0))).containsExactly("FINE t is small: reading 1,000 rows is quick.");
        assertThat(told(scanned(1_001, 0))).singleElement().asString().startsWith("WARNING");
    }

    @Test
    void a_scan_within_a_loop_is_told_with_how_often_it_runs() {
        assertThat(told(plan("SELECT 1 FROM a, b")
                        .step(scan("a").of(40).visited(1, 40, 40))
                        .step(scan("b").of(100).visited(40, 4_000, 40))))
                .contains("WARNING b is read whole 40 times, once for each row of the loop around: 4,000 rows in all.");
    }

    @Test
    void the_least_value_is_not_said_to_need_all_rows() {
        assertThat(told(plan("SELECT min(x) FROM t").step(scan("t").of(2_000).visited(1, 2_000, 2_000))))
                .isEmpty();
    }

    @Test
    void an_estimate_that_is_off_more_than_tenfold_is_told_and_asks_for_statistics() {
        assertThat(told(plan("SELECT 1").step(scan("t").of(5_000).expected(500).visited(1, 5_000, 2_000))))
                .isEmpty();
        PlanBuilder more =
                plan("SELECT 1").step(scan("t").of(5_000).expected(500).visited(1, 5_001, 2_000));
        assertThat(told(more))
                .containsExactly("NOTE By its statistics the planner expected 500 rows of t and met 5,001.");
        assertThat(more.plan().asksForStatistics()).isTrue();
        PlanBuilder fewer =
                plan("SELECT 1 FROM t").step(scan("t").of(5_000).expected(5_000).visited(1, 10, 3));
        assertThat(told(fewer)).contains("NOTE By its statistics the planner expected 5,000 rows of t and met 10.");
        PlanBuilder limited = plan("SELECT 1 LIMIT 3")
                .step(scan("t").of(5_000).expected(5_000).visited(1, 10, 3));
        assertThat(told(limited)).noneMatch(told -> told.contains("expected"));
    }

    @Test
    void few_rows_may_be_sorted_and_many_are_told() {
        assertThat(told(plan("SELECT 1")
                        .step(scan("t").of(9_000).visited(1, 9_000, 1_000))
                        .step(sort("ORDER BY"))))
                .noneMatch(told -> told.contains("sorted"));
        assertThat(told(plan("SELECT 1")
                        .step(scan("t").of(9_000).visited(1, 9_000, 1_001))
                        .step(sort("ORDER BY"))))
                .contains("NOTE 1,001 rows are sorted before the first comes out.");
    }

    @Test
    void what_is_most_serious_comes_first() {
        QueryPlan plan = plan("SELECT 1 FROM a, b, c")
                .step(scan("a").of(10).visited(1, 10, 10))
                .step(read(Access.INDEX_SEEK, "b").index("i", "x =").visited(10, 2_000, 2_000))
                .step(scan("c").of(50_000).visited(1, 50_000, 1))
                .plan();
        assertThat(plan.findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING, Severity.NOTE, Severity.FINE);
    }
}
