package rowan.jupyter.zmq;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** The front end at the other end of a connection: a stranger until it has sent a message that is signed with the key. */
final class Peer {

    /** The most unread bytes of a stranger. Messages are read at once, so only one that never ends can have more. */
    private static final int MOST_OF_A_STRANGER = 16 << 10;

    private final SocketChannel channel;
    private final boolean hasToSign;
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicInteger subscribed = new AtomicInteger();
    private volatile boolean isTrusted;

    /**
     * @param hasToSign whether its messages count only if they are signed
     */
    Peer(SocketChannel channel, boolean hasToSign) {
        this.channel = channel;
        this.hasToSign = hasToSign;
    }

    SocketChannel channel() {
        return channel;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Records that a message of this peer was signed. */
    void trust() {
        isTrusted = true;
    }

    /** Whether it should have signed something, and has not. */
    boolean isStranger() {
        return hasToSign && !isTrusted;
    }

    /** Counts bytes that the peer has sent and nobody has read yet; closes the connection of a stranger with too many. */
    void sent(int bytes) {
        if (unread.addAndGet(bytes) > MOST_OF_A_STRANGER && isStranger()) {
            hangUp();
        }
    }

    /** Counts bytes of the peer that have been read. */
    void read(int bytes) {
        unread.addAndGet(-bytes);
    }

    /**
     * Counts a subscription of the peer, which is kept as long as it is connected. Closes the connection if there are too
     * many.
     *
     * @param mostBytes the most bytes that all its subscriptions may have
     */
    void subscribed(int bytes, int mostBytes) {
        if (subscribed.addAndGet(bytes) > mostBytes) {
            hangUp();
        }
    }

    /**
     * Ends the connection by ending its input: JeroMQ then reads the end, and frees what it keeps for the connection. A
     * channel that was just closed it would keep for ever.
     */
    void hangUp() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            System.getLogger(Peer.class.getName()).log(System.Logger.Level.DEBUG, "it is gone already", e);
        }
    }
}
