package rowan.display.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import rowan.display.chart.ChartRenderer;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.markup.Recorded;
import rowan.display.plan.PlanDifferenceRenderer;
import rowan.display.plan.PlanRenderer;
import rowan.model.Chart;
import rowan.model.Quantity;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Change;
import rowan.model.experiment.Comparison.Finding;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Comparison.Sampling;
import rowan.model.experiment.Comparison.Verdict;
import rowan.model.experiment.Comparison.Writing;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Experiment.Work;
import rowan.model.experiment.Timing;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.QueryPlan;

/** Draws a {@link Comparison}: the finding first, what stands behind it below, the picture, and the plans. */
public final class ComparisonRenderer {

    private ComparisonRenderer() {}

    public static MimeBundle draw(Comparison measured) {
        return Recorded.draw(
                MimeBundle.EXPERIMENT,
                Comparison.class,
                measured,
                comparison -> MimeBundle.text(plain(comparison))
                        .with(MimeBundle.HTML, html(comparison).source()));
    }

    /** What is said of one change beside its verdict. */
    private static List<Fact> evidence(Comparison comparison, Change change) {
        Arm before = comparison.baseline();
        Arm after = change.arm();
        List<Fact> evidence = new ArrayList<>();
        evidence.add(new Fact("time", times(before, after)));
        evidence.add(new Fact("work", work(before, after)));
        evidence.add(new Fact("plan", planChange(before.plan(), after.plan())));
        List<String> costs = new ArrayList<>();
        change.addedBytes().ifPresent(bytes -> costs.add((bytes > 0 ? "+" : "−") + Quantity.bytes(Math.abs(bytes))));
        change.writing().ifPresent(writing -> costs.add(writing(writing)));
        change.notWritten().ifPresent(reason -> costs.add("inserts not measured: " + reason));
        if (!costs.isEmpty()) {
            evidence.add(new Fact("costs", String.join(" · ", costs)));
        }
        if (change.sameness() == Sameness.DIFFERENT) {
            evidence.add(new Fact("rows", difference(before, after)));
        }
        return evidence;
    }

    /** By the clock that counts with intervals, then by the other. */
    private static String times(Arm before, Arm after) {
        String counted = name(before.times().clock()) + time(before.timing()) + " → " + time(after.timing());
        if (before.times().cpu().isEmpty() || after.times().cpu().isEmpty()) {
            return counted;
        }
        Clock other = before.times().clock() == Clock.CPU ? Clock.WALL : Clock.CPU;
        return counted + " · " + name(other)
                + Quantity.nanos(before.times().by(other).median()) + " → "
                + Quantity.nanos(after.times().by(other).median());
    }

    private static String name(Clock clock) {
        return clock == Clock.CPU ? "CPU " : "wall ";
    }

    /** The median with its interval, where there are samples enough for one. */
    private static String time(Timing timing) {
        return Quantity.nanos(timing.median())
                + timing.interval()
                        .map(i -> " [" + Quantity.nanos(i.low()) + ", " + Quantity.nanos(i.high()) + "]")
                        .orElse("");
    }

    private static String work(Arm before, Arm after) {
        List<String> work = new ArrayList<>(List.of(steps(before) + " → " + steps(after) + " VM steps"
                + Work.bounds(Stream.of(before.work().steps(), after.work().steps()))));
        String was = visited(before);
        String is = visited(after);
        if (!was.isEmpty() || !is.isEmpty()) {
            work.add("rows visited " + (was.equals(is) ? was : was + " → " + is));
        }
        OptionalLong pagesBefore = before.work().pages();
        OptionalLong pagesAfter = after.work().pages();
        if (pagesBefore.isPresent() && pagesAfter.isPresent()) {
            work.add("pages read " + Quantity.count(pagesBefore.getAsLong()) + " → "
                    + Quantity.count(pagesAfter.getAsLong()));
        }
        return String.join(" · ", work);
    }

    private static String steps(Arm arm) {
        return arm.work().steps().words();
    }

    /** The count, or why there is none; empty where nothing is read. */
    private static String visited(Arm arm) {
        if (arm.work().visited().isPresent()) {
            return Quantity.count(arm.work().visited().getAsLong());
        }
        boolean reads = arm.plan().walk().stream().anyMatch(node -> node.operation() == QueryPlan.Operation.READ);
        return arm.plan()
                .notMeasurable()
                .map(reason -> "not measurable (" + reason + ")")
                .orElse(reads ? "not counted (that takes long; --exact does it all the same)" : "");
    }

    /** {@code 10,000 inserts 31.0 ms → 84.0 ms (2.71 × slower)}. */
    private static String writing(Writing writing) {
        Comparison.Ratio ratio = writing.ratio();
        String verdict = "";
        if (ratio.low() > 1) {
            verdict = ", " + new Verdict(Finding.FASTER, ratio, Clock.WALL, false).sentence();
        } else if (ratio.high() < 1) {
            verdict = ", " + new Verdict(Finding.SLOWER, ratio, Clock.WALL, false).sentence();
        }
        return Quantity.count(writing.rows(), "insert") + " into " + writing.table() + " "
                + Quantity.nanos(writing.before().median()) + " → "
                + Quantity.nanos(writing.after().median()) + verdict;
    }

