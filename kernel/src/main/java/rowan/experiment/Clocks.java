package rowan.experiment;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import rowan.model.experiment.Clock;

/** Measures by both clocks at once: the time that passes, and the time for which the current thread has a processor. */
final class Clocks {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** A clock may stand still for this part of a batch. */
    private static final long COARSEST_NANOS = Batches.LEAST_CPU_NANOS / 50;

    /** How many ticks are looked at, the shortest of which counts: others may hold a turn of another program. */
    private static final int TICKS = 20;

    /** Whether batches can be told from each other by CPU time. */
    static final boolean CPU_IS_FINE = isFine();

    private long wall;
    private long cpu;
    private long startWall;
    private long startCpu;

    private static boolean isFine() {
        if (!THREADS.isCurrentThreadCpuTimeSupported() || !THREADS.isThreadCpuTimeEnabled()) {
            return false;
        }
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < TICKS; i++) {
            long now = before;
            while (now == before) {
                now = THREADS.getCurrentThreadCpuTime();
            }
            if (now - before <= COARSEST_NANOS) {
                return true;
            }
            before = now;
        }
        return false;
    }

    /** What a clock shows now, in nanoseconds; only differences mean something. */
    static long now(Clock clock) {
        return clock == Clock.CPU ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }

    void start() {
        startCpu = CPU_IS_FINE ? THREADS.getCurrentThreadCpuTime() : 0;
        startWall = System.nanoTime();
    }

    /** What passed since the start is part of the lap. */
    void stop() {
        wall += System.nanoTime() - startWall;
        cpu += CPU_IS_FINE ? THREADS.getCurrentThreadCpuTime() - startCpu : 0;
    }

    /** The mean of so many executions between the starts and the stops. */
    Lap lap(int executions) {
        return new Lap(wall / (double) executions, CPU_IS_FINE ? cpu / (double) executions : Double.NaN);
    }
}
