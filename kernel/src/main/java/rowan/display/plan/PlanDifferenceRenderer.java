package rowan.display.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.model.Quantity;
import rowan.model.experiment.Experiment.Work;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.PlanDifference.Step;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Execution;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;

/** Draws a {@link PlanDifference}: first in words what changed, then both plans. */
public final class PlanDifferenceRenderer {

    private static final String SAME = "the same plan";
    private static final int NAMED_READS = 8;

    private PlanDifferenceRenderer() {}

    public static MimeBundle draw(PlanDifference difference) {
        return MimeBundle.text(plain(difference))
                .with(MimeBundle.HTML, html(difference).source());
    }

    /**
     * A line for each change: {@code orders: full scan of 100,000 rows → seek on orders_user(user_id =), 12 rows}; or that
     * there is none.
     */
    public static List<String> words(PlanDifference difference) {
        List<String> words = new ArrayList<>();
        for (Step step : difference.steps()) {
            if (!step.isSame()) {
                words.add(label(step) + ": " + change(step));
            }
        }
        if (difference.isReordered()) {
            words.add(order(difference));
        }
        return words.isEmpty() ? List.of(SAME) : words;
    }

    /** {@code now in this order: users u, orders o}. */
    private static String order(PlanDifference difference) {
        List<String> reads = difference.after().walk().stream()
                .filter(node -> node.operation() == Operation.READ)
                .map(PlanWords::subject)
                .toList();
        return "now in this order: "
                + String.join(", ", reads.subList(0, Math.min(NAMED_READS, reads.size())))
                + (reads.size() > NAMED_READS ? ", …" : "");
    }

    private static String label(Step step) {
        return step.after().isEmpty()
                ? "gone"
                : step.before().isEmpty()
                        ? "new"
                        : PlanWords.subject(step.after().get());
    }

    private static String change(Step step) {
        if (step.before().isPresent() && step.after().isPresent()) {
            return manner(step.before().get()) + " → " + manner(step.after().get());
        }
        Node node = step.after().or(step::before).orElseThrow();
        String manner = manner(node);
        return PlanWords.subject(node) + (manner.isEmpty() ? "" : ", " + manner);
    }

    /** How a step is done, with the rows it visited where they were counted. */
    private static String manner(Node node) {
        String manner = PlanWords.manner(node);
        return node.counted()
                .map(counted -> Quantity.count(counted.visited(), "row"))
                .map(rows -> node.isAccess(Access.FULL_SCAN)
                        ? manner.replaceFirst("^full scan", "full scan of " + rows)
                        : manner + ", " + rows)
                .orElse(manner);
    }

    /** {@code 104,005 → 64 VM steps}, where both were measured. */
    private static Optional<String> work(PlanDifference difference) {
        return difference
                .before()
                .execution()
                .flatMap(before -> difference
                        .after()
                        .execution()
                        .map(after -> steps(before) + " → " + steps(after) + " VM steps"
                                + Work.bounds(Stream.of(before.steps(), after.steps())) + " · "
                                + Quantity.duration(before.elapsed()) + " → " + Quantity.duration(after.elapsed())
                                + ", each by one run"));
    }

    private static String steps(Execution execution) {
        return execution.steps().words();
    }

    private static List<Step> unchanged(PlanDifference difference) {
        return difference.steps().stream().filter(Step::isSame).toList();
    }

    private static String plain(PlanDifference difference) {
        List<String> lines = new ArrayList<>(words(difference));
        work(difference).ifPresent(lines::add);
        if (!difference.isSame()) {
            for (Step step : unchanged(difference)) {
                Node node = step.after().orElseThrow();
                lines.add(("unchanged: " + PlanWords.subject(node) + ", " + PlanWords.manner(node))
                        .replaceFirst(", $", ""));
            }
            add("before", difference.before(), lines);
        }
        add(difference.isSame() ? "plan" : "after", difference.after(), lines);
        return String.join("\n", lines);
    }

    private static void add(String label, QueryPlan plan, List<String> lines) {
        lines.add("");
        lines.add(label);
        PlanRenderer.plain(plan).lines().forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
    }

    private static Html html(PlanDifference difference) {
        List<Html> parts = new ArrayList<>();
        List<Html> rows = new ArrayList<>();
        for (Step step : difference.steps()) {
            if (!step.isSame()) {
                rows.add(row(label(step), change(step), ground(step)));
            }
        }
        if (difference.isSame()) {
            rows.add(row("", SAME, Palette.CODE_GROUND));
        } else if (difference.isReordered()) {
            rows.add(row("order", order(difference), Palette.NOTE_GROUND));
        }
        work(difference).ifPresent(work -> rows.add(row("work", work, "")));
        if (!difference.isSame()) {
            for (Step step : unchanged(difference)) {
                Node node = step.after().orElseThrow();
                rows.add(row(
                        "unchanged",
                        (PlanWords.subject(node) + ", " + PlanWords.manner(node)).replaceFirst(", $", ""),
                        ""));
            }
        }
        parts.add(Html.tag("table").with("style", "margin: 4px 0").of(Html.element("tbody", Html.join(rows))));
        if (!difference.isSame()) {
            parts.add(plan("before", difference.before()));
        }
        parts.add(plan(difference.isSame() ? "plan" : "after", difference.after()));
        return Html.element("div", Html.join(parts));
    }

    private static String ground(Step step) {
        return step.before().isEmpty() || step.after().isEmpty() ? Palette.CODE_GROUND : Palette.NOTE_GROUND;
    }

    private static Html row(String label, String text, String ground) {
        String chip =
                ground.isEmpty() ? "opacity: 0.75" : "background: " + ground + "; padding: 1px 6px; border-radius: 3px";
        return Html.element(
                "tr",
                Html.tag("th")
                        .with("scope", "row")
                        .with("style", "text-align: left; vertical-align: top; white-space: nowrap")
                        .of(label),
                Html.tag("td")
                        .with("style", "text-align: left")
                        .of(Html.tag("span").with("style", chip).of(text)));
    }

    private static Html plan(String label, QueryPlan plan) {
        return Html.element("details", Html.element("summary", Html.text(label)), PlanRenderer.html(plan));
    }
}
