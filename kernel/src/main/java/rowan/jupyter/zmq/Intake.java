package rowan.jupyter.zmq;

import java.lang.ref.Cleaner;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import zmq.Msg;
import zmq.io.Metadata;
import zmq.msg.MsgAllocator;

/**
 * Room for what comes in. Anybody can announce a frame of any size, and the library makes room for what is announced; so
 * all frames together, until they are read, get a share of the heap, and who asks for more is hung up on.
 */
final class Intake {

    /** What is kept of a frame beside its bytes. */
    private static final int OVERHEAD_BYTES = 256;

    private static final Cleaner CLEANER = Cleaner.create();
    private static final long COLLECT_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long COLLECTED_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int COLLECTED_LOOKS = 20;

    private final long mostBytes;
    private final Connections connections;
    private final AtomicLong bytes = new AtomicLong();
    private long collectedNanos = System.nanoTime() - COLLECT_EVERY_NANOS;

    /**
     * @param mostBytes of all frames that are not read yet
     */
    Intake(long mostBytes, Connections connections) {
        this.mostBytes = mostBytes;
        this.connections = connections;
    }

    /** The most that may be waiting to be read, in bytes. */
    long mostBytes() {
        return mostBytes;
    }

    /** Makes room for messages, on the thread of the library. */
    MsgAllocator messages() {
        return size -> allocate(size, sender -> {});
    }

    /**
     * Makes room for subscriptions, on the thread of the library.
     *
     * @param mostBytes of all of a connection
     */
    MsgAllocator subscriptions(int mostBytes) {
        return size -> allocate(size, sender -> connections.subscribed(sender, size, mostBytes));
    }

    private Msg allocate(int size, Consumer<Metadata> complete) {
        // A size that no int can hold arrives as a negative one.
        if (size >= 0 && reserve((long) size + OVERHEAD_BYTES)) {
            try {
                return new Frame(size, complete);
            } catch (OutOfMemoryError e) {
                bytes.addAndGet(-size - OVERHEAD_BYTES);
            }
        }
        return new Refusal();
    }

    private boolean reserve(long more) {
        if (hasRoomFor(more)) {
            return true;
        }
        // What was begun on connections that have ended since counts until it is collected.
        if (System.nanoTime() - collectedNanos >= COLLECT_EVERY_NANOS) {
            System.gc();
            for (int look = 0; look < COLLECTED_LOOKS && bytes.get() + more > mostBytes; look++) {
                LockSupport.parkNanos(COLLECTED_NANOS);
            }
            collectedNanos = System.nanoTime();
        }
        return hasRoomFor(more);
    }

    private boolean hasRoomFor(long more) {
        boolean hasRoom = bytes.addAndGet(more) <= mostBytes;
        if (!hasRoom) {
            bytes.addAndGet(-more);
        }
        return hasRoom;
    }

    /** A frame that counts until its bytes are handed out, or until nobody knows of it any more. */
    private final class Frame extends Msg {
        private final Consumer<Metadata> complete;
        private final Cleaner.Cleanable counted;

        /**
         * @param complete is told by which connection it has come
         */
        Frame(int size, Consumer<Metadata> complete) {
            super(size);
            this.complete = complete;
            AtomicLong counter = bytes;
            counted = CLEANER.register(this, () -> counter.addAndGet(-size - OVERHEAD_BYTES));
        }

        @Override
        public Msg setMetadata(Metadata sender) {
            complete.accept(sender);
            return super.setMetadata(sender);
        }

        @Override
        public byte[] data() {
            counted.clean();
            return super.data();
        }
    }

    /**
     * What stands for a frame that there is no room for: a command, which the library drops, without any bytes, so that it
     * is done with at once. It is told then by which connection it has come.
     */
    private final class Refusal extends Msg {
        Refusal() {
            setFlags(COMMAND);
        }

        @Override
        public Msg setMetadata(Metadata sender) {
            connections.hangUp(sender);
            return super.setMetadata(sender);
        }
    }
}
