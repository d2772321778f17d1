package rowan.model.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Chart;
import rowan.model.Quantity;

/**
 * One query measured as things are and with each of several changes, side by side on private copies of the database.
 *
 * @param query the statement that was measured
 * @param baseline as things are
 * @param changes each with its verdict against the baseline
 * @param control the baseline against its twin: how far this machine can be trusted now
 * @param sampling how much was measured, and why it was enough
 */
public record Comparison(
        String query, Arm baseline, List<Change> changes, Control control, Sampling sampling, Provenance provenance)
        implements Experiment {

    /** The name of the measurement of the baseline against its twin. */
    public static final String CONTROL = "A/A control";

    public Comparison {
        Objects.requireNonNull(query);
        Objects.requireNonNull(baseline);
        Objects.requireNonNull(control);
        changes = List.copyOf(changes);
    }

    @Override
    public String finding() {
        return String.join(
                "; ",
                changes.stream()
                        .map(change ->
                                change.arm().label() + ": " + change.verdict().sentence())
                        .toList());
    }

    /** All arms, the baseline first. */
    public List<Arm> arms() {
        List<Arm> arms = new ArrayList<>(List.of(baseline));
        changes.forEach(change -> arms.add(change.arm()));
        return arms;
    }

    /**
     * The times of all arms as a picture, in the unit that suits the slowest.
     *
     * @param kind bars of the medians with their intervals, boxes, or a histogram of all samples
     */
    public Chart chart(Chart.Kind kind) {
        TimeUnits unit = TimeUnits.of(
                arms().stream().mapToDouble(arm -> arm.timing().median()).max().orElse(1));
        Chart.Axis x = new Chart.Axis("", Chart.Scale.CATEGORIES);
        Chart.Axis y = new Chart.Axis(
                (kind == Chart.Kind.BAR ? "median " : "")
                        + sampling.clock().clock().words() + ", " + unit.symbol(),
                Chart.Scale.LINEAR);
        if (kind == Chart.Kind.HISTOGRAM) {
            Map<String, List<Double>> samples = new LinkedHashMap<>();
            arms().forEach(arm -> samples.put(arm.label(), arm.timing().in(unit)));
            return Chart.histogram(finding(), y.label(), samples, 0);
        }
        List<Chart.Series> series = kind == Chart.Kind.BOX
                ? arms().stream().map(arm -> boxed(arm, unit)).toList()
                : List.of(new Chart.Series(
                        "time",
                        arms().stream()
                                .map(arm -> arm.timing().point(arm.label(), 0, unit))
                                .toList()));
        return new Chart(kind, finding(), x, y, series);
    }

    private static Chart.Series boxed(Arm arm, TimeUnits unit) {
        return new Chart.Series(
                arm.label(),
                arm.timing().in(unit).stream()
                        .map(t -> Chart.Point.of(arm.label(), 0, t))
                        .toList());
    }

    /**
     * An arm with a change, compared with the baseline.
     *
     * @param sameness how its rows compare with the baseline's
     * @param addedBytes how much larger its indexes are than the baseline's, or all of it where no index has changed
     * @param writing what the change costs where rows are written, if it has that cost
     * @param notWritten why that cost was not measured although the change touches indexes, as the end of a sentence
     */
    public record Change(
            Arm arm,
            Verdict verdict,
            Sameness sameness,
            OptionalLong addedBytes,
            Optional<Writing> writing,
            Optional<String> notWritten) {}

    /**
     * Inserting rows into a table whose indexes the change touches.
     *
     * @param rows how many rows were inserted, in one transaction
     * @param ratio baseline time through changed time: below 1, the change makes writing slower
     */
    public record Writing(String table, long rows, Timing before, Timing after, Ratio ratio) {}

    /** Baseline time through changed time with the ends of its interval: above 1 the change is faster. */
    public record Ratio(double value, double low, double high) {

        /** Whether the interval spans more than a factor of two, so that its middle means little. */
        public boolean isWide() {
            return high > 2 * low;
        }

        /** {@code 240 [214, 268]}. */
        public String words() {
            return Quantity.ratio(value) + " [" + Quantity.ratio(low) + ", " + Quantity.ratio(high) + "]";
        }
    }

    /**
     * The baseline and its twin, which is the same on a copy of its own.
     *
     * @param times of the twin
     * @param ratio baseline time through twin time, whose interval should contain 1
     */
    public record Control(Times times, Ratio ratio) {}

    /** Whether an arm gives the rows that the baseline gives. */
    public enum Sameness {
        SAME("same result"),
        /** The query orders, and only rows that its ORDER BY does not tell apart have changed places. */
        TIES("same rows, in another order where ORDER BY leaves ties"),
        /** The query does not order. */
        OTHER_ORDER("same rows, in another order"),
        /** The query orders by what is no column of its result, or by a collation. */
        UNTOLD_ORDER("same rows, in another order; whether its ORDER BY allows that cannot be told from the rows"),
        /** Sums of the same numbers in another order may differ in their last digits. */
        ROUNDING("same result but for the last digits of some numbers"),
        /** The query does not even agree with itself. */
        CHANGES_EVERY_TIME("the query gives other rows each time, so they cannot be compared"),
        /** The query orders, and this is not its order. */
        DISORDERED("same rows, in another order than ORDER BY asks for"),
        DIFFERENT("different result");

        private final String words;

        Sameness(String words) {
            this.words = words;
        }

        /** The words for it that the user reads. */
        public String words() {
            return words;
        }

        /** Whether it is another result, so that no time matters. */
        public boolean isDifferent() {
            return this == DISORDERED || this == DIFFERENT;
        }
    }

    /** The verdicts there are. */
    public enum Finding {
        FASTER,
        SLOWER,
        NO_DIFFERENCE,
        /** The interval reaches over the smallest difference that counts, so more than one of these may be true. */
        UNDECIDED,
        /** There are too few pairs for an interval that is certain enough. */
        TOO_FEW,
        /** The change does not give the same rows, so no time matters. */
        DIFFERENT_RESULT,
        /** The change gives the same rows in another order than the query asks for, so no time matters. */
        DIFFERENT_ORDER
    }

    /**
     * The verdict that the measurements allow.
     *
     * @param clock by which the ratio was measured
     * @param sameWork whether both do the same by all that can be counted, so that only a difference of a tenth counts
     */
    public record Verdict(Finding finding, Ratio ratio, Clock clock, boolean sameWork) {

        /** An interval that spans less than this is not what stands in the way of saying something. */
        private static final double NARROW = 1.1;

        /** The lower end of the ratios that count as no difference, whatever was counted. */
        public static final double LEAST = 0.95;

        /** The upper end of the ratios that count as no difference. */
        public static final double MOST = 1.05;

        /** Whether any difference is small enough to be called none without a look at the work. */
        public boolean isPlainlyNone() {
            return ratio.low() >= LEAST && ratio.high() <= MOST;
        }

        /** {@code 240 × faster [214, 268] by CPU time}. */
        public String sentence() {
            return switch (finding) {
                case FASTER -> times(ratio, "faster") + by();
                case SLOWER -> times(new Ratio(1 / ratio.value(), 1 / ratio.high(), 1 / ratio.low()), "slower") + by();
                case NO_DIFFERENCE ->
                    isPlainlyNone()
                            ? "no difference shown " + interval(ratio) + by()
                            : "no difference of a tenth or more " + interval(ratio) + by()
                                    + "; as much comes from where copies of one table lie";
                case UNDECIDED ->
                    ratio.high() > NARROW * ratio.low()
                            ? "too noisy to say " + interval(ratio) + by()
                            : "too close to say " + interval(ratio) + by()
                                    + (sameWork
                                            ? "; with the same work a difference counts from a tenth"
                                            : "; a difference counts from 2 %");
                case TOO_FEW -> "too few pairs to say";
                case DIFFERENT_RESULT -> "DIFFERENT RESULT, so its time does not count";
                case DIFFERENT_ORDER -> "ANOTHER ORDER than ORDER BY asks for, so its time does not count";
            };
        }

        /** {@code ×240}, as a label in a picture. */
        public String inShort() {
            return switch (finding) {
                case FASTER ->
                    ratio.isWide() ? "at least ×" + Quantity.ratio(ratio.low()) : "×" + Quantity.ratio(ratio.value());
                case SLOWER ->
                    (ratio.isWide()
                                    ? "at least " + Quantity.ratio(1 / ratio.high())
                                    : Quantity.ratio(1 / ratio.value()))
                            + " × slower";
                case NO_DIFFERENCE -> "no difference";
                case UNDECIDED -> "undecided";
                case TOO_FEW -> "too few pairs";
                case DIFFERENT_RESULT -> "different result";
                case DIFFERENT_ORDER -> "another order";
            };
        }

        private String by() {
            return " by " + clock.words();
        }

        /** Of a wide interval the near end is what can be relied on; what was measured stands beside it. */
        private static String times(Ratio ratio, String direction) {
            String measured = Quantity.ratio(ratio.value());
            return ratio.isWide()
                    ? "at least " + Quantity.ratio(ratio.low()) + " × " + direction + ", measured " + measured + " "
                            + interval(ratio)
                    : measured + " × " + direction + " " + interval(ratio);
        }

        private static String interval(Ratio ratio) {
            return "[" + Quantity.ratio(ratio.low()) + ", " + Quantity.ratio(ratio.high()) + "]";
        }
    }

    /** Whether a query found the engine's cache filled. */
    public enum Cache {
        WARM("warm cache"),
        /** The engine's own memory is emptied before each execution; the operating system's cannot be. */
        COLD("SQLite's cache emptied before each run, the operating system's still warm");

        private final String words;

        Cache(String words) {
            this.words = words;
        }

        /** The words for it that the user reads. */
        public String words() {
            return words;
        }
    }

    /** Why sampling ended. */
    public enum End {
        /** Every verdict was certain enough. */
        DECIDED,
        /** As many pairs were measured as are ever measured. */
        ENOUGH,
        BUDGET,
        INTERRUPTED
    }

    /**
     * How much was measured.
     *
     * @param pairs how many measurements of each arm were paired
     * @param batches executions that made one measurement, by arm, the baseline first
     * @param looks how often the intervals were looked at, which their width pays for
     * @param outliers measurements far from the rest, over all arms; none was dropped
     * @param clock the one that all arms were judged by
     */
    public record Sampling(
            int pairs,
            List<Integer> batches,
            int looks,
            int outliers,
            Cache cache,
            ClockChoice clock,
            Duration budget,
            End end) {
        public Sampling {
            batches = List.copyOf(batches);
        }
    }
}
