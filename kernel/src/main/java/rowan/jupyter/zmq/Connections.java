package rowan.jupyter.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import zmq.io.Metadata;

/**
 * The connections of some sockets, of which a ZeroMQ socket itself does not speak: which there are, from which a message has
 * come, and which of them read nothing.
 */
final class Connections {

    private static final long NEXT_TRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** By the address of the other side, as {@link Metadata#PEER_ADDRESS} has it. */
    private final Map<String, SocketChannel> open = new ConcurrentHashMap<>();

    /** How many bytes of subscriptions each has sent. */
    private final Map<SocketChannel, Integer> subscribed = new ConcurrentHashMap<>();

    /** Has a socket tell of its connections. */
    void watch(ZMQ.Socket socket) {
        socket.setEventHook(
                this::heard, ZMQ.EVENT_ACCEPTED | ZMQ.EVENT_ACCEPT_FAILED | ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_CLOSED);
    }

    /** Called by the library's thread. */
    private void heard(ZEvent event) {
        switch (event.getEvent()) {
            case ACCEPTED -> accepted(event.getValue());
            case DISCONNECTED -> forget(event.getValue());
            // As long as no more files can be opened, the one who knocks would be tried again and again.
            case ACCEPT_FAILED -> LockSupport.parkNanos(NEXT_TRY_NANOS);
            default -> {
                // The listening socket itself is closed.
            }
        }
    }

    private void accepted(SocketChannel channel) {
        // One that gives way to another of its name is closed without a word.
        open.values().stream().filter(each -> !each.isOpen()).forEach(this::forget);
        try {
            if (channel.getRemoteAddress() instanceof InetSocketAddress peer) {
                open.put(peer.getAddress().getHostAddress() + ":" + peer.getPort(), channel);
            }
        } catch (IOException e) {
            System.getLogger(Connections.class.getName()).log(System.Logger.Level.DEBUG, "somebody has left again", e);
        }
    }

    private void forget(SocketChannel channel) {
        open.values().remove(channel);
        subscribed.remove(channel);
    }

    private Optional<SocketChannel> of(Metadata sender) {
        return Optional.ofNullable(sender)
                .map(metadata -> metadata.get(Metadata.PEER_ADDRESS))
                .map(open::get);
    }

    /** Ends the connection that a frame has come by. */
    void hangUp(Metadata sender) {
        of(sender).ifPresent(Connections::hangUp);
    }

    /**
     * Somebody has sent a subscription, which is kept as long as he is there; who sends too many is hung up on.
     *
     * @param mostBytes of all the subscriptions of a connection
     */
    void subscribed(Metadata sender, int bytes, int mostBytes) {
        of(sender)
                .filter(channel -> subscribed.merge(channel, bytes, Integer::sum) > mostBytes)
                .ifPresent(Connections::hangUp);
    }

    /** All that are open. */
    Collection<SocketChannel> all() {
        return Set.copyOf(open.values());
    }

    /**
     * Ends a connection. The library reads an end then, and puts away all that it keeps for it; a channel that is just
     * closed it would keep for ever.
     */
    static void hangUp(SocketChannel channel) {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            System.getLogger(Connections.class.getName()).log(System.Logger.Level.DEBUG, "it is gone already", e);
        }
    }

    /**
     * Waits, and looks meanwhile which connections take anything.
     *
     * @param isOver whether it need not be waited any longer
     * @return those that have taken nothing at all in this time
     */
    Collection<SocketChannel> idle(long nanos, BooleanSupplier isOver) throws IOException {
        long end = System.nanoTime() + nanos;
        Set<SocketChannel> idle = new HashSet<>(open.values());
        try (Selector selector = Selector.open()) {
            for (SocketChannel channel : open.values()) {
                if (channel.isOpen()) {
                    channel.register(selector, SelectionKey.OP_WRITE);
                }
            }
            while (System.nanoTime() < end && !isOver.getAsBoolean()) {
                selector.select(
                        key -> {
                            idle.remove((SocketChannel) key.channel());
                            key.cancel();
                        },
                        LOOK_AGAIN_MILLIS);
            }
        }
        idle.removeIf(channel -> !channel.isOpen());
        return idle;
    }
}
