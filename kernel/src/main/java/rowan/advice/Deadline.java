package rowan.advice;

import java.time.Duration;
import rowan.workspace.Interrupt;

/** An interrupt that also stops what takes too long. */
final class Deadline implements Interrupt {

    private final Interrupt user;
    private final long end;

    Deadline(Interrupt user, Duration most) {
        this.user = user;
        this.end = System.nanoTime() + most.toNanos();
    }

    boolean hasPassed() {
        return System.nanoTime() - end > 0;
    }

    @Override
    public boolean requested() {
        return user.requested() || hasPassed();
    }

    /** Ends the work only for the user; that time is up is for the work itself to see. */
    @Override
    public void check() {
        user.check();
    }

    @Override
    public Registration onRequest(Runnable stop) {
        return user.onRequest(stop);
    }
}
