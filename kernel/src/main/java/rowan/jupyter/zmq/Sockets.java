package rowan.jupyter.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.SparingLog;
import zmq.Msg;

/**
 * The five sockets of a kernel. A ZeroMQ socket may be used by one thread at a time: each has a lock, under which any thread
 * sends at once, and one thread takes out what comes in.
 */
public final class Sockets implements AutoCloseable {

    /** The sockets, by Jupyter's names. */
    public enum Channel {
        IOPUB(SocketType.XPUB),
        SHELL(SocketType.ROUTER),
        HEARTBEAT(SocketType.ROUTER),
        STDIN(SocketType.ROUTER),
        CONTROL(SocketType.ROUTER);

        private final SocketType socketType;

        Channel(SocketType socketType) {
            this.socketType = socketType;
        }

        /** Whether strangers are listened to: what comes here is not signed. */
        private boolean isUnsigned() {
            return this == IOPUB || this == HEARTBEAT;
        }
    }

    /** Hears what comes in, on the thread of the sockets; must return at once. */
    public interface Listener {
        /**
         * A message, behind the identity of the front end that has sent it.
         *
         * @return whether it is one that was signed with the key
         */
        boolean received(Channel channel, List<byte[]> frames);

        /**
         * A front end listens to iopub from now on.
         *
         * @param topic what it wants, mostly everything
         */
        void subscribed(byte[] topic);
    }

    /** In bytes: of a subscription or a heartbeat, which are short. */
    private static final int MOST_UNSIGNED_BYTES = 8 << 10;

    /** In messages, of which one connection may have so many waiting to be read or answered; the network holds the rest. */
    private static final int MOST_UNREAD = 64;

    private static final int LINGER_MILLIS = 1_000;
    private static final int HANDSHAKE_MILLIS = 10_000;

    /** The shares of the heap that what comes in may take, and what goes out before it is held up. */
    private static final int SHARE = 4;

    private static final long LEAST_BACKLOG_BYTES = 32L << 20;

    private final SparingLog log = new SparingLog(Sockets.class);
    private final Listener listener;
    private final Connections connections = new Connections();
    private final Intake intake = new Intake(Runtime.getRuntime().maxMemory() / SHARE, connections);
    private final Backlog backlog =
            new Backlog(Math.max(LEAST_BACKLOG_BYTES, Runtime.getRuntime().maxMemory() / SHARE), connections);
    private final ZMQ.Context context = ZMQ.context(1);
    private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
    private final Selector selector;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Binds all sockets, those first that a front end waits for.
     *
     * @throws UncheckedIOException if that is not possible; the message says why and what to do
     */
    public Sockets(ConnectionFile connection, Listener listener) {
        this.listener = listener;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.setThreadFactor((task, name) -> new IoThread(task, name, connections));
        context.setNotificationExceptionHandler((libraryThread, e) -> System.getLogger(Sockets.class.getName())
                .log(System.Logger.Level.DEBUG, "a connection ends in an error", e));
        bind(Channel.IOPUB, connection.ip(), connection.iopubPort());
        bind(Channel.SHELL, connection.ip(), connection.shellPort());
        bind(Channel.HEARTBEAT, connection.ip(), connection.heartbeatPort());
        bind(Channel.STDIN, connection.ip(), connection.stdinPort());
        bind(Channel.CONTROL, connection.ip(), connection.controlPort());
        thread = new WireThread(this::serve, "rowan-wire");
    }

