package rowan.sql.panel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private final Connections connections;
    private final UnaryOperator<String> shown;
    private final List<Comms.Peer> peers = new CopyOnWriteArrayList<>();
    private List<Seen> seen = List.of();

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
    public synchronized Comms.Listener open(Comms.Peer peer, Map<String, Object> data) {
        peers.add(peer);
        peer.send(message(List.of()));
        return new Comms.Listener() {
            @Override
            public void message(Map<String, Object> question) {
                // There is nothing to ask.
            }

            @Override
            public void closed() {
                peers.remove(peer);
            }
        };
    }

    /** Something may have changed: a cell has ended, or the first database is there. */
    public synchronized void tell() {
        List<Seen> before = seen;
        Session current = connections.peek().orElse(null);
        seen = connections.all().stream()
                .map(session -> Seen.of(session, session == current))
                .toList();
        if (!peers.isEmpty() && !seen.equals(before)) {
            Map<String, Object> message = message(before);
            peers.forEach(peer -> peer.send(message));
        }
    }

    /**
     * All connections, each with what its database contains.
     *
     * @param known what those have been told that are told now; a database in which nothing has changed is not told again
     */
    private Map<String, Object> message(List<Seen> known) {
        List<Map<String, Object>> told = new ArrayList<>();
        for (Seen connection : seen) {
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
