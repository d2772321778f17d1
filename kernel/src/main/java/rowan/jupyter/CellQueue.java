package rowan.jupyter;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import rowan.jupyter.protocol.Message;
import rowan.workspace.contract.InterruptSignal;

/**
 * The cells that wait, the one that runs, and which of them an interrupt is meant for: the one that runs; where none does,
 * the first that waits.
 *
 * <p>Control and shell are two connections, and nothing keeps an order between them: an interrupt may be read before the
 * cell that was sent before it, and behind a cell that was sent after it. So where one front end has sent both, its own
 * clock decides. And an interrupt that finds no cell is kept for a moment, for one that was sent earlier and is still on its
 * way; a cell that is sent later runs.
 */
final class CellQueue {

    /** More than a busy machine lets a cell wait before it is read; so long, different clocks may decide wrongly. */
    private static final long ON_ITS_WAY_NANOS = 2_000_000_000;

    /** A cell with the interrupt of its own, which is there from the moment in which it is received. */
    record Request(Message message, InterruptSignal signal) {}

    /**
     * The wish that a cell should stop.
     *
     * @param session of the front end that has sent it; empty where a signal of the system says it
     * @param sent when that was, by the front end's clock; empty where it does not say
     */
    record Wish(String session, Optional<Instant> sent, long receivedNanos) {

        /** What an {@code interrupt_request} wishes. */
        static Wish of(Message request) {
            return new Wish(request.session(), request.date(), System.nanoTime());
        }

        /** What a signal of the system wishes. */
        static Wish ofSignal() {
            return new Wish("", Optional.of(Instant.now()), System.nanoTime());
        }

        /**
         * Whether a cell was sent before this.
         *
         * @param wasReceived whether it was received before this
         */
        private boolean isMeantFor(Message cell, boolean wasReceived) {
            if (!session.equals(cell.session()) && (wasReceived || !isRecent())) {
                return wasReceived; // Two clocks may differ by anything.
            }
            Optional<Instant> cellSent = cell.date();
            return sent.isPresent() && cellSent.isPresent() ? !cellSent.get().isAfter(sent.get()) : wasReceived;
        }

        private boolean isRecent() {
            return System.nanoTime() - receivedNanos < ON_ITS_WAY_NANOS;
        }
    }

    private final Deque<Request> waiting = new ArrayDeque<>();
    private Optional<Request> running = Optional.empty();
    private Optional<Wish> unmet = Optional.empty();
    private boolean closed;

    /** An {@code execute_request} was received. */
    synchronized void add(Message cell) {
        Request request = new Request(cell, new InterruptSignal());
        if (unmet.filter(wish -> wish.isMeantFor(cell, false)).isPresent()) {
            request.signal().request();
        }
        unmet = Optional.empty();
        waiting.add(request);
        notifyAll();
    }

    /** Waits for the next cell, which runs from now on; empty once there are none to be run any more. */
    synchronized Optional<Request> take() {
        while (waiting.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException byCode) {
                // Code of a cell may interrupt any thread; cells are waited for until the kernel ends.
            }
        }
        running = closed ? Optional.empty() : Optional.of(waiting.remove());
        return running;
    }

    /** The cell that runs has ended. Called before its front end is told, which may interrupt the next one then. */
    synchronized void ended() {
        running = Optional.empty();
    }

    /**
     * The cell that runs has failed.
     *
     * @return the cells that have waited behind it and wait no more
     */
    synchronized List<Request> failed() {
        running = Optional.empty();
        List<Request> behind = List.copyOf(waiting);
        waiting.clear();
        return behind;
    }

    /** Stops the cell that is meant. */
    void interrupt(Wish wish) {
        Optional<Request> first;
        synchronized (this) {
            first = running.or(() -> Optional.ofNullable(waiting.peek()));
            unmet = first.isEmpty() ? Optional.of(wish) : Optional.empty();
        }
        first.filter(request -> wish.isMeantFor(request.message(), true))
                .ifPresent(request -> request.signal().request());
    }

    /** Stops the cell that runs; no other is run. */
    void close() {
        Optional<Request> last;
        synchronized (this) {
            closed = true;
            last = running;
            notifyAll();
        }
        last.ifPresent(request -> request.signal().request());
    }
}
