package rowan.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import rowan.model.experiment.Comparison.Ratio;

/**
 * The interval of a ratio of medians by the paired bootstrap: whole rounds are drawn with replacement, so that a moment
 * in which the machine was slow for both arms stays together (Efron and Tibshirani, <em>An Introduction to the
 * Bootstrap</em>, 1993; Kalibera and Jones, <em>Rigorous Benchmarking in Reasonable Time</em>, 2013).
 */
final class Bootstrap {

    private static final int RESAMPLES = 10_000;

    private final double[] before;
    private final double[] after;
    private final int[] rankedBefore;
    private final int[] rankedAfter;

    /**
     * @param before nanoseconds, one per round
     * @param after nanoseconds, of the same rounds
     */
    private Bootstrap(double[] before, double[] after) {
        this.before = before;
        this.after = after;
        this.rankedBefore = ranked(before);
        this.rankedAfter = ranked(after);
    }

    /**
     * Median of {@code before} through median of {@code after}, with its interval.
     *
     * @param doubt how likely the interval may miss the truth: 0.01 makes it a 99 % interval
     */
    static Ratio ratio(List<Double> before, List<Double> after, double doubt, SplittableRandom random) {
        int rounds = Math.min(before.size(), after.size());
        return new Bootstrap(array(before, rounds), array(after, rounds)).ratio(doubt, random);
    }

    private static double[] array(List<Double> values, int rounds) {
        return values.stream().limit(rounds).mapToDouble(Double::doubleValue).toArray();
    }

    /** The places of the values, smallest value first; drawn rounds are then counted and never sorted. */
    private static int[] ranked(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .sorted((a, b) -> Double.compare(values[a], values[b]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private Ratio ratio(double doubt, SplittableRandom random) {
        int rounds = before.length;
        int[] each = new int[rounds];
        Arrays.fill(each, 1);
        double value = median(before, rankedBefore, each) / median(after, rankedAfter, each);
        double[] ratios = new double[RESAMPLES];
        int[] drawn = new int[rounds];
        for (int i = 0; i < RESAMPLES; i++) {
            Arrays.fill(drawn, 0);
            for (int j = 0; j < rounds; j++) {
                drawn[random.nextInt(rounds)]++;
            }
            ratios[i] = median(before, rankedBefore, drawn) / median(after, rankedAfter, drawn);
        }
        Arrays.sort(ratios);
        int tail = (int) Math.floor(doubt / 2 * RESAMPLES);
        return new Ratio(value, ratios[tail], ratios[RESAMPLES - 1 - tail]);
    }

    /** The median of the values, each as often as it was drawn. */
    private static double median(double[] values, int[] ranked, int[] drawn) {
        int n = values.length;
        int lower = (n - 1) / 2;
        int upper = n / 2;
        double atLower = Double.NaN;
        int seen = 0;
        for (int place : ranked) {
            seen += drawn[place];
            if (seen > lower && Double.isNaN(atLower)) {
                atLower = values[place];
            }
            if (seen > upper) {
                return (atLower + values[place]) / 2;
            }
        }
        throw new IllegalStateException("fewer values were drawn than there are");
    }
}
