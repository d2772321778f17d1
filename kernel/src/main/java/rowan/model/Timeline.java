package rowan.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When statements were sent, connection by connection, on one common axis. All times count from the moment at which the first
 * of them began. The statements are numbered through, from 1, in the order of the connections and on each in that of time: what
 * runs at the same time has no order of its own that would be the same in every run.
 *
 * @param lanes the connections
 * @param notes what is not shown; one sentence each
 */
public record Timeline(List<Lane> lanes, List<String> notes) {

    /** Longer than any kernel lives. */
    private static final Duration MOST = Duration.ofDays(3_660);

    /** A pause is left out where it is longer than this share of all that is shown besides. */
    private static final int CUT_SHARE = 5;

    /**
     * One connection.
     *
     * @param name its alias, or its number, {@code connection 2}
     * @param database connections to one database have the same number; 0 where it is not known
     * @param statements in the order in which they began
     * @param holds what it held, in order
     */
    public record Lane(String name, int database, List<Sent> statements, List<Hold> holds) {
        public Lane {
            statements = List.copyOf(statements);
            holds = List.copyOf(holds);
        }

        /** Whether both may be connections to one database. */
        boolean mayShare(Lane other) {
            return database == 0 || other.database == 0 || database == other.database;
        }
    }

    /**
     * One statement.
     *
     * @param text on one line, without secrets
     * @param place the cell and its line, {@code In[7]:3}; empty where that cannot be told
     * @param state how it has ended
     * @param failure why it failed, in one sentence; empty unless it did
     * @param times when
     */
    public record Sent(String text, String place, State state, Optional<String> failure, Course times) {}

    /** How far a statement is. */
    public enum State {
        DONE,
        FAILED,
        RUNNING,
        /** It still waits for a lock. */
        WAITING
    }

    /**
     * When a statement ran and when it waited.
     *
     * @param whole of a statement that has not ended, until now
     * @param waits for locks, in order, within the whole
     */
    public record Course(Stretch whole, List<Stretch> waits) {
        public Course {
            waits = List.copyOf(waits);
        }

        /** For how long it waited. */
        public Duration waited() {
            return waits.stream().map(Stretch::length).reduce(Duration.ZERO, Duration::plus);
        }
    }

    /** A stretch of time, in durations since the first statement began. */
    public record Stretch(Duration from, Duration to) {
        public Stretch {
            if (from.isNegative() || to.compareTo(from) < 0 || to.compareTo(MOST) > 0) {
                throw new IllegalArgumentException("no stretch of time: " + from + " to " + to);
            }
        }

        /** How long it is. */
        public Duration length() {
            return to.minus(from);
        }

        /** How much of it lies within the other. */
        public Duration overlap(Stretch other) {
            Duration first = from.compareTo(other.from) > 0 ? from : other.from;
            Duration last = to.compareTo(other.to) < 0 ? to : other.to;
            return first.compareTo(last) < 0 ? last.minus(first) : Duration.ZERO;
        }
    }

    /** What a connection can hold. */
    public enum Lock {
        /** It alone may write. */
        WRITE,
        /** It goes on reading the database as it was then. */
        SNAPSHOT
    }

    /** How a hold came to its end. */
    public enum Ending {
        /** A statement ended it. */
        ENDED,
        /** It is still held. */
        HELD,
        /** The connection was closed. */
        CLOSED,
        /** Later statements were not kept, so nothing is known. */
        UNKNOWN
    }

    /**
     * A lock for as long as it was held.
     *
     * @param since the statement that took it: its number here, or its place where it is not among these
     * @param until the statement that gave it back, in the same way; empty unless it was {@link Ending#ENDED}
     * @param times from when to when, as far as that lies on the axis
     */
    public record Hold(Lock lock, String since, Ending ending, Optional<String> until, Stretch times) {

        /** Whether more than one statement was sent while it was held, or none any more. */
        public boolean outlasts() {
            return !until.equals(Optional.of(since));
        }
    }

    public Timeline {
        lanes = List.copyOf(lanes);
        notes = List.copyOf(notes);
    }

    /** A statement with its number and its connection. */
    public record Numbered(int number, Lane lane, Sent sent) {}

    /** All statements, in the order of their numbers. */
    public List<Numbered> numbered() {
        List<Numbered> all = new ArrayList<>();
        for (Lane lane : lanes) {
            for (Sent sent : lane.statements()) {
                all.add(new Numbered(all.size() + 1, lane, sent));
            }
        }
        return all;
    }

    /** Where the axis ends. */
    public Duration end() {
        return numbered().stream()
                .map(each -> each.sent().times().whole().to())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** A lock and the connection that held it. */
    public record Held(Lane lane, Hold hold) {}

    /**
     * What a statement has most likely waited for: of all that other connections to its database held meanwhile, what overlaps
     * its waits the longest, and a write lock before all else. Empty where none of these statements held anything.
     */
    public Optional<Held> waitedFor(Numbered waiting) {
        return lanes.stream()
                .filter(lane -> lane != waiting.lane() && lane.mayShare(waiting.lane()))
                .flatMap(lane -> lane.holds().stream().map(hold -> new Held(lane, hold)))
                .filter(held -> !overlap(waiting, held).isZero())
                .max(Comparator.<Held, Boolean>comparing(held -> held.hold().lock() == Lock.WRITE)
                        .thenComparing(held -> overlap(waiting, held)));
    }

    private static Duration overlap(Numbered waiting, Held held) {
        return waiting.sent().times().waits().stream()
                .map(wait -> wait.overlap(held.hold().times()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Pauses that are left out, in order: where no statement runs or waits, for longer than a fifth of all that is shown besides.
     * Nothing happens in them, even where a lock is held.
     */
    public List<Stretch> cuts() {
        List<Stretch> pauses = pauses();
        pauses.sort(Comparator.comparing(Stretch::length).reversed());
        Duration shown = end();
        List<Stretch> cuts = new ArrayList<>();
        for (Stretch pause : pauses) {
            Duration besides = shown.minus(pause.length());
            if (pause.length().multipliedBy(CUT_SHARE).compareTo(besides) <= 0) {
                break;
            }
            cuts.add(pause);
            shown = besides;
        }
        cuts.sort(Comparator.comparing(Stretch::from));
        return cuts;
    }

    private List<Stretch> pauses() {
        List<Stretch> busy = new ArrayList<>();
        numbered().forEach(each -> busy.add(each.sent().times().whole()));
        busy.sort(Comparator.comparing(Stretch::from));
        List<Stretch> pauses = new ArrayList<>();
        Duration until = Duration.ZERO;
        for (Stretch each : busy) {
            if (each.from().compareTo(until) > 0) {
                pauses.add(new Stretch(until, each.from()));
            }
            until = each.to().compareTo(until) > 0 ? each.to() : until;
        }
        return pauses;
    }
}
