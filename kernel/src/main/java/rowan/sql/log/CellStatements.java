package rowan.sql.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rowan.model.Note;
import rowan.model.Quantity;
import rowan.model.RepeatedLookups;
import rowan.model.Secrets;
import rowan.model.StatementLog;
import rowan.model.StatementTotals;
import rowan.sql.connection.Sending;
import rowan.sql.statement.Lexicon;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.Interrupt;

/**
 * The statements of one cell. While they are sent only their texts are compared; what texts have in common is looked at when
 * somebody asks, or when there are so many different ones that memory matters.
 */
final class CellStatements {

    /** Texts that are kept before they are folded to what they have in common. */
    private static final int TEXTS = 1_000;

    /** Fewer look-ups than this are no loop worth a word. */
    private static final int MANY = 10;

    /** Slow statements that are shown one by one. */
    private static final int SLOW = 20;

    /** Statements that read and change no rows; behind them a driver tells again what the one before has changed. */
    private static final Pattern WITHOUT_ROWS = Pattern.compile(
            "(?:CREATE|DROP|ALTER|BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE|ATTACH|DETACH|ANALYZE|VACUUM|REINDEX)\\b",
            Pattern.CASE_INSENSITIVE);

    private record Text(String sql, String place) {}

    private final CellId cell;
    private final Lexicon lexicon;
    private final Map<Text, Tally> texts = new LinkedHashMap<>();
    private final Map<Text, Tally> shapes = new LinkedHashMap<>();
    private final List<Sent> slow = new ArrayList<>();
    private long slowCount;
    private long count;

    CellStatements(CellId cell, Lexicon lexicon) {
        this.cell = cell;
        this.lexicon = lexicon;
    }

    CellId cell() {
        return cell;
    }

    /** What is known of one text, or of all texts of one shape. */
    private static final class Tally {
        private final String example;
        private List<Object> first;
        private boolean[] varies;
        private long count;
        private long rows;
        private long nanos;
        private long longest;
        private final Durations durations = new Durations();
        private Tally foldedInto;
        private boolean told;

        Tally(String example, List<Object> first) {
            this.example = example;
            this.first = first;
            this.varies = new boolean[first.size()];
        }

        /** Notes which values differ from those that came first. */
        void compare(List<Object> values) {
            for (int i = 0; i < varies.length && i < values.size(); i++) {
                varies[i] |= !Objects.deepEquals(first.get(i), values.get(i));
            }
        }

        /** Where what is still learned of a running statement goes. */
        Tally latest() {
            return foldedInto == null ? this : foldedInto.latest();
        }

        void release() {
            first = List.of();
            varies = new boolean[0];
        }

        void add(Tally other) {
            other.foldedInto = this;
            count += other.count;
            rows += other.rows;
            nanos += other.nanos;
            longest = Math.max(longest, other.longest);
            durations.addAll(other.durations);
            compare(other.first);
            for (int i = 0; i < varies.length && i < other.varies.length; i++) {
                varies[i] |= other.varies[i];
            }
        }
    }

    /** One statement that was sent. */
    private final class Sent implements StatementRecorder.Execution {
        private final String sql;
        private final String place;
        private final List<Object> values;
        private final long slowNanos;
        private final Tally tally;
        private final Sending sending;
        private long nanos;

        Sent(String sql, String place, List<Object> values, long slowNanos, Tally tally, Sending sending) {
            this.sql = sql;
            this.place = place;
            this.values = values;
            this.slowNanos = slowNanos;
            this.tally = tally;
            this.sending = sending;
        }

        @Override
        public void took(long more) {
            sending.took(more);
            synchronized (CellStatements.this) {
                boolean wasSlow = nanos >= slowNanos;
                Tally known = tally.latest();
                known.durations.change(nanos, nanos + more);
                nanos += more;
                known.nanos += more;
                known.longest = Math.max(known.longest, nanos);
                if (nanos >= slowNanos && !wasSlow) {
                    noteSlow(this);
                }
            }
        }

        @Override
        public void rows(long more) {
            synchronized (CellStatements.this) {
                tally.latest().rows += more;
            }
        }

        @Override
        public void failed(Throwable error, Interrupt interrupt) {
            sending.failed(error, interrupt);
        }

        @Override
        public void end() {
            sending.end();
        }

        Note note(boolean redacted) {
            String text =
                    redacted ? StatementShape.of(sql, lexicon).text() : Secrets.masked(sql.strip() + shown(values));
            return new Note("slow: " + Quantity.nanos(nanos) + (place.isEmpty() ? "" : " at " + place) + "\n" + text);
        }
    }

    private void noteSlow(Sent statement) {
        slowCount++;
        if (slow.size() < SLOW) {
            slow.add(statement);
        }
    }

