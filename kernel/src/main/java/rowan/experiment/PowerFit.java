package rowan.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rowan.model.Growth.Fit;
import rowan.model.Growth.Model;
import rowan.model.Timing;

/**
 * How something grows with n: the slope of a straight line through the points on logarithmic axes, by ordinary least
 * squares, with its interval by Student's t; and which of the usual shapes lies nearest, by the root mean square of the
 * logarithms, as Google Benchmark chooses.
 */
final class PowerFit {

    /** Shapes nearer than this to the points, or twice as far as the best, are not told apart from it. */
    private static final double TOLD_APART = 0.05;

    private static final double TIMES_AS_FAR = 2;

    /** A shape whose own slope over these sizes lies further outside of the interval than this does not fit. */
    private static final double SLACK = 0.1;

    private final double[] logSizes;
    private final double[] logValues;

    private PowerFit(List<Long> sizes, List<Double> values) {
        logSizes = sizes.stream().mapToDouble(Math::log).toArray();
        logValues = values.stream().mapToDouble(Math::log).toArray();
    }

    /**
     * Fits.
     *
     * @param sizes at least three, all different
     * @param values one per size, all above 0
     */
    static Fit of(List<Long> sizes, List<Double> values) {
        return new PowerFit(sizes, values).fit();
    }

    private Fit fit() {
        double slope = slope(logValues);
        double reach = StudentT.bound(Timing.CONFIDENCE, logSizes.length - 2) * standardError(slope);
        double low = slope - reach;
        double high = slope + reach;
        List<Model> nearest = new ArrayList<>(Arrays.asList(Model.values()));
        nearest.sort(Comparator.comparingDouble(this::distance));
        Model best = nearest.get(0);
        double own = slope(logarithms(best));
        boolean fits = own >= low - SLACK && own <= high + SLACK;
        double near = Math.max(TOLD_APART, TIMES_AS_FAR * distance(best));
        List<Model> others = nearest.stream()
                .skip(1)
                .filter(model -> distance(model) <= near)
                .toList();
        return new Fit(slope, low, high, fits ? Optional.of(best) : Optional.empty(), others);
    }

    private double slope(double[] values) {
        double meanSize = mean(logSizes);
        double meanValue = mean(values);
        double shared = 0;
        double squared = 0;
        for (int i = 0; i < logSizes.length; i++) {
            shared += (logSizes[i] - meanSize) * (values[i] - meanValue);
            squared += (logSizes[i] - meanSize) * (logSizes[i] - meanSize);
        }
        return shared / squared;
    }

    private double standardError(double slope) {
        double meanSize = mean(logSizes);
        double intercept = mean(logValues) - slope * meanSize;
        double residuals = 0;
        double squared = 0;
        for (int i = 0; i < logSizes.length; i++) {
            double residual = logValues[i] - intercept - slope * logSizes[i];
            residuals += residual * residual;
            squared += (logSizes[i] - meanSize) * (logSizes[i] - meanSize);
        }
        return Math.sqrt(residuals / (logSizes.length - 2) / squared);
    }

    private double[] logarithms(Model model) {
        return Arrays.stream(logSizes).map(n -> Math.log(model.at(Math.exp(n)))).toArray();
    }

    /** How far the points lie from a shape that may be moved up and down. */
    private double distance(Model model) {
        double[] shape = logarithms(model);
        double shift = mean(logValues) - mean(shape);
        double squares = 0;
        for (int i = 0; i < shape.length; i++) {
            double residual = logValues[i] - shape[i] - shift;
            squares += residual * residual;
        }
        return Math.sqrt(squares / shape.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
