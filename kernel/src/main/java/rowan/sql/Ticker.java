package rowan.sql;

import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import rowan.model.Progress;
import rowan.model.Quantity;
import rowan.workspace.Output;

/** Tells how long a statement has run, from its first second on, until it ends. */
final class Ticker implements AutoCloseable {

    private static final long FIRST_MILLIS = 1_000;
    private static final long NEXT_MILLIS = 500;

    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "rowan-ticker");
        thread.setDaemon(true);
        return thread;
    });

    private final Output output;
    private final LongSupplier rows;
    private final long start = System.nanoTime();
    private final Future<?> ticking;
    private boolean ticked;
    private boolean ended;

    /**
     * @param rows how many have been read so far
     * @param telling whether anything is told; not of what runs behind other cells
     */
    Ticker(Output output, LongSupplier rows, boolean telling) {
        this.output = output;
        this.rows = rows;
        this.ticking = telling
                ? CLOCK.scheduleAtFixedRate(this::tick, FIRST_MILLIS, NEXT_MILLIS, TimeUnit.MILLISECONDS)
                : CompletableFuture.completedFuture(null);
    }

    private synchronized void tick() {
        if (!ended) {
            ticked = true;
            tell("running · ");
        }
    }

    private void tell(String what) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        String time = seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
        long read = rows.getAsLong();
        String soFar = read == 0 ? "" : " · " + Quantity.count(read, "row") + " so far";
        output.progress(new Progress(what + time + soFar, OptionalDouble.empty()));
    }

    /** The statement has given what is about to be shown in the place of its progress. */
    synchronized void done() {
        ended = true;
        ticking.cancel(false);
    }

    /** A statement that is not done has failed, and its error is told below. */
    @Override
    public synchronized void close() {
        boolean failed = !ended;
        done();
        if (failed && ticked) {
            tell("ended · ");
        }
    }
}
