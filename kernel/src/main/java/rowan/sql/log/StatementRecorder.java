package rowan.sql.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import rowan.model.Note;
import rowan.model.Quantity;
import rowan.model.RepeatedLookups;
import rowan.model.StatementLog;
import rowan.model.StatementTotals;
import rowan.model.Timeline;
import rowan.sql.connection.Lane;
import rowan.sql.connection.Sending;
import rowan.sql.connection.SentStatements;
import rowan.sql.connection.SimulatedNetwork;
import rowan.sql.statement.Lexicon;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Run;

/**
 * The log of all statements that cells send to databases: those of SQL cells, and those that Java cells and their libraries
 * send through JDBC. Safe from any thread.
 */
public final class StatementRecorder {

    /** Cells that are remembered. */
    private static final int CELLS = 100;

    /** Kinds of statements that are shown by the time they took. */
    private static final int TOP = 20;

    /** Statements of SQL cells that are kept as they came. */
    private static final int UNSORTED = 1_000;

    /** Texts of more characters than this are not kept as they are. */
    private static final int LONG = 10_000;

    /** The same where many are kept, and little of each is shown. */
    private static final int LONG_ONE_BY_ONE = 1_000;

    /** Stands for the cell before there is one. */
    private static final CellId NONE = new CellId(0);

    private final Supplier<Lexicon> lexicon;
    private final Function<CellId, String> places;
    private final SimulatedNetwork network;
    private final Deque<CellStatements> cells = new ArrayDeque<>();
    private final List<Ran> ran = new ArrayList<>();
    private final SentStatements sent = new SentStatements();
    private volatile Optional<CellId> running = Optional.empty();
    private volatile Interrupt interrupt = new InterruptSignal();
    private volatile long slowNanos = Long.MAX_VALUE;
    private volatile boolean redacted;

    /**
     * @param lexicon that of the current connection, which cuts statements, to see which say the same
     * @param places the line of a cell that the calling thread is at, such as {@code In[7]:3}; empty where it is at none
     * @param network whose round trips the log counts
     */
    public StatementRecorder(Supplier<Lexicon> lexicon, Function<CellId, String> places, SimulatedNetwork network) {
        this.lexicon = lexicon;
        this.places = places;
        this.network = network;
    }

    /** Whatever is sent from now on belongs to this cell. */
    public void enter(Run run) {
        running = Optional.of(run.cell());
        interrupt = run.interrupt();
    }

    /** The interrupt of the cell that runs, for whatever waits on behalf of it. */
    public Interrupt interrupt() {
        return interrupt;
    }

    /** A statement of a SQL cell, of which all is known. */
    private record Ran(CellId cell, String sql, int line, long nanos, long rows) {}

    /** The statements of a cell, which is the latest. */
    private CellStatements of(CellId cell) {
        CellStatements last = cells.peekLast();
        if (last == null || !last.cell().equals(cell)) {
            if (last != null) {
                last.release();
            }
            last = new CellStatements(cell, lexicon.get());
            cells.addLast(last);
            if (cells.size() > CELLS) {
                cells.removeFirst();
            }
        }
        return last;
    }

    private CellStatements current() {
        CellId cell = running.orElse(NONE);
        synchronized (cells) {
            sort();
            return of(cell);
        }
    }

    private Optional<CellStatements> known(CellId cell) {
        synchronized (cells) {
            sort();
            return Optional.ofNullable(cells.peekLast())
                    .filter(last -> last.cell().equals(cell));
        }
    }

    /** Puts statements of SQL cells where they belong, which their cells have not waited for. */
    private void sort() {
        for (Ran each : ran) {
            Execution execution = of(each.cell())
                    .began(each.sql(), each.cell().place(each.line()), List.of(), Long.MAX_VALUE, Sending.UNKEPT);
            execution.took(each.nanos());
            execution.rows(each.rows());
        }
        ran.clear();
    }

    /** One statement on its way, and what is learned of it. */
    public interface Execution {

        /** Of something that is not recorded. */
        Execution NONE = new Execution() {
            @Override
            public void took(long nanos) {}

            @Override
            public void rows(long more) {}

            @Override
            public void failed(Throwable error, Interrupt interrupt) {}

            @Override
            public void end() {}
        };

        /** The database has worked on it for a while, perhaps again. */
        void took(long nanos);

        /** Rows were read or changed. */
        void rows(long more);

        /**
         * It has failed.
         *
         * @param interrupt of those who wait for it
         */
        void failed(Throwable error, Interrupt interrupt);

        /** It has ended, if nobody has said so before. */
        void end();
    }

    /** Of a text with thousands of values in it, only what will be shown. */
    private String kept(String sql) {
        return sql.length() <= LONG
                ? sql
                : StatementShape.of(sql, lexicon.get()).text();
    }

