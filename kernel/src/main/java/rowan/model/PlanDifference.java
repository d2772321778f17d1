package rowan.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rowan.model.QueryPlan.Node;

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
