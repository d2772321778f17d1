package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.sqlite.BusyHandler;
import rowan.sql.connection.LockWaits;
import rowan.workspace.contract.Interrupt;

/**
 * Waits for another connection's lock, and stops waiting when the user interrupts: SQLite's own {@code busy_timeout} cannot
 * be interrupted, and takes this handler's place when it is set.
 */
final class SqliteBusy extends BusyHandler {

    static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);

    /** Short enough for an interrupt to feel immediate, long enough to leave the processor to the lock's holder. */
    private static final long PAUSE_MILLIS = 5;

    private static final Map<Connection, SqliteBusy> INSTALLED = new WeakHashMap<>();

    private final Supplier<Interrupt> interrupt;
    private volatile Duration limit = DEFAULT_LIMIT;
    private long waitingSinceNanos;

    private SqliteBusy(Supplier<Interrupt> interrupt) {
        this.interrupt = interrupt;
    }

    static void install(Connection connection, Supplier<Interrupt> interrupt) throws SQLException {
        SqliteBusy handler = new SqliteBusy(interrupt);
        BusyHandler.setHandler(connection, handler);
        synchronized (INSTALLED) {
            INSTALLED.put(connection, handler);
        }
    }

    /** How long a connection waits for a lock. */
    static Duration limit(Connection connection) {
        synchronized (INSTALLED) {
            SqliteBusy handler = INSTALLED.get(connection);
            return handler == null ? DEFAULT_LIMIT : handler.limit;
        }
    }

    static void limit(Connection connection, Duration limit) {
        synchronized (INSTALLED) {
            SqliteBusy handler = INSTALLED.get(connection);
            if (handler != null) {
                handler.limit = limit;
            }
        }
    }

    /** A limit as it is written. */
    static Duration milliseconds(String number) {
        return Duration.ofMillis((long) Double.parseDouble(number));
    }

    @Override
    protected int callback(int earlierCalls) {
        long now = System.nanoTime();
        if (earlierCalls == 0) {
            waitingSinceNanos = now;
        }
        if (interrupt.get().requested() || now - waitingSinceNanos > limit.toNanos()) {
            return 0;
        }
        try {
            Thread.sleep(PAUSE_MILLIS);
            LockWaits.paused(earlierCalls > 0, now, System.nanoTime());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
