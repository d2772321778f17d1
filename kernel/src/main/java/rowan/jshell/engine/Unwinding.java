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
 * Tells whether a thread that is being stopped may still be unwinding a deep recursion. From one check to the next it is
 * allowed an amount of CPU time of its own, since it may get little of that while the machine is busy. How many checks it
 * meets depends on how much of them is compiled: where a check needs more stack than is left, each open call overflows anew.
 */
final class Unwinding implements Predicate<CellThread> {

    /** A depth of the stack that is unwound within milliseconds, whatever the calls do. */
    private static final int FEW_CALLS = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Duration enough;
    private OptionalLong begun = OptionalLong.empty();
    private int looks;

    /**
     * @param enough the CPU time that the thread is allowed between two checks
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

    /**
     * Whether a thread is busy in a deep stack. {@code Thread.getStackTrace} would take seconds for all of its frames.
     */
    private static boolean isDeepAndBusy(CellThread thread) {
        ThreadInfo info = THREADS.getThreadInfo(thread.getId(), FEW_CALLS);
        return info != null
                && info.getThreadState() == Thread.State.RUNNABLE
                && info.getStackTrace().length == FEW_CALLS;
    }
}
