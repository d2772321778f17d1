package rowan.sql.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import rowan.model.Schema;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Dialect;
import rowan.workspace.contract.Comms;

/**
 * Tells front ends which connections are open and what their databases contain, as it was after the last cell: at once when
 * they ask, and after each cell that has changed something of it. Who asks while a cell runs is answered from the picture of
 * the cell before.
 */
public final class DatabasePanel implements Comms.Target {

    private static final long IDLE_SECONDS = 5;

    private final Connections connections;
    private final UnaryOperator<String> shown;
    private volatile List<Seen> seen = List.of();

    /** Draws and sends, one after the other: a large database takes a moment, for which no cell is to wait. */
    private final Executor teller = teller();

    /** Those below are the teller's alone. */
    private final List<Comms.Peer> peers = new ArrayList<>();

    private List<Seen> told = List.of();

    /** A connection as it was after the last cell. */
    private record Seen(
            String name, String url, String place, boolean readOnly, boolean current, Dialect dialect, Schema schema) {

        static Seen of(Session session, boolean current) {
            return new Seen(
                    session.alias(),
                    session.target().url(),
                    session.target().place(),
                    session.target().readOnly(),
                    current,
                    session.dialect(),
                    session.schema());
        }
    }

    /**
     * @param shown a name as a person may see it, whatever it contains
     */
    public DatabasePanel(Connections connections, UnaryOperator<String> shown) {
        this.connections = connections;
        this.shown = shown;
    }

    @Override
    public Comms.Listener open(Comms.Peer peer, Map<String, Object> data) {
        teller.execute(() -> {
            peer.send(message(List.of(), seen));
            peers.add(peer);
        });
        return new Comms.Listener() {
            @Override
            public void message(Map<String, Object> question) {
                // There is nothing to ask.
            }

            @Override
            public void closed() {
                teller.execute(() -> peers.remove(peer));
            }
        };
    }

    /** Something may have changed: a cell has ended, or the first database is there. */
    public void tell() {
        Session current = connections.peek().orElse(null);
        seen = connections.all().stream()
                .map(session -> Seen.of(session, session == current))
                .toList();
        teller.execute(this::tellPeers);
    }

    private void tellPeers() {
        List<Seen> now = seen;
        if (!peers.isEmpty() && !now.equals(told)) {
            Map<String, Object> message = message(told, now);
            peers.forEach(peer -> peer.send(message));
        }
        told = now;
    }

    private static ThreadPoolExecutor teller() {
        ThreadPoolExecutor teller =
                new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "rowan-database-panel");
                    thread.setDaemon(true);
                    return thread;
                });
        teller.allowCoreThreadTimeOut(true);
        return teller;
    }

    /**
     * All connections, each with what its database contains.
     *
     * @param known what those have been told that are told now; a database in which nothing has changed is not told again
     */
    private Map<String, Object> message(List<Seen> known, List<Seen> now) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Seen connection : now) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", shown.apply(connection.name()));
            one.put("sql", connection.name());
            one.put("url", shown.apply(connection.url()));
            one.put("place", shown.apply(connection.place()));
            one.put("readOnly", connection.readOnly());
            one.put("current", connection.current());
            boolean isKnown = known.stream()
                    .anyMatch(other -> other.name().equals(connection.name())
                            && other.schema().equals(connection.schema()));
            if (!isKnown) {
                one.put(
                        "databases",
                        new SchemaTree(connection.schema(), connection.dialect(), shown)
                                .databases().stream().map(Node::message).toList());
            }
            told.add(one);
        }
        return Map.of("connections", told);
    }
}
