package rowan.display.chart;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.knowm.xchart.style.AxesChartStyler;
import rowan.model.Chart;
import rowan.model.Quantity;

/**
 * A logarithmic axis from a round number to a round number, with so many marks that they do not run into each other: powers
 * of ten, or 1, 2 and 5 of each, or all nine.
 */
final class LogAxis {

    private static final Set<Long> ALL = Set.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    private static final Set<Long> SOME = Set.of(1L, 2L, 5L);

    /** More powers of ten than that have room for nothing between them. */
    private static final double MANY = 100;

    private static final double FEW = 5;

    /** What is so near to a mark is the mark: 999.9999 is a thousand. */
    private static final double ABOUT = 1.000_001;

    private final double least;
    private final double most;
    private final DoubleFunction<String> words;

    /**
     * An axis for positive numbers.
     *
     * @param least of the numbers
     * @param most of the numbers
     * @param words how a mark is labelled
     */
    LogAxis(double least, double most, DoubleFunction<String> words) {
        this.words = words;
        this.least = down(least);
        this.most = Math.max(up(most), this.least * 2);
    }

    /** Empty where an axis is not logarithmic, or nothing can be shown on one. */
    static Optional<LogAxis> along(Chart.Axis axis, double[] values) {
        double[] shown = Arrays.stream(values).filter(value -> value > 0).toArray();
        return axis.scale() != Chart.Scale.LOGARITHMIC || shown.length == 0
                ? Optional.empty()
                : Optional.of(new LogAxis(
                        Arrays.stream(shown).min().getAsDouble(),
                        Arrays.stream(shown).max().getAsDouble(),
                        Quantity::number));
    }

    void asX(AxesChartStyler styler) {
        styler.setXAxisLogarithmic(true);
        styler.setXAxisLogarithmicDecadeOnly(false);
        styler.setXAxisMin(least);
        styler.setXAxisMax(most);
        styler.setXAxisTickLabelsFormattingFunction(this::label);
        // There would be nine lines to each power of ten.
        styler.setPlotGridVerticalLinesVisible(false);
    }

    void asY(AxesChartStyler styler) {
        styler.setYAxisLogarithmic(true);
        styler.setYAxisLogarithmicDecadeOnly(false);
        styler.setYAxisMin(least);
        styler.setYAxisMax(most);
        styler.setYAxisTickLabelsFormattingFunction(this::label);
        styler.setPlotGridHorizontalLinesVisible(false);
    }

    private String label(double value) {
        return labelled().contains(Math.round(value / power(value))) ? words.apply(value) : "";
    }

    private Set<Long> labelled() {
        double span = most / least;
        return span > MANY ? Set.of(1L) : span > FEW ? SOME : ALL;
    }

    private static double power(double value) {
        return Math.pow(10, Math.floor(Math.log10(value * ABOUT)));
    }

    private static double down(double value) {
        double power = power(value);
        double digit = value / power;
        return power * (digit >= 5 / ABOUT ? 5 : digit >= 2 / ABOUT ? 2 : 1);
    }

    private static double up(double value) {
        double power = power(value);
        double digit = value / power;
        return power * (digit <= ABOUT ? 1 : digit <= 2 * ABOUT ? 2 : digit <= 5 * ABOUT ? 5 : 10);
    }
}
