package rowan.jupyter;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.protocol.SparingLog;
import rowan.jupyter.protocol.Wire;
import rowan.jupyter.zmq.Sockets;
import rowan.workspace.Workspace;

/**
 * The message loop of a kernel. Cells run one after the other on the thread that calls {@link #serve}; whatever else a
 * front end asks is answered at once on a thread of its own, while a cell runs too; control has its own thread, so that
 * an interrupt is heard at any time.
 */
public final class Kernel implements Sockets.Listener {

    /** A cell is held back until somebody listens to its outputs, but not longer. */
    private static final long LISTENER_PATIENCE_MILLIS = 1_000;

    /** The end of the process waits so long for that of the kernel. */
    private static final long ENDING_MILLIS = 3_000;

    /** So long nobody may have asked for anything before what takes long is made ready. */
    private static final long QUIET_NANOS = 700_000_000;

    /** What is asked while somebody types; the order of the answers does not matter. */
    private static final Set<String> HELP = Set.of("complete_request", "inspect_request", "is_complete_request");

    /** A question about SQL need not wait for one about Java, which may have to start first. */
    private static final int HELPERS = 2;

    private final SparingLog failures = new SparingLog(Kernel.class);
    private final Wire wire;
    private final Sockets sockets;
    private final Supplier<Workspace> opening;
    private final History history;
    private final Stdin stdin;
    private final CellQueue cells = new CellQueue();
    private final ExecutorService side = thread("rowan-side");
    private final ExecutorService control = thread("rowan-control");
    private final ExecutorService help = threads(HELPERS, "rowan-help");
    private final Flusher flusher = new Flusher();
    private final CountDownLatch listenedTo = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Status status;
    private final CellRunner runner;
    private final Answers answers;
    private volatile long lastRequestNanos = System.nanoTime();
    private volatile Workspace workspace;

    /**
     * Binds the sockets; nothing is answered before {@link #serve}.
     *
     * @param opening makes the workspace when the first request needs it
     * @param historyFile where inputs are kept
     * @param language what notebooks are told they are written in, {@code sql} or {@code java}; both are understood
     */
    public Kernel(ConnectionFile connection, Supplier<Workspace> opening, Path historyFile, String language) {
        // Bound before anything else: a front end that comes earlier has to try again.
        this.sockets = new Sockets(connection, this);
        connection
                .exposure()
                .ifPresent(
                        warning -> System.getLogger(Kernel.class.getName()).log(System.Logger.Level.WARNING, warning));
        this.wire = new Wire(connection.key());
        this.opening = opening;
        this.history = new History(historyFile);
        this.stdin = new Stdin(this::sendQuestion);
        this.status = new Status(this::publish);
        this.answers = new Answers(this::workspace, history, this::publish, language);
        this.runner = new CellRunner(status, stdin, flusher, history, sockets::awaitRoom, this::publish, this::reply);
    }

    private static ExecutorService thread(String name) {
        return threads(1, name);
    }

