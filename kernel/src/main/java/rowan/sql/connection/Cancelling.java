package rowan.sql.connection;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import rowan.workspace.contract.Interrupt;

/**
 * Lets an interrupt stop what the engine does, from when it is opened until it is closed. A cancel is repeated, since the
 * first may come in the moment before the engine has begun.
 */
public final class Cancelling implements AutoCloseable {

    private static final long AGAIN_NANOS = 20_000_000;

    private final Runnable cancel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Interrupt.Registration registration = () -> {};
    private boolean begun;
    private boolean ended;

    private Cancelling(Runnable cancel) {
        this.cancel = cancel;
    }

    /**
     * Begins to listen.
     *
     * @param cancel stops what runs now and returns at once; harmless when nothing runs
     */
    public static Cancelling on(Interrupt signal, Runnable cancel) {
        Cancelling cancelling = new Cancelling(cancel);
        cancelling.registration = signal.onRequest(cancelling::begin);
        return cancelling;
    }

    private void begin() {
        lock.lock();
        try {
            if (!begun && !ended) {
                begun = true;
                Thread thread = new Thread(this::cancelUntilEnded, "rowan-cancel");
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    private void cancelUntilEnded() {
        lock.lock();
        try {
            while (!ended) {
                cancel.run();
                changed.awaitNanos(AGAIN_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    /** Stops listening; after this, nothing is cancelled any more. */
    @Override
    public void close() {
        registration.close();
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
