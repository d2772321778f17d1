package rowan.display.chart;

import java.util.List;
import java.util.function.DoubleFunction;
import org.knowm.xchart.XYChart;
import rowan.model.Quantity;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Timing;

/**
 * An axis on which what is to be compared can be seen: logarithmic where the middles differ more than five times, and no
 * longer than for nine tenths of the samples of each way, whatever single ones lie beyond.
 *
 * @param least where it begins
 * @param most where it ends
 * @param words how its marks are labelled
 */
public record TimeAxis(boolean isLogarithmic, double least, double most, DoubleFunction<String> words) {

    private static final double LARGE_RATIO = 5;
    private static final double OUTER = 0.05;
    private static final double MARGIN = 0.06;

    /** For all samples of a comparison, in nanoseconds. */
    public static TimeAxis of(Comparison comparison) {
        return of(comparison.arms().stream().map(Arm::timing).toList());
    }

    /** For all samples of some ways, in nanoseconds. */
    static TimeAxis of(List<Timing> timings) {
        double least = timings.stream().mapToDouble(TimeAxis::low).min().orElse(1);
        double most = timings.stream().mapToDouble(TimeAxis::high).max().orElse(1);
        double fastest = timings.stream().mapToDouble(Timing::median).min().orElse(1);
        double slowest = timings.stream().mapToDouble(Timing::median).max().orElse(1);
        boolean isLogarithmic = least > 0 && slowest > LARGE_RATIO * fastest;
        return isLogarithmic ? new TimeAxis(true, least, most, TimeAxis::mark) : linear(least, most, TimeAxis::mark);
    }

    /** For numbers between two ends, above 0. */
    public static TimeAxis between(double least, double most, DoubleFunction<String> words) {
        return most > LARGE_RATIO * least ? new TimeAxis(true, least, most, words) : linear(least, most, words);
    }

    private static TimeAxis linear(double least, double most, DoubleFunction<String> words) {
        double margin = MARGIN * Math.max(most - least, most / 100);
        return new TimeAxis(false, Math.max(0, least - margin), most + margin, words);
    }

    private static double low(Timing timing) {
        return Math.min(
                timing.quantile(OUTER),
                timing.interval().map(Timing.Interval::low).orElse(Double.MAX_VALUE));
    }

    private static double high(Timing timing) {
        return Math.max(
                timing.quantile(1 - OUTER),
                timing.interval().map(Timing.Interval::high).orElse(0.0));
    }

    private static String mark(double nanos) {
        return Quantity.nanos(nanos).replaceFirst("\\.0+ ", " ");
    }

    /** How far along the axis a value on it lies: from 0 to 1. */
    public double place(double value) {
        return isLogarithmic ? Math.log(value / least) / Math.log(most / least) : (value - least) / (most - least);
    }

    /** Whether a value lies on it. */
    public boolean holds(double value) {
        return value >= least && value <= most;
    }

    /** How many samples lie behind its end. */
    public long beyond(Timing timing) {
        return timing.nanos().stream().filter(nanos -> nanos > most).count();
    }

    /** Gives a drawing this axis. */
    public void dress(XYChart chart) {
        if (isLogarithmic) {
            new LogAxis(least, most, words).asX(chart.getStyler());
        } else {
            chart.getStyler().setXAxisMin(least);
            chart.getStyler().setXAxisMax(most);
            chart.getStyler().setXAxisTickLabelsFormattingFunction(words::apply);
            chart.getStyler().setXAxisTickMarkSpacingHint(90);
        }
    }
}
