package rowan.sql.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import rowan.workspace.contract.Interrupt;

/** Makes statements take as long as over a network, so that what many of them cost can be seen on this machine. */
public final class SimulatedNetwork {

    /** A wait is cut into pieces of this length, so that an interrupt ends it. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private volatile long latencyNanos;

    /** How long a round trip is made to take; zero for none. */
    public Duration latency() {
        return Duration.ofNanos(latencyNanos);
    }

    /** Makes every further statement and every commit take so much longer. */
    public void latency(Duration roundTrip) {
        latencyNanos = roundTrip.toNanos();
    }

    /** Waits as long as a network would take to the database and back. */
    void roundTrip(Interrupt interrupt) {
        long nanos = latencyNanos;
        if (nanos == 0) {
            return;
        }
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            interrupt.check();
            LockSupport.parkNanos(Math.min(left, SLICE_NANOS));
        }
    }
}