    private void bind(Channel channel, String ip, int port) {
        ZMQ.Socket socket = context.socket(channel.socketType);
        sockets.put(channel, socket);
        // Answers are never dropped: their bytes are counted in front of the socket.
        socket.setSndHWM(channel == Channel.HEARTBEAT ? MOST_UNREAD : 0);
        socket.setRcvHWM(MOST_UNREAD);
        socket.setMaxMsgSize(channel.isUnsigned() ? MOST_UNSIGNED_BYTES : intake.mostBytes());
        socket.setMsgAllocator(
                channel == Channel.IOPUB ? intake.subscriptions(MOST_UNSIGNED_BYTES) : intake.messages());
        socket.setHandshakeIvl(HANDSHAKE_MILLIS);
        socket.setLinger(LINGER_MILLIS);
        // With a domain, peers of ZMTP 1 and 2 are refused: their messages do not say by which connection they come.
        socket.setZapDomain("rowan");
        socket.setIPv6(ip.contains(":"));
        if (channel == Channel.IOPUB) {
            // Every newcomer is told of, and not only the first.
            socket.setXpubVerbose(true);
        } else {
            // A front end that reconnects under its old identity takes the place of its former self.
            socket.setRouterHandover(true);
        }
        connections.watch(socket, !channel.isUnsigned());
        try {
            socket.bind("tcp://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port);
        } catch (ZMQException | IllegalArgumentException e) {
            end();
            // The library's numbers of errors are its own, and not those of the system.
            String why = e instanceof ZMQException ? "" : " (" + e.getMessage() + ")";
            throw new UncheckedIOException(
                    isOfThisMachine(ip)
                            ? "Rowan cannot listen on port " + port + " of " + ip + ": it is in use or not allowed"
                                    + why + ". Start the kernel again; its front end chooses other ports then."
                            : "Rowan cannot listen on " + ip
                                    + ", which is no address of this machine. Set KernelManager.ip.",
                    new IOException(e));
        }
    }

    private static boolean isOfThisMachine(String ip) {
        try {
            InetAddress address = InetAddress.getByName(ip.equals("*") ? "0.0.0.0" : ip);
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Begins to hand over what comes in. */
    public void start() {
        thread.start();
    }

    /** Sends a message to the front end whose identity is its first frame; from any thread. Nothing happens if it is gone. */
    public void send(Channel channel, List<byte[]> frames) {
        sendAll(channel, List.of(frames));
    }

    /** Sends messages on iopub at once, each to all front ends that listen to the topic in its first frame; from any thread. */
    public void publish(List<List<byte[]>> messages) {
        sendAll(Channel.IOPUB, messages);
    }

    /**
     * Holds up who makes more than front ends read: returns when so little waits that more may be sent.
     *
     * @param isOver whether the caller has something better to do than to wait
     */
    public void awaitRoom(BooleanSupplier isOver) {
        backlog.awaitRoom(() -> closing || isOver.getAsBoolean());
    }

    private void sendAll(Channel channel, List<List<byte[]>> messages) {
        ZMQ.Socket socket = sockets.get(channel);
        boolean hasReceived;
        synchronized (socket) {
            if (closing) {
                return;
            }
            try (Uninterrupted thread = new Uninterrupted()) {
                messages.forEach(frames -> send(thread, socket, frames));
                // Sending takes notice of what has come in, and with it the signal that the receiver waits for.
                hasReceived = thread.hasReceived(socket);
            }
        }
        if (hasReceived) {
            selector.wakeup();
        }
    }

    private void send(Uninterrupted thread, ZMQ.Socket socket, List<byte[]> frames) {
        // All of them first: where there is no memory for one, none is sent.
        List<Msg> parts = new ArrayList<>(frames.size());
        int last = frames.size() - 1;
        for (byte[] frame : frames.subList(0, last)) {
            parts.add(new Msg(frame));
        }
        long messageBytes = frames.stream().mapToLong(frame -> frame.length).sum();
        Msg end = backlog.lastFrame(frames.get(last), messageBytes);
        parts.forEach(part -> thread.send(socket, part, ZMQ.SNDMORE));
        thread.send(socket, end, 0);
    }

    private void serve() {
        try {
            for (ZMQ.Socket socket : sockets.values()) {
                socket.getFD().register(selector, SelectionKey.OP_READ);
            }
            while (!closing) {
                for (Channel channel : sockets.keySet()) {
                    receiveAll(channel);
                }
                selector.select(key -> {
                    // Every socket is looked at.
                });
            }
        } catch (ZMQException | IOException | ClosedSelectorException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.ERROR, "nothing is heard any more", e);
        }
    }

    private void receiveAll(Channel channel) {
        ZMQ.Socket socket = sockets.get(channel);
        for (List<byte[]> frames = receive(socket); !frames.isEmpty(); frames = receive(socket)) {
            try {
                hand(channel, frames);
            } catch (OutOfMemoryError e) {
                log.warn("a message was dropped: it does not fit into the memory", e);
            }
        }
    }

    /** The next message; no frames where there is none. */
    private List<byte[]> receive(ZMQ.Socket socket) {
        synchronized (socket) {
            if (closing) {
                return List.of();
            }
            try (Uninterrupted thread = new Uninterrupted()) {
                return thread.hasReceived(socket) ? frames(socket) : List.of();
            }
        }
    }

    private static List<byte[]> frames(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(socket.recv());
        } while (socket.hasReceiveMore());
        return frames;
    }

    private void hand(Channel channel, List<byte[]> frames) {
        switch (channel) {
            case HEARTBEAT -> send(channel, frames);
            case IOPUB -> subscribe(frames.get(0));
            default -> {
                Optional<Peer> sender = intake.lastRead();
                if (listener.received(channel, frames)) {
                    sender.ifPresent(Peer::trust);
                }
            }
        }
    }

    private void subscribe(byte[] subscription) {
        if (subscription.length > 0 && subscription[0] == 1) {
            listener.subscribed(Arrays.copyOfRange(subscription, 1, subscription.length));
        }
    }

    /** Closes all, once what was sent is on its way. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private void end() {
        closing = true;
        for (ZMQ.Socket socket : sockets.values()) {
            synchronized (socket) {
                socket.close();
            }
        }
        context.close();
        try {
            selector.close();
        } catch (IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.DEBUG, "a socket does not close", e);
        }
    }
}
