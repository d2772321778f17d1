package rowan.workspace;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import rowan.workspace.contract.Interrupt;

/** The user's interrupt, and a time after which work is stopped in the same way. */
public final class TimeLimit implements Interrupt {

    private final Interrupt user;
    private final long end;

    /**
     * @param most from now on
     */
    public TimeLimit(Interrupt user, Duration most) {
        this.user = user;
        this.end = System.nanoTime() + most.toNanos();
    }

    /** Whether time is over. */
    public boolean hasPassed() {
        return System.nanoTime() - end >= 0;
    }

    @Override
    public boolean requested() {
        return user.requested() || hasPassed();
    }

    /** Ends the work for the user only; that time is over is for the work itself to see. */
    @Override
    public void check() {
        user.check();
    }

    @Override
    public Registration onRequest(Runnable stop) {
        Registration ofUser = user.onRequest(stop);
        CompletableFuture<Void> over = new CompletableFuture<>();
        over.thenRun(stop);
        over.completeOnTimeout(null, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        return () -> {
            over.cancel(false);
            ofUser.close();
        };
    }
}
