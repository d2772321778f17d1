package rowan.experiment;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import rowan.model.Progress;
import rowan.model.Quantity;
import rowan.workspace.contract.LongStep;

/** Tells how far an experiment is, in one line and not too often: drawing it costs time that others measure. */
final class ProgressLine implements LongStep.Listener {

    private static final long PAUSE_NANOS = 250_000_000;

    private final Consumer<Progress> listener;
    private String prefix = "";
    private String said = "";
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

    /** Adds how far a long step is to what was said; when it has ended, what was said holds as it is. */
    @Override
    public void hear(Optional<Progress> now) {
        now.ifPresentOrElse(
                step -> listener.accept(new Progress(prefix + said + " · " + step.sentence(), step.share())),
                () -> say(said));
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