    private static ExecutorService threads(int number, String name) {
        return Executors.newFixedThreadPool(number, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Answers requests until the front end shuts the kernel down. */
    public void serve() {
        status.starting();
        sockets.start();
        warmUp();
        try {
            for (Optional<CellQueue.Request> next = cells.take(); next.isPresent(); next = cells.take()) {
                awaitListener();
                run(next.get());
            }
        } finally {
            close();
        }
    }

    private void run(CellQueue.Request cell) {
        try {
            runner.run(cell, workspace(), cells);
        } catch (OutOfMemoryError e) {
            failures.warn("there is no memory to answer a cell", e);
        }
    }

    /** On a thread of its own, so that nothing waits for it that does not need it. */
    private void warmUp() {
        Thread warming = new Thread(() -> workspace().warmUp(this::awaitQuiet), "rowan-warm-up");
        warming.setDaemon(true);
        warming.setPriority(Thread.MIN_PRIORITY);
        warming.start();
    }

    /** Returns when no cell runs and nobody has asked for anything for a while. */
    private void awaitQuiet() {
        try {
            for (long missing = QUIET_NANOS; missing > 0; ) {
                TimeUnit.NANOSECONDS.sleep(missing);
                missing = status.isRunning() ? QUIET_NANOS : lastRequestNanos + QUIET_NANOS - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListener() {
        try {
            if (!listenedTo.await(LISTENER_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                System.getLogger(Kernel.class.getName())
                        .log(System.Logger.Level.DEBUG, "nobody listens to iopub; cells run all the same");
                listenedTo.countDown();
            }
        } catch (InterruptedException byCode) {
            // The cell runs all the same.
        }
    }

    private Workspace workspace() {
        Workspace open = workspace;
        if (open == null) {
            synchronized (this) {
                if (workspace == null) {
                    open = opening.get();
                    open.comms().register("rowan.history", new HistoryPanel(history));
                    workspace = open;
                }
                open = workspace;
            }
        }
        return open;
    }

    private void close() {
        history.close();
        sockets.close();
        if (workspace != null) {
            workspace.close();
        }
        closed.countDown();
    }

    @Override
    public void subscribed(byte[] topic) {
        JsonObject content = new JsonObject();
        content.addProperty("subscription", new String(topic, StandardCharsets.UTF_8));
        Message welcome = wire.message(List.of(topic), "iopub_welcome", Message.NO_PARENT, content);
        sockets.publish(List.of(wire.encode(welcome)));
        listenedTo.countDown();
    }

    @Override
    public boolean received(Sockets.Channel channel, List<byte[]> frames) {
        lastRequestNanos = System.nanoTime();
        Optional<Message> decoded = wire.decode(frames);
        decoded.ifPresent(message -> received(channel, message));
        return decoded.isPresent();
    }

    private void received(Sockets.Channel channel, Message message) {
        if (channel == Sockets.Channel.STDIN) {
            stdin.answered(message);
        } else if (channel == Sockets.Channel.CONTROL || message.type().equals("shutdown_request")) {
            control.execute(() -> status.during(message, () -> control(channel, message)));
        } else if (message.type().equals("execute_request")) {
            cells.add(message);
        } else {
            ExecutorService answering = HELP.contains(message.type()) ? help : side;
            answering.execute(() -> status.during(message, () -> side(channel, message)));
        }
    }

    /** A broken request must not end the thread that answers the next one. */
    private void side(Sockets.Channel channel, Message request) {
        try {
            answers.to(request).ifPresent(content -> reply(channel, request, content));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            failures.warn("a " + request.type() + " failed", e);
            JsonObject content = new JsonObject();
            content.addProperty("status", "error");
            content.addProperty("ename", e.getClass().getName());
            content.addProperty("evalue", String.valueOf(e.getMessage()));
            content.add("traceback", new JsonArray());
            reply(channel, request, content);
        }
    }

    private void control(Sockets.Channel channel, Message request) {
        switch (request.type()) {
            case "interrupt_request" -> {
                cells.interrupt(CellQueue.Wish.of(request));
                reply(channel, request, Wire.ok());
            }
            case "shutdown_request" -> shutdown(channel, request);
            default -> side(channel, request);
        }
    }

    private void shutdown(Sockets.Channel channel, Message request) {
        JsonObject content = Wire.ok();
        content.addProperty("restart", request.flag("restart", false));
        reply(channel, request, content);
        publish(request.header(), new Publication("shutdown_reply", content));
        stop();
    }

    /** Stops the cell that runs, as the front end's own request does; a signal of the system is what it is for. */
    public void interrupt() {
        cells.interrupt(CellQueue.Wish.ofSignal());
    }

    /** Ends the kernel: what runs is stopped, what waits is dropped. */
    public void stop() {
        cells.close();
    }

    /** As {@link #stop}, where the process ends with the return: front ends have their answers then, files are removed. */
    public void end() {
        stop();
        try {
            closed.await(ENDING_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void reply(Message request, JsonObject content) {
        reply(Sockets.Channel.SHELL, request, content);
    }

    private void reply(Sockets.Channel channel, Message request, JsonObject content) {
        String type = request.type().replace("_request", "_reply");
        sockets.send(channel, wire.encode(wire.message(request.identities(), type, request.header(), content)));
    }

    private void sendQuestion(Message cell, JsonObject content) {
        sockets.send(
                Sockets.Channel.STDIN,
                wire.encode(wire.message(cell.identities(), "input_request", cell.header(), content)));
    }

    /** Messages on iopub. Those that go together are sent at once: each time costs as much as making one. */
    private void publish(String parent, Publication... publications) {
        List<List<byte[]>> messages = new ArrayList<>();
        for (Publication each : publications) {
            // The topic tells the type.
            String topic = "kernel." + wire.session() + "." + each.type();
            List<byte[]> identities = List.of(topic.getBytes(StandardCharsets.UTF_8));
            messages.add(wire.encode(wire.message(identities, each.type(), parent, each.content())));
        }
        sockets.publish(messages);
    }
}
