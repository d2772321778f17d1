package rowan.sql.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import rowan.model.Quantity;
import rowan.model.Secrets;
import rowan.model.Timeline;
import rowan.model.Timeline.Course;
import rowan.model.Timeline.Hold;
import rowan.model.Timeline.Sent;
import rowan.model.Timeline.State;
import rowan.model.Timeline.Stretch;
import rowan.sql.connection.HeldLocks;
import rowan.sql.connection.Lane;
import rowan.sql.connection.Sending;
import rowan.sql.connection.SentStatements;
import rowan.sql.statement.Lexicon;
import rowan.workspace.cell.CellId;

/** Makes a {@link Timeline} of what was sent. */
final class TimelineMaker {

    /** Names that the virtual machine gives to threads by counting, which are others in every run. */
    private static final Pattern COUNTED_THREAD =
            Pattern.compile("(?:Thread-|pool-\\d+-thread-|ForkJoinPool\\S*-worker-)\\d+|main|rowan\\b.*|");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final long now;
    private final Lexicon lexicon;
    private final boolean redacted;
    private final List<SentStatements.Seen> remembered;
    private final Set<CellId> wanted = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private long origin;
    private long end;

    private TimelineMaker(List<SentStatements.Seen> remembered, boolean redacted, Lexicon lexicon, long now) {
        this.remembered = remembered;
        this.redacted = redacted;
        this.lexicon = lexicon;
        this.now = now;
    }

    /**
     * The timeline of what was sent.
     *
     * @param remembered by cells, the latest last
     * @param all whether of all of them, as far back as they have no more than {@link SentStatements#MOST} statements, or of the
     *     latest alone
     * @param redacted whether values are left out
     * @param now when this was seen
     */
    static Timeline of(List<SentStatements.Seen> remembered, boolean all, boolean redacted, Lexicon lexicon, long now) {
        TimelineMaker maker = new TimelineMaker(remembered, redacted, lexicon, now);
        maker.choose(all);
        return maker.timeline();
    }

    private void choose(boolean all) {
        int count = 0;
        boolean room = true;
        long left = 0;
        for (int i = remembered.size() - 1; i >= 0; i--) {
            SentStatements.Seen cell = remembered.get(i);
            count += cell.kept().size();
            boolean latest = wanted.isEmpty();
            room &= latest || all && count <= SentStatements.MOST;
            if (room) {
                wanted.add(cell.cell());
                if (cell.more() > 0) {
                    notes.add(0, more(cell));
                }
            } else if (all) {
                left += cell.kept().size() + cell.more();
            }
        }
        if (left > 0) {
            notes.add(0, Quantity.count(left, "statement") + " of earlier cells " + are(left) + " not shown.");
        }
    }

    private static String more(SentStatements.Seen cell) {
        return Quantity.count(cell.more(), "more statement") + " of "
                + cell.cell().name() + " " + are(cell.more()) + " not shown.";
    }

    private static String are(long count) {
        return count == 1 ? "is" : "are";
    }

    private Timeline timeline() {
        Map<Lane, List<Sending.Seen>> byLane = new LinkedHashMap<>();
        for (SentStatements.Seen cell : remembered) {
            for (Sending.Seen each : cell.kept()) {
                byLane.computeIfAbsent(each.lane(), lane -> new ArrayList<>()).add(each);
            }
        }
        List<Sending.Seen> shown = remembered.stream()
                .filter(cell -> wanted.contains(cell.cell()))
                .flatMap(cell -> cell.kept().stream())
                .toList();
        origin = shown.stream().mapToLong(Sending.Seen::begin).min().orElse(now);
        end = shown.stream().mapToLong(each -> each.end().orElse(now)).max().orElse(now);
        Map<Lane, List<HeldLocks.Held>> held = new IdentityHashMap<>();
        byLane.forEach((lane, sent) -> {
            sent.sort(Comparator.comparingLong(Sending.Seen::begin));
            held.put(
                    lane,
                    HeldLocks.of(lane, sent).stream()
                            .filter(each -> each.from() <= end && each.to().orElse(now) > origin)
                            .toList());
        });
        byLane.keySet()
                .removeIf(lane -> held.get(lane).isEmpty()
                        && byLane.get(lane).stream().noneMatch(each -> wanted.contains(each.cell())));
        List<Lane> lanes = new ArrayList<>(byLane.keySet());
        lanes.sort(order(byLane));
        Map<Sending.Seen, Integer> numbers = new IdentityHashMap<>();
        for (Lane lane : lanes) {
            byLane.get(lane).stream()
                    .filter(each -> wanted.contains(each.cell()))
                    .forEach(each -> numbers.put(each, numbers.size() + 1));
        }
        List<Timeline.Lane> drawn = new ArrayList<>();
        int unnamed = 0;
        for (Lane lane : lanes) {
            unnamed += lane.name().isEmpty() ? 1 : 0;
            drawn.add(new Timeline.Lane(
                    name(lane, unnamed),
                    database(lane, lanes),
                    byLane.get(lane).stream()
                            .filter(numbers::containsKey)
                            .map(this::sent)
                            .toList(),
                    held.get(lane).stream().map(each -> hold(each, numbers)).toList()));
        }
        return new Timeline(drawn, notes);
    }

