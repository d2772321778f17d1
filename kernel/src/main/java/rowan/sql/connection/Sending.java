package rowan.sql.connection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Interrupt;

/**
 * One statement on its way: when it was sent, for how long it has waited for locks, and how it ended. The thread that sends it
 * tells; any thread may ask. All times are those of {@link System#nanoTime}.
 */
public class Sending {

    /** One that is not kept. */
    public static final Sending UNKEPT = new Sending(null, new CellId(0), "", "") {
        @Override
        public void took(long nanos) {}

        @Override
        public void end() {}

        @Override
        public void failed(Throwable error, Interrupt interrupt) {}
    };

    /** A wait whose last pause is not longer ago is still going on: the next pause is on its way. */
    private static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int LONGEST_SENTENCE = 200;

    /** A stretch of time. */
    public record Stretch(long from, long to) {}

    /**
     * Why a statement has failed.
     *
     * @param name the kind of the problem, such as {@code SQLITE_BUSY}; it contains no values
     * @param sentence the first of what was said
     */
    public record Failure(String name, String sentence) {}

    /**
     * All of it at one moment.
     *
     * @param end empty while it runs
     * @param waiting whether it is waiting for a lock right now
     * @param endedTransaction whether the engine has ended the transaction because of its failure
     */
    public record Seen(
            Lane lane,
            CellId cell,
            String sql,
            String place,
            long begin,
            OptionalLong end,
            List<Stretch> waits,
            boolean waiting,
            Optional<Failure> failure,
            boolean endedTransaction) {

        /** From when on it can hold a lock: from its last wait on. */
        long lockedFrom() {
            return waits.isEmpty() ? begin : waits.get(waits.size() - 1).to();
        }
    }

    private final Lane lane;
    private final CellId cell;
    private final String sql;
    private final String place;
    private final List<Stretch> waits = new ArrayList<>(0);
    private Sending outer;
    private boolean underWay;
    private long begin = System.nanoTime();
    private OptionalLong end = OptionalLong.empty();
    private Optional<Failure> failure = Optional.empty();
    private boolean endedTransaction;

    private Sending(Lane lane, CellId cell, String sql, String place) {
        this.lane = lane;
        this.cell = cell;
        this.sql = sql;
        this.place = place;
    }

    /** A statement that the calling thread begins to send. */
    static Sending of(Lane lane, CellId cell, String sql, String place) {
        Sending sending = new Sending(lane, cell, sql, place);
        lane.usedBy(Thread.currentThread().getName());
        sending.outer = LockWaits.enter(sending);
        sending.underWay = true;
        return sending;
    }

    /** See {@link LockWaits#paused}. */
    synchronized void waited(boolean again, long from, long to) {
        boolean same = again && !waits.isEmpty();
        long since = same ? waits.remove(waits.size() - 1).from() : from;
        waits.add(new Stretch(since, to));
    }

    /** The database has worked on it until now, for so long; may be told again, as rows are fetched. */
    public synchronized void took(long nanos) {
        if (failure.isPresent()) {
            return;
        }
        long now = System.nanoTime();
        if (end.isEmpty()) {
            begin = Math.max(begin, now - nanos); // Before that, a simulated network was waited for.
        }
        end = OptionalLong.of(now);
        leave();
    }

    /** It has ended, if nobody has said so before. */
    public synchronized void end() {
        if (end.isEmpty()) {
            end = OptionalLong.of(System.nanoTime());
        }
        leave();
    }

    private void leave() {
        if (underWay) {
            underWay = false;
            LockWaits.leave(outer);
            outer = null;
        }
    }

    /**
     * It has failed.
     *
     * @param interrupt of those who wait for it
     */
    public void failed(Throwable error, Interrupt interrupt) {
        end();
        boolean interrupted = interrupt.requested() || error instanceof Interrupt.InterruptedRun;
        // What interrupts a statement may still be at work, and would stop the ROLLBACK by which the engine is asked.
        boolean open = interrupted || lane.inTransaction().orElse(true);
        synchronized (this) {
            failure = Optional.of(interrupted ? new Failure("interrupted", "interrupted") : told(error));
            endedTransaction = !open;
        }
    }

    private Failure told(Throwable error) {
        if (error instanceof Databases.Failure failure) {
            return told(failure.problem());
        }
        if (error instanceof SqlFailure failure) {
            return told(failure.problem());
        }
        String message = String.valueOf(error.getMessage());
        Optional<String> name = error instanceof SQLException failed
                ? lane.dialect().flatMap(dialect -> dialect.errorName(failed))
                : Optional.empty();
        return told(Problem.of(name.orElse(error.getClass().getSimpleName()), message));
    }

    private static Failure told(Problem problem) {
        String sentence = problem.message().strip().split("(?<=[.;])\\s|\\R", 2)[0];
        return new Failure(
                problem.name(),
                sentence.length() <= LONGEST_SENTENCE
                        ? sentence
                        : sentence.substring(0, sentence.offsetByCodePoints(0, LONGEST_SENTENCE / 2)) + "…");
    }

    /** What is known of it now. */
    synchronized Seen seen(long now) {
        boolean waiting = end.isEmpty()
                && !waits.isEmpty()
                && now - waits.get(waits.size() - 1).to() < STILL_NANOS;
        return new Seen(lane, cell, sql, place, begin, end, List.copyOf(waits), waiting, failure, endedTransaction);
    }
}
