package rowan.sql.grid;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import rowan.model.Quantity;
import rowan.model.table.Column;

/** One result that is kept for its grids, whole or as far as it was read. */
final class LiveResult implements AutoCloseable {

    /** Listeners hear of new rows so often at most: a front end paints all it shows for each piece of news. */
    private static final long NEWS_NANOS = 1_000_000_000;

    /** A result takes no more than this on the disk. */
    private static final long MAX_BYTES = 1L << 30;

    /** A reading that nobody waits for ends after this time: it may keep others from writing to a file. */
    private static final long LONGEST_NANOS = 60_000_000_000L;

    private static final int LOOK_EVERY = 512;

    private final List<Column> columns;
    private final RowFile rows;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean reading = true;
    private volatile boolean stopped;
    private volatile String note = "";

    LiveResult(List<Column> columns, Path file) throws SQLException {
        this.columns = columns;
        this.rows = new RowFile(file, columns.size());
    }

    List<Column> columns() {
        return columns;
    }

    RowFile rows() {
        return rows;
    }

    /** Whether more rows are coming. */
    boolean isReading() {
        return reading;
    }

    /** Why there are fewer rows than the result has; empty where all are here. */
    String note() {
        return note;
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** Reads a source to its end, or until {@link #stop}. */
    void read(RowSource source) {
        try (source) {
            long begun = System.nanoTime();
            long told = begun;
            Object[] row = source.next();
            for (int count = 1; row != null && !stopped; count++) {
                rows.append(row);
                if (count % LOOK_EVERY == 0) {
                    if (rows.bytes() > MAX_BYTES) {
                        stop("all would take more than " + Quantity.bytes(MAX_BYTES));
                    } else if (System.nanoTime() - begun > LONGEST_NANOS) {
                        stop("reading all would take too long");
                    } else if (System.nanoTime() - told > NEWS_NANOS) {
                        told = System.nanoTime();
                        listeners.forEach(Runnable::run);
                    }
                }
                row = source.next();
            }
        } catch (SQLException | RuntimeException e) {
            // What was read stays true.
            stop(stopped ? note : String.valueOf(e.getMessage()));
        } finally {
            reading = false;
            listeners.forEach(Runnable::run);
        }
    }

    /** Reads no further. */
    void stop(String reason) {
        if (reading) {
            note = reason;
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        rows.close();
    }
}
