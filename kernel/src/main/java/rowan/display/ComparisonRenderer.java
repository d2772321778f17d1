package rowan.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rowan.model.Chart;
import rowan.model.Comparison;
import rowan.model.Comparison.Arm;
import rowan.model.Comparison.Change;
import rowan.model.Comparison.Ratio;
import rowan.model.Comparison.Verdict;
import rowan.model.PlanDifference;
import rowan.model.Quantity;
import rowan.model.QueryPlan;

/** Draws a {@link Comparison}: the finding first, what stands behind it below, the picture, and both plans. */
final class ComparisonRenderer {

    private ComparisonRenderer() {}

    static MimeBundle draw(Comparison comparison) {
        return MimeBundle.text(plain(comparison))
                .with(MimeBundle.HTML, html(comparison).source());
    }

    /** {@code 240 × faster [214, 268]}. */
    static String verdict(Verdict verdict) {
        Ratio ratio = verdict.ratio();
        return switch (verdict.finding()) {
            case FASTER ->
                isWide(ratio)
                        ? "at least " + Quantity.ratio(ratio.low()) + " × faster"
                        : Quantity.ratio(ratio.value()) + " × faster " + interval(ratio.low(), ratio.high());
            case SLOWER ->
                isWide(ratio)
                        ? "at least " + Quantity.ratio(1 / ratio.high()) + " × slower"
                        : Quantity.ratio(1 / ratio.value()) + " × slower "
                                + interval(1 / ratio.high(), 1 / ratio.low());
            case NO_DIFFERENCE -> "no difference shown " + interval(ratio.low(), ratio.high());
            case TOO_NOISY -> "too noisy to say " + interval(ratio.low(), ratio.high());
            case DIFFERENT_RESULT -> "gives a different result, so its time does not count";
        };
    }

    private static boolean isWide(Ratio ratio) {
        return ratio.high() > 2 * ratio.low();
    }

    private static String interval(double low, double high) {
        return "[" + Quantity.ratio(low) + ", " + Quantity.ratio(high) + "]";
    }

    /** What is said of one change beside its verdict: a label and a text each. */
    private static List<String[]> evidence(Comparison comparison, Change change) {
        Arm before = comparison.baseline();
        Arm after = change.arm();
        List<String[]> evidence = new ArrayList<>();
        evidence.add(
                new String[] {"time", Quantity.nanos(before.medianNanos()) + " → " + Quantity.nanos(after.medianNanos())
                });
        evidence.add(new String[] {"work", steps(before) + " → " + steps(after) + " VM steps"});
        evidence.add(new String[] {"plan", planChange(before.plan(), after.plan())});
        change.addedBytes().ifPresent(bytes -> evidence.add(new String[] {"costs", "+" + Quantity.bytes(bytes)}));
        return evidence;
    }

    private static String steps(Arm arm) {
        return (arm.stepsExact() ? "" : "≥ ") + Quantity.count(arm.steps());
    }

    /** The steps that changed, or that none did. */
    private static String planChange(QueryPlan before, QueryPlan after) {
        return String.join("; ", PlanDifferenceRenderer.words(PlanDifference.of(before, after)));
    }

    private static String trust(Comparison comparison) {
        Ratio control = comparison.control();
        return comparison.pairs() + " pairs in random order · 99 % interval · A/A "
                + String.format(Locale.ROOT, "%.2f", control.value()) + " "
                + interval(control.low(), control.high());
    }

    private static String sameness(Change change) {
        return change.verdict().finding() == Comparison.Finding.DIFFERENT_RESULT ? "" : " · same result";
    }

    static String plain(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        for (Change change : comparison.changes()) {
            lines.add(change.arm().label() + ": " + verdict(change.verdict()) + sameness(change));
            evidence(comparison, change).forEach(e -> lines.add("  " + TextWidth.left(e[0], 6) + e[1]));
        }
        lines.add("  " + TextWidth.left("trust", 6) + trust(comparison));
        lines.add("");
        lines.add(ChartRenderer.plain(chart(comparison)));
        lines.add("");
        lines.add("plan, " + comparison.baseline().label());
        lines.add(PlanRenderer.plain(comparison.baseline().plan()).indent(2).stripTrailing());
        for (Change change : comparison.changes()) {
            lines.add("plan, " + change.arm().label());
            lines.add(PlanRenderer.plain(change.arm().plan()).indent(2).stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** The medians in the unit that suits the largest of them. */
    static Chart chart(Comparison comparison) {
        List<Arm> arms = new ArrayList<>(List.of(comparison.baseline()));
        comparison.changes().forEach(change -> arms.add(change.arm()));
        double most = arms.stream().mapToDouble(Arm::medianNanos).max().orElse(1);
        String unit = most >= 1e9 ? "s" : most >= 1e6 ? "ms" : "µs";
        double nanos = most >= 1e9 ? 1e9 : most >= 1e6 ? 1e6 : 1e3;
        List<Chart.Point> points = arms.stream()
                .map(arm -> new Chart.Point(
                        arm.label(),
                        arm.medianNanos() / nanos,
                        quantile(arm, 0.25) / nanos,
                        quantile(arm, 0.75) / nanos))
                .toList();
        String title = comparison.changes().stream()
                .map(c -> c.arm().label() + ": " + verdict(c.verdict()))
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
        return new Chart(
                Chart.Kind.BAR, title, "", "median time, " + unit, false, List.of(new Chart.Series("time", points)));
    }

    private static double quantile(Arm arm, double share) {
        List<Double> sorted = arm.samplesNanos().stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
    }

    static Html html(Comparison comparison) {
        List<Html> parts = new ArrayList<>();
        for (Change change : comparison.changes()) {
            boolean good = change.verdict().finding() == Comparison.Finding.FASTER;
            boolean bad = change.verdict().finding() == Comparison.Finding.SLOWER
                    || change.verdict().finding() == Comparison.Finding.DIFFERENT_RESULT;
            String ground = good ? Palette.GOOD_GROUND : bad ? Palette.BAD_GROUND : Palette.CODE_GROUND;
            parts.add(Html.tag("p")
                    .with("style", "background: " + ground + "; padding: 4px 10px; border-radius: 3px; margin: 4px 0")
                    .of(
                            Html.element("b", Html.text(change.arm().label() + ": " + verdict(change.verdict()))),
                            Html.text(sameness(change))));
            parts.add(facts(evidence(comparison, change)));
        }
        parts.add(facts(List.<String[]>of(new String[] {"trust", trust(comparison)})));
        parts.add(ChartRenderer.html(chart(comparison)));
        parts.add(plan(comparison.baseline()));
        comparison.changes().forEach(change -> parts.add(plan(change.arm())));
        return Html.element("div", Html.join(parts));
    }

    private static Html facts(List<String[]> facts) {
        List<Html> rows = facts.stream()
                .map(fact -> Html.element(
                        "tr",
                        Html.tag("th")
                                .with("scope", "row")
                                .with("style", "text-align: left; vertical-align: top")
                                .of(fact[0]),
                        Html.tag("td").with("style", "text-align: left").of(fact[1])))
                .toList();
        return Html.tag("table").with("style", "margin: 4px 0").of(Html.element("tbody", Html.join(rows)));
    }

    private static Html plan(Arm arm) {
        return Html.element(
                "details", Html.element("summary", Html.text("plan, " + arm.label())), PlanRenderer.html(arm.plan()));
    }
}