    private static String difference(Arm before, Arm after) {
        return before.answer().rows() == after.answer().rows()
                ? "as many, " + Quantity.count(before.answer().rows())
                        + ", and not the same. If ORDER BY leaves ties and LIMIT cuts them, add a unique column to ORDER BY."
                : Quantity.count(before.answer().rows()) + " → "
                        + Quantity.count(after.answer().rows());
    }

    /** The steps that changed, or that none did. */
    private static String planChange(QueryPlan before, QueryPlan after) {
        return String.join("; ", PlanDifferenceRenderer.words(PlanDifference.of(before, after)));
    }

    private static Fact trust(Comparison comparison) {
        Sampling sampling = comparison.sampling();
        Comparison.Ratio control = comparison.control().ratio();
        List<String> parts = new ArrayList<>();
        parts.add(Quantity.count(sampling.pairs(), "pair") + " in random order" + end(sampling));
        parts.add("99 % interval" + (sampling.looks() > 1 ? " over " + Quantity.count(sampling.looks(), "look") : ""));
        parts.add("A/A " + Quantity.ratio(control.value()) + " [" + Quantity.ratio(control.low()) + ", "
                + Quantity.ratio(control.high()) + "]");
        parts.add(sampling.cache().words());
        sampling.clock().reason().ifPresent(reason -> parts.add(Clock.WALL.words() + ", since " + reason));
        if (sampling.outliers() > 0) {
            parts.add(Quantity.count(sampling.outliers(), "outlier") + " of "
                    + Quantity.count(
                            (long) sampling.pairs() * sampling.batches().size(), "sample") + ", kept");
        }
        parts.add("record #" + comparison.provenance().number());
        return new Fact("trust", String.join(" · ", parts));
    }

    private static String end(Sampling sampling) {
        return switch (sampling.end()) {
            case DECIDED, ENOUGH -> "";
            case BUDGET -> " in the budget of " + Quantity.duration(sampling.budget());
            case INTERRUPTED -> " before the interrupt";
        };
    }

    private static String headline(Change change) {
        return change.arm().label() + ": " + change.verdict().sentence();
    }

    private static String sameness(Comparison comparison, Change change) {
        if (change.sameness() == Sameness.CHANGES_EVERY_TIME) {
            Set<String> unsteady = new TreeSet<>(comparison.baseline().answer().unsteady());
            unsteady.addAll(change.arm().answer().unsteady());
            return " · "
                    + (unsteady.isEmpty()
                            ? change.sameness().words()
                            : "the rows depend on " + String.join(", ", unsteady)
                                    + " and may be others each time, so they cannot be compared");
        }
        return change.sameness().isDifferent() ? "" : " · " + change.sameness().words();
    }

    static String plain(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        for (Change change : comparison.changes()) {
            lines.add((change.sameness().isDifferent() ? "✗ " : "") + headline(change) + sameness(comparison, change));
            lines.add(Fact.plain(evidence(comparison, change)));
        }
        lines.add(Fact.plain(List.of(trust(comparison))));
        lines.add("");
        lines.add(ComparisonText.of(comparison));
        lines.add("");
        for (Arm arm : comparison.arms()) {
            lines.add("plan, " + arm.label());
            lines.add(PlanRenderer.plain(arm.plan()).indent(2).stripTrailing());
        }
        return String.join("\n", lines);
    }

    static Html html(Comparison comparison) {
        List<Html> parts = new ArrayList<>();
        for (Change change : comparison.changes()) {
            parts.add(Html.tag("p")
                    .with(
                            "style",
                            "background: " + ground(change.verdict().finding())
                                    + "; padding: 4px 10px; border-radius: 3px; margin: 4px 0")
                    .of(
                            Html.element(
                                    "b", Html.text((change.sameness().isDifferent() ? "✗ " : "") + headline(change))),
                            Html.text(sameness(comparison, change))));
            parts.add(Fact.html(evidence(comparison, change)));
        }
        parts.add(Fact.html(List.of(trust(comparison))));
        parts.add(ChartRenderer.html(comparison.chart(Chart.Kind.BAR), ComparisonDrawing.of(comparison)));
        comparison.arms().forEach(arm -> parts.add(plan(arm)));
        return Html.element("div", Html.join(parts));
    }

    private static String ground(Finding finding) {
        return switch (finding) {
            case FASTER -> Palette.GOOD_GROUND;
            case SLOWER, DIFFERENT_RESULT, DIFFERENT_ORDER -> Palette.BAD_GROUND;
            case NO_DIFFERENCE, UNDECIDED, TOO_FEW -> Palette.CODE_GROUND;
        };
    }

    private static Html plan(Arm arm) {
        return Html.element(
                "details", Html.element("summary", Html.text("plan, " + arm.label())), PlanRenderer.html(arm.plan()));
    }
}
