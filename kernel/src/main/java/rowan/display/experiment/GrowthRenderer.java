package rowan.display.experiment;

import java.util.ArrayList;
import java.util.List;
import rowan.display.chart.ChartRenderer;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.markup.Recorded;
import rowan.model.Quantity;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Growth;
import rowan.model.experiment.Growth.Curve;
import rowan.model.experiment.Growth.Fit;

/** Draws a {@link Growth}: what grows how, with the exponents behind it, then both curves. */
public final class GrowthRenderer {

    private GrowthRenderer() {}

    public static MimeBundle draw(Growth measured) {
        return Recorded.draw(
                MimeBundle.EXPERIMENT,
                Growth.class,
                measured,
                growth -> MimeBundle.text(plain(growth))
                        .with(MimeBundle.HTML, html(growth).source()));
    }

    private static String headline(Curve curve) {
        return (curve.sameness().isDifferent() ? "✗ " : "") + curve.label() + ": "
                + curve.time().sentence("time");
    }

    private static List<Fact> evidence(Growth growth, Curve curve) {
        List<Fact> evidence = new ArrayList<>();
        evidence.add(new Fact(
                "time", curve.time().power() + " by " + growth.clock().clock().words()));
        Fit steps = curve.steps();
        evidence.add(new Fact(
                "work",
                steps.power() + " VM steps" + Growth.bounds(List.of(curve))
                        + (steps.fixed() == 0 ? "" : ", and " + Quantity.count(steps.fixed()) + " at every size")
                        + ": " + steps.sentence("work")));
        if (curve != growth.curves().get(0) && curve.sameness() != Sameness.SAME) {
            evidence.add(new Fact("rows", curve.sameness().words()));
        }
        return evidence;
    }

    private static Fact trust(Growth growth) {
        List<Arm> arms = growth.curves().get(0).arms();
        int fewest =
                arms.stream().mapToInt(a -> a.timing().nanos().size()).min().orElse(0);
        int most = arms.stream().mapToInt(a -> a.timing().nanos().size()).max().orElse(0);
        String samples = fewest == most ? Quantity.count(most) : fewest + " to " + most;
        return new Fact(
                "trust",
                Quantity.count(growth.sizes().size(), "size") + (growth.complete() ? "" : ", stopped before the rest")
                        + " · " + samples + " samples of each arm, in random order · 99 % intervals · record #"
                        + growth.provenance().number()
                        + growth.clock()
                                .reason()
                                .map(reason -> " · " + Clock.WALL.words() + ", since " + reason)
                                .orElse(""));
    }

    static String plain(Growth growth) {
        List<String> lines = new ArrayList<>();
        for (Curve curve : growth.curves()) {
            lines.add(headline(curve));
            lines.add(Fact.plain(evidence(growth, curve)));
        }
        lines.add(Fact.plain(List.of(trust(growth))));
        lines.add("");
        lines.add(ChartRenderer.plain(growth.timeChart()));
        lines.add("");
        lines.add(ChartRenderer.plain(growth.stepsChart()));
        return String.join("\n", lines);
    }

    static Html html(Growth growth) {
        List<Html> parts = new ArrayList<>();
        for (Curve curve : growth.curves()) {
            String ground = curve.sameness().isDifferent() ? Palette.BAD_GROUND : Palette.CODE_GROUND;
            parts.add(Html.tag("p")
                    .with("style", "background: " + ground + "; padding: 4px 10px; border-radius: 3px; margin: 4px 0")
                    .of(Html.element("b", Html.text(headline(curve)))));
            parts.add(Fact.html(evidence(growth, curve)));
        }
        parts.add(Fact.html(List.of(trust(growth))));
        parts.add(ChartRenderer.html(growth.timeChart()));
        parts.add(ChartRenderer.html(growth.stepsChart()));
        return Html.element("div", Html.join(parts));
    }
}
