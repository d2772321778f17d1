package rowan.jupyter.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import rowan.jupyter.protocol.ConnectionFile;

/**
 * The five sockets of a kernel. A ZeroMQ socket may be used by one thread at a time: each has a lock, under which any
 * thread sends at once, and one thread takes out what comes in. Handing messages from thread to thread instead would cost
 * every cell a millisecond.
 */
public final class Sockets implements AutoCloseable {

    /** The sockets, by Jupyter's names. */
    public enum Channel {
        HEARTBEAT,
        IOPUB,
        STDIN,
        CONTROL,
        SHELL
    }

    /** Hears what comes in, on the thread of the sockets; must return at once. */
    public interface Listener {
        void received(Channel channel, List<byte[]> frames);

        /** A front end listens to iopub from now on; {@code topic} is what it wants, mostly everything. */
        void subscribed(byte[] topic);
    }

    /** Short beside the time that a message takes to come. */
    private static final long PAUSE_NANOS = 20_000;

    private final ZContext context = new ZContext();
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final Selector selector;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closing;

    /** Binds all sockets, those first that a front end waits for, and iopub before all so that none misses a status. */
    public Sockets(ConnectionFile connection, Listener listener) {
        this.listener = listener;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.setLinger(1_000);
        bind(Channel.IOPUB, SocketType.XPUB, connection.ip(), connection.iopubPort());
        bind(Channel.SHELL, SocketType.ROUTER, connection.ip(), connection.shellPort());
        bind(Channel.HEARTBEAT, SocketType.ROUTER, connection.ip(), connection.heartbeatPort());
        bind(Channel.STDIN, SocketType.ROUTER, connection.ip(), connection.stdinPort());
        bind(Channel.CONTROL, SocketType.ROUTER, connection.ip(), connection.controlPort());
        thread = new Thread(this::serve, "rowan-wire");
        thread.setDaemon(true);
    }

    /** Begins to hand over what comes in. */
    public void start() {
        thread.start();
    }

    private void bind(Channel channel, SocketType type, String ip, int port) {
        sockets.put(channel, bound(type, ip, port));
    }

    private ZMQ.Socket bound(SocketType type, String ip, int port) {
        ZMQ.Socket socket = context.createSocket(type);
        // Outputs are never dropped; they are batched before they come here.
        socket.setHWM(0);
        if (type == SocketType.ROUTER) {
            // A front end that reconnects under its old identity takes the place of its former self.
            socket.setRouterHandover(true);
        }
        socket.bind("tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port);
        return socket;
    }

    /** Sends a message; from any thread. */
    public void send(Channel channel, List<byte[]> frames) {
        ZMQ.Socket socket = sockets.get(channel);
        boolean received;
        synchronized (socket) {
            if (closing) {
                return;
            }
            send(socket, frames);
            // Sending takes notice of what has come in meanwhile, and with it the signal that the receiver waits for.
            received = hasReceived(socket);
        }
        if (received) {
            selector.wakeup();
        }
    }

    private static boolean hasReceived(ZMQ.Socket socket) {
        return (socket.getEvents() & ZMQ.Poller.POLLIN) != 0;
    }

    private void serve() {
        List<Channel> order = List.of(Channel.HEARTBEAT, Channel.CONTROL, Channel.SHELL, Channel.STDIN, Channel.IOPUB);
        try {
            for (ZMQ.Socket socket : sockets.values()) {
                socket.getFD().register(selector, SelectionKey.OP_READ);
            }
            while (!closing) {
                boolean received = false;
                for (Channel channel : order) {
                    received |= receiveAll(channel);
                }
                if (!received) {
                    // A socket can look readable long after its last signal was taken; looking again and again would
                    // take a core away from the cell that runs.
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                selector.select();
                selector.selectedKeys().clear();
            }
        } catch (org.zeromq.ZMQException | IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.DEBUG, "the sockets are closed", e);
        }
    }

    /** Whether there was a message. */
    private boolean receiveAll(Channel channel) {
        ZMQ.Socket socket = sockets.get(channel);
        List<List<byte[]>> messages = new ArrayList<>();
        synchronized (socket) {
            while (!closing && hasReceived(socket)) {
                receive(socket, ZMQ.DONTWAIT).ifPresent(messages::add);
            }
        }
        messages.forEach(frames -> hand(channel, frames));
        return !messages.isEmpty();
    }

    private void hand(Channel channel, List<byte[]> frames) {
        if (channel == Channel.HEARTBEAT) {
            send(channel, frames);
            return;
        }
        if (channel != Channel.IOPUB) {
            listener.received(channel, frames);
            return;
        }
        byte[] subscription = frames.get(0);
        if (subscription.length > 0 && subscription[0] == 1) {
            listener.subscribed(Arrays.copyOfRange(subscription, 1, subscription.length));
        }
    }

    static Optional<List<byte[]>> receive(ZMQ.Socket socket, int flags) {
        byte[] first = socket.recv(flags);
        if (first == null) {
            return Optional.empty();
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(first);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return Optional.of(frames);
    }

    static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    /** Closes all, once what was sent is on its way. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }
}