    /**
     * A statement was sent.
     *
     * @param slowNanos it is slow when it takes at least so long
     * @param sending hears the same
     */
    synchronized StatementRecorder.Execution began(
            String sql, String place, List<Object> values, long slowNanos, Sending sending) {
        if (texts.size() > TEXTS) {
            fold();
        }
        count++;
        Tally tally = texts.computeIfAbsent(new Text(sql, place), text -> new Tally(sql, values));
        tally.count++;
        tally.durations.add(0);
        tally.compare(values);
        return new Sent(sql, place, values, slowNanos, tally, sending);
    }

    /** Texts that differ in nothing but values become one; the values that stood in them are compared too. */
    private void fold() {
        for (Map.Entry<Text, Tally> each : texts.entrySet()) {
            StatementShape shape = StatementShape.of(each.getKey().sql(), lexicon);
            Tally tally = each.getValue();
            // Literals and parameters, in the order in which they stand.
            List<Object> values = new ArrayList<>();
            boolean[] varies = new boolean[shape.slots().size()];
            int parameter = 0;
            for (StatementShape.Slot slot : shape.slots()) {
                boolean bound = slot.isParameter() && parameter < tally.first.size();
                varies[values.size()] = bound && tally.varies[parameter];
                values.add(bound ? tally.first.get(parameter) : slot.text());
                parameter += slot.isParameter() ? 1 : 0;
            }
            tally.first = values;
            tally.varies = varies;
            Text key = new Text(shape.text(), each.getKey().place());
            Tally same = shapes.get(key);
            if (same == null) {
                shapes.put(key, tally);
            } else {
                same.add(tally);
            }
        }
        texts.clear();
    }

    synchronized long count() {
        return count;
    }

    synchronized List<StatementLog.Entry> entries() {
        fold();
        return shapes.entrySet().stream()
                .map(each -> new StatementLog.Entry(
                        each.getKey().sql(),
                        each.getValue().count,
                        rows(each.getKey(), each.getValue()),
                        Duration.ofNanos(each.getValue().nanos),
                        Duration.ofNanos(each.getValue().longest),
                        each.getKey().place()))
                .toList();
    }

    /** Adds what is known of each kind of statement to what is known of it from other cells. */
    synchronized void addTo(Map<String, Totals> totals) {
        fold();
        shapes.forEach((text, tally) -> {
            String key = StatementShape.of(tally.example, lexicon).key();
            Totals of = totals.computeIfAbsent(key, same -> new Totals(text.sql()));
            of.calls += tally.count;
            of.nanos += tally.nanos;
            of.longest = Math.max(of.longest, tally.longest);
            of.rows += rows(text, tally);
            of.durations.addAll(tally.durations);
        });
    }

    /** What is known of a kind of statement that several cells have sent. */
    static final class Totals {
        private final String statement;
        private final Durations durations = new Durations();
        private long calls;
        private long nanos;
        private long longest;
        private long rows;

        /**
         * @param statement as it was sent first
         */
        Totals(String statement) {
            this.statement = statement;
        }

        StatementTotals.Total total() {
            return new StatementTotals.Total(
                    statement,
                    calls,
                    Duration.ofNanos(nanos),
                    Duration.ofNanos(Math.min(longest, durations.quantile(0.95))),
                    rows);
        }
    }

    private static long rows(Text text, Tally tally) {
        return WITHOUT_ROWS.matcher(text.sql()).lookingAt() ? 0 : tally.rows;
    }

    /**
     * A query is a repeated look-up when it was sent often, compares columns with values, and nothing but those values was
     * different: a page or a part that is read in turn differs in its offset, its limit or its lower bound.
     */
    synchronized List<RepeatedLookups> takeRepeated() {
        if (count < MANY) {
            return List.of();
        }
        fold();
        List<RepeatedLookups> found = new ArrayList<>();
        shapes.forEach((text, tally) -> {
            if (tally.count >= MANY && !tally.told) {
                StatementShape shape = StatementShape.of(tally.example, lexicon);
                shape.lookup(tally.varies)
                        .map(lookup -> lookup.finding(tally.count, text.place()))
                        .ifPresent(finding -> {
                            tally.told = true;
                            found.add(finding);
                        });
            }
        });
        return found;
    }

    /**
     * The slow statements since the last time.
     *
     * @param redacted whether values are left out
     */
    synchronized List<Note> takeSlow(boolean redacted) {
        List<Note> notes =
                slow.stream().map(each -> each.note(redacted)).collect(Collectors.toCollection(ArrayList::new));
        if (slowCount > slow.size()) {
            notes.add(new Note("and " + Quantity.count(slowCount - slow.size(), "more slow statement")));
        }
        slow.clear();
        slowCount = 0;
        return notes;
    }

    /** The cell has ended: what was bound may be large, and is of no use any more. */
    synchronized void release() {
        texts.values().forEach(Tally::release);
        shapes.values().forEach(Tally::release);
    }

    private static String shown(List<Object> values) {
        return values.isEmpty()
                ? ""
                : "\nwith " + values.stream().map(CellStatements::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Object value) {
        String text = value instanceof byte[] bytes ? Quantity.bytes(bytes.length) : String.valueOf(value);
        return text.length() <= 60 ? text : text.substring(0, text.offsetByCodePoints(0, 59)) + "…";
    }
}
