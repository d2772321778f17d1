package rowan.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import rowan.model.Count;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Growth.Fit;
import rowan.model.experiment.Growth.Model;
import rowan.model.experiment.Timing;

/**
 * How something grows with n: the slope of a straight line through the points on logarithmic axes, by ordinary least
 * squares, with its interval by Student's t; and which of the usual shapes lies nearest, by the root mean square of the
 * logarithms, as Google Benchmark chooses.
 *
 * <p>Counts are exact, so that a part of them that is the same at every size can be told from the part that grows: without
 * that, 3 n + 111 steps would seem to grow by less than n.
 */
final class PowerFit {

    /** Shapes nearer than this to the points, or twice as far as the best, are not told apart from it. */
    private static final double TOLD_APART = 0.05;

    private static final double TIMES_AS_FAR = 2;

    /** A shape whose own slope over these sizes lies further outside of the interval than this does not fit. */
    private static final double SLACK = 0.1;

    /** With less than this between the points and the line, in logarithms, a count is what the line says. */
    private static final double EXACT = 1e-4;

    /** The golden section, which leaves that much of an interval in each step. */
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private static final int SECTIONS = 200;

    private final double[] logSizes;
    private final double[] logValues;
    private final long fixed;

    /**
     * @param fixed of each value, what is not part of the power
     */
    private PowerFit(List<Long> sizes, List<Double> values, double fixed) {
        this.logSizes = sizes.stream().mapToDouble(Math::log).toArray();
        this.logValues = values.stream().mapToDouble(v -> Math.log(v - fixed)).toArray();
        this.fixed = Math.round(fixed);
    }

    /** How the median times of arms grow, one arm per size. */
    static Fit ofTimes(List<Long> sizes, List<Arm> arms) {
        return of(sizes, arms.stream().map(arm -> arm.timing().median()).toList());
    }

    /** How the steps of arms grow, one arm per size; no power goes through 0, so nothing counts as one. */
    static Fit ofSteps(List<Long> sizes, List<Arm> arms) {
        List<Count> steps = arms.stream().map(arm -> arm.work().steps()).toList();
        List<Long> counts = steps.stream()
                .map(count -> Math.max(1, count.number().orElseThrow()))
                .toList();
        // Bounds do not tell a fixed part from what they leave out.
        return steps.stream().allMatch(count -> count.certain().isPresent())
                ? ofCounts(sizes, counts)
                : of(sizes, counts.stream().map(Long::doubleValue).toList());
    }

    /**
     * Fits.
     *
     * @param sizes at least three, all different
     * @param values one per size, all above 0
     */
    static Fit of(List<Long> sizes, List<Double> values) {
        return new PowerFit(sizes, values, 0).fit();
    }

    /**
     * Fits counts: a power, or a power and a fixed part where the counts are exactly that.
     *
     * @param sizes at least three, all different
     * @param counts one per size, each at least 1
     */
    static Fit ofCounts(List<Long> sizes, List<Long> counts) {
        List<Double> values = counts.stream().map(Long::doubleValue).toList();
        PowerFit power = new PowerFit(sizes, values, 0);
        // With three points there is always a fixed part that makes a straight line of them.
        if (sizes.size() == 3 || power.spread() < EXACT) {
            return power.fit();
        }
        double least = counts.stream().mapToLong(Long::longValue).min().orElseThrow();
        double low = 0;
        double high = least - 0.5;
        for (int i = 0; i < SECTIONS; i++) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (new PowerFit(sizes, values, left).spread() < new PowerFit(sizes, values, right).spread()) {
                high = right;
            } else {
                low = left;
            }
        }
        PowerFit apart = new PowerFit(sizes, values, Math.round((low + high) / 2));
        return apart.spread() < EXACT ? apart.fit() : power.fit();
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
        return new Fit(slope, low, high, fits ? Optional.of(best) : Optional.empty(), others, fixed);
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
        double squared = 0;
        for (double logSize : logSizes) {
            squared += (logSize - meanSize) * (logSize - meanSize);
        }
        return Math.sqrt(residuals(slope) / (logSizes.length - 2) / squared);
    }

    /** The sum of squares between the points and the line of this slope. */
    private double residuals(double slope) {
        double intercept = mean(logValues) - slope * mean(logSizes);
        double residuals = 0;
        for (int i = 0; i < logSizes.length; i++) {
            double residual = logValues[i] - intercept - slope * logSizes[i];
            residuals += residual * residual;
        }
        return residuals;
    }

    /** How far the points lie from their line: the root mean square. */
    private double spread() {
        return Math.sqrt(residuals(slope(logValues)) / logSizes.length);
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
