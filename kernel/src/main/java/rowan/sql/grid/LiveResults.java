package rowan.sql.grid;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import rowan.model.Progress;
import rowan.model.Quantity;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.statement.Lexicon;
import rowan.workspace.contract.Comms;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;

/**
 * The results that grids can be opened on, by their handles.
 *
 * <p>A shown result is read on behind its first page, with the cursor that gave the page, so that nothing is run twice and a
 * later change of its tables does not change it. Where it is read on a connection of its own, the next statement runs
 * meanwhile. Elsewhere an open cursor would hold locks and an old view of the database: whoever uses that connection next
 * waits for the end of the reading, which an interrupt brings about. Without a front end that draws grids nothing is read
 * on.
 */
public final class LiveResults implements AutoCloseable {

    private static final String INTERRUPTED = "the reading was interrupted";

    private static final long LOOK_MILLIS = 5;
    private static final long IDLE_SECONDS = 10;

    private static final int KEPT = 24;
    private static final long KEPT_BYTES = 4L << 30;

    /** Names a file for the rows of a result. */
    @FunctionalInterface
    public interface Files {
        Path create() throws IOException;
    }

    private record Offered(List<Column> columns, WeakReference<List<List<Object>>> rows) {}

    private record Reading(LiveResult result, RowSource source, CountDownLatch ended) {
        void stop(String reason) {
            result.stop(reason);
            source.cancel();
        }

        Progress progress() {
            return new Progress(
                    "a result above is read to its end first: "
                            + Quantity.count(result.rows().size(), "row"),
                    OptionalDouble.empty());
        }
    }

    private final Files files;
    private final Map<String, LiveResult> kept = new LinkedHashMap<>();
    private final Map<String, Offered> offered = new LinkedHashMap<>();
    private final ExecutorService grids = daemon("rowan-grid", 1);
    private final ExecutorService readings = daemon("rowan-reading", Integer.MAX_VALUE);
    private volatile boolean attended;
    private final Set<Reading> active = ConcurrentHashMap.newKeySet();

    public LiveResults(Files files) {
        this.files = files;
    }

