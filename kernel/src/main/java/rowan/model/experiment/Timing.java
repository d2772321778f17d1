package rowan.model.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import rowan.model.Chart;

/**
 * The times that repeated runs of one thing took, in the order in which they were taken, and what they say: nothing is ever
 * left out of it.
 *
 * @param nanos nanoseconds of one execution each; at least one
 */
public record Timing(List<Double> nanos) {

    /** How certain an interval is: 99 %. */
    public static final double CONFIDENCE = 0.99;

    /** A value is a mild outlier beyond this many interquartile ranges from the box, by Tukey's rule. */
    private static final double MILD = 1.5;

    public Timing {
        nanos = List.copyOf(nanos);
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("a timing needs a sample");
        }
    }

    /** Two ends between which the true value lies, with {@link #CONFIDENCE}. */
    public record Interval(double low, double high) {}

    private double[] sorted() {
        double[] sorted = nanos.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The median time of one execution, in nanoseconds. */
    public double median() {
        return quantile(0.5);
    }

    /** A quantile, interpolated between the two nearest samples (type 7 of Hyndman and Fan, 1996). */
    public double quantile(double share) {
        double[] sorted = sorted();
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /**
     * The interval of the median between two of the samples, whose ranks follow from the binomial distribution alone:
     * nothing is assumed about how times are spread (Conover, <em>Practical Nonparametric Statistics</em>, 1999, 3.2).
     *
     * @return empty where there are fewer than 8 samples, whose widest interval is less certain than that
     */
    public Optional<Interval> interval() {
        double[] sorted = sorted();
        int n = sorted.length;
        // The largest rank that a Binomial(n, 1/2) falls below with at most half of the uncertainty.
        double tail = (1 - CONFIDENCE) / 2;
        double probability = Math.exp(-n * Math.log(2));
        double below = probability;
        int rank = 0;
        while (below <= tail) {
            rank++;
            probability *= (n - rank + 1) / (double) rank;
            below += probability;
        }
        return rank == 0 ? Optional.empty() : Optional.of(new Interval(sorted[rank - 1], sorted[n - rank]));
    }

    /** All samples in a unit. */
    public List<Double> in(TimeUnits unit) {
        return nanos.stream().map(unit::from).toList();
    }

    /** The median with its interval, as a point of a chart; with too few samples for one, from the least to the most. */
    public Chart.Point point(String label, double x, TimeUnits unit) {
        Interval interval = interval().orElse(new Interval(quantile(0), quantile(1)));
        return new Chart.Point(label, x, unit.from(median()), unit.from(interval.low()), unit.from(interval.high()));
    }

    /** How many samples lie far outside of the middle half, by Tukey's rule; they are counted and never dropped. */
    public int outliers() {
        double low = quantile(0.25);
        double high = quantile(0.75);
        double reach = MILD * (high - low);
        return (int)
                nanos.stream().filter(t -> t < low - reach || t > high + reach).count();
    }
}
