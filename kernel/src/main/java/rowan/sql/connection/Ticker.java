package rowan.sql.connection;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import rowan.model.Progress;
import rowan.model.Quantity;
import rowan.workspace.contract.LongStep;
import rowan.workspace.contract.Output;

/** Tells how long a statement has run, from its first second on, until it ends; and how far the long steps of it are. */
public final class Ticker implements LongStep.Listener, AutoCloseable {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final long NEXT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final Clock CLOCK = new Clock();

    private final Output output;
    private final LongSupplier rows;
    private final boolean telling;
    private final long start = System.nanoTime();
    private long dueNanos = start + FIRST_NANOS;
    private volatile Optional<Progress> step = Optional.empty();
    private boolean ticked;
    private boolean ended;

    /**
     * @param rows how many have been read so far
     * @param telling whether anything is told; not of what runs behind other cells
     */
    public Ticker(Output output, LongSupplier rows, boolean telling) {
        this.output = output;
        this.rows = rows;
        this.telling = telling;
        if (telling) {
            CLOCK.add(this);
        }
    }

    /**
     * Knows what runs, and looks at it when the first of it is due. Most statements end long before: to be woken for each of
     * them would take longer than they do.
     */
    private static final class Clock {

        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread daemon = new Thread(task, "rowan-ticker");
            daemon.setDaemon(true);
            return daemon;
        });
        private final Set<Ticker> running = new HashSet<>();
        private boolean isSet;

        synchronized void add(Ticker ticker) {
            running.add(ticker);
            if (!isSet) {
                isSet = true;
                thread.schedule(this::look, FIRST_NANOS, TimeUnit.NANOSECONDS);
            }
        }

        synchronized void remove(Ticker ticker) {
            running.remove(ticker);
        }

        private void look() {
            due().forEach(Ticker::tick);
        }

        /** What is due now; the clock is set for the next, if anything runs. */
        private synchronized List<Ticker> due() {
            long now = System.nanoTime();
            List<Ticker> due = running.stream()
                    .filter(ticker -> ticker.dueNanos - now <= 0)
                    .toList();
            due.forEach(ticker -> ticker.dueNanos = now + NEXT_NANOS);
            OptionalLong nextNanos =
                    running.stream().mapToLong(ticker -> ticker.dueNanos - now).min();
            isSet = nextNanos.isPresent();
            nextNanos.ifPresent(nanos -> thread.schedule(this::look, nanos, TimeUnit.NANOSECONDS));
            return due;
        }
    }

    /** Who is told of the long steps of the statement. */
    public LongStep.Listener steps() {
        return telling ? this : LongStep.Listener.NOBODY;
    }

    @Override
    public void hear(Optional<Progress> now) {
        step = now;
    }

    private synchronized void tick() {
        if (!ended) {
            ticked = true;
            tell("running · ");
        }
    }

    private void tell(String what) {
        String time = Quantity.seconds(System.nanoTime() - start);
        long read = rows.getAsLong();
        String soFar = read == 0 ? "" : " · " + Quantity.count(read, "row") + " so far";
        Optional<Progress> now = step;
        String far = now.map(progress -> " · " + progress.sentence()).orElse("");
        output.progress(
                new Progress(what + time + soFar + far, now.map(Progress::share).orElseGet(OptionalDouble::empty)));
    }

    /** The statement has given what is about to be shown in the place of its progress. */
    public synchronized void done() {
        ended = true;
        CLOCK.remove(this);
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