    private static ExecutorService daemon(String name, int most) {
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
        // What comes after the end is of no use to anybody.
        return new ThreadPoolExecutor(
                most == 1 ? 1 : 0,
                most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                most == 1 ? new LinkedBlockingQueue<>() : new SynchronousQueue<>(),
                threads,
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** A file that does not exist yet, for the rows of a result; it is gone with the kernel at the latest. */
    public Path file() throws IOException {
        return files.create();
    }

    /** A front end that draws grids has come. */
    public void attend() {
        attended = true;
    }

    /** Whether anybody could open a grid. */
    public boolean isAttended() {
        return attended;
    }

    /**
     * Reads a result on, on a thread of its own, and closes the source behind the last row.
     *
     * @param page its first rows, which have been read already
     * @param rest the rows behind them
     * @return the handle under which a grid can be opened; empty where there is no place for the rows, and then the source
     *     is left as it was
     */
    public Optional<String> readOn(List<Column> columns, List<List<Object>> page, RowSource rest) {
        try {
            LiveResult result = open(columns);
            for (List<Object> row : page) {
                result.rows().append(row.toArray());
            }
            String handle = UUID.randomUUID().toString();
            keep(handle, result);
            read(result, rest);
            return Optional.of(handle);
        } catch (SQLException e) {
            System.getLogger(LiveResults.class.getName()).log(System.Logger.Level.WARNING, "no grid", e);
            return Optional.empty();
        }
    }

    private LiveResult open(List<Column> columns) throws SQLException {
        try {
            return new LiveResult(columns, file());
        } catch (IOException e) {
            throw new SQLException("there is no place for the rows of a result: " + e.getMessage(), e);
        }
    }

    private void read(LiveResult result, RowSource source) {
        Reading reading = new Reading(result, source, new CountDownLatch(1));
        active.add(reading);
        readings.execute(() -> {
            try {
                result.read(source);
            } finally {
                active.remove(reading);
                reading.ended().countDown();
            }
        });
    }

    /** Makes it possible to open a grid on rows that somebody holds, for as long as they are held. */
    private synchronized String offer(List<Column> columns, List<List<Object>> rows) {
        String handle = UUID.randomUUID().toString();
        offered.put(handle, new Offered(columns, new WeakReference<>(rows)));
        offered.values().removeIf(offer -> offer.rows().refersTo(null));
        return handle;
    }

    /** The result with a handle, where there is more of it than its page to see and nobody has given it one. */
    public ResultTable offered(ResultTable table) {
        boolean hasMore = table.complete() && table.rows().size() > table.pageRows();
        return attended && hasMore && table.handle().isEmpty()
                ? table.withHandle(offer(table.columns(), table.rows()))
                : table;
    }

    private synchronized void keep(String handle, LiveResult result) {
        kept.put(handle, result);
        long bytes = kept.values().stream().mapToLong(r -> r.rows().bytes()).sum();
        List<String> oldest = new ArrayList<>(kept.keySet());
        for (int i = 0; i < oldest.size() - 1 && (kept.size() > KEPT || bytes > KEPT_BYTES); i++) {
            LiveResult removed = kept.remove(oldest.get(i));
            bytes -= removed.rows().bytes();
            removed.close();
        }
    }

    /** The result of a handle, if it is still there. */
    private synchronized Optional<LiveResult> find(String handle) throws SQLException {
        LiveResult known = kept.remove(handle);
        if (known != null) {
            kept.put(handle, known); // The latest used is the last.
            return Optional.of(known);
        }
        Offered offer = offered.get(handle);
        List<List<Object>> rows = offer == null ? null : offer.rows().get();
        if (rows == null) {
            return Optional.empty();
        }
        LiveResult result = open(offer.columns());
        keep(handle, result);
        Thread copying = new Thread(() -> result.read(RowSource.of(rows)), "rowan-reading");
        copying.setDaemon(true);
        copying.start();
        return Optional.of(result);
    }

    /**
     * Sees to it that no cursor of a reading is open, but for those that are read beside whatever else runs. Called by whoever
     * is about to use a database.
     *
     * @param interrupt ends the wait, and the reading
     * @param listener hears how far the reading is
     */
    public void settle(Interrupt interrupt, LongStep.Listener listener) {
        active.stream()
                .filter(reading -> !reading.source().isBeside())
                .forEach(reading -> await(reading, interrupt, listener));
    }

    /** As {@link #settle}, with those that are read beside. */
    public void settleAll(Interrupt interrupt, LongStep.Listener listener) {
        active.forEach(reading -> await(reading, interrupt, listener));
    }

    private static void await(Reading reading, Interrupt interrupt, LongStep.Listener listener) {
        try {
            while (!reading.ended().await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                listener.hear(Optional.of(reading.progress()));
                if (interrupt.requested()) {
                    reading.stop(INTERRUPTED);
                }
            }
        } catch (InterruptedException e) {
            reading.stop(INTERRUPTED);
            Thread.currentThread().interrupt();
        } finally {
            listener.hear(Optional.empty());
        }
    }

    /**
     * Answers grids.
     *
     * @param drawing draws rows and values as a grid shows them
     * @param exports writes rows to a file
     * @param lexicon of the engine in whose SQL rows are copied
     */
    public Comms.Target target(Grid.Drawing drawing, Grid.Exports exports, Supplier<Lexicon> lexicon) {
        return (peer, data) -> {
            attend();
            Grid grid = new Grid(peer, drawing, exports, lexicon, grids);
            grids.execute(() -> open(grid, peer, data));
            return new Comms.Listener() {
                @Override
                public void message(Map<String, Object> request) {
                    grid.expect(request);
                    grids.execute(() -> grid.answer(request));
                }

                @Override
                public void closed() {
                    grid.close();
                }
            };
        };
    }

    private void open(Grid grid, Comms.Peer peer, Map<String, Object> data) {
        try {
            Optional<LiveResult> result = find(String.valueOf(data.get("id")));
            if (result.isPresent()) {
                grid.open(result.get(), data);
            } else {
                peer.close();
            }
        } catch (SQLException | RuntimeException e) {
            System.getLogger(LiveResults.class.getName()).log(System.Logger.Level.DEBUG, "no grid", e);
            peer.close();
        }
    }

    @Override
    public synchronized void close() {
        active.forEach(reading -> reading.stop("the kernel ends"));
        grids.shutdown();
        readings.shutdown();
        kept.values().forEach(LiveResult::close);
        kept.clear();
    }
}
