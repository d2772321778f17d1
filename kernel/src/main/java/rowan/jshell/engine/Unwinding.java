package rowan.jshell.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Predicate;
import rowan.jshell.cell.CellThread;

/**
 * Whether a thread that is to stop may still be on its way back from a deep recursion. It is given an amount of its own time,
 * of which it gets little while the machine is busy.
 */
final class Unwinding implements Predicate<CellThread> {

    /** Calls that are unwound in some milliseconds, whatever each takes. */
    private static final int FEW_CALLS = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration enough;
    private OptionalLong begun = OptionalLong.empty();

    /**
     * @param enough so much of its own time the thread is given
     */
    Unwinding(Duration enough) {
        this.enough = enough;
    }

    @Override
    public boolean test(CellThread thread) {
        long used = THREADS.getThreadCpuTime(thread.getId());
        begun = OptionalLong.of(begun.orElse(used));
        return used - begun.getAsLong() < enough.toNanos() && isDeepAndBusy(thread);
    }

    /** Where Java is asked for all calls, which is what a thread itself can be asked for, it takes seconds to tell them. */
    private static boolean isDeepAndBusy(CellThread thread) {
        ThreadInfo info = THREADS.getThreadInfo(thread.getId(), FEW_CALLS);
        return info != null
                && info.getThreadState() == Thread.State.RUNNABLE
                && info.getStackTrace().length == FEW_CALLS;
    }
}
