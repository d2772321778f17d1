package rowan.display;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import rowan.model.Card;
import rowan.model.Chart;
import rowan.model.Check;
import rowan.model.Comparison;
import rowan.model.Done;
import rowan.model.Markup;
import rowan.model.Note;
import rowan.model.PlanDifference;
import rowan.model.PlanExport;
import rowan.model.Progress;
import rowan.model.QueryPlan;
import rowan.model.RepeatedLookups;
import rowan.model.ResultTable;
import rowan.model.StatementLog;

/**
 * The ordered list of renderers; the first that knows a value draws it. Renderers that a user adds come before Rowan's
 * own, and the last one draws anything by {@link String#valueOf}.
 */
public final class Renderers {

    private static final List<Renderer> BUILT_IN = List.of(
            Renderer.of(MimeBundle.class, bundle -> bundle),
            Renderer.of(ResultTable.class, TableRenderer::draw),
            Renderer.of(QueryPlan.class, PlanRenderer::draw),
            Renderer.of(PlanDifference.class, PlanDifferenceRenderer::draw),
            Renderer.of(PlanExport.class, PlanExportRenderer::draw),
            Renderer.of(Comparison.class, ComparisonRenderer::draw),
            Renderer.of(Chart.class, ChartRenderer::draw),
            Renderer.of(Done.class, LineRenderer::draw),
            Renderer.of(Note.class, LineRenderer::draw),
            Renderer.of(Check.class, LineRenderer::draw),
            Renderer.of(Progress.class, LineRenderer::draw),
            Renderer.of(Card.class, CardRenderer::draw),
            Renderer.of(StatementLog.class, LogRenderer::draw),
            Renderer.of(RepeatedLookups.class, LogRenderer::draw),
            Renderer.of(
                    Markup.class, markup -> MimeBundle.text(markup.plain()).with(markup.mimeType(), markup.content())));

    private final List<Renderer> added = new CopyOnWriteArrayList<>();

    /** Adds a renderer that is asked before all others. Safe while cells run. */
    public void add(Renderer renderer) {
        added.add(0, renderer);
    }

    /** Draws {@code value}; never fails for lack of a renderer. */
    public MimeBundle render(Object value) {
        for (List<Renderer> renderers : List.of(added, BUILT_IN)) {
            for (Renderer renderer : renderers) {
                var bundle = renderer.render(value);
                if (bundle.isPresent()) {
                    return bundle.get();
                }
            }
        }
        return MimeBundle.text(String.valueOf(value));
    }
}
