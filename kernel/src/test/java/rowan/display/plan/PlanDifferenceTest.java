package rowan.display.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static rowan.display.plan.PlanBuilder.key;
import static rowan.display.plan.PlanBuilder.other;
import static rowan.display.plan.PlanBuilder.plan;
import static rowan.display.plan.PlanBuilder.scan;
import static rowan.display.plan.PlanBuilder.seek;
import static rowan.display.plan.PlanBuilder.sort;

import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.Golden;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Operation;

/** Two plans side by side, in words first. */
class PlanDifferenceTest {

    private static final QueryPlan SCAN = plan("SELECT * FROM orders WHERE user_id = 42 ORDER BY day")
            .step(scan("orders").of(100_000).visited(1, 100_000, 12))
            .step(key("users u", "id =").visited(12, 12, 12))
            .step(sort("ORDER BY"))
            .took(12, 4.31, 300_031, 732)
            .plan();

    private static final QueryPlan SEEK = plan("SELECT * FROM orders WHERE user_id = 42 ORDER BY day")
            .step(seek("orders").index("orders_user", "user_id =").visited(1, 12, 12))
            .step(key("users u", "id =").visited(12, 12, 12))
            .step(other(Operation.PREPARE, "CREATE BLOOM FILTER"))
            .took(12, 0.018, 64, 5)
            .plan();

    private static List<String> words(QueryPlan before, QueryPlan after) {
        return PlanDifferenceRenderer.words(PlanDifference.of(before, after));
    }

    @Test
    void what_changed_is_said_in_words_before_both_plans_are_shown() {
        PlanDifference difference = PlanDifference.of(SCAN, SEEK);
        Golden.assertSame(
                "plans/difference.txt", () -> new Renderers().render(difference).plain());
        Golden.assertSame(
                "plans/difference.html",
                () -> ((String) new Renderers().render(difference).data().get(MimeBundle.HTML))
                        .replaceAll("><(?=(table|caption|tbody|th|td|div|p|pre|details)\\b)", ">\n<"));
        assertThat(difference.isSame()).isFalse();
    }

    @Test
    void a_change_names_the_table_the_way_and_the_rows_of_both_sides() {
        assertThat(words(SCAN, SEEK))
                .containsExactly(
                        "orders: full scan of 100,000 rows → seek on orders_user(user_id =), 12 rows",
                        "gone: sort for ORDER BY, temporary B-tree",
                        "new: Bloom filter, built for this run only");
    }

    @Test
    void plans_that_do_the_same_are_called_the_same_whatever_was_counted() {
        QueryPlan unmeasured = plan(SCAN.statement())
                .step(scan("orders").of(5))
                .step(key("users u", "id ="))
                .step(sort("ORDER BY"))
                .plan();
        assertThat(words(SCAN, unmeasured)).containsExactly("the same plan");
        assertThat(PlanDifference.of(SCAN, unmeasured).isSame()).isTrue();
        Golden.assertSame(
                "plans/no-difference.txt",
                () -> new Renderers()
                        .render(PlanDifference.of(unmeasured, unmeasured))
                        .plain());
    }

    @Test
    void another_join_order_is_told() {
        QueryPlan other = plan("…").step(scan("a")).step(scan("b")).plan();
        QueryPlan turned = plan("…").step(scan("b")).step(scan("a")).plan();
        assertThat(words(other, turned)).containsExactly("now in this order: b, a");
    }

    @Test
    void one_table_read_in_two_parts_of_a_query_is_paired_part_by_part() {
        QueryPlan before = plan("…")
                .step(scan("t"))
                .step(other(Operation.SUBQUERY, "SCALAR SUBQUERY 1", scan("t")))
                .plan();
        QueryPlan after = plan("…")
                .step(scan("t"))
                .step(other(Operation.SUBQUERY, "SCALAR SUBQUERY 1", seek("t").index("t_a", "a =")))
                .plan();
        assertThat(words(before, after)).containsExactly("t: full scan → seek on t_a(a =)");
        assertThat(PlanDifference.of(before, after).steps())
                .extracting(PlanDifference.Step::isSame)
                .containsExactly(true, true, false);
    }

    @Test
    void a_table_that_left_its_subquery_or_changed_its_alias_is_still_the_same_table() {
        QueryPlan before = plan("…")
                .step(other(Operation.CORRELATED_SUBQUERY, "CORRELATED SCALAR SUBQUERY 1", scan("orders o")))
                .plan();
        QueryPlan after = plan("…")
                .step(seek("orders x").index("orders_user", "user_id ="))
                .plan();
        assertThat(words(before, after))
                .containsExactly(
                        "gone: subquery 1, correlated: runs for each row",
                        "orders x: full scan → seek on orders_user(user_id =)");
    }

    @Test
    void an_or_that_is_split_over_two_indexes_keeps_the_table_and_adds_a_search() {
        QueryPlan before = plan("…").step(scan("t")).plan();
        QueryPlan after = plan("…")
                .step(other(
                        Operation.PART,
                        "MULTI-INDEX OR",
                        other(Operation.PART, "INDEX 1", seek("t").index("t_a", "a =")),
                        other(Operation.PART, "INDEX 2", seek("t").index("t_b", "b ="))))
                .plan();
        assertThat(words(before, after))
                .containsExactly(
                        "new: OR, each side by its own search",
                        "new: search 1",
                        "t: full scan → seek on t_a(a =)",
                        "new: search 2",
                        "new: t, seek on t_b(b =)");
    }
}
