package rowan.workspace.contract;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import rowan.model.Progress;
import rowan.model.Quantity;

/**
 * A piece of work that may take long, such as copying a database or making an index, while it goes on: from its first
 * second on it tells, not too often, how far it is and how long the rest will take at the same pace.
 */
public final class LongStep implements AutoCloseable {

    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Listener listener;
    private final long start = System.nanoTime();
    private long dueNanos = start + FIRST_NANOS;
    private long furthest;
    private boolean told;

    /** Hears of long steps; must return quickly. */
    @FunctionalInterface
    public interface Listener {

        /** Tells nobody. */
        Listener NOBODY = now -> {};

        /** @param now how far the step is; empty when one has ended of which something was told */
        void hear(Optional<Progress> now);
    }

    /** The step begins. */
    public LongStep(Listener listener) {
        this.listener = listener;
    }

    /**
     * So much is done. The share that is told never goes back and is never above 1.
     *
     * @param done of {@code all}, in any unit that takes about the same time each
     * @param words that say so, {@code 41 MB of 300 MB copied}; given what is done
     */
    public void reached(long done, long all, LongFunction<String> words) {
        furthest = Math.max(furthest, Math.min(done, all));
        if (isDue() && furthest > 0 && furthest < all) {
            double left = (System.nanoTime() - start) * (all - furthest) / (double) furthest;
            tell(new Progress(
                    words.apply(furthest) + ", about " + Quantity.seconds(left) + " more",
                    OptionalDouble.of(furthest / (double) all)));
        }
    }

    /** It goes on, and nobody knows how long. */
    public void goesOn(String words) {
        if (isDue()) {
            tell(new Progress(words, OptionalDouble.empty()));
        }
    }

    private boolean isDue() {
        return System.nanoTime() - dueNanos >= 0;
    }

    private void tell(Progress progress) {
        dueNanos = System.nanoTime() + PAUSE_NANOS;
        told = true;
        listener.hear(Optional.of(progress));
    }

    /** The step has ended. */
    @Override
    public void close() {
        if (told) {
            listener.hear(Optional.empty());
        }
    }
}
