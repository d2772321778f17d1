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
 * Limits the memory that incoming messages take. A peer can announce a frame of any size, and JeroMQ allocates what is
 * announced. So all large frames that are not read yet, of all connections together, may take a share of the heap. When it
 * is used up, the connections of strangers are closed and, where that does not help, the one that asks for more. Small
 * frames are always accepted; {@link Peer} keeps a stranger from piling them up.
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

    /** The most bytes of large frames that may wait to be read. */
    long mostBytes() {
        return mostBytes;
    }

    /** The peer that has sent the frame which was read last. Only the reading thread may ask. */
    Optional<Peer> lastRead() {
        return lastRead;
    }

    /** Allocates the frames of messages, on JeroMQ's thread. */
    MsgAllocator messages() {
        return this::allocate;
    }

    /**
     * Allocates the frames of subscriptions, on JeroMQ's thread.
     *
     * @param mostBytes the most bytes that all subscriptions of one connection may have
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
            // JeroMQ would not recover from an error: it would read the same bytes again for ever.
            bytes.addAndGet(isLarge ? -size : 0);
            return new Refusal();
        }
    }

    /**
     * Takes so many bytes of the share. When it is used up, the connections of strangers are closed first, so that a peer
     * that has the key need not go without. Their memory is free only a moment later, so until then twice the share is
     * allowed.
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

    /** Has the memory of unfinished frames collected whose connections have ended: it counts until then. */
    private void collect(int more) {
        if (System.nanoTime() - collectedNanos >= COLLECT_EVERY_NANOS) {
            System.gc();
            for (int look = 0; look < COLLECTED_LOOKS && bytes.get() + more > mostBytes; look++) {
                LockSupport.parkNanos(COLLECTED_NANOS);
            }
            collectedNanos = System.nanoTime();
        }
    }

    /** A frame that knows, once it is complete, which peer has sent it. */
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

    /** A frame whose bytes count until they are read, or until the frame is garbage. */
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

    /** The frame of a subscription, which JeroMQ keeps as long as its sender is connected. */
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
     * Takes the place of a frame for which there is no room: an empty command, which JeroMQ drops at once. When JeroMQ tells
     * it who has sent it, the connection is closed.
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
