package rowan.sql.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Timeline.Ending;
import rowan.model.Timeline.Lock;
import rowan.sql.dialect.DatabaseLocks;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.statement.TransactionControl;
import rowan.workspace.cell.Source;

/**
 * What a connection held and for how long, derived from the statements that were sent on it by the rules of its engine, see
 * {@link DatabaseLocks}. The write lock is taken by the first statement of a transaction that writes, or by the one that begins
 * it, and given back by {@code COMMIT} or {@code ROLLBACK}; outside of a transaction it is held as long as the statement takes
 * that writes. A transaction that reads keeps the snapshot of its first query.
 *
 * <p>What was begun before the log was cleared is not known. Where an error may have made the engine end a transaction, it has
 * been asked on the connections of cells, and has not on those of libraries.
 */
public final class HeldLocks {

    /**
     * Something that was held.
     *
     * @param until the statement that ended it; empty where none did
     * @param to empty while it is held
     */
    public record Held(
            Lock lock, Sending.Seen since, long from, Optional<Sending.Seen> until, OptionalLong to, Ending ending) {}

    /** What was taken and not yet given back. */
    private record Taken(Sending.Seen by, long from) {}

    private final Lexicon lexicon;
    private final DatabaseLocks locks;
    private final List<Held> held = new ArrayList<>();
    private final Deque<String> savepoints = new ArrayDeque<>();
    private boolean begun;
    private boolean begunBySavepoint;
    private boolean withoutAutoCommit;
    private Optional<Taken> write = Optional.empty();
    private Optional<Taken> snapshot = Optional.empty();

    private HeldLocks(Lexicon lexicon, DatabaseLocks locks) {
        this.lexicon = lexicon;
        this.locks = locks;
    }

    /**
     * What a connection held; nothing where its engine is not known, or where the text of statements does not tell.
     *
     * @param sent everything that is known to have been sent on it, in the order in which it began
     */
    public static List<Held> of(Lane lane, List<Sending.Seen> sent) {
        return lane.dialect()
                .flatMap(dialect -> dialect.locks().map(rules -> of(lane, sent, dialect.lexicon(), rules)))
                .orElse(List.of());
    }

    private static List<Held> of(Lane lane, List<Sending.Seen> sent, Lexicon lexicon, DatabaseLocks rules) {
        HeldLocks locks = new HeldLocks(lexicon, rules);
        Deque<Long> gaps = new ArrayDeque<>(lane.gaps());
        for (Sending.Seen each : sent) {
            while (!gaps.isEmpty() && gaps.element() < each.begin()) {
                locks.loseTrack(gaps.remove());
            }
            locks.follow(each);
        }
        gaps.forEach(locks::loseTrack);
        lane.closed().ifPresent(at -> locks.giveBack(Optional.empty(), OptionalLong.of(at), Ending.CLOSED));
        locks.giveBack(Optional.empty(), OptionalLong.empty(), Ending.HELD);
        return locks.held;
    }

    private void loseTrack(long at) {
        giveBack(Optional.empty(), OptionalLong.of(at), Ending.UNKNOWN);
    }

    private void follow(Sending.Seen sent) {
        if (sent.waiting()) {
            return;
        }
        if (sent.failure().isPresent()) {
            failed(sent);
            return;
        }
        lexicon.split(Source.of(sent.sql())).forEach(statement -> follow(sent, statement));
    }

    private void failed(Sending.Seen sent) {
        if (sent.endedTransaction()) {
            giveBack(Optional.of(sent), sent.end(), Ending.ENDED);
            return;
        }
        String name = sent.failure().map(Sending.Failure::name).orElse("");
        lexicon.split(Source.of(sent.sql())).stream()
                .findFirst()
                .filter(statement -> locks.keptAfter(statement, name, isInTransaction()))
                .ifPresent(statement -> writes(sent));
    }

    private void follow(Sending.Seen sent, Statement statement) {
        List<Token> tokens = statement.significant();
        boolean ended = sent.end().isPresent();
        Optional<TransactionControl> control = statement.transactionControl();
        if (control.isPresent()) {
            follow(sent, statement, control.get(), ended);
        } else if (statement.verb().equals("SETAUTOCOMMIT")) {
            withoutAutoCommit = tokens.stream().anyMatch(t -> t.is("false"));
            endTransaction(sent, ended && !withoutAutoCommit);
        } else if (locks.writes(statement)) {
            writes(sent);
        } else if (locks.reads(statement) && isInTransaction() && snapshot.isEmpty() && write.isEmpty()) {
            snapshot = Optional.of(new Taken(sent, sent.lockedFrom()));
        }
    }

    private void follow(Sending.Seen sent, Statement statement, TransactionControl control, boolean ended) {
        switch (control.kind()) {
            case BEGIN -> {
                begun = ended;
                if (begun && locks.beginsWriting(statement)) {
                    writes(sent);
                }
            }
            case COMMIT, ROLLBACK -> endTransaction(sent, ended);
            case ROLLBACK_TO -> endTransaction(sent, false);
            case SAVEPOINT -> {
                if (ended) {
                    begunBySavepoint |= !isInTransaction();
                    savepoints.push(control.savepointKey());
                }
            }
            case RELEASE -> release(sent, control.savepointKey(), ended);
        }
    }

    private boolean isInTransaction() {
        return begun || begunBySavepoint || withoutAutoCommit;
    }

    private void writes(Sending.Seen sent) {
        if (write.isEmpty()) {
            write = Optional.of(new Taken(sent, sent.lockedFrom()));
        }
        if (!isInTransaction() && sent.end().isPresent()) {
            giveBack(Optional.of(sent), sent.end(), Ending.ENDED);
        }
    }

    /** With a savepoint go those that were set after it; the one that began the transaction commits it. */
    private void release(Sending.Seen sent, String savepoint, boolean ended) {
        if (!ended || !savepoints.contains(savepoint)) {
            return;
        }
        while (!savepoints.pop().equals(savepoint)) {
            // Set after it.
        }
        endTransaction(sent, begunBySavepoint && savepoints.isEmpty());
    }

    private void endTransaction(Sending.Seen by, boolean carriedOut) {
        if (carriedOut) {
            giveBack(Optional.of(by), by.end(), Ending.ENDED);
        }
    }

    private void giveBack(Optional<Sending.Seen> by, OptionalLong at, Ending ending) {
        snapshot.ifPresent(taken -> held.add(new Held(Lock.SNAPSHOT, taken.by(), taken.from(), by, at, ending)));
        write.ifPresent(taken -> held.add(new Held(Lock.WRITE, taken.by(), taken.from(), by, at, ending)));
        snapshot = Optional.empty();
        write = Optional.empty();
        savepoints.clear();
        begun = false;
        begunBySavepoint = false;
    }
}
