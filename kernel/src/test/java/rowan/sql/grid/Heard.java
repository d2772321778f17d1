package rowan.sql.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rowan.Notebook;
import rowan.workspace.contract.Comms;

/** A front end's end of a channel. */
final class Heard implements Comms.Peer {

    final BlockingQueue<Map<String, Object>> messages = new LinkedBlockingQueue<>();
    private Comms.Listener kernel;

    /** Lets a notebook know that somebody draws grids. */
    static void attend(Notebook notebook) {
        notebook.workspace().comms().target("rowan.status").orElseThrow().open(new Heard(), Map.of());
    }

    /** Opens the grid of a result. */
    static Heard grid(Notebook notebook, String id) {
        Heard heard = new Heard();
        heard.kernel = notebook.workspace()
                .comms()
                .target("rowan.result")
                .orElseThrow()
                .open(heard, Map.of("id", id, "gen", 0.0));
        return heard;
    }

    /** What the last cell gave a front end that draws grids. */
    static Map<?, ?> shown(Notebook notebook) {
        return notebook.sink().events().stream()
                .map(event -> event.bundle().data().get("application/vnd.rowan.result+json"))
                .filter(Map.class::isInstance)
                .map(Map.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void send(Map<String, Object> data) {
        messages.add(data);
    }

    @Override
    public void close() {
        messages.add(Map.of("op", "closed"));
    }

    void ask(Object... question) {
        Map<String, Object> data = new LinkedHashMap<>();
        for (int i = 0; i < question.length; i += 2) {
            data.put((String) question[i], question[i + 1]);
        }
        kernel.message(data);
    }

    /** The next message of a kind; others before it are passed over. */
    Map<String, Object> next(String op) throws InterruptedException {
        Map<String, Object> message = next();
        while (!message.get("op").equals(op)) {
            message = next();
        }
        return message;
    }

    /** The next message. */
    Map<String, Object> next() throws InterruptedException {
        Map<String, Object> message = messages.poll(20, TimeUnit.SECONDS);
        assertThat(message).as("a message").isNotNull();
        return message;
    }

    /** Waits until all rows have been read; what was said of them then. */
    Map<String, Object> complete() throws InterruptedException {
        Map<String, Object> state = next("view");
        while (Boolean.TRUE.equals(state.get("reading"))) {
            state = next("grew");
        }
        return state;
    }
}
