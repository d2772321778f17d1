package rowan.sql.connection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rowan.workspace.cell.CellId;

/** The first statements of each cell, one by one as they were sent, for as long as cells are remembered. Safe from any thread. */
public final class SentStatements {

    /** Cells that are remembered. */
    private static final int CELLS = 100;

    /** Statements of a cell that are kept; more of them nobody would tell apart. */
    public static final int MOST = 500;

    private final Map<CellId, OfCell> cells = new LinkedHashMap<>();

    /** What one cell has sent. */
    private static final class OfCell {
        private final List<Sending> kept = new ArrayList<>();
        private long count;
    }

    /**
     * What one cell has sent.
     *
     * @param kept in the order in which they began
     * @param more how many there were besides
     */
    public record Seen(CellId cell, List<Sending.Seen> kept, long more) {}

    /**
     * A statement that the calling thread begins to send.
     *
     * @param sql its text; asked for at once, and only if it is kept
     * @param place as {@code sql}
     */
    public Sending begins(Lane lane, CellId cell, Supplier<String> sql, Supplier<String> place) {
        OfCell of = of(cell);
        if (of == null) {
            lane.loses(cell);
            return Sending.UNKEPT;
        }
        Sending sending = Sending.of(lane, cell, sql.get(), place.get());
        synchronized (this) {
            of.kept.add(sending);
        }
        return sending;
    }

    /** Counts one statement more of a cell; null where it is not to be kept. */
    private synchronized OfCell of(CellId cell) {
        OfCell of = cells.get(cell);
        if (of == null) {
            of = new OfCell();
            cells.put(cell, of);
            if (cells.size() > CELLS) {
                Iterator<CellId> oldest = cells.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        of.count++;
        return of.count <= MOST ? of : null;
    }

    /** Forgets all. */
    public synchronized void clear() {
        cells.clear();
    }

    /** All that is known at a moment, by cells in the order in which they first sent something. */
    public synchronized List<Seen> seen(long now) {
        List<Seen> seen = new ArrayList<>();
        cells.forEach((cell, of) -> seen.add(new Seen(
                cell, of.kept.stream().map(sending -> sending.seen(now)).toList(), Math.max(0, of.count - MOST))));
        return seen;
    }
}
