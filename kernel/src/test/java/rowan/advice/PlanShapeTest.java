package rowan.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rowan.display.plan.PlanBuilder;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;

/** How much of a plan an index could spare. */
class PlanShapeTest {

    private static final PlanShape SHAPE = new PlanShape(Map.of());

    private static QueryPlan plan(PlanBuilder.Step... steps) {
        PlanBuilder plan = PlanBuilder.plan("SELECT 1");
        for (PlanBuilder.Step step : steps) {
            plan.step(step);
        }
        return plan.plan();
    }

    private static PlanBuilder.Step scan(long rows) {
        return PlanBuilder.scan("orders").of(rows).expected(rows);
    }

    private static long cost(PlanBuilder.Step... steps) {
        return SHAPE.cost(plan(steps));
    }

    @Test
    void a_scan_within_a_loop_costs_more_than_one_and_that_more_than_any_sort() {
        long twice = cost(scan(100_000), scan(100_000));
        long once = cost(scan(100_000));
        assertThat(twice).isGreaterThan(1_000 * once);
        assertThat(cost(PlanBuilder.read(Access.AUTOMATIC_INDEX, "orders").of(100_000)))
                .isGreaterThan(once)
                .isLessThan(twice);
        assertThat(cost(scan(100_000), PlanBuilder.sort("ORDER BY"))).isGreaterThan(once);
        assertThat(cost(scan(100_000), PlanBuilder.sort("GROUP BY")))
                .isGreaterThan(cost(scan(100_000), PlanBuilder.sort("ORDER BY")));
        assertThat(cost(scan(100_000), PlanBuilder.sort("ORDER BY")))
                .isGreaterThan(cost(scan(100_000), PlanBuilder.sort("LAST TERM OF ORDER BY")));
        assertThat(cost(scan(100_000), PlanBuilder.sort("LAST TERM OF ORDER BY")))
                .isGreaterThan(once);
        assertThat(cost(scan(100_000), PlanBuilder.sort("DISTINCT"))).isEqualTo(once);
    }

    @Test
    void small_tables_cost_nothing_whoever_knows_that_they_are() {
        assertThat(cost(scan(1_000))).isZero();
        assertThat(cost(scan(1_001))).isPositive();
        assertThat(new PlanShape(Map.of("orders", 10L)).cost(plan(scan(100_000))))
                .isZero();
        assertThat(cost(PlanBuilder.key("orders", "id =").of(100_000))).isZero();
    }

    @Test
    void scans_of_large_tables_and_sorts_are_worth_thinking_about() {
        assertThat(SHAPE.isImprovable(plan(scan(100_000)))).isTrue();
        assertThat(SHAPE.isImprovable(plan(scan(100)))).isFalse();
        assertThat(SHAPE.isImprovable(plan(scan(100), PlanBuilder.sort("ORDER BY"))))
                .isTrue();
        assertThat(SHAPE.isImprovable(plan(PlanBuilder.key("orders", "id =").of(100_000))))
                .isFalse();
        assertThat(SHAPE.isImprovable(plan(scan(100_000).visited(1, 900, 1)))).isFalse();
        assertThat(SHAPE.isImprovable(plan(scan(900).visited(1, 100_000, 1)))).isTrue();
    }

    @Test
    void reading_a_table_anew_for_each_row_is_a_risk() {
        QueryPlan before = plan(scan(100_000));
        assertThat(SHAPE.isRisky(plan(scan(100_000), scan(100_000)), before)).isTrue();
        assertThat(SHAPE.isRisky(plan(scan(100_000), scan(50)), before)).isFalse();
        assertThat(SHAPE.isRisky(before, plan(scan(100_000), scan(100_000)))).isFalse();
    }
}