    /**
     * By the cell that used them first; within a cell first those with a name and those of the cell's own thread, then by the
     * names of threads, which are the same in every run where it is left to chance which of them comes first.
     */
    private static Comparator<Lane> order(Map<Lane, List<Sending.Seen>> byLane) {
        return Comparator.<Lane>comparingInt(
                        lane -> byLane.get(lane).get(0).cell().executionCount())
                .thenComparing(lane -> lane.name().isEmpty() ? sortable(lane.thread()) : "")
                .thenComparingLong(lane -> byLane.get(lane).get(0).begin());
    }

    private static String sortable(String thread) {
        return thread.equals("main") || thread.startsWith("rowan")
                ? ""
                : NUMBER.matcher(thread)
                        .replaceAll(digits ->
                                "0".repeat(Math.max(0, 12 - digits.group().length())) + digits.group());
    }

    private static String name(Lane lane, int number) {
        if (!lane.name().isEmpty()) {
            return lane.name();
        }
        String thread = COUNTED_THREAD.matcher(lane.thread()).matches() ? "" : " (" + lane.thread() + ")";
        return "connection " + number + thread;
    }

    /** The number of the first of these connections to the same database; 0 where the database is not known. */
    private static int database(Lane lane, List<Lane> lanes) {
        if (lane.database().isEmpty()) {
            return 0;
        }
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).database().equals(lane.database())) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("it is none of these");
    }

    private Sent sent(Sending.Seen seen) {
        State state = seen.failure().isPresent()
                ? State.FAILED
                : seen.end().isPresent() ? State.DONE : seen.waiting() ? State.WAITING : State.RUNNING;
        Stretch whole = stretch(seen.begin(), seen.end());
        List<Stretch> waits = new ArrayList<>();
        for (Sending.Stretch wait : seen.waits()) {
            Stretch each =
                    stretch(Math.max(seen.begin(), wait.from()), OptionalLong.of(Math.max(seen.begin(), wait.to())));
            waits.add(new Stretch(earlier(each.from(), whole.to()), earlier(each.to(), whole.to())));
        }
        return new Sent(
                text(seen.sql()),
                seen.place(),
                state,
                seen.failure().map(failure -> redacted ? failure.name() : failure.sentence()),
                new Course(whole, waits));
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private String text(String sql) {
        return redacted
                ? StatementShape.of(sql, lexicon).text()
                : Secrets.masked(sql.strip()).replaceAll("\\s+", " ");
    }

    private Hold hold(HeldLocks.Held held, Map<Sending.Seen, Integer> numbers) {
        return new Hold(
                held.lock(),
                named(held.since(), numbers),
                held.ending(),
                held.until().map(by -> named(by, numbers)),
                stretch(
                        Math.max(origin, held.from()),
                        OptionalLong.of(Math.min(end, held.to().orElse(end)))));
    }

    private static String named(Sending.Seen sent, Map<Sending.Seen, Integer> numbers) {
        Integer number = numbers.get(sent);
        return number != null ? String.valueOf(number) : sent.place().isEmpty() ? "an earlier one" : sent.place();
    }

    private Stretch stretch(long from, OptionalLong to) {
        return new Stretch(Duration.ofNanos(from - origin), Duration.ofNanos(to.orElse(now) - origin));
    }
}
