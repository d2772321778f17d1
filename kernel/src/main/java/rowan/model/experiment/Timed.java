package rowan.model.experiment;

import java.util.Objects;
import java.util.Optional;
import rowan.model.Quantity;

/**
 * How long one thing takes, done again and again.
 *
 * @param times one sample per batch
 * @param work what one run makes the engine do, for a query
 */
public record Timed(Times times, Optional<Experiment.Work> work) {
    public Timed {
        Objects.requireNonNull(times);
        Objects.requireNonNull(work);
    }

    /** {@code 18.0 µs [17.8 µs, 18.2 µs]}, then what that is, and the work. */
    public String sentence() {
        Timing timing = times.timing();
        String interval = interval(timing);
        String meaning = " · median of " + Quantity.count(timing.nanos().size(), "sample")
                + (interval.isEmpty() ? ", too few for an interval" : ", 99 % interval");
        String outliers = timing.outliers() == 0 ? "" : " · " + Quantity.count(timing.outliers(), "outlier") + ", kept";
        String steps = work.map(w -> " · " + Experiment.Work.words(w.steps())).orElse("");
        String cpu = times.cpu()
                .map(c -> " · CPU " + Quantity.nanos(c.median()) + interval(c))
                .orElse("");
        return Quantity.nanos(timing.median()) + interval + meaning + outliers + cpu + steps;
    }

    private static String interval(Timing timing) {
        return timing.interval()
                .map(i -> " [" + Quantity.nanos(i.low()) + ", " + Quantity.nanos(i.high()) + "]")
                .orElse("");
    }
}
