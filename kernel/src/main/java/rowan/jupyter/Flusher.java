package rowan.jupyter;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Sends gathered text a moment after it was written: soon enough to be read as it comes, late enough to be gathered. */
final class Flusher {

    private static final long DELAY_MILLIS = 25;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rowan-output");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();

    /** Has text sent in a moment: once, however often that is asked for meanwhile. */
    void soon(Runnable flush) {
        if (waiting.add(flush)) {
            timer.schedule(
                    () -> {
                        waiting.remove(flush);
                        flush.run();
                    },
                    DELAY_MILLIS,
                    TimeUnit.MILLISECONDS);
        }
    }
}
