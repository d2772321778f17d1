package rowan;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The end of the process, which waits for all shutdown hooks: those of cells too, and one of them may never return. */
final class Ending {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private Ending() {}

    /** Ends the process after a few seconds, unless it has ended by then; returns at once. */
    static void halt(int status) {
        Thread halting = new Thread(
                () -> {
                    LockSupport.parkNanos(PATIENCE_NANOS);
                    Runtime.getRuntime().halt(status);
                },
                "rowan-halt");
        halting.setDaemon(true);
        halting.start();
    }
}
