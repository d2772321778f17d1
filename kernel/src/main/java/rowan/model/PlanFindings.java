package rowan.model;

import java.util.List;

/** The rules by which a plan tells what is worth knowing about it. */
final class PlanFindings {

    private PlanFindings() {}

    static List<Finding> of(QueryPlan plan) {
        return List.of();
    }
}
