package rowan.model.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import rowan.model.Chart;
import rowan.model.Count;
import rowan.model.Quantity;

/**
 * One query measured over growing tables: how its time and its work grow, with and without each change.
 *
 * @param curves the baseline first, then one per change
 * @param clock by which times were taken, the same at all sizes
 * @param complete whether all sizes were measured; if not, it was interrupted or its time was over
 */
public record Growth(
        String query, List<Long> sizes, List<Curve> curves, ClockChoice clock, boolean complete, Provenance provenance)
        implements Experiment {

    public Growth {
        Objects.requireNonNull(query);
        Objects.requireNonNull(clock);
        sizes = List.copyOf(sizes);
        curves = List.copyOf(curves);
    }

    @Override
    public String finding() {
        return String.join(
                "; ",
                curves.stream()
                        .map(curve -> curve.label() + ": " + curve.time().sentence("time"))
                        .toList());
    }

    /**
     * What one arm does as the table grows.
     *
     * @param arms one per size
     * @param sameness of the rows with the baseline's, the worst of all sizes
     */
    public record Curve(String label, List<Arm> arms, Comparison.Sameness sameness, Fit time, Fit steps) {
        public Curve {
            arms = List.copyOf(arms);
        }
    }

    /** The shapes that growth is compared with. */
    public enum Model {
        CONSTANT("constant"),
        LOGARITHMIC("log n"),
        LINEAR("n"),
        LINEARITHMIC("n log n"),
        QUADRATIC("n²");

        private final String words;

        Model(String words) {
            this.words = words;
        }

        /** As it is written in a sentence. */
        public String words() {
            return words;
        }

        /** Its value for a table of {@code n} rows. */
        public double at(double n) {
            return switch (this) {
                case CONSTANT -> 1;
                case LOGARITHMIC -> Math.log(n);
                case LINEAR -> n;
                case LINEARITHMIC -> n * Math.log(n);
                case QUADRATIC -> n * n;
            };
        }
    }

    /**
     * A power of n through the points, on logarithmic axes.
     *
     * @param exponent the slope
     * @param low the lower end of its 99 % interval
     * @param high the upper end
     * @param best the model that lies nearest to the points; empty where not even that one fits
     * @param alsoPossible models that the points do not rule out
     * @param fixed of each count, what is the same at every size and no part of the power; 0 for times
     */
    public record Fit(
            double exponent, double low, double high, Optional<Model> best, List<Model> alsoPossible, long fixed) {

        /** An interval that reaches further than this to either side carries no claim. */
        private static final double TOO_WIDE = 0.25;

        public Fit {
            alsoPossible = List.copyOf(alsoPossible);
        }

        /** The model that may be claimed; empty where the data does not carry one. */
        public Optional<Model> claim() {
            return isTooWide() ? Optional.empty() : best;
        }

        /** Whether the exponent is too uncertain to say anything. */
        public boolean isTooWide() {
            return high - low > 2 * TOO_WIDE;
        }

        /** {@code n^1.04 [0.98, 1.10]}. */
        public String power() {
            return "n^" + Quantity.exponent(exponent) + " [" + Quantity.exponent(low) + ", " + Quantity.exponent(high)
                    + "]";
        }

        /** {@code time grows like n}. */
        public String sentence(String what) {
            if (isTooWide()) {
                return "too noisy to say how " + what + " grows";
            }
            if (best.isEmpty()) {
                return what + " grows like " + power() + ", which is none of the usual shapes";
            }
            String others = alsoPossible.isEmpty()
                    ? ""
                    : ", or "
                            + String.join(
                                    " or ",
                                    alsoPossible.stream().map(Model::words).toList())
                            + ", which cannot be told apart here";
            return (best.get() == Model.CONSTANT
                            ? what + " stays the same"
                            : what + " grows like " + best.get().words())
                    + others;
        }
    }

    /** The median times of all arms by size, on logarithmic axes, with their intervals. */
    public Chart timeChart() {
        TimeUnits unit = TimeUnits.of(curves.stream()
                .flatMap(curve -> curve.arms().stream())
                .mapToDouble(arm -> arm.timing().median())
                .max()
                .orElse(1));
        List<Chart.Series> series = new ArrayList<>();
        for (Curve curve : curves) {
            List<Chart.Point> points = new ArrayList<>();
            for (int i = 0; i < sizes.size(); i++) {
                points.add(curve.arms().get(i).timing().point(Quantity.count(sizes.get(i)), sizes.get(i), unit));
            }
            series.add(new Chart.Series(curve.label(), points));
        }
        return chart(finding(), "median " + clock.clock().words() + ", " + unit.symbol(), series);
    }

    /** The steps of all arms by size. */
    public Chart stepsChart() {
        List<Chart.Series> series = new ArrayList<>();
        for (Curve curve : curves) {
            List<Chart.Point> points = new ArrayList<>();
            for (int i = 0; i < sizes.size(); i++) {
                Count steps = curve.arms().get(i).work().steps();
                points.add(Chart.Point.of(Quantity.count(sizes.get(i)), sizes.get(i), steps));
            }
            series.add(new Chart.Series(curve.label(), points));
        }
        String title = String.join(
                "; ",
                curves.stream()
                        .map(curve -> curve.label() + ": " + curve.steps().sentence("work"))
                        .toList());
        return chart(title, "VM steps" + bounds(curves), series);
    }

    /** Why steps are only bounds, for where no number stands that could have the sign; empty where all are exact. */
    public static String bounds(List<Curve> curves) {
        return Work.bounds(curves.stream()
                .flatMap(curve -> curve.arms().stream())
                .map(arm -> arm.work().steps()));
    }

    private static Chart chart(String title, String label, List<Chart.Series> series) {
        return new Chart(
                Chart.Kind.LINE,
                title,
                new Chart.Axis("rows, n", Chart.Scale.LOGARITHMIC),
                new Chart.Axis(label, Chart.Scale.LOGARITHMIC),
                series);
    }
}
