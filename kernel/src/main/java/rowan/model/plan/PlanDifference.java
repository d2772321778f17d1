package rowan.model.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;

/**
 * What differs between two plans, step by step; steps are paired by the part of the query they belong to and by what they
 * read.
 *
 * @param steps in the order of the plan after, those that are gone behind what stood before them
 */
public record PlanDifference(QueryPlan before, QueryPlan after, List<Step> steps) {
    public PlanDifference {
        Objects.requireNonNull(before);
        Objects.requireNonNull(after);
        steps = List.copyOf(steps);
    }

    /** Pairs the steps of two plans, of the same query or of two that do the same. */
    public static PlanDifference of(QueryPlan before, QueryPlan after) {
        return new PlanDifference(before, after, PlanPairs.of(before, after));
    }

    /** Whether the plans do the same in the same order; what was counted does not matter. */
    public boolean isSame() {
        return steps.stream().allMatch(Step::isSame) && !isReordered();
    }

    /** Whether what both plans read is read in another order; of nested loops that is the join order. */
    public boolean isReordered() {
        List<Node> paired = new ArrayList<>();
        steps.forEach(step -> {
            if (step.after().isPresent()) {
                step.before().filter(node -> node.operation() == Operation.READ).ifPresent(paired::add);
            }
        });
        int place = 0;
        for (Node node : before.walk()) {
            if (place < paired.size() && node == paired.get(place)) {
                place++;
            }
        }
        return place < paired.size();
    }

    /** A step of one plan and its counterpart in the other; one of them may be missing. */
    public record Step(Optional<Node> before, Optional<Node> after) {

        /** Whether both do the same in the same way; what was counted does not matter. */
        public boolean isSame() {
            return before.isPresent()
                    && after.isPresent()
                    && before.get().detail().equals(after.get().detail());
        }
    }
}
