package rowan.experiment;

import rowan.model.Count;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.QueryPlan;

/**
 * What an arm makes the engine do, by all that can be counted.
 *
 * @param statement as it is sent
 * @param steps of one run
 */
record EngineWork(String statement, QueryPlan plan, Count steps) {

    /** Whether both do the same: one statement, one plan, and as many steps. */
    boolean isSame(EngineWork other) {
        return statement.equals(other.statement)
                && PlanDifference.of(plan, other.plan).isSame()
                && steps.equals(other.steps);
    }
}
