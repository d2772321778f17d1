package rowan.jupyter.zmq;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.protocol.Wire;

/** A front end's end of a connection, for conversations with a kernel over the real sockets. Used by one thread. */
public final class Client implements AutoCloseable {

    private static final int AGAIN_MILLIS = 20;

    private final ZContext context = new ZContext();
    private final ZMQ.Socket shell;
    private final ZMQ.Socket control;
    private final ZMQ.Socket stdin;
    private final ZMQ.Socket iopub;
    private final ZMQ.Socket heartbeat;
    private final Wire wire;

    /** Connects to a kernel, as soon as there is one. */
    public Client(ConnectionFile connection) {
        wire = new Wire(connection.key());
        byte[] identity = wire.session().getBytes(StandardCharsets.US_ASCII);
        iopub = connected(SocketType.SUB, connection.ip(), connection.iopubPort(), identity);
        iopub.subscribe(new byte[0]);
        shell = connected(SocketType.DEALER, connection.ip(), connection.shellPort(), identity);
        control = connected(SocketType.DEALER, connection.ip(), connection.controlPort(), identity);
        stdin = connected(SocketType.DEALER, connection.ip(), connection.stdinPort(), identity);
        heartbeat = connected(SocketType.REQ, connection.ip(), connection.heartbeatPort(), identity);
    }

    private ZMQ.Socket connected(SocketType type, String ip, int port, byte[] identity) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setHWM(0);
        socket.setIdentity(identity);
        socket.setReconnectIVL(AGAIN_MILLIS);
        socket.connect("tcp://" + ip + ":" + port);
        return socket;
    }

    private static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    private static Optional<List<byte[]>> receive(ZMQ.Socket socket, Duration patience) {
        socket.setReceiveTimeOut((int) Math.max(0, patience.toMillis()));
        byte[] first = socket.recv();
        if (first == null) {
            return Optional.empty();
        }
        List<byte[]> frames = new ArrayList<>(List.of(first));
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return Optional.of(frames);
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

    private String send(ZMQ.Socket socket, String type, JsonObject content) {
        Message message = wire.message(List.of(), type, Message.NO_PARENT, content);
        send(socket, wire.encode(message));
        return message.id();
    }

    /** Sends frames as they are on shell, well formed or not. */
    public void raw(List<byte[]> frames) {
        send(shell, frames);
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

    private Optional<Message> next(ZMQ.Socket socket, Duration patience) {
        return receive(socket, patience).flatMap(wire::decode);
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
        send(heartbeat, List.of(beat));
        return receive(heartbeat, patience)
                .filter(back -> Arrays.equals(back.get(0), beat))
                .isPresent();
    }

    @Override
    public void close() {
        context.close();
    }
}
