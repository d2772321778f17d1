package rowan.jupyter.zmq;

import com.google.gson.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.protocol.Wire;

/** A front end's end of a connection, for conversations with a kernel over the real sockets. Used by one thread. */
public final class Client implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;
    private static final int AGAIN_MILLIS = 20;

    private final Socket shell;
    private final Socket control;
    private final Socket stdin;
    private final Socket iopub;
    private final Socket heartbeat;
    private final Wire wire;

    /** Connects to a kernel, as soon as there is one. */
    public Client(ConnectionFile connection) throws IOException {
        wire = new Wire(connection.key());
        byte[] identity = wire.session().getBytes(StandardCharsets.US_ASCII);
        iopub = new Socket("SUB", connection.ip(), connection.iopubPort(), identity);
        iopub.send(List.of(new byte[] {1}));
        shell = new Socket("DEALER", connection.ip(), connection.shellPort(), identity);
        control = new Socket("DEALER", connection.ip(), connection.controlPort(), identity);
        stdin = new Socket("DEALER", connection.ip(), connection.stdinPort(), identity);
        heartbeat = new Socket("REQ", connection.ip(), connection.heartbeatPort(), identity);
    }

    /** One of the five; waits where a kernel's does not. */
    private static final class Socket implements AutoCloseable {
        private final SocketChannel channel;
        private final Connection connection;
        private final Selector selector;
        private final Deque<List<byte[]>> received = new ArrayDeque<>();

        Socket(String type, String ip, int port, byte[] identity) throws IOException {
            channel = connected(new InetSocketAddress(ip, port));
            channel.configureBlocking(false);
            selector = Selector.open();
            channel.register(selector, SelectionKey.OP_READ);
            connection = new Connection(channel, type, identity);
        }

        private static SocketChannel connected(InetSocketAddress address) throws IOException {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (true) {
                try {
                    return SocketChannel.open(address);
                } catch (ConnectException e) {
                    if (System.nanoTime() > end) {
                        throw e;
                    }
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS));
                }
            }
        }

        void send(List<byte[]> frames) {
            try {
                for (boolean sent = connection.send(Zmtp.bytes(List.of(frames))); !sent; sent = connection.flush()) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Optional<List<byte[]>> receive(Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            try {
                while (received.isEmpty()
                        && System.nanoTime() < end
                        && !Thread.currentThread().isInterrupted()) {
                    selector.select(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
                    selector.selectedKeys().clear();
                    received.addAll(connection.receive());
                }
            } catch (EOFException ended) {
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Optional.ofNullable(received.poll());
        }

        @Override
        public void close() {
            connection.close();
            try {
                selector.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
    /** Sends a request on shell; its message id. */
    public String shell(String type, JsonObject content) {
        return send(shell, type, content);
    }

    /** Sends a request on control; its message id. */
    public String control(String type, JsonObject content) {
        return send(control, type, content);
    }

    /** Answers the kernel's question. */
    public void stdin(JsonObject content) {
        send(stdin, "input_reply", content);
    }

    private String send(Socket socket, String type, JsonObject content) {
        Message message = wire.message(List.of(), type, Message.NO_PARENT, content);
        socket.send(wire.encode(message));
        return message.id();
    }

    /** Sends frames as they are on shell, well formed or not. */
    public void raw(List<byte[]> frames) {
        shell.send(frames);
    }

    /** The frames of a request on shell, to be changed before they are sent. */
    public List<byte[]> frames(String type, JsonObject content) {
        return new ArrayList<>(wire.encode(wire.message(List.of(), type, Message.NO_PARENT, content)));
    }

    /** The next message on shell. */
    public Optional<Message> shell(Duration patience) {
        return next(shell, patience);
    }

    /** The next message on control. */
    public Optional<Message> control(Duration patience) {
        return next(control, patience);
    }

    /** The kernel's next question. */
    public Optional<Message> stdin(Duration patience) {
        return next(stdin, patience);
    }

    /** The next message on iopub. */
    public Optional<Message> iopub(Duration patience) {
        return next(iopub, patience);
    }

    private Optional<Message> next(Socket socket, Duration patience) {
        return socket.receive(patience).flatMap(wire::decode);
    }

    /** The messages on iopub up to the first that answers {@code last}; fewer where that does not come in time. */
    public List<Message> iopubUntil(Predicate<Message> last, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<Message> messages = new ArrayList<>();
        Optional<Message> next = iopub(patience);
        while (next.isPresent()) {
            messages.add(next.get());
            next = last.test(next.get()) ? Optional.empty() : iopub(Duration.ofNanos(end - System.nanoTime()));
        }
        return messages;
    }

    /** All that a request of this id makes the kernel say on iopub, up to its idle. */
    public List<Message> iopubOf(String id, Duration patience) {
        return iopubUntil(
                        m -> m.parent().contains(id)
                                && m.type().equals("status")
                                && m.text("execution_state", "").equals("idle"),
                        patience)
                .stream()
                .filter(m -> m.parent().contains(id))
                .toList();
    }

    /** Whether the heartbeat comes back in time. */
    public boolean beats(Duration patience) {
        byte[] beat = "ping".getBytes(StandardCharsets.US_ASCII);
        // A REQ socket puts an empty frame between the way and the question.
        heartbeat.send(List.of(new byte[0], beat));
        return heartbeat
                .receive(patience)
                .filter(back -> Arrays.equals(back.get(1), beat))
                .isPresent();
    }

    @Override
    public void close() {
        List.of(shell, control, stdin, iopub, heartbeat).forEach(Socket::close);
    }
}
