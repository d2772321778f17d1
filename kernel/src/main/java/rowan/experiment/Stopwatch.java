package rowan.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Times;
import rowan.workspace.contract.Interrupt;

/** Times one thing alone, as {@code %timeit} does: how long one waits for it, and the CPU time beside. */
public final class Stopwatch {

    private static final Duration BUDGET = Duration.ofSeconds(2);
    private static final long LEAST_WARM_UP_NANOS = 50_000_000;
    private static final int WARM_UP_SHARE = 5;
    private static final int MOST = 101;
    private static final int FEWEST = 3;

    private Stopwatch() {}

    /**
     * Something to be timed.
     *
     * @param <E> what it may fail with
     */
    @FunctionalInterface
    public interface Timed<E extends Exception> {
        void run() throws E;
    }

    /**
     * Times it, in batches, until there are samples enough or two seconds are over; at least three times.
     *
     * @throws Interrupt.InterruptedRun if the user stopped it
     */
    public static <E extends Exception> Times time(Timed<E> work, Interrupt interrupt) throws E {
        Batches<E> batches = new Batches<>(times -> {
            Clocks clocks = new Clocks();
            clocks.start();
            for (int i = 0; i < times; i++) {
                work.run();
            }
            clocks.stop();
            return clocks.lap(times);
        });
        batches.warmUp(Clock.WALL, LEAST_WARM_UP_NANOS, BUDGET.toNanos() / WARM_UP_SHARE);
        List<Lap> samples = new ArrayList<>();
        long start = System.nanoTime();
        while (samples.size() < FEWEST || (samples.size() < MOST && System.nanoTime() - start < BUDGET.toNanos())) {
            interrupt.check();
            samples.add(batches.sample());
        }
        return Lap.times(Clock.WALL, samples);
    }
}
