package rowan.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Traceback;
import rowan.jupyter.protocol.Wire;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Sink;

/**
 * One cell's outputs as messages on iopub. Text is gathered for a moment, so that thousands of small writes become a few
 * messages; their order with everything else is kept, and no message ends within a character.
 */
final class IopubSink implements Sink {

    /** How the cell asks its front end. */
    @FunctionalInterface
    interface Question {
        Optional<String> ask(String prompt, boolean secret);
    }

    /** Of one message, in characters and in bytes. */
    private static final int FULL = 1 << 16;

    /** So many characters fit into {@link #FULL} bytes, whatever they are. */
    private static final int CERTAIN = FULL / 3;

    private final Consumer<Publication> publish;
    private final Question question;
    private final Runnable room;
    private final Flusher flusher;
    private final Runnable flushing = this::flush;
    private final int executionCount;
    private final JsonArray payload = new JsonArray();
    private final StringBuilder text = new StringBuilder();
    private Channel channel = Channel.STDOUT;
    private Optional<Publication> held = Optional.empty();

    /**
     * @param publish sends what the cell says
     * @param room returns when there is room for more of them
     */
    IopubSink(Consumer<Publication> publish, Question question, Runnable room, Flusher flusher, int executionCount) {
        this.publish = publish;
        this.question = question;
        this.room = room;
        this.flusher = flusher;
        this.executionCount = executionCount;
    }

    /** What the reply carries along: pages for the pager. */
    synchronized JsonArray payload() {
        return payload;
    }

    @Override
    public void stream(Channel to, String written) {
        for (int start = 0; start < written.length(); start += FULL) {
            // Outside of the lock: whoever waits here can be interrupted, whoever waits for the lock cannot.
            room.run();
            gather(to, written.substring(start, Math.min(written.length(), start + FULL)));
        }
    }

    private synchronized void gather(Channel to, String written) {
        if (to != channel) {
            flush();
            channel = to;
        }
        text.append(written);
        if (text.length() >= FULL) {
            flush();
        } else {
            flusher.soon(flushing);
        }
    }

    /** Sends what was gathered. The first half of a character waits for its second. */
    synchronized void flush() {
        held.ifPresent(publish);
        held = Optional.empty();
        for (int end = piece(); end > 0; end = piece()) {
            JsonObject content = new JsonObject();
            content.addProperty("name", channel == Channel.STDOUT ? "stdout" : "stderr");
            content.addProperty("text", text.substring(0, end));
            text.delete(0, end);
            publish.accept(new Publication("stream", content));
        }
    }

    /** Sends what was gathered but for a result with which the cell ends: it goes together with what the kernel says then. */
    synchronized Optional<Publication> end() {
        if (!text.isEmpty()) {
            flush();
        }
        Optional<Publication> last = held;
        held = Optional.empty();
        return last;
    }

    /** How much of the text the next message has: no more than {@link #FULL} bytes, and whole characters. */
    private int piece() {
        int end = Math.min(text.length(), FULL);
        if (end > CERTAIN && text.substring(0, end).getBytes(StandardCharsets.UTF_8).length > FULL) {
            end = CERTAIN;
        }
        return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private void publish(String type, JsonObject content) {
        room.run();
        inOrder(type, content);
    }

    private synchronized void inOrder(String type, JsonObject content) {
        flush();
        publish.accept(new Publication(type, content));
    }

    /** {@code data} and {@code metadata} of a bundle. */
    static JsonObject content(MimeBundle bundle) {
        JsonObject content = new JsonObject();
        content.add("data", Wire.json(bundle.data()));
        content.add("metadata", Wire.json(bundle.metadata()));
        return content;
    }

    private static JsonObject withDisplayId(JsonObject content, Optional<String> displayId) {
        JsonObject transients = new JsonObject();
        displayId.ifPresent(id -> transients.addProperty("display_id", id));
        content.add("transient", transients);
        return content;
    }

    @Override
    public boolean isWatched() {
        return true;
    }

    @Override
    public void result(MimeBundle bundle) {
        JsonObject content = content(bundle);
        content.addProperty("execution_count", executionCount);
        room.run();
        hold(new Publication("execute_result", content));
    }

    /** For a moment: with a result most cells end. */
    private synchronized void hold(Publication result) {
        flush();
        held = Optional.of(result);
        flusher.soon(flushing);
    }

    @Override
    public void display(MimeBundle bundle, Optional<String> displayId) {
        publish("display_data", withDisplayId(content(bundle), displayId));
    }

    @Override
    public void update(MimeBundle bundle, String displayId) {
        publish("update_display_data", withDisplayId(content(bundle), Optional.of(displayId)));
    }

    @Override
    public void clear(boolean wait) {
        JsonObject content = new JsonObject();
        content.addProperty("wait", wait);
        publish("clear_output", content);
    }

    @Override
    public synchronized void page(MimeBundle bundle) {
        JsonObject page = content(bundle);
        page.addProperty("source", "page");
        page.addProperty("start", 0);
        payload.add(page);
    }

    @Override
    public void error(Traceback traceback) {
        publish("error", content(traceback));
    }

    /** {@code ename}, {@code evalue} and {@code traceback}. */
    static JsonObject content(Traceback traceback) {
        JsonObject content = new JsonObject();
        content.addProperty("ename", traceback.name());
        content.addProperty("evalue", traceback.message());
        content.add("traceback", Wire.json(traceback.lines()));
        return content;
    }

    @Override
    public Optional<String> ask(String prompt, boolean secret) {
        flush();
        return question.ask(prompt, secret);
    }
}
