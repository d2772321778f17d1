package rowan.advice;

import java.util.regex.Pattern;
import rowan.model.plan.QueryPlan;

/**
 * An index that might be of use.
 *
 * @param subject the step of the plan that it is for
 * @param name its name, as plans have it
 * @param sql the statement that makes it
 * @param analyze the statement that tells the planner what is in it
 */
record CandidateIndex(String subject, String name, String sql, String analyze) {

    /** Whether a plan uses it. */
    boolean isUsedIn(QueryPlan plan) {
        Pattern use = Pattern.compile(" INDEX " + Pattern.quote(name) + "( |$)");
        return plan.walk().stream().anyMatch(node -> use.matcher(node.detail()).find());
    }
}
