package rowan.jupyter.zmq;

import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;
import zmq.ZError;

/**
 * Uses a socket on a thread that may be interrupted at any time. At an interrupt the library clears it and refuses what it is
 * asked, before it has done any of it; a message of which one frame was refused would run into the next message. So it is
 * asked again, and the thread is interrupted anew once all is done.
 */
final class Uninterrupted implements AutoCloseable {

    private boolean wasInterrupted = Thread.interrupted();

    /**
     * Sends a frame.
     *
     * @param flags {@link ZMQ#SNDMORE} if there are more of its message
     */
    void send(ZMQ.Socket socket, Msg frame, int flags) {
        for (boolean isSent = false; !isSent; ) {
            try {
                isSent = socket.sendMsg(frame, flags);
            } catch (ZMQException e) {
                if (e.getErrorCode() != ZError.EINTR) {
                    throw e;
                }
                wasInterrupted = true;
            }
        }
    }

    /** Whether something has come in. */
    boolean hasReceived(ZMQ.Socket socket) {
        int events = socket.getEvents();
        while (events < 0 && socket.errno() == ZError.EINTR) {
            wasInterrupted = true;
            events = socket.getEvents();
        }
        return (events & ZMQ.Poller.POLLIN) != 0;
    }

    @Override
    public void close() {
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
