package rowan.jshell.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Predicate;
import rowan.jshell.cell.CellThread;
import rowan.jshell.cell.InterruptCheck;

/**
 * Whether a thread that is to stop may still be on its way back from a deep recursion. From one check that it meets to the
 * next it is given an amount of its own time, of which it gets little while the machine is busy. How many checks it meets
 * depends on how much of them is compiled: where they need more stack than is left, each call that is open overflows anew.
 */
final class Unwinding implements Predicate<CellThread> {

    /** Calls that are unwound in some milliseconds, whatever each takes. */
    private static final int FEW_CALLS = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration enough;
    private OptionalLong begun = OptionalLong.empty();
    private int looks;

    /**
     * @param enough so much of its own time the thread is given between two checks
     */
    Unwinding(Duration enough) {
        this.enough = enough;
    }

    @Override
    public boolean test(CellThread thread) {
        long used = THREADS.getThreadCpuTime(thread.getId());
        boolean hasMetCheck = looks != InterruptCheck.looks();
        looks = InterruptCheck.looks();
        if (begun.isEmpty() || hasMetCheck) {
            begun = OptionalLong.of(used);
        }
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
