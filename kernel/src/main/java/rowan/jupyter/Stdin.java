package rowan.jupyter;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import rowan.jupyter.protocol.Message;

/** Asks the front end that sent a cell for a line of text. */
final class Stdin {

    private final BiConsumer<Message, JsonObject> send;
    private final SynchronousQueue<Optional<String>> answers = new SynchronousQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param send sends the content of an {@code input_request} to the front end of a cell
     */
    Stdin(BiConsumer<Message, JsonObject> send) {
        this.send = send;
    }

    /** Waits for the answer; empty when the cell's front end takes no questions, or when {@link #cancel} was called. */
    Optional<String> ask(Message cell, String prompt, boolean secret) {
        if (!cell.flag("allow_stdin", true)) {
            return Optional.empty();
        }
        JsonObject content = new JsonObject();
        content.addProperty("prompt", prompt);
        content.addProperty("password", secret);
        waiting.incrementAndGet();
        try {
            send.accept(cell, content);
            return answers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** An {@code input_reply} has come; one that nobody waits for is dropped. */
    void answered(Message reply) {
        if (reply.type().equals("input_reply")) {
            hand(Optional.of(reply.text("value", "")));
        }
    }

    /** Ends the waiting. */
    void cancel() {
        hand(Optional.empty());
    }

    private void hand(Optional<String> answer) {
        // The one who waits may be about to take.
        while (waiting.get() > 0 && !answers.offer(answer)) {
            Thread.onSpinWait();
        }
    }
}