    private String keptShort(String sql) {
        if (sql.length() <= LONG_ONE_BY_ONE) {
            return sql;
        }
        String shape = StatementShape.of(sql, lexicon.get()).text();
        return shape.substring(
                0, shape.offsetByCodePoints(0, Math.min(LONG_ONE_BY_ONE, shape.codePointCount(0, shape.length()))));
    }

    /** A statement of Java is being sent by the calling thread. */
    public Execution began(Lane lane, String sql, List<Object> values) {
        String place = here();
        return current().began(kept(sql), place, values, slowNanos, begins(lane, sql, () -> place));
    }

    private String here() {
        return places.apply(running.orElse(NONE));
    }

    /**
     * Java begins or ends a transaction, which is no statement of the cell's own, and is not counted.
     *
     * @param sql what is sent, or the call of JDBC that sends it
     */
    public Sending begins(Lane lane, String sql) {
        return begins(lane, sql, this::here);
    }

    private Sending begins(Lane lane, String sql, Supplier<String> place) {
        return sent.begins(lane, running.orElse(NONE), () -> keptShort(sql), place);
    }

    /** A statement of a SQL cell is being sent by the calling thread, perhaps in the background. */
    public Sending begins(Lane lane, CellId cell, String sql, int line) {
        return sent.begins(lane, cell, () -> keptShort(sql), () -> cell.place(line));
    }

    /** A statement of a SQL cell was carried out. It is only noted here: the next cell should not wait for more. */
    public void ran(String sql, int line, long nanos, long rows) {
        synchronized (cells) {
            ran.add(new Ran(running.orElse(NONE), kept(sql), line, nanos, rows));
            if (ran.size() >= UNSORTED) {
                sort();
            }
        }
    }

    /** Shows every further statement that takes at least so long; empty for none. */
    public void slow(Optional<Duration> threshold) {
        slowNanos = threshold.map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** Whether values are left out of everything that is shown. */
    public void redact(boolean yes) {
        redacted = yes;
    }

    /** Forgets all statements. */
    public void clear() {
        synchronized (cells) {
            ran.clear();
            cells.clear();
        }
        sent.clear();
    }

    /**
     * What was sent.
     *
     * @param all by every cell that is remembered, else by the latest that sent anything
     */
    public StatementLog log(boolean all) {
        List<CellStatements> wanted;
        synchronized (cells) {
            sort();
            wanted = all || cells.isEmpty() ? List.copyOf(cells) : List.of(cells.peekLast());
        }
        List<StatementLog.Entry> entries = new ArrayList<>();
        wanted.forEach(cell -> entries.addAll(cell.entries()));
        return new StatementLog(entries, notes(entries));
    }

    /** The statements of all cells that are remembered, by the time they took; the first {@value #TOP} of them. */
    public StatementTotals totals() {
        List<CellStatements> wanted;
        synchronized (cells) {
            sort();
            wanted = List.copyOf(cells);
        }
        Map<String, CellStatements.Totals> totals = new LinkedHashMap<>();
        wanted.forEach(cell -> cell.addTo(totals));
        List<StatementTotals.Total> sorted = totals.values().stream()
                .map(CellStatements.Totals::total)
                .sorted(Comparator.comparing(StatementTotals.Total::total).reversed())
                .toList();
        int shown = Math.min(TOP, sorted.size());
        return new StatementTotals(sorted.subList(0, shown), sorted.size() - shown);
    }

    /**
     * What was sent, one by one on a common axis of time.
     *
     * @param all by every cell that is remembered, else by the latest that sent anything
     */
    public Timeline timeline(boolean all) {
        long now = System.nanoTime();
        return TimelineMaker.of(sent.seen(now), all, redacted, lexicon.get(), now);
    }

    private List<String> notes(List<StatementLog.Entry> entries) {
        long nanos = network.latency().toNanos();
        long count = entries.stream().mapToLong(StatementLog.Entry::count).sum();
        return nanos == 0 || count == 0
                ? List.of()
                : List.of("a simulated network: " + Quantity.count(count, "round trip") + " of " + Quantity.nanos(nanos)
                        + " are " + Quantity.nanos((double) count * nanos) + " of waiting");
    }

    /** How many statements a cell has sent. */
    public long count(CellId cell) {
        return known(cell).map(CellStatements::count).orElse(0L);
    }

    /** The look-ups that a cell has repeated and that were not shown yet. */
    public List<RepeatedLookups> takeRepeated(CellId cell) {
        return known(cell).map(CellStatements::takeRepeated).orElse(List.of());
    }

    /** The slow statements of a cell that were not shown yet. */
    public List<Note> takeSlow(CellId cell) {
        return known(cell).map(statements -> statements.takeSlow(redacted)).orElse(List.of());
    }
}
