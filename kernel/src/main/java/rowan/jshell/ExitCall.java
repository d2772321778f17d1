package rowan.jshell;

import java.util.Arrays;
import rowan.model.Problem;

/**
 * A call of {@code System.exit} that has got past {@link Guard#exit}, by reflection or from within a library. It cannot be
 * undone: the process ends when its shutdown hooks have.
 */
public final class ExitCall {

    private ExitCall() {}

    /** Whether the process ends because its own code wants it to: whoever has called stands in the call until the end. */
    public static boolean isUnderWay() {
        return Thread.getAllStackTraces().values().stream().anyMatch(ExitCall::isExit);
    }

    private static boolean isExit(StackTraceElement[] frames) {
        return Arrays.stream(frames)
                .anyMatch(frame -> frame.getClassName().equals("java.lang.Runtime")
                        && frame.getMethodName().equals("exit"));
    }

    /** How the cell ends that runs then. */
    static Problem problem() {
        return Problem.of(
                "ExitCalled",
                "System.exit was called where Rowan cannot catch it, by reflection or within a library, so the process"
                        + " ends, and its variables and the notebook's own database with it.",
                "Return from the cell instead, or throw an exception; Kernel ▸ Shut Down Kernel ends the kernel.");
    }
}
