package rowan;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rowan.workspace.contract.Comms;

/** A front end that opens a grid on a result and asks for its file. */
final class GridFrontEnd implements Comms.Peer {

    private final BlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();

    private GridFrontEnd() {}

    @Override
    public void send(Map<String, Object> data) {
        heard.add(data);
    }

    @Override
    public void close() {
        heard.add(Map.of("op", "closed"));
    }

    /** Has the result of a query written beside the notebook; what the kernel says to that. */
    static String export(Notebook notebook, String query) throws InterruptedException {
        Comms comms = notebook.workspace().comms();
        comms.target("rowan.status").orElseThrow().open(new GridFrontEnd(), Map.of());
        notebook.run(query);
        Object id = notebook.sink().events().stream()
                .map(event -> event.bundle().data().get("application/vnd.rowan.result+json"))
                .filter(Map.class::isInstance)
                .map(bundle -> ((Map<?, ?>) bundle).get("id"))
                .findFirst()
                .orElseThrow();
        GridFrontEnd grid = new GridFrontEnd();
        Comms.Listener kernel =
                comms.target("rowan.result").orElseThrow().open(grid, Map.of("id", String.valueOf(id), "gen", 0.0));
        Map<String, Object> message = grid.next();
        while (!message.containsKey("reading") || Boolean.TRUE.equals(message.get("reading"))) {
            message = grid.next();
        }
        kernel.message(Map.of("op", "export", "gen", 0.0, "id", 1.0));
        do {
            message = grid.next();
        } while (!message.containsKey("sentence"));
        kernel.closed();
        return String.valueOf(message.get("sentence"));
    }

    private Map<String, Object> next() throws InterruptedException {
        Map<String, Object> message = heard.poll(30, TimeUnit.SECONDS);
        if (message == null) {
            throw new IllegalStateException("the grid hears nothing");
        }
        return message;
    }
}
