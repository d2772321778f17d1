package rowan.jupyter.zmq;

import java.lang.ref.Cleaner;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

/**
 * Room for what comes in. Anybody can announce a frame of any size, and the library makes room for what is announced. So
 * large frames, those of all connections together, get a share of the heap until they are read. Where it is used up,
 * strangers are hung up on, and where that does not help, who asks for more. Small frames are always taken; a stranger cannot
 * let many of them pile up.
 */
final class Intake {

    /** In bytes; less than the buffers of a connection have. */
    private static final int SMALL = 8 << 10;

    private static final Cleaner CLEANER = Cleaner.create();
    private static final long COLLECT_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long COLLECTED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int COLLECTED_LOOKS = 20;

    private final long mostBytes;
    private final Connections connections;
    private final AtomicLong bytes = new AtomicLong();
    private long collectedNanos = System.nanoTime() - COLLECT_EVERY_NANOS;
    private Optional<Peer> lastRead = Optional.empty();

    /**
     * @param mostBytes of all large frames that are not read yet
     */
    Intake(long mostBytes, Connections connections) {
        this.mostBytes = mostBytes;
        this.connections = connections;
    }

    /** The most that may be waiting to be read, in bytes. */
    long mostBytes() {
        return mostBytes;
    }

    /** Who has sent the frame that was read last; for the thread that reads. */
    Optional<Peer> lastRead() {
        return lastRead;
    }

    /** Makes room for messages, on the thread of the library. */
    MsgAllocator messages() {
        return this::allocate;
    }

    /**
     * Makes room for subscriptions, on the thread of the library.
     *
     * @param mostBytes of all of a connection
     */
    MsgAllocator subscriptions(int mostBytes) {
        return size -> size < 0 ? new Refusal() : new Subscription(size, mostBytes);
    }

    private Msg allocate(int size) {
        boolean isLarge = size > SMALL;
        // A size that no int can hold arrives as a negative one.
        if (size < 0 || isLarge && !reserve(size)) {
            return new Refusal();
        }
        try {
            return isLarge ? new LargeFrame(size) : new Frame(size);
        } catch (OutOfMemoryError e) {
            // The library would never get over it: it would look at the same bytes for ever.
            bytes.addAndGet(isLarge ? -size : 0);
            return new Refusal();
        }
    }

    /**
     * Strangers who have all of the share are hung up on before anybody who has the key goes without. What they have had is
     * free only in a moment, so the share may be taken twice until then.
     */
    private boolean reserve(int more) {
        if (bytes.get() + more > mostBytes) {
            connections.all().stream().filter(Peer::isStranger).forEach(Peer::hangUp);
            collect(more);
        }
        boolean hasRoom = bytes.get() + more <= 2 * mostBytes;
        if (hasRoom) {
            bytes.addAndGet(more);
        }
        return hasRoom;
    }

    /** What was begun on connections that have ended since counts until it is collected. */
    private void collect(int more) {
        if (System.nanoTime() - collectedNanos >= COLLECT_EVERY_NANOS) {
            System.gc();
            for (int look = 0; look < COLLECTED_LOOKS && bytes.get() + more > mostBytes; look++) {
                LockSupport.parkNanos(COLLECTED_NANOS);
            }
            collectedNanos = System.nanoTime();
        }
    }

    /** A frame that knows who has sent it, once it is complete. */
    private class Frame extends Msg {
        private Optional<Peer> sender = Optional.empty();

        Frame(int size) {
            super(size);
        }

        @Override
        public Msg setMetadata(Metadata metadata) {
            sender = connections.sender(metadata);
            sender.ifPresent(peer -> peer.sent(size()));
            return super.setMetadata(metadata);
        }

        @Override
        public byte[] data() {
            sender.ifPresent(peer -> peer.read(size()));
            lastRead = sender;
            return super.data();
        }
    }

    /** A frame that counts until its bytes are handed out, or until nobody knows of it any more. */
    private final class LargeFrame extends Frame {
        private final Cleaner.Cleanable counted;

        LargeFrame(int size) {
            super(size);
            AtomicLong counter = bytes;
            counted = CLEANER.register(this, () -> counter.addAndGet(-size));
        }

        @Override
        public byte[] data() {
            counted.clean();
            return super.data();
        }
    }

    /** A frame that is kept as long as its sender is there. */
    private final class Subscription extends Msg {
        private final int mostBytes;

        Subscription(int size, int mostBytes) {
            super(size);
            this.mostBytes = mostBytes;
        }

        @Override
        public Msg setMetadata(Metadata metadata) {
            connections.sender(metadata).ifPresent(peer -> peer.subscribed(size(), mostBytes));
            return super.setMetadata(metadata);
        }
    }

    /**
     * What stands for a frame that there is no room for: a command, which the library drops, without any bytes, so that it
     * is done with at once. It is told then who has sent it.
     */
    private final class Refusal extends Msg {
        Refusal() {
            setFlags(COMMAND);
        }

        @Override
        public Msg setMetadata(Metadata metadata) {
            connections.sender(metadata).ifPresent(Peer::hangUp);
            return super.setMetadata(metadata);
        }
    }
}
