package rowan.sql.connection;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import rowan.workspace.contract.Comms;

/**
 * Tells front ends about the current connection, when it is there and after every cell that has changed something about
 * it: its name, whether it can write, whether a transaction is open. A front end that asks for this also draws grids.
 */
public final class StatusBoard implements Comms.Target {

    private final Connections connections;
    private final UnaryOperator<String> shown;
    private final List<Comms.Peer> peers = new CopyOnWriteArrayList<>();
    private Map<String, Object> told = Map.of();

    /**
     * @param shown a name as a person may see it, whatever it contains
     */
    public StatusBoard(Connections connections, UnaryOperator<String> shown) {
        this.connections = connections;
        this.shown = shown;
    }

    @Override
    public synchronized Comms.Listener open(Comms.Peer peer, Map<String, Object> data) {
        connections.results().attend();
        peers.add(peer);
        peer.send(told.isEmpty() ? state() : told);
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

    /** Something may have changed: a cell has ended, or the database is there. */
    public synchronized void tell() {
        Map<String, Object> state = state();
        if (!state.equals(told)) {
            told = state;
            peers.forEach(peer -> peer.send(state));
        }
    }

    private Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        connections.peek().ifPresent(session -> {
            state.put("connection", shown.apply(session.alias()));
            state.put("database", shown.apply(session.target().place()));
            state.put("readOnly", session.target().readOnly());
            state.put("transaction", shown.apply(transaction(session)));
        });
        return state;
    }

    /** Whether one is open, and what it has changed; empty when none is. */
    private static String transaction(Session session) {
        try {
            session.catchUp();
            return session.transaction().note().orElse("");
        } catch (SQLException e) {
            return "";
        }
    }
}
