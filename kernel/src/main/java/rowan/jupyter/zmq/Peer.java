package rowan.jupyter.zmq;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** The other side of a connection, and how far it is trusted: a stranger until a message of it was signed with the key. */
final class Peer {

    /** In bytes. A stranger's messages are read at once; only one that has no end lets them pile up. */
    private static final int MOST_OF_A_STRANGER = 16 << 10;

    private final SocketChannel channel;
    private final boolean hasToSign;
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicInteger subscribed = new AtomicInteger();
    private volatile boolean isTrusted;

    /**
     * @param hasToSign whether what it says counts only if it is signed
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

    /** A message of it was signed. */
    void trust() {
        isTrusted = true;
    }

    /** Whether it should have signed something, and has not. */
    boolean isStranger() {
        return hasToSign && !isTrusted;
    }

    /** It has sent bytes that nobody has read yet; a stranger who sends too many is hung up on. */
    void sent(int bytes) {
        if (unread.addAndGet(bytes) > MOST_OF_A_STRANGER && isStranger()) {
            hangUp();
        }
    }

    /** Bytes of it were read. */
    void read(int bytes) {
        unread.addAndGet(-bytes);
    }

    /**
     * It has sent a subscription, which is kept as long as it is there; who sends too many is hung up on.
     *
     * @param mostBytes of all its subscriptions
     */
    void subscribed(int bytes, int mostBytes) {
        if (subscribed.addAndGet(bytes) > mostBytes) {
            hangUp();
        }
    }

    /**
     * Ends the connection. The library reads an end then, and puts away all that it keeps for it; a channel that is just
     * closed it would keep for ever.
     */
    void hangUp() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            System.getLogger(Peer.class.getName()).log(System.Logger.Level.DEBUG, "it is gone already", e);
        }
    }
}
