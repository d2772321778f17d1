package rowan.experiment;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import rowan.model.Progress;
import rowan.model.Quantity;

/** Tells how far an experiment is, in one line and not too often: drawing it costs time that others measure. */
final class ProgressLine {

    private static final long PAUSE_NANOS = 250_000_000;

    private final Consumer<Progress> listener;
    private String prefix = "";
    private String said = "";
    private long copyingSince;
    private long lastNanos = System.nanoTime() - PAUSE_NANOS;

    ProgressLine(Consumer<Progress> listener) {
        this.listener = listener;
    }

    /** What all lines from now on begin with, such as the size that is measured. */
    void prefix(String words) {
        prefix = words;
    }

    void say(String sentence) {
        lastNanos = System.nanoTime();
        said = sentence;
        listener.accept(new Progress(prefix + sentence, OptionalDouble.empty()));
    }

    /** A copy begins. */
    void copying() {
        copyingSince = System.nanoTime();
    }

    /** How far a copy is, and how long the rest of it will take at the same pace. */
    void copied(long bytes, long all) {
        long now = System.nanoTime();
        if (now - lastNanos >= PAUSE_NANOS && bytes > 0) {
            lastNanos = now;
            double left = (now - copyingSince) * (all - bytes) / (double) bytes;
            listener.accept(new Progress(
                    prefix + said + " · " + Quantity.bytes(bytes) + " of " + Quantity.bytes(all) + " copied, about "
                            + Quantity.nanos(left) + " more",
                    OptionalDouble.of(bytes / (double) all)));
        }
    }

    void measuring(int rounds, long spentNanos, Duration budget) {
        if (System.nanoTime() - lastNanos >= PAUSE_NANOS) {
            lastNanos = System.nanoTime();
            listener.accept(new Progress(
                    prefix + Quantity.count(rounds, "pair") + " · " + Quantity.nanos(spentNanos) + " of at most "
                            + Quantity.duration(budget),
                    OptionalDouble.of(Math.min(1, spentNanos / (double) budget.toNanos()))));
        }
    }
}
