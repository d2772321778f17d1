package rowan.jupyter.zmq;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rowan.jupyter.protocol.SparingLog;

/** A thread of the library. An error would end it, and the kernel would be deaf from then on; so it begins anew. */
final class IoThread extends WireThread {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final SparingLog log = new SparingLog(IoThread.class);
    private final Connections connections;

    IoThread(Runnable task, String name, Connections connections) {
        super(task, "rowan-" + name);
        this.connections = connections;
    }

    @Override
    public void run() {
        for (boolean isDone = false; !isDone; ) {
            try {
                super.run();
                isDone = true;
            } catch (Error e) {
                beginAnew(e);
            }
        }
    }

    private void beginAnew(Error after) {
        try {
            log.warn("all front ends have to connect again", after);
            // It may have come in the middle of anybody's message.
            connections.all().forEach(Peer::hangUp);
        } catch (OutOfMemoryError e) {
            getUncaughtExceptionHandler().uncaughtException(this, e);
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }
}
