package rowan.model;

import java.util.Objects;
import java.util.Optional;

/**
 * How long one thing takes, done again and again.
 *
 * @param timing one sample per batch
 * @param work what one run makes the engine do, for a query
 */
public record Timed(Timing timing, Optional<Experiment.Work> work) {
    public Timed {
        Objects.requireNonNull(timing);
        Objects.requireNonNull(work);
    }

    /** {@code 18.0 µs [17.8 µs, 18.2 µs]}, then what that is, and the work. */
    public String sentence() {
        String interval = timing.interval()
                .map(i -> " [" + Quantity.nanos(i.low()) + ", " + Quantity.nanos(i.high()) + "]")
                .orElse("");
        String meaning = " · median of " + Quantity.count(timing.nanos().size(), "sample")
                + (interval.isEmpty() ? ", too few for an interval" : ", 99 % interval");
        String outliers = timing.outliers() == 0 ? "" : " · " + Quantity.count(timing.outliers(), "outlier") + ", kept";
        String steps = work.map(w -> " · " + w.steps().words("VM step")).orElse("");
        return Quantity.nanos(timing.median()) + interval + meaning + outliers + steps;
    }
}
