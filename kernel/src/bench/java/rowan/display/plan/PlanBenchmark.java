package rowan.display.plan;

import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.PlanExport;
import rowan.model.plan.QueryPlan;

/** What it costs to draw a plan of twenty steps, to write it as JSON, and to tell it from another; the aim is under 10 ms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanBenchmark {

    private final Renderers renderers = new Renderers();
    private final QueryPlan plan = twenty("orders_user");
    private final QueryPlan other = twenty("orders_day");

    private static QueryPlan twenty(String index) {
        PlanBuilder plan = PlanBuilder.plan("SELECT …");
        for (int i = 1; i <= 6; i++) {
            plan.step(PlanBuilder.scan("orders" + i + " o" + i).of(100_000).expected(10_000).visited(1, 100_000, 212));
            plan.step(PlanBuilder.seek("lines" + i)
                    .index(index, "user_id =", "created range", "total")
                    .expected(20)
                    .visited(212, 4_800, 4_800));
            plan.step(PlanBuilder.key("users" + i, "id =").expected(1).visited(212, 212, 212));
        }
        return plan.step(PlanBuilder.sort("GROUP BY"))
                .step(PlanBuilder.sort("ORDER BY"))
                .took(20, 9.4, 104_005, 312)
                .plan();
    }

    @Benchmark
    public MimeBundle draw_a_plan_of_twenty_steps() {
        return renderers.render(plan);
    }

    @Benchmark
    public MimeBundle write_it_as_json() {
        return renderers.render(new PlanExport(plan, PlanExport.Format.JSON));
    }

    @Benchmark
    public MimeBundle tell_it_from_another() {
        return renderers.render(PlanDifference.of(plan, other));
    }
}
