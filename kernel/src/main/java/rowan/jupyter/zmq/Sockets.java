package rowan.jupyter.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import rowan.jupyter.protocol.ConnectionFile;

/**
 * The five sockets of a kernel. One thread owns all but the heartbeat, since no ZeroMQ socket may be shared: it hands
 * over what comes in, and sends what any thread has queued, in the order it was queued.
 */
public final class Sockets implements AutoCloseable {

    /** The sockets that carry messages. */
    public enum Channel {
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

    private record Outgoing(Channel channel, List<byte[]> frames) {}

    private final ZContext context = new ZContext();
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final Queue<Outgoing> outgoing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Pipe wake;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closing;

    /** Binds all sockets, iopub first so that no front end misses a status, and begins to listen. */
    public Sockets(ConnectionFile connection, Listener listener) {
        this.listener = listener;
        try {
            wake = Pipe.open();
            wake.source().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.setLinger(1_000);
        bind(Channel.IOPUB, SocketType.XPUB, connection.ip(), connection.iopubPort());
        ZMQ.Socket heartbeat = bound(SocketType.ROUTER, connection.ip(), connection.heartbeatPort());
        bind(Channel.STDIN, SocketType.ROUTER, connection.ip(), connection.stdinPort());
        bind(Channel.CONTROL, SocketType.ROUTER, connection.ip(), connection.controlPort());
        bind(Channel.SHELL, SocketType.ROUTER, connection.ip(), connection.shellPort());
        daemon(() -> echo(heartbeat), "rowan-heartbeat").start();
        thread = daemon(this::serve, "rowan-wire");
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

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Queues frames to be sent; from any thread. */
    public void send(Channel channel, List<byte[]> frames) {
        outgoing.add(new Outgoing(channel, frames));
        wakeUp();
    }

    private void wakeUp() {
        if (woken.compareAndSet(false, true)) {
            try {
                wake.sink().write(ByteBuffer.wrap(new byte[1]));
            } catch (IOException e) {
                System.getLogger(Sockets.class.getName()).log(System.Logger.Level.DEBUG, "closed while sending", e);
            }
        }
    }

    /** The heartbeat is echoed frame by frame, whatever it is. */
    private static void echo(ZMQ.Socket heartbeat) {
        try {
            while (true) {
                receive(heartbeat, 0).ifPresent(frames -> send(heartbeat, frames));
            }
        } catch (org.zeromq.ZMQException | java.nio.channels.ClosedSelectorException e) {
            // The context was closed.
        }
    }

    private void serve() {
        try (ZMQ.Poller poller = context.createPoller(sockets.size() + 1)) {
            List<Channel> order = List.of(Channel.CONTROL, Channel.SHELL, Channel.STDIN, Channel.IOPUB);
            order.forEach(channel -> poller.register(sockets.get(channel), ZMQ.Poller.POLLIN));
            int wakeIndex = poller.register(wake.source(), ZMQ.Poller.POLLIN);
            ByteBuffer drained = ByteBuffer.allocate(64);
            while (!closing || !outgoing.isEmpty()) {
                poller.poll();
                if (poller.pollin(wakeIndex)) {
                    drained.clear();
                    wake.source().read(drained);
                    woken.set(false);
                }
                sendAll();
                for (int i = 0; i < order.size(); i++) {
                    if (poller.pollin(i)) {
                        receiveAll(order.get(i));
                    }
                }
                sendAll();
            }
        } catch (org.zeromq.ZMQException | IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.DEBUG, "the sockets are closed", e);
        } finally {
            context.close();
        }
    }

    private void sendAll() {
        for (Outgoing next = outgoing.poll(); next != null; next = outgoing.poll()) {
            send(sockets.get(next.channel()), next.frames());
        }
    }

    private void receiveAll(Channel channel) {
        ZMQ.Socket socket = sockets.get(channel);
        for (var frames = receive(socket, ZMQ.DONTWAIT); frames.isPresent(); frames = receive(socket, ZMQ.DONTWAIT)) {
            if (channel == Channel.IOPUB) {
                byte[] subscription = frames.get().get(0);
                if (subscription.length > 0 && subscription[0] == 1) {
                    listener.subscribed(java.util.Arrays.copyOfRange(subscription, 1, subscription.length));
                }
            } else {
                listener.received(channel, frames.get());
            }
        }
    }

    static java.util.Optional<List<byte[]>> receive(ZMQ.Socket socket, int flags) {
        byte[] first = socket.recv(flags);
        if (first == null) {
            return java.util.Optional.empty();
        }
        List<byte[]> frames = new ArrayList<>();
        frames.add(first);
        while (socket.hasReceiveMore()) {
            frames.add(socket.recv());
        }
        return java.util.Optional.of(frames);
    }

    static void send(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
        }
    }

    /** Sends what is queued, then closes all. */
    @Override
    public void close() {
        closing = true;
        woken.set(false);
        wakeUp();
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
