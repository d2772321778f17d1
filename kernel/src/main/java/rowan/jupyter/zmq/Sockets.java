package rowan.jupyter.zmq;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import rowan.jupyter.protocol.ConnectionFile;

/**
 * The five sockets of a kernel. Any thread sends, and writes to the connection itself; one thread takes out what comes in.
 * Each handing over to another thread costs a small cell as much as drawing its table; a library for ZeroMQ does both on
 * threads of its own.
 */
public final class Sockets implements AutoCloseable {

    /** The sockets, by Jupyter's names. */
    public enum Channel {
        IOPUB("XPUB"),
        SHELL("ROUTER"),
        HEARTBEAT("ROUTER"),
        STDIN("ROUTER"),
        CONTROL("ROUTER");

        private final String socketType;

        Channel(String socketType) {
            this.socketType = socketType;
        }
    }

    /** Hears what comes in, on the thread of the sockets; must return at once. */
    public interface Listener {
        /** A message, behind the identity of the front end that has sent it. */
        void received(Channel channel, List<byte[]> frames);

        /**
         * A front end listens to iopub from now on.
         *
         * @param topic what it wants, mostly everything
         * @param newcomer sends to this front end alone
         */
        void subscribed(byte[] topic, Consumer<List<byte[]>> newcomer);
    }

    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long NEXT_TRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Selector selector;
    private final Listener listener;
    private final Map<Channel, Map<ByteBuffer, Peer>> peers = new EnumMap<>(Channel.class);
    private final AtomicInteger nameless = new AtomicInteger();
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
        bind(Channel.IOPUB, connection.ip(), connection.iopubPort());
        bind(Channel.SHELL, connection.ip(), connection.shellPort());
        bind(Channel.HEARTBEAT, connection.ip(), connection.heartbeatPort());
        bind(Channel.STDIN, connection.ip(), connection.stdinPort());
        bind(Channel.CONTROL, connection.ip(), connection.controlPort());
        thread = new Thread(this::serve, "rowan-wire");
        thread.setDaemon(true);
    }

    private void bind(Channel channel, String ip, int port) {
        peers.put(channel, new ConcurrentHashMap<>());
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(ip.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(ip, port));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Rowan cannot listen on port " + port + " of " + ip + ": " + e.getMessage()
                            + ". Start the kernel again; its front end chooses other ports then.",
                    e);
        } catch (UnresolvedAddressException e) {
            throw new UncheckedIOException(
                    "Rowan cannot listen on " + ip + ", which is no address of this machine. Set KernelManager.ip.",
                    new IOException(e));
        }
    }

    /** Begins to hand over what comes in. */
    public void start() {
        thread.start();
    }

    /** Sends a message to the front end whose identity is its first frame; from any thread. Nothing happens if it is gone. */
    public void send(Channel channel, List<byte[]> frames) {
        Peer peer = peers.get(channel).get(ByteBuffer.wrap(frames.get(0)));
        if (peer != null) {
            peer.send(List.of(frames.subList(1, frames.size())));
        }
    }

    /** Sends messages on iopub at once, each to all front ends that listen to the topic in its first frame; from any thread. */
    public void publish(List<List<byte[]>> messages) {
        for (Peer peer : peers.get(Channel.IOPUB).values()) {
            List<List<byte[]>> wanted = new ArrayList<>(messages);
            wanted.removeIf(frames -> !peer.listensTo(frames.get(0)));
            if (!wanted.isEmpty()) {
                peer.send(wanted);
            }
        }
    }

    private void serve() {
        try {
            while (!closing) {
                selector.select(this::attend);
            }
            long end = System.nanoTime() + LINGER_NANOS;
            while (hasWaiting() && System.nanoTime() < end) {
                selector.select(this::attend, 10);
            }
        } catch (IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.ERROR, "nothing is heard any more", e);
        }
    }

    private boolean hasWaiting() {
        return selector.keys().stream()
                .anyMatch(key -> key.isValid() && (key.interestOps() & SelectionKey.OP_WRITE) != 0);
    }

    private void attend(SelectionKey key) {
        if (key.attachment() instanceof Peer peer) {
            peer.attend();
        } else {
            accept((ServerSocketChannel) key.channel(), (Channel) key.attachment());
        }
    }

    private void accept(ServerSocketChannel server, Channel channel) {
        try {
            SocketChannel accepted = server.accept();
            if (accepted != null) {
                greet(accepted, channel);
            }
        } catch (IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.WARNING, "nobody is accepted", e);
            // As long as no more files can be opened, the one who knocks would be tried again and again.
            LockSupport.parkNanos(NEXT_TRY_NANOS);
        }
    }

    private void greet(SocketChannel accepted, Channel channel) throws IOException {
        try {
            accepted.configureBlocking(false);
            Connection connection = new Connection(accepted, channel.socketType, new byte[0]);
            SelectionKey key = accepted.register(selector, SelectionKey.OP_READ);
            key.attach(new Peer(channel, key, connection));
        } catch (IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.DEBUG, "somebody has left again", e);
            accepted.close();
        }
    }

    /** A front end on one of the sockets. */
    private final class Peer {
        private final Channel channel;
        private final SelectionKey key;
        private final Connection connection;
        private final List<byte[]> topics = new CopyOnWriteArrayList<>();
        private byte[] identity;

        Peer(Channel channel, SelectionKey key, Connection connection) {
            this.channel = channel;
            this.key = key;
            this.connection = connection;
        }

        /** Whether it wants messages of a topic: those that begin with what it has subscribed to. */
        boolean listensTo(byte[] topic) {
            for (byte[] wanted : topics) {
                int length = wanted.length;
                if (length <= topic.length && Arrays.equals(wanted, 0, length, topic, 0, length)) {
                    return true;
                }
            }
            return false;
        }

        synchronized void send(List<List<byte[]>> messages) {
            try {
                if (!connection.send(Zmtp.bytes(messages))) {
                    key.interestOpsOr(SelectionKey.OP_WRITE);
                    selector.wakeup();
                }
            } catch (IOException | CancelledKeyException e) {
                end(e);
            }
        }

        /** Does what the connection is ready for. Whatever comes in, it ends this connection at worst, and not all. */
        void attend() {
            try {
                if (key.isWritable()) {
                    flush();
                }
                if (key.isReadable()) {
                    List<List<byte[]>> messages = connection.receive();
                    if (identity == null && connection.isReady()) {
                        join();
                    }
                    messages.forEach(this::hand);
                }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                end(e);
            }
        }

        private synchronized void flush() throws IOException {
            if (connection.flush()) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
            }
        }

        /** A front end that reconnects under its old identity takes the place of its former self. */
        private void join() {
            identity = connection.identity();
            if (identity.length == 0) {
                identity = ByteBuffer.allocate(5)
                        .putInt(1, nameless.incrementAndGet())
                        .array();
            }
            Peer former = peers.get(channel).put(ByteBuffer.wrap(identity), this);
            if (former != null) {
                former.connection.close();
            }
        }

        private void hand(List<byte[]> frames) {
            if (closing) {
                return;
            }
            switch (channel) {
                case HEARTBEAT -> send(List.of(frames));
                case IOPUB -> subscribe(frames.get(0));
                default -> {
                    frames.add(0, identity);
                    listener.received(channel, frames);
                }
            }
        }

        private void subscribe(byte[] subscription) {
            if (subscription.length == 0) {
                return;
            }
            byte[] topic = Arrays.copyOfRange(subscription, 1, subscription.length);
            if (subscription[0] == 1) {
                topics.add(topic);
                listener.subscribed(topic, frames -> send(List.of(frames)));
            } else {
                topics.stream()
                        .filter(each -> Arrays.equals(each, topic))
                        .findFirst()
                        .ifPresent(topics::remove);
            }
        }

        private void end(Throwable why) {
            if (!(why instanceof EOFException)) {
                System.getLogger(Sockets.class.getName())
                        .log(System.Logger.Level.DEBUG, "a front end on " + channel + " is gone", why);
            }
            connection.close();
            if (identity != null) {
                peers.get(channel).remove(ByteBuffer.wrap(identity), this);
            }
        }
    }

    /** Closes all, once what was sent is on its way. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(2 * TimeUnit.NANOSECONDS.toMillis(LINGER_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            System.getLogger(Sockets.class.getName()).log(System.Logger.Level.DEBUG, "a socket does not close", e);
        }
    }
}
