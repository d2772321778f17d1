package rowan.jupyter.zmq;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import rowan.jupyter.protocol.SparingLog;
import zmq.Msg;

/**
 * Counts the bytes of messages that were sent and that front ends have not yet read. A ZeroMQ socket can limit these messages
 * by their number only, and they may be of any size. With the count, a cell that produces more can be made to wait.
 */
final class Backlog {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The patience with the next idle connection: it may well be the same front end, which has connected again. */
    private static final long NEXT_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * How many rounds may pass without a change of the count before a cell is let go on, so that none waits for ever.
     */
    private static final int MOST_UNCHANGED = 12;

    private static final long FORGIVEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SparingLog log = new SparingLog(Backlog.class);
    private final long mostBytes;
    private final Connections connections;
    private final AtomicLong bytes = new AtomicLong();
    private volatile long givenUpNanos = System.nanoTime() - FORGIVEN_NANOS;

    /**
     * @param mostBytes the number of unread bytes from which on cells wait
     */
    Backlog(long mostBytes, Connections connections) {
        this.mostBytes = mostBytes;
        this.connections = connections;
    }

    /**
     * Makes the last frame of a message; while it is unread, all bytes of the message are counted.
     *
     * @param messageBytes of all its frames
     */
    Msg lastFrame(byte[] body, long messageBytes) {
        return new Frame(body, messageBytes);
    }

    /**
     * Waits until few enough bytes are unread. A front end that reads, however slowly, is waited for; the connection of one
     * that reads nothing for some seconds is closed.
     *
     * @param isOver whether the caller need not wait any longer
     */
    void awaitRoom(BooleanSupplier isOver) {
        BooleanSupplier hasRoom = () -> bytes.get() <= mostBytes || isOver.getAsBoolean();
        for (int unchanged = 0; unchanged < MOST_UNCHANGED && !hasRoom.getAsBoolean(); ) {
            long before = bytes.get();
            Collection<Peer> idle = idle(hasRoom);
            if (hasRoom.getAsBoolean()) {
                return;
            }
            if (idle.isEmpty() && bytes.get() == before) {
                // A large message is on its way to somebody slow; or it is for those who have left, and counts until it
                // is
                // collected.
                System.gc();
                unchanged++;
            } else {
                unchanged = 0;
            }
            idle.forEach(this::giveUp);
        }
    }

    private Collection<Peer> idle(BooleanSupplier hasRoom) {
        boolean isForgiven = System.nanoTime() - givenUpNanos >= FORGIVEN_NANOS;
        try {
            return connections.idle(isForgiven ? PATIENCE_NANOS : NEXT_PATIENCE_NANOS, hasRoom);
        } catch (IOException e) {
            log.warn("who reads and who does not cannot be told", e);
            return connections.all();
        }
    }

    private void giveUp(Peer peer) {
        givenUpNanos = System.nanoTime();
        log.warn(
                "a front end reads nothing of what it is sent, and more than " + (mostBytes >> 20)
                        + " MB wait for it: its connection is closed. It misses what it has not read.",
                null);
        peer.hangUp();
    }

    /**
     * A last frame, which counts its message. The queue of each connection calls {@code isIdentity} of a last frame twice:
     * when the frame is put in, and when it is taken out to be written to the network.
     */
    private final class Frame extends Msg {
        private final long messageBytes;
        private final AtomicLong waiting = new AtomicLong();

        Frame(byte[] body, long messageBytes) {
            super(body);
            this.messageBytes = messageBytes;
            AtomicLong counter = bytes;
            AtomicLong left = waiting;
            // Pipes that end ask nothing of what they still hold.
            CLEANER.register(this, () -> counter.addAndGet(-left.getAndSet(0)));
        }

        @Override
        public boolean isIdentity() {
            long change = Thread.currentThread() instanceof IoThread ? -messageBytes : messageBytes;
            waiting.addAndGet(change);
            bytes.addAndGet(change);
            return super.isIdentity();
        }
    }
}
