package rowan.jupyter;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowan.jupyter.protocol.Message;

/**
 * Tells front ends when the kernel is busy. They take their light from any request's status. So after the idle of a request
 * that was answered while a cell runs, the cell's busy is said again; and the idle of a comm's message, of which there are
 * many while one scrolls and for which nobody waits, is held back until the cell has ended.
 */
final class Status {

    private final Publisher publisher;
    private final List<String> heldBack = new ArrayList<>();
    private Optional<Message> running = Optional.empty();

    Status(Publisher publisher) {
        this.publisher = publisher;
    }

    synchronized void starting() {
        publish("starting", Message.NO_PARENT);
    }

    /**
     * A cell begins to run.
     *
     * @param first what is said of it at once
     */
    synchronized void begin(Message cell, Publication... first) {
        running = Optional.of(cell);
        List<Publication> all = new ArrayList<>(List.of(status("busy")));
        all.addAll(List.of(first));
        publisher.publish(cell.header(), all.toArray(Publication[]::new));
    }

    synchronized boolean isRunning() {
        return running.isPresent();
    }

    /**
     * The cell has ended.
     *
     * @param last what is said of it just before
     */
    synchronized void end(Message cell, List<Publication> last) {
        running = Optional.empty();
        heldBack.forEach(header -> publish("idle", header));
        heldBack.clear();
        List<Publication> all = new ArrayList<>(last);
        all.add(status("idle"));
        publisher.publish(cell.header(), all.toArray(Publication[]::new));
    }

    /** Answers a request that is no cell. */
    void during(Message request, Runnable answer) {
        synchronized (this) {
            publish("busy", request.header());
        }
        try {
            answer.run();
        } finally {
            ended(request);
        }
    }

    private synchronized void ended(Message request) {
        boolean awaited = !Set.of("comm_open", "comm_msg", "comm_close").contains(request.type());
        if (running.isPresent() && !awaited) {
            heldBack.add(request.header());
        } else {
            publish("idle", request.header());
            running.ifPresent(cell -> publish("busy", cell.header()));
        }
    }

    private void publish(String state, String parent) {
        publisher.publish(parent, status(state));
    }

    private static Publication status(String state) {
        JsonObject content = new JsonObject();
        content.addProperty("execution_state", state);
        return new Publication("status", content);
    }
}
