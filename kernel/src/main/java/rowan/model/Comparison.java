package rowan.model;

import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * One query measured as things are and with each of several changes, side by side on private copies of the database.
 *
 * @param query the statement that was measured
 * @param baseline as things are
 * @param changes each with its verdict against the baseline
 * @param control the baseline against itself, whose ratio should contain 1: how far this machine can be trusted now
 * @param pairs how many measurements of each arm were paired
 */
public record Comparison(String query, Arm baseline, List<Change> changes, Ratio control, int pairs) {

    public Comparison {
        Objects.requireNonNull(query);
        Objects.requireNonNull(baseline);
        Objects.requireNonNull(control);
        changes = List.copyOf(changes);
    }

    /**
     * One way of doing it.
     *
     * @param label in the author's words
     * @param samplesNanos the time of one execution each, in the order they were taken
     * @param steps the engine's steps of one execution
     * @param stepsExact whether {@code steps} is the whole count or only a lower bound
     * @param rows how many rows it gives
     */
    public record Arm(
            String label, List<Double> samplesNanos, QueryPlan plan, long steps, boolean stepsExact, long rows) {
        public Arm {
            samplesNanos = List.copyOf(samplesNanos);
        }

        /** The median time of one execution, in nanoseconds. */
        public double medianNanos() {
            List<Double> sorted = samplesNanos.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    /**
     * A changed way, against the baseline.
     *
     * @param addedBytes how much the database grew by the change
     */
    public record Change(Arm arm, Verdict verdict, OptionalLong addedBytes) {}

    /** Baseline time through changed time with the ends of its interval: above 1 the change is faster. */
    public record Ratio(double value, double low, double high) {}

    /** What the measurements allow to say. */
    public record Verdict(Finding finding, Ratio ratio) {}

    /** The verdicts there are. */
    public enum Finding {
        FASTER,
        SLOWER,
        NO_DIFFERENCE,
        TOO_NOISY,
        /** The change does not give the same rows, so no time matters. */
        DIFFERENT_RESULT
    }
}
