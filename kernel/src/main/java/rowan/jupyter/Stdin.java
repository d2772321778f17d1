package rowan.jupyter;

import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import rowan.jupyter.protocol.Message;
import rowan.workspace.contract.Interrupt;

/** Asks the front end that sent a cell for a line of text. */
final class Stdin {

    private final BiConsumer<Message, JsonObject> send;
    private final Queue<CompletableFuture<Optional<String>>> questions = new ConcurrentLinkedQueue<>();

    /**
     * @param send sends the content of an {@code input_request} to the front end of a cell
     */
    Stdin(BiConsumer<Message, JsonObject> send) {
        this.send = send;
    }

    /** Waits for the answer; empty when the cell's front end takes no questions, or when the cell is interrupted. */
    Optional<String> ask(CellQueue.Request cell, String prompt, boolean secret) {
        if (!cell.message().flag("allow_stdin", true)) {
            return Optional.empty();
        }
        JsonObject content = new JsonObject();
        content.addProperty("prompt", prompt);
        content.addProperty("password", secret);
        CompletableFuture<Optional<String>> question = new CompletableFuture<>();
        questions.add(question);
        Interrupt.Registration interrupt = cell.signal().onRequest(() -> question.complete(Optional.empty()));
        try {
            send.accept(cell.message(), content);
            return question.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never a failure", e);
        } finally {
            interrupt.close();
            questions.remove(question);
        }
    }

    /** An {@code input_reply} has come, for the first that waits; one that nobody waits for is dropped. */
    void answered(Message reply) {
        if (reply.type().equals("input_reply")) {
            Optional.ofNullable(questions.poll())
                    .ifPresent(question -> question.complete(Optional.of(reply.text("value", ""))));
        }
    }
}
