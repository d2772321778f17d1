package rowan.sql.connection;

/**
 * Tells the statement that a thread is sending that it waits for a lock. Rowan's own looks are no such statements; connections
 * of {@link java.sql.DriverManager} wait within their driver, which tells nobody.
 */
public final class LockWaits {

    private static final ThreadLocal<Sending> UNDER_WAY = new ThreadLocal<>();

    private LockWaits() {}

    /** From now on the calling thread sends this statement; gives the one that it was sending before, or null. */
    static Sending enter(Sending sending) {
        Sending outer = UNDER_WAY.get();
        UNDER_WAY.set(sending);
        return outer;
    }

    /** The statement has ended; the one around it, if any, goes on. */
    static void leave(Sending outer) {
        if (outer == null) {
            UNDER_WAY.remove();
        } else {
            UNDER_WAY.set(outer);
        }
    }

    /**
     * The calling thread has paused because another connection holds a lock.
     *
     * @param again whether this is the same wait as the pause before
     * @param fromNanos when, by {@link System#nanoTime}
     * @param toNanos until when
     */
    public static void paused(boolean again, long fromNanos, long toNanos) {
        Sending sending = UNDER_WAY.get();
        if (sending != null) {
            sending.waited(again, fromNanos, toNanos);
        }
    }
}
