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
 * What was sent and is not yet taken by those it was sent to. A ZeroMQ socket keeps it for each of them, without limit or by
 * the number of messages, which may be of any size; here their bytes are counted, so that whoever makes more of them can be
 * held up.
 */
final class Backlog {

    private static final Cleaner CLEANER = Cleaner.create();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** For the next one, which may well be the one that was given up and has come back. */
    private static final long NEXT_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** So often nothing may change although everybody takes something; no cell is held up for ever. */
    private static final int MOST_UNCHANGED = 12;

    private static final long FORGIVEN_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SparingLog log = new SparingLog(Backlog.class);
    private final long mostBytes;
    private final Connections connections;
    private final AtomicLong bytes = new AtomicLong();
    private volatile long givenUpNanos = System.nanoTime() - FORGIVEN_NANOS;

    /**
     * @param mostBytes may wait before anybody is held up
     */
    Backlog(long mostBytes, Connections connections) {
        this.mostBytes = mostBytes;
        this.connections = connections;
    }

    /**
     * The last frame of a message, which counts for all of it.
     *
     * @param messageBytes of all its frames
     */
    Msg lastFrame(byte[] body, long messageBytes) {
        return new Frame(body, messageBytes);
    }

    /**
     * Returns when so little waits that more may be sent. Whoever takes something, however slowly, is waited for; who takes
     * nothing at all for some seconds is hung up on.
     *
     * @param isOver whether the caller has something better to do
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
     * The pipe of each connection asks a last frame whether it is an identity, once when it is put in and once when it is
     * taken out to be written to the network.
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
