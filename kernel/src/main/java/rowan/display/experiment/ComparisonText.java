package rowan.display.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rowan.display.chart.TimeAxis;
import rowan.display.markup.TextWidth;
import rowan.model.Quantity;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Timing;

/** The strips of {@link ComparisonDrawing} in characters, on the same axis. */
final class ComparisonText {

    private static final int WIDTH = 48;
    private static final char SAMPLE = '·';
    private static final char INTERVAL = '─';
    private static final char MEDIAN = '●';
    private static final char BEYOND = '▸';

    private ComparisonText() {}

    static String of(Comparison comparison) {
        TimeAxis axis = TimeAxis.of(comparison);
        List<Arm> arms = comparison.arms();
        int names =
                arms.stream().mapToInt(arm -> TextWidth.of(arm.label())).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(comparison.sampling().clock().clock().words() + " of one execution"
                + (axis.isLogarithmic() ? ", logarithmic" : "") + ": " + SAMPLE + " sample, " + INTERVAL
                + " 99 % interval of the median " + MEDIAN);
        for (int i = 0; i < arms.size(); i++) {
            Timing timing = arms.get(i).timing();
            String finding = i == 0
                    ? ""
                    : "   " + comparison.changes().get(i - 1).verdict().inShort();
            lines.add("  " + TextWidth.left(arms.get(i).label(), names) + "  " + strip(timing, axis) + "  "
                    + Quantity.nanos(timing.median()) + finding);
        }
        String least = axis.words().apply(axis.least());
        lines.add(" ".repeat(names + 4)
                + TextWidth.left(least, WIDTH / 2)
                + TextWidth.right(axis.words().apply(axis.most()), WIDTH - WIDTH / 2));
        return String.join("\n", lines);
    }

    private static String strip(Timing timing, TimeAxis axis) {
        char[] strip = new char[WIDTH + 1];
        Arrays.fill(strip, ' ');
        timing.nanos().stream().filter(axis::holds).forEach(nanos -> strip[column(nanos, axis)] = SAMPLE);
        timing.interval()
                .ifPresent(interval ->
                        Arrays.fill(strip, column(interval.low(), axis), column(interval.high(), axis) + 1, INTERVAL));
        strip[column(timing.median(), axis)] = MEDIAN;
        if (axis.beyond(timing) > 0) {
            strip[WIDTH] = BEYOND;
        }
        return new String(strip);
    }

    private static int column(double nanos, TimeAxis axis) {
        return (int) Math.round((WIDTH - 1) * axis.place(nanos));
    }
}
