package rowan.display.plan;

import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.model.plan.PlanExport;
import rowan.model.plan.QueryPlan;

/** Draws a {@link PlanExport}: text to be copied as it is, whatever the front end. */
public final class PlanExportRenderer {

    private PlanExportRenderer() {}

    public static MimeBundle draw(PlanExport export) {
        String text = text(export);
        return MimeBundle.text(text)
                .with(
                        MimeBundle.HTML,
                        Html.tag("pre")
                                .with("style", "max-height: 600px; overflow: auto; text-align: left")
                                .of(text)
                                .source());
    }

    private static String text(PlanExport export) {
        QueryPlan plan = export.plan();
        return switch (export.format()) {
            case TEXT -> PlanRenderer.whole(plan);
            case JSON -> PlanJson.of(plan, plan.findings());
            case MERMAID -> PlanGraph.mermaid(plan);
            case DOT -> PlanGraph.dot(plan);
        };
    }
}
