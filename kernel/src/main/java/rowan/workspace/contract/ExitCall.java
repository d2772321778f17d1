package rowan.workspace.contract;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import rowan.model.Problem;

/**
 * A call of {@code System.exit} that has got past what Rowan puts in its place, by a method handle or from within a library. It
 * cannot be undone: the process ends when its shutdown hooks have.
 */
public final class ExitCall {

    /** Never started; to take it away is refused once the process ends. */
    private static final Thread NO_HOOK = new Thread();

    /** More than lie between the call and where it waits. Without such a limit, a deep recursion takes Java seconds to tell. */
    private static final int FRAMES = 50;

    private ExitCall() {}

    /** Whether the process ends because its own code wants it to: whoever has called stands in the call until the end. */
    public static boolean isUnderWay() {
        return isEnding()
                && Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false, FRAMES))
                        .anyMatch(ExitCall::isExit);
    }

    /** Whether it is a certain thread that has called, and so never returns from what it does. */
    public static boolean isCalledBy(Thread thread) {
        ThreadInfo info = isEnding() ? ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId(), FRAMES) : null;
        return info != null && isExit(info);
    }

    private static boolean isEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(NO_HOOK);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    private static boolean isExit(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }

    /** How a cell ends that runs then, be it the one that has called or another. */
    public static Problem problem() {
        return Problem.of(
                "ExitCalled",
                "System.exit was called where Rowan cannot catch it, by a method handle or within a library, so the process"
                        + " ends, and its variables and the notebook's own database with it.",
                "Return from that cell instead, or throw an exception, and run the cells again from the first; Kernel ▸ Shut Down Kernel ends the kernel.");
    }
}
