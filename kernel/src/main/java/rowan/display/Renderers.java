package rowan.display;

import java.net.URL;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import rowan.display.chart.ChartRenderer;
import rowan.display.experiment.ComparisonRenderer;
import rowan.display.experiment.GrowthRenderer;
import rowan.display.markup.Displayable;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Renderer;
import rowan.display.markup.VisibleText;
import rowan.display.plan.PlanDifferenceRenderer;
import rowan.display.plan.PlanExportRenderer;
import rowan.display.plan.PlanRenderer;
import rowan.display.timeline.TimelineRenderer;
import rowan.display.value.CardRenderer;
import rowan.display.value.LineRenderer;
import rowan.display.value.LogRenderer;
import rowan.display.value.Pictures;
import rowan.display.value.TableRenderer;
import rowan.display.value.Tables;
import rowan.display.value.ValueText;
import rowan.model.Card;
import rowan.model.Chart;
import rowan.model.Check;
import rowan.model.Done;
import rowan.model.Exercise;
import rowan.model.Markup;
import rowan.model.Note;
import rowan.model.Progress;
import rowan.model.RepeatedLookups;
import rowan.model.Skipped;
import rowan.model.StatementLog;
import rowan.model.StatementTotals;
import rowan.model.Timeline;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.ExperimentList;
import rowan.model.experiment.Growth;
import rowan.model.experiment.Timed;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.PlanExport;
import rowan.model.plan.QueryPlan;
import rowan.model.table.ResultTable;

/**
 * The ordered list of renderers; the first that knows a value draws it. Renderers that a user adds come before Rowan's
 * own, and the last one draws anything by {@link String#valueOf}. Whoever has drawn it, and whatever the value contains, all
 * of its text can be seen; JSON and JavaScript, which are for programs, are left as they are.
 */
public final class Renderers {

    /** What has been drawn by others is shown as they drew it. */
    private static final List<Renderer> DRAWN = List.of(
            Renderer.of(MimeBundle.class, bundle -> bundle),
            Renderer.of(Displayable.class, Displayable::drawn),
            Renderer.of(
                    Markup.class, markup -> MimeBundle.text(markup.plain()).with(markup.mimeType(), markup.content())));

    private static final List<Renderer> BUILT_IN = List.of(
            Renderer.of(QueryPlan.class, PlanRenderer::draw),
            Renderer.of(PlanDifference.class, PlanDifferenceRenderer::draw),
            Renderer.of(PlanExport.class, PlanExportRenderer::draw),
            Renderer.of(Comparison.class, ComparisonRenderer::draw),
            Renderer.of(Growth.class, GrowthRenderer::draw),
            Renderer.of(ExperimentList.class, TableRenderer::draw),
            Renderer.of(Chart.class, ChartRenderer::draw),
            Renderer.of(Done.class, LineRenderer::draw),
            Renderer.of(Timed.class, LineRenderer::draw),
            Renderer.of(Note.class, LineRenderer::draw),
            Renderer.of(Check.class, LineRenderer::draw),
            Renderer.of(Exercise.class, LineRenderer::draw),
            Renderer.of(Skipped.class, LineRenderer::draw),
            Renderer.of(Progress.class, LineRenderer::draw),
            Renderer.of(Card.class, CardRenderer::draw),
            Renderer.of(StatementLog.class, LogRenderer::draw),
            Renderer.of(StatementTotals.class, LogRenderer::draw),
            Renderer.of(RepeatedLookups.class, LogRenderer::draw),
            Renderer.of(Timeline.class, TimelineRenderer::draw),
            Renderer.of(ResultSet.class, Tables::result),
            Renderer.of(URL.class, Pictures::address),
            Renderer.of(BaseStream.class, stream -> MimeBundle.text(ValueText.ofStream(stream))),
            Renderer.of(Throwable.class, Renderers::thrown),
            Tables::records,
            Tables::map,
            Tables::ofLibrary,
            Tables::ofJooq,
            Pictures::image,
            Pictures::chart,
            Pictures::component,
            Pictures::file);

    private static final Set<String> MARKUP = Set.of(MimeBundle.HTML, "text/markdown", "text/latex", "image/svg+xml");

    private static final Set<String> TEXT_FORMATS =
            Set.of("image/svg+xml", "application/javascript", "application/json");

    private final List<Renderer> added = new CopyOnWriteArrayList<>();
    private final Renderer results;

    /** Renderers that show of a result its page. */
    public Renderers() {
        this(result -> result);
    }

    /**
     * Renderers that show results so that a front end can ask for more of them.
     *
     * @param offered gives a result its handle
     */
    public Renderers(UnaryOperator<ResultTable> offered) {
        results = Renderer.of(ResultTable.class, result -> TableRenderer.draw(offered.apply(result)));
    }

    /** Adds a renderer that is asked before all others. Safe while cells run. */
    public void add(Renderer renderer) {
        added.add(0, renderer);
    }

    /**
     * Draws {@code value} in some formats only, and always as plain text. Text that is drawn in a text format is taken to be
     * written in it.
     *
     * @param mimeTypes {@code text/html}, {@code image/*}; all formats where none is named
     */
    public MimeBundle render(Object value, Set<String> mimeTypes) {
        MimeBundle drawn = render(value);
        if (value instanceof CharSequence) {
            for (String mimeType : mimeTypes) {
                boolean isText = TEXT_FORMATS.contains(mimeType) || mimeType.startsWith("text/");
                drawn = isText ? drawn.with(mimeType, value.toString()) : drawn;
            }
            drawn = visible(drawn);
        }
        return mimeTypes.isEmpty() ? drawn : drawn.only(mimeTypes);
    }

    /** Draws {@code value}; never fails for lack of a renderer. */
    public MimeBundle render(Object value) {
        if (value == null) {
            return MimeBundle.text("null");
        }
        return visible(Stream.of(added, DRAWN, List.of(results), BUILT_IN)
                .flatMap(List::stream)
                .flatMap(renderer -> renderer.render(value).stream())
                .findFirst()
                .orElseGet(() -> MimeBundle.text(ValueText.of(value))));
    }

    private static MimeBundle visible(MimeBundle bundle) {
        MimeBundle visible = bundle;
        for (Map.Entry<String, Object> format : bundle.data().entrySet()) {
            if (format.getValue() instanceof String text) {
                String seen = MARKUP.contains(format.getKey())
                        ? VisibleText.ofMarkup(text)
                        : format.getKey().startsWith("text/") ? VisibleText.of(text) : text;
                visible = seen.equals(text) ? visible : visible.with(format.getKey(), seen);
            }
        }
        return visible;
    }

    /** An exception that is a value and was not thrown: what it says, where it was made, and the same of its causes. */
    private static MimeBundle thrown(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(text.isEmpty() ? "" : "\ncaused by ").append(ValueText.of(cause));
            Arrays.stream(cause.getStackTrace())
                    .filter(frame -> String.valueOf(frame.getFileName()).startsWith("In["))
                    .map(frame -> "\n    at cell " + frame.getFileName().substring("In".length()) + " line "
                            + frame.getLineNumber())
                    .distinct()
                    .forEach(text::append);
        }
        return MimeBundle.text(text.toString());
    }
}
