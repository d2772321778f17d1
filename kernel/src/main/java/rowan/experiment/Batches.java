package rowan.experiment;

/**
 * Executions in batches that a clock can measure: at least a millisecond each.
 *
 * @param <E> what an execution may fail with
 */
final class Batches<E extends Exception> {

    private static final long BATCH_NANOS = 1_000_000;
    private static final int LARGEST = 1_000_000;

    /** Two batches that differ by no more than this, one after the other, are called stable. */
    private static final double STABLE = 0.05;

    /** Something that can be done again and again. */
    @FunctionalInterface
    interface Execution<E extends Exception> {
        /** Does it so many times; the mean time of one, in nanoseconds. */
        double nanosOfOne(int times) throws E;
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
     */
    void warmUp(long leastNanos, long mostNanos) throws E {
        double spent = 0;
        double before = Double.MAX_VALUE;
        for (int times = 1; ; times = Math.min(2 * times, LARGEST)) {
            double each = Math.max(1, execution.nanosOfOne(times));
            spent += each * times;
            size = (int) Math.max(1, Math.min(LARGEST, Math.ceil(BATCH_NANOS / each)));
            boolean isStable = Math.abs(each - before) <= STABLE * each;
            if (spent >= mostNanos || (spent >= leastNanos && isStable)) {
                return;
            }
            before = each;
        }
    }

    /** One batch: nanoseconds of one execution. */
    double sample() throws E {
        return execution.nanosOfOne(size);
    }
}
