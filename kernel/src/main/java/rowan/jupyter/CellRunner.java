package rowan.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import rowan.display.Tracebacks;
import rowan.display.markup.Traceback;
import rowan.jupyter.protocol.Message;
import rowan.workspace.CapturingSink;
import rowan.workspace.Workspace;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/** Carries out {@code execute_request}: counts, runs, replies. Used by one thread. */
final class CellRunner {

    private final Status status;
    private final Stdin stdin;
    private final Flusher flusher;
    private final History history;
    private final Consumer<BooleanSupplier> room;
    private final Publisher publisher;
    private final BiConsumer<Message, JsonObject> reply;
    private int executionCount;

    /** What is kept of the cell that runs; empty where nothing is to be. */
    private Optional<History.Input> kept = Optional.empty();

    /**
     * @param room waits until the front ends have read enough of the output, or its argument says that the cell is to stop
     */
    CellRunner(
            Status status,
            Stdin stdin,
            Flusher flusher,
            History history,
            Consumer<BooleanSupplier> room,
            Publisher publisher,
            BiConsumer<Message, JsonObject> reply) {
        this.status = status;
        this.stdin = stdin;
        this.flusher = flusher;
        this.history = history;
        this.room = room;
        this.publisher = publisher;
        this.reply = reply;
    }

    /**
     * Runs a cell. If it fails, the cells in the queue behind it are answered as aborted and not run.
     *
     * @param cells the queue, which is told when the cell has ended
     */
    void run(CellQueue.Request cell, Workspace workspace, CellQueue cells) {
        Message request = cell.message();
        List<CellQueue.Request> aborted = new ArrayList<>();
        List<Publication> last = new ArrayList<>();
        kept = Optional.empty();
        try {
            JsonObject content = content(cell, workspace, last);
            boolean failed = !content.get("status").getAsString().equals("ok");
            kept.ifPresent(input -> history.ended(input, failed));
            if (failed && request.flag("stop_on_error", true)) {
                aborted.addAll(cells.failed());
            } else {
                cells.ended();
            }
            reply.accept(request, content);
        } finally {
            status.end(request, last);
        }
        aborted.forEach(next -> abort(next.message()));
    }

    /**
     * Runs a cell and returns the content of its reply.
     *
     * @param last receives the output that is sent together with the end of the cell
     */
    private JsonObject content(CellQueue.Request cell, Workspace workspace, List<Publication> last) {
        Message request = cell.message();
        try {
            boolean silent = request.flag("silent", false);
            if (silent) {
                status.begin(request);
            } else {
                status.begin(request, input(request));
            }
            // The front end has been woken, on this very core perhaps: it can begin to read what it is sent while the
            // cell runs.
            Thread.yield();
            return silent ? runSilently(cell, workspace) : runShown(cell, workspace, last);
        } catch (OutOfMemoryError e) {
            return tooLarge(request);
        }
    }

    /** The reply to a cell that ran out of memory, because it or its output is too large. */
    private JsonObject tooLarge(Message request) {
        String sentence = "This cell, or what it shows, does not fit into the memory that Java has here, "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB. Show less of it, with LIMIT or substr, or start the kernel with more: JAVA_TOOL_OPTIONS=-Xmx4g.";
        Traceback traceback = new Traceback("OutOfMemory", sentence, List.of(sentence));
        publisher.publish(request.header(), new Publication("error", IopubSink.content(traceback)));
        JsonObject content = new JsonObject();
        error(content, traceback);
        content.addProperty("execution_count", executionCount);
        content.add("payload", new JsonArray());
        return content;
    }

    /** Numbers a cell and keeps its text in the history; returns the message that shows it to all front ends. */
    private Publication input(Message request) {
        String code = request.text("code", "");
        if (request.flag("store_history", true)) {
            executionCount++;
            kept = Optional.of(history.add(executionCount, code));
        }
        JsonObject input = new JsonObject();
        input.addProperty("code", code);
        input.addProperty("execution_count", executionCount);
        return new Publication("execute_input", input);
    }

    private JsonObject runShown(CellQueue.Request cell, Workspace workspace, List<Publication> last) {
        Message request = cell.message();
        IopubSink sink = new IopubSink(
                publication -> publisher.publish(request.header(), publication),
                (prompt, secret) -> stdin.ask(cell, prompt, secret),
                () -> room.accept(cell.signal()::requested),
                flusher,
                executionCount);
        Outcome outcome = workspace.run(request.text("code", ""), new CellId(executionCount), sink, cell.signal());
        JsonObject content = content(outcome, cell, workspace);
        content.add("payload", sink.payload());
        sink.end().ifPresent(last::add);
        return content;
    }

    private JsonObject runSilently(CellQueue.Request cell, Workspace workspace) {
        Outcome outcome = workspace.run(
                cell.message().text("code", ""), new CellId(executionCount), new CapturingSink(), cell.signal());
        JsonObject content = content(outcome, cell, workspace);
        content.add("payload", new JsonArray());
        return content;
    }

    private JsonObject content(Outcome outcome, CellQueue.Request cell, Workspace workspace) {
        JsonObject content = new JsonObject();
        if (outcome instanceof Outcome.Failure failure) {
            error(content, Tracebacks.draw(failure.problem()));
        } else if (outcome instanceof Outcome.Interrupted interrupted) {
            error(content, new Traceback("Interrupted", interrupted.sentence(), List.of(interrupted.sentence())));
        } else {
            content.addProperty("status", "ok");
            content.add("user_expressions", userExpressions(cell.message(), cell.signal(), workspace));
        }
        content.addProperty("execution_count", executionCount);
        return content;
    }

    private static void error(JsonObject content, Traceback traceback) {
        content.addProperty("status", "error");
        IopubSink.content(traceback).entrySet().forEach(entry -> content.add(entry.getKey(), entry.getValue()));
    }

    private JsonObject userExpressions(Message request, Interrupt interrupt, Workspace workspace) {
        JsonObject values = new JsonObject();
        for (Map.Entry<String, JsonElement> expression :
                request.object("user_expressions").entrySet()) {
            String code = expression.getValue().isJsonPrimitive()
                    ? expression.getValue().getAsString()
                    : expression.getValue().toString();
            CapturingSink sink = new CapturingSink();
            workspace.run(code, new CellId(executionCount), sink, interrupt);
            JsonObject value = new JsonObject();
            if (sink.error().isPresent()) {
                error(value, sink.error().get());
            } else {
                value.addProperty("status", "ok");
                sink.result()
                        .ifPresentOrElse(
                                bundle -> IopubSink.content(bundle)
                                        .entrySet()
                                        .forEach(e -> value.add(e.getKey(), e.getValue())),
                                () -> {
                                    value.add("data", new JsonObject());
                                    value.add("metadata", new JsonObject());
                                });
            }
            values.add(expression.getKey(), value);
        }
        return values;
    }

    /** Answers the request of a cell that is not run because one before it has failed. */
    private void abort(Message request) {
        status.begin(request);
        JsonObject content = new JsonObject();
        error(
                content,
                new Traceback("ExecutionAborted", "A cell before this one failed, so it was not run.", List.of()));
        content.addProperty("execution_count", executionCount);
        reply.accept(request, content);
        status.end(request, List.of());
    }
}
