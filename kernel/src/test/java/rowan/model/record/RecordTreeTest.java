package rowan.model.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import rowan.model.Count;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Estimate;
import rowan.model.plan.QueryPlan.Measurement;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Target;

/** Records as JSON says them, and back. */
class RecordTreeTest {

    private static Node step(String detail, List<Node> children) {
        return new Node(
                Operation.CORRELATED_SUBQUERY,
                Target.NONE,
                Optional.empty(),
                detail,
                new Estimate(OptionalDouble.of(12.5), OptionalDouble.empty()),
                Optional.of(new Measurement.NotMeasurable(
                        "it is not", new Count.AtMost(3), new Count.NotMeasurable("nor this"))),
                children);
    }

    private static QueryPlan plan(List<Node> nodes) {
        return new QueryPlan(
                "SELECT 1",
                nodes,
                Optional.of(new QueryPlan.Execution(
                        1, Duration.ofNanos(1_500), new Count.AtLeast(9), OptionalLong.empty(), true)),
                List.of("a note"));
    }

    /** Once through the text of a file. */
    private static Object stored(Object value) {
        Gson gson = new Gson();
        return gson.fromJson(gson.toJson(RecordTree.of(value)), Object.class);
    }

    @Test
    void a_plan_comes_back_as_it_was_however_its_steps_hang_together() {
        QueryPlan plan = plan(List.of(
                step("a", List.of(step("a1", List.of(step("a1x", List.of()))), step("a2", List.of()))),
                step("b", List.of()),
                step("c", List.of(step("c1", List.of())))));
        assertThat(RecordTree.read(QueryPlan.class, stored(plan))).isEqualTo(plan);
    }

    @Test
    void a_plan_may_be_thousands_of_steps_deep() {
        Node node = step("the last", List.of());
        for (int i = 0; i < 5_000; i++) {
            node = step("step " + i, List.of(node));
        }
        QueryPlan again = RecordTree.read(QueryPlan.class, stored(plan(List.of(node))));
        assertThat(again.walk()).hasSize(5_001);
        assertThat(again.walk().get(5_000).detail()).isEqualTo("the last");
    }

    private record Some(
            long whole,
            double real,
            Optional<String> word,
            List<Integer> numbers,
            Map<String, String> names,
            Some.Kind kind) {
        private enum Kind {
            THE_FIRST,
            OTHER
        }
    }

    @Test
    void what_a_record_may_hold_comes_back() {
        Some full = new Some(1L << 40, 1.25, Optional.of("w"), List.of(1, 2), Map.of("a", "b"), Some.Kind.THE_FIRST);
        Some bare = new Some(-1, Double.POSITIVE_INFINITY, Optional.empty(), List.of(), Map.of(), Some.Kind.OTHER);
        for (Some some : List.of(full, bare)) {
            assertThat(RecordTree.read(Some.class, stored(some))).isEqualTo(some);
        }
    }

    @Test
    void a_tree_of_something_else_is_refused_with_the_place() {
        Map<String, Object> tree =
                Map.of("whole", 1, "real", 1.5, "numbers", List.of(1), "names", Map.of(), "kind", "the first");
        assertThat(RecordTree.read(Some.class, tree).word()).isEmpty();
        record Wrong(String name, Object value, String said) {}
        for (Wrong wrong : List.of(
                new Wrong("whole", 1.5, "whole is 1.5"),
                new Wrong("whole", "one", "whole is one"),
                new Wrong("numbers", List.of(1, "two"), "numbers, 2 is two"),
                new Wrong("kind", "third", "kind is third"),
                new Wrong("names", List.of(), "names is []"),
                new Wrong("more", 1, "more is there"))) {
            Map<String, Object> changed = new java.util.LinkedHashMap<>(tree);
            changed.put(wrong.name(), wrong.value());
            assertThatThrownBy(() -> RecordTree.read(Some.class, changed))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(wrong.said());
        }
        Map<String, Object> lacking = new java.util.LinkedHashMap<>(tree);
        lacking.remove("kind");
        assertThatThrownBy(() -> RecordTree.read(Some.class, lacking)).hasMessage("kind is missing");
    }

    @Test
    void steps_that_hang_below_nothing_are_no_plan() {
        Map<?, ?> tree = (Map<?, ?>) stored(plan(List.of(step("a", List.of(step("b", List.of()))))));
        Map<String, Object> broken = new java.util.LinkedHashMap<>();
        tree.forEach((name, value) -> broken.put((String) name, value));
        List<Object> steps = new ArrayList<>((List<?>) tree.get("nodes"));
        steps.remove(0);
        broken.put("nodes", steps);
        assertThatThrownBy(() -> RecordTree.read(QueryPlan.class, broken)).hasMessageContaining("nodes");
    }
}
