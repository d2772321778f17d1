package rowan.experiment;

import rowan.model.experiment.Clock;

/**
 * Executions in batches that a clock can measure. By wall time a batch takes at least a millisecond; by CPU time a quarter
 * of that, so that on a busy machine most batches end before another program has its turn and the caches are another's.
 *
 * @param <E> what an execution may fail with
 */
final class Batches<E extends Exception> {

    private static final long LEAST_WALL_NANOS = 1_000_000;
    static final long LEAST_CPU_NANOS = 250_000;

    private static final int LARGEST = 1_000_000;

    /** Two batches that differ by no more than this, one after the other, are called stable. */
    private static final double STABLE = 0.05;

    /** Something that can be done again and again. */
    @FunctionalInterface
    interface Execution<E extends Exception> {
        /** Does it so many times; the mean of one. */
        Lap ofOne(int times) throws E;
    }

    private final Execution<E> execution;
    private int size = 1;

    Batches(Execution<E> execution) {
        this.execution = execution;
    }

    /** How many executions make a batch. */
    int size() {
        return size;
    }

    /**
     * Executes until times are stable or the time is over, twice as often each time, as criterion does; learns how many
     * executions make a batch.
     *
     * @param clock by which times are judged; the time that is over is wall time
     */
    void warmUp(Clock clock, long leastNanos, long mostNanos) throws E {
        double spent = 0;
        double before = Double.MAX_VALUE;
        long least = clock == Clock.CPU ? LEAST_CPU_NANOS : LEAST_WALL_NANOS;
        for (int times = 1; ; times = Math.min(2 * times, LARGEST)) {
            Lap lap = execution.ofOne(times);
            double each = Math.max(1, lap.by(clock));
            spent += lap.wall() * times;
            size = (int) Math.max(1, Math.min(LARGEST, Math.ceil(least / each)));
            boolean isStable = Math.abs(each - before) <= STABLE * each;
            if (spent >= mostNanos || (spent >= leastNanos && isStable)) {
                return;
            }
            before = each;
        }
    }

    /** One batch: the mean of its executions. */
    Lap sample() throws E {
        return execution.ofOne(size);
    }
}
