package rowan.jupyter.zmq;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
 * The connections of some sockets, of which a ZeroMQ socket itself does not speak: which there are, by which a frame has come,
 * and which of them take nothing.
 */
final class Connections {

    private static final long NEXT_TRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AGAIN_MILLIS = 50;

    /** By the address of the other side, as {@link Metadata#PEER_ADDRESS} has it. */
    private final Map<String, Peer> open = new ConcurrentHashMap<>();

    /**
     * Has a socket tell of its connections, on the library's thread.
     *
     * @param isSigned whether what comes by them counts only if it is signed
     */
    void watch(ZMQ.Socket socket, boolean isSigned) {
        socket.setEventHook(
                event -> heard(event, isSigned), ZMQ.EVENT_ACCEPTED | ZMQ.EVENT_ACCEPT_FAILED | ZMQ.EVENT_DISCONNECTED);
    }

    private void heard(ZEvent event, boolean isSigned) {
        switch (event.getEvent()) {
            case ACCEPTED -> accepted(new Peer(event.getValue(), isSigned));
            case DISCONNECTED -> open.values().removeIf(peer -> peer.channel() == event.getValue() || !peer.isOpen());
            // As long as no more files can be opened, the one who knocks would be tried again and again.
            default -> LockSupport.parkNanos(NEXT_TRY_NANOS);
        }
    }

    private void accepted(Peer peer) {
        // One that gives way to another of its name is closed without a word.
        open.values().removeIf(each -> !each.isOpen());
        try {
            if (peer.channel().getRemoteAddress() instanceof InetSocketAddress address) {
                open.put(address.getAddress().getHostAddress() + ":" + address.getPort(), peer);
            }
        } catch (IOException e) {
            System.getLogger(Connections.class.getName()).log(System.Logger.Level.DEBUG, "somebody has left again", e);
        }
    }

    /** Who has sent a frame that carries this; empty where it is gone. */
    Optional<Peer> sender(Metadata of) {
        return Optional.ofNullable(of)
                .map(metadata -> metadata.get(Metadata.PEER_ADDRESS))
                .map(open::get);
    }

    /** All that are open. */
    Collection<Peer> all() {
        return List.copyOf(open.values());
    }

    /**
     * Waits, and looks meanwhile which connections take anything.
     *
     * @param isOver whether it need not be waited any longer
     * @return those that have taken nothing at all in this time
     */
    Collection<Peer> idle(long nanos, BooleanSupplier isOver) throws IOException {
        long end = System.nanoTime() + nanos;
        Set<Peer> idle = new HashSet<>(open.values());
        try (Selector selector = Selector.open()) {
            idle.removeIf(peer -> !watched(peer, selector));
            while (System.nanoTime() < end && !isOver.getAsBoolean()) {
                selector.select(
                        key -> {
                            idle.remove((Peer) key.attachment());
                            key.cancel();
                        },
                        LOOK_AGAIN_MILLIS);
            }
        }
        idle.removeIf(peer -> !peer.isOpen());
        return idle;
    }

    private static boolean watched(Peer peer, Selector selector) {
        try {
            SocketChannel channel = peer.channel();
            channel.register(selector, SelectionKey.OP_WRITE, peer);
            return true;
        } catch (ClosedChannelException e) {
            return false;
        }
    }
}
