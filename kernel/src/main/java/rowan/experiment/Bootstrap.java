package rowan.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import rowan.model.Comparison.Ratio;

/**
 * The interval of a ratio of medians by the paired bootstrap: whole rounds are drawn with replacement, so that a moment
 * in which the machine was slow for both arms stays together (Efron and Tibshirani, <em>An Introduction to the
 * Bootstrap</em>, 1993; Kalibera and Jones, <em>Rigorous Benchmarking in Reasonable Time</em>, 2013).
 */
final class Bootstrap {

    private static final int RESAMPLES = 4_000;
    private static final double TAIL = 0.005;

    private Bootstrap() {}

    /**
     * Median of {@code before} through median of {@code after}, with its 99 % interval.
     *
     * @param before nanoseconds, one per round
     * @param after nanoseconds, of the same rounds
     */
    static Ratio ratio(List<Double> before, List<Double> after, Random random) {
        int rounds = Math.min(before.size(), after.size());
        double[] ratios = new double[RESAMPLES];
        double[] a = new double[rounds];
        double[] b = new double[rounds];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < rounds; j++) {
                int drawn = random.nextInt(rounds);
                a[j] = before.get(drawn);
                b[j] = after.get(drawn);
            }
            ratios[i] = median(a) / median(b);
        }
        Arrays.sort(ratios);
        double value = median(array(before)) / median(array(after));
        return new Ratio(value, ratios[(int) (TAIL * RESAMPLES)], ratios[(int) ((1 - TAIL) * RESAMPLES) - 1]);
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
