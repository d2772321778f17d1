package rowan.jupyter.zmq;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One connection to another ZeroMQ socket. One thread at a time sends, one receives. What the other side does not take at
 * once waits here.
 */
final class Connection implements AutoCloseable {

    /** The virtual machine keeps memory of the size of the largest transfer for each thread. */
    private static final int TRANSFER_BYTES = 1 << 16;

    private final SocketChannel channel;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private ByteBuffer received = ByteBuffer.allocate(TRANSFER_BYTES);
    private List<byte[]> frames = new ArrayList<>();
    private boolean isGreeted;
    private byte[] identity;

    /** Says what kind of socket this side has, and under which name it wants to be known; empty for any. */
    Connection(SocketChannel channel, String socketType, byte[] identity) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        send(Zmtp.opening(socketType, identity));
    }

    /** Whether the other side has said who it is. */
    boolean isReady() {
        return identity != null;
    }

    /** The name under which the other side wants to be known; empty for any. */
    byte[] identity() {
        return identity;
    }

    /**
     * Sends bytes behind all that was sent before.
     *
     * @return whether all is on its way; otherwise {@link #flush} has to be called when the other side takes more
     */
    boolean send(ByteBuffer message) throws IOException {
        waiting.add(message);
        return waiting.size() == 1 && flush();
    }

    /** Sends what waits, as much as the other side takes; whether that was all. */
    boolean flush() throws IOException {
        for (ByteBuffer next = waiting.peek(); next != null; next = waiting.peek()) {
            while (next.hasRemaining()) {
                int written = channel.write(next.slice(next.position(), Math.min(next.remaining(), TRANSFER_BYTES)));
                next.position(next.position() + written);
                if (written == 0) {
                    return false;
                }
            }
            waiting.remove();
        }
        return true;
    }

    /**
     * Reads what has come in.
     *
     * @return the messages that are whole by now, each as its frames
     * @throws EOFException if the other side has closed the connection
     */
    List<List<byte[]>> receive() throws IOException {
        received.limit(Math.min(received.capacity(), received.position() + TRANSFER_BYTES));
        if (channel.read(received) < 0) {
            throw new EOFException();
        }
        received.flip();
        List<List<byte[]>> messages = new ArrayList<>();
        if (isGreeted || received.remaining() >= Zmtp.GREETING_BYTES) {
            if (!isGreeted) {
                Zmtp.checkGreeting(received);
                isGreeted = true;
            }
            for (Zmtp.Frame frame = Zmtp.frame(received); frame != null; frame = Zmtp.frame(received)) {
                take(frame, messages);
            }
        }
        makeRoom();
        return messages;
    }

    private void take(Zmtp.Frame frame, List<List<byte[]>> messages) throws IOException {
        if (frame.isReady()) {
            identity = frame.identity();
        } else if (!frame.isCommand()) {
            frames.add(frame.body());
            if (frame.isLast()) {
                messages.add(frames);
                frames = new ArrayList<>();
            }
        }
    }

    /** Grows with what comes in, not with what is announced: anybody can announce a lot. */
    private void makeRoom() {
        boolean isEmpty = !received.hasRemaining();
        boolean isFull = received.remaining() == received.capacity();
        if (isEmpty && received.capacity() > TRANSFER_BYTES) {
            received = ByteBuffer.allocate(TRANSFER_BYTES);
        } else if (isFull) {
            received = ByteBuffer.allocate(Math.multiplyExact(2, received.capacity()))
                    .put(received);
        } else {
            received.compact();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(Connection.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection does not close", e);
        }
    }
}
