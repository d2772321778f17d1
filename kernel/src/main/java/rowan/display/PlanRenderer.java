package rowan.display;

import rowan.model.QueryPlan;

/** Draws a {@link QueryPlan}. */
final class PlanRenderer {

    private PlanRenderer() {}

    static MimeBundle draw(QueryPlan value) {
        return MimeBundle.text(value.toString());
    }
}
