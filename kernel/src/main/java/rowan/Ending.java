package rowan;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The end of the process. It waits for all shutdown hooks, those of cells too, and one of them may never return; and it must
 * come where there is no memory left to go on with.
 */
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

    /**
     * Ends the process where a thread ends for want of memory and not even that can be said. A kernel that has ended is
     * started again by its front end; one that has lost its threads is waited for.
     */
    static void atLastMemory() {
        byte[] sentence = ("Rowan ends: its cells hold all of the memory that Java has here, "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB. Start it with more: JAVA_TOOL_OPTIONS=-Xmx4g.\n")
                .getBytes(StandardCharsets.UTF_8);
        FileOutputStream stderr = new FileOutputStream(FileDescriptor.err);
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {
            try {
                System.err.print("Exception in thread \"" + thread.getName() + "\" ");
                thrown.printStackTrace();
            } catch (OutOfMemoryError e) {
                say(sentence, stderr);
                Runtime.getRuntime().halt(1);
            }
        });
    }

    private static void say(byte[] sentence, FileOutputStream stderr) {
        try {
            stderr.write(sentence);
        } catch (IOException e) {
            // Nobody listens.
        }
    }
}
