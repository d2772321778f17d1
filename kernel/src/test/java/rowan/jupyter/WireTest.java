package rowan.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.FreePorts;
import rowan.Notebook;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.protocol.Signer;
import rowan.jupyter.zmq.Client;
import rowan.workspace.Workspace;
import rowan.workspace.contract.Comms;

/** The kernel over its real sockets, seen frame by frame. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WireTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration MOMENT = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private Workspace workspace;
    private Kernel kernel;
    private Thread serving;
    private Client client;
    private ConnectionFile connection;

    @BeforeEach
    void connect() throws Exception {
        connection = FreePorts.connection();
        workspace = new Notebook(directory).workspace();
        kernel = new Kernel(connection, () -> workspace, directory.resolve("history.db"), "sql");
        serving = new Thread(kernel::serve, "test-kernel");
        serving.start();
        client = new Client(connection);
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
        kernel.stop();
        serving.join(10_000);
    }

    private JsonObject comms() {
        client.shell("comm_info_request", new JsonObject());
        return client.shell(SOON).orElseThrow().object("comms");
    }

    private void open(String id, String target) {
        JsonObject opening = new JsonObject();
        opening.addProperty("comm_id", id);
        opening.addProperty("target_name", target);
        client.shell("comm_open", opening);
    }

    @Test
    void a_channel_that_its_target_closes_at_once_is_not_listed() {
        workspace.comms().register("test.closing", (peer, data) -> {
            peer.close();
            return question -> {};
        });
        open("closed", "test.closing");
        client.iopubUntil(m -> m.type().equals("comm_close"), SOON);
        assertThat(comms().entrySet()).isEmpty();
    }

    @Test
    void a_grid_of_a_result_that_is_gone_is_not_listed() {
        for (int i = 0; i < 50; i++) {
            open("gone-" + i, "rowan.result");
            client.iopubUntil(m -> m.type().equals("comm_close"), SOON);
        }
        assertThat(comms().entrySet()).isEmpty();
    }

    @Test
    void a_channel_that_is_opened_again_under_its_name_is_closed_first() {
        CountDownLatch closed = new CountDownLatch(1);
        workspace.comms().register("test.twice", (peer, data) -> new Comms.Listener() {
            @Override
            public void message(Map<String, Object> question) {
                // There is none.
            }

            @Override
            public void closed() {
                closed.countDown();
            }
        });
        open("same", "test.twice");
        open("same", "test.twice");
        assertThat(comms().entrySet()).hasSize(1);
        assertThat(closed.getCount()).isZero();
    }

    /** A front end does not wait until a cell is seen to run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t",
                "Thread.sleep(60_000)",
                "while (true) {}",
                "new Scanner(System.in).nextLine()",
                "%time while (true) {}"
            })
    void an_interrupt_in_the_moment_in_which_a_cell_begins_is_heard(String endless) {
        run("int next = 42;");
        for (int round = 0; round < 8; round++) {
            client.shell("execute_request", code(endless));
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200 * round));
            client.control("interrupt_request", new JsonObject());
            assertThat(client.shell(SOON).map(reply -> reply.text("ename", "none")))
                    .as("round %d", round)
                    .contains("Interrupted");
            client.control(SOON);
            assertThat(run("next")).extracting(Message::type).contains("execute_result");
        }
    }

    @Test
    void the_cell_that_waits_first_is_interrupted_before_any_runs_and_those_behind_it_are_aborted() {
        client.shell("execute_request", code("Thread.sleep(60_000)"));
        client.shell("execute_request", code("SELECT 1"));
        client.control("interrupt_request", new JsonObject());
        assertThat(client.shell(SOON).orElseThrow().text("ename", "")).isEqualTo("Interrupted");
        assertThat(client.shell(SOON).orElseThrow().text("ename", "")).isEqualTo("ExecutionAborted");
    }

    private static JsonObject code(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        return content;
    }

    private List<Message> run(String code) {
        List<Message> messages = client.iopubOf(client.shell("execute_request", code(code)), SOON);
        client.shell(SOON);
        return messages;
    }

    @Test
    void whoever_subscribes_is_welcomed_with_the_topic_and_no_parent() {
        Message welcome = client.iopubUntil(m -> m.type().equals("iopub_welcome"), SOON).stream()
                .filter(m -> m.type().equals("iopub_welcome"))
                .findFirst()
                .orElseThrow();
        assertThat(welcome.parent()).isEqualTo("{}");
        assertThat(welcome.text("subscription", "none")).isEmpty();
    }

    @Test
    void a_cell_is_busy_first_and_idle_last_and_each_message_names_it() {
        List<Message> messages = run("SELECT 1; SELECT 2");
        assertThat(messages)
                .extracting(Message::type)
                .containsExactly("status", "execute_input", "display_data", "execute_result", "status");
        assertThat(messages.get(0).text("execution_state", "")).isEqualTo("busy");
        assertThat(messages.get(4).text("execution_state", "")).isEqualTo("idle");
    }

    @Test
    void a_long_statement_tells_for_how_long_it_has_run_until_its_result_takes_the_place() {
        run("SELECT 1");
        client.shell(
                "execute_request",
                code("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"));
        List<Message> first = client.iopubUntil(m -> m.type().equals("display_data"), SOON);
        assertThat(first.get(first.size() - 1).object("data").get("text/plain").getAsString())
                .startsWith("running · 1 s");
        client.iopubUntil(m -> m.type().equals("update_display_data"), SOON);
        client.control("interrupt_request", new JsonObject());
        List<Message> rest = client.iopubUntil(m -> m.type().equals("error"), SOON);
        assertThat(rest).extracting(Message::type).containsSubsequence("clear_output", "error");
    }

    @Test
    void whoever_asks_for_the_state_at_once_is_told_it_while_the_first_cell_runs() {
        JsonObject opening = new JsonObject();
        opening.addProperty("comm_id", "badge");
        opening.addProperty("target_name", "rowan.status");
        client.shell("comm_open", opening);
        client.shell(
                "execute_request",
                code("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"));
        List<Message> told = client.iopubUntil(m -> m.object("data").has("connection"), SOON);
        assertThat(told.get(told.size() - 1).object("data").get("connection").getAsString())
                .isEqualTo("notebook");
        client.control("interrupt_request", new JsonObject());
        assertThat(client.shell(SOON).orElseThrow().text("ename", "")).isEqualTo("Interrupted");
    }

    @Test
    void nothing_that_works_unseen_is_offered() {
        run("CREATE TABLE t(plain, \"pl\u202Eain\", \"pl\u009Bain\")");
        JsonObject content = code("SELECT pl FROM t");
        content.addProperty("cursor_pos", "SELECT pl".length());
        client.shell("complete_request", content);
        String reply = client.shell(SOON).orElseThrow().content().toString();
        assertThat(reply).contains("plain").doesNotContain("\u202E", "\u009B", "202e", "009b");
    }

    @Test
    void a_reply_repeats_the_header_of_its_request_byte_for_byte() {
        List<byte[]> frames = client.frames("kernel_info_request", new JsonObject());
        String header = new String(frames.get(2), StandardCharsets.UTF_8);
        client.raw(frames);
        assertThat(client.shell(SOON).orElseThrow().parent()).isEqualTo(header);
    }

    /** What the kernel answers to a request whose text has {@code HALF} where half a character is to stand, as an escape. */
    private Message answer(String type, JsonObject content) {
        List<byte[]> frames = client.frames(type, content);
        String written = new String(frames.get(frames.size() - 1), StandardCharsets.UTF_8);
        frames.set(frames.size() - 1, written.replace("HALF", "\\ud800").getBytes(StandardCharsets.US_ASCII));
        List<byte[]> signed = frames.subList(frames.size() - 4, frames.size());
        frames.set(frames.size() - 5, new Signer(connection.key()).sign(signed));
        client.raw(frames);
        return client.shell(SOON).orElseThrow(() -> new AssertionError("no reply to " + type + " " + written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'HALF'",
                "SELECT 1 AS \"HALF\"",
                "SELECT HALF",
                "HALF",
                "%HALF",
                "%%HALF\nSELECT 1",
                ".mode HALF",
                "%sql HALF",
                "%%chart bar --title HALF\nSELECT 'a', 1",
                "x << SELECT 'HALF'",
                "SELECT {{HALF}}",
                "CREATE TABLE \"HALF\"(\"a HALF\")",
                "%%writefile HALF.txt\na",
                "String s = \"HALF\"; s",
                "int HALF = 1;",
                "display(\"HALF\")",
                "System.out.println(\"HALF\"); System.err.println(\"HALF\");",
                "throw new RuntimeException(\"HALF\");",
                "record R(String s) {} List.of(new R(\"HALF\"))",
                "Map.of(\"HALF\", 1)",
                "render(\"<b>HALF</b>\", \"text/html\")",
                "java.nio.file.Path.of(\"HALF\")"
            })
    void half_a_character_in_a_cell_is_answered_as_any_other_cell(String cell) {
        assertThat(answer("execute_request", code(cell)).text("status", "")).isIn("ok", "error");
        assertThat(client.iopubUntil(m -> m.content().toString().contains("idle"), SOON).stream()
                        .map(m -> m.content().toString()))
                .noneMatch(content -> content.matches("(?s).*[\uD800-\uDFFF].*"))
                .filteredOn(content -> content.contains("code"))
                .anyMatch(content -> content.contains("\uFFFD"))
                .noneMatch(content -> content.contains("?"));
        assertThat(answer("execute_request", code("SELECT 1")).text("status", ""))
                .isEqualTo("ok");
    }

    @Test
    void half_a_character_is_answered_whatever_is_asked() {
        run("CREATE TABLE t(a)");
        for (String text : List.of("SELECT HALF", "HALF", "String s = \"HALF\"; s.", "%HALF", "SELECT * FROM HALF")) {
            JsonObject place = code(text);
            place.addProperty("cursor_pos", text.length() - 3);
            place.addProperty("detail_level", 0);
            assertThat(answer("complete_request", place).type()).isEqualTo("complete_reply");
            assertThat(answer("inspect_request", place).type()).isEqualTo("inspect_reply");
            assertThat(answer("is_complete_request", code(text)).type()).isEqualTo("is_complete_reply");
        }
        answer("execute_request", code("SELECT 'HALF'"));
        JsonObject history = new JsonObject();
        history.addProperty("hist_access_type", "search");
        history.addProperty("pattern", "*HALF*");
        history.addProperty("output", false);
        history.addProperty("raw", true);
        history.addProperty("n", 5);
        assertThat(answer("history_request", history).type()).isEqualTo("history_reply");
        JsonObject opening = new JsonObject();
        opening.addProperty("comm_id", "HALF");
        opening.addProperty("target_name", "HALF");
        assertThat(answer("comm_info_request", opening).type()).isEqualTo("comm_info_reply");
    }

    @Test
    void a_message_with_a_wrong_signature_is_dropped_without_an_answer() {
        run("SELECT 1");
        List<byte[]> frames = client.frames("execute_request", code("SELECT 666"));
        frames.set(1, "0".repeat(64).getBytes(StandardCharsets.US_ASCII));
        client.raw(frames);
        assertThat(client.shell(MOMENT)).isEmpty();
        assertThat(run("SELECT 1")).hasSize(4);
    }

    @Test
    void identities_before_the_delimiter_come_back_on_the_reply() {
        List<byte[]> frames = client.frames("kernel_info_request", new JsonObject());
        frames.add(0, "one more".getBytes(StandardCharsets.UTF_8));
        client.raw(frames);
        Message reply = client.shell(SOON).orElseThrow();
        assertThat(new String(reply.identities().get(0), StandardCharsets.UTF_8))
                .isEqualTo("one more");
    }

    @Test
    void the_heart_beats_while_a_cell_runs_and_control_is_heard() {
        run("SELECT 1");
        client.shell(
                "execute_request",
                code("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"));
        assertThat(client.beats(SOON)).isTrue();
        client.control("interrupt_request", new JsonObject());
        assertThat(client.control(SOON).orElseThrow().text("status", "")).isEqualTo("ok");
        assertThat(client.shell(SOON).orElseThrow().text("ename", "")).isEqualTo("Interrupted");
    }

    @Test
    void a_question_goes_to_the_front_end_that_asked() {
        client.shell("execute_request", code("new Scanner(System.in).nextLine()"));
        Message question = client.stdin(SOON).orElseThrow();
        assertThat(question.type()).isEqualTo("input_request");
        JsonObject answer = new JsonObject();
        answer.addProperty("value", "an answer");
        client.stdin(answer);
        assertThat(client.shell(SOON).orElseThrow().text("status", "")).isEqualTo("ok");
    }

    @Test
    void shutdown_is_answered_before_the_kernel_ends() throws Exception {
        run("SELECT 1");
        JsonObject restart = new JsonObject();
        restart.addProperty("restart", true);
        client.control("shutdown_request", restart);
        Message reply = client.control(SOON).orElseThrow();
        assertThat(reply.flag("restart", false)).isTrue();
        serving.join(10_000);
        assertThat(serving.isAlive()).isFalse();
    }

    @Test
    void a_port_that_is_taken_is_told_in_one_sentence_with_what_to_do() throws Exception {
        ConnectionFile free = FreePorts.connection();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(free.ip()))) {
            int taken = other.getLocalPort();
            ConnectionFile connection = new ConnectionFile(
                    free.ip(), taken, free.iopubPort(), free.stdinPort(), free.controlPort(), free.heartbeatPort(), "");
            assertThatThrownBy(() -> new Kernel(connection, () -> null, directory.resolve("none.db"), "sql"))
                    .hasMessage("Rowan cannot listen on port " + taken + " of 127.0.0.1: it is in use or not allowed."
                            + " Start the kernel again; its front end chooses other ports then.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "*", "192.0.2.7"})
    void an_address_that_others_reach_is_warned_of(String ip) {
        assertThat(new ConnectionFile(ip, 1, 2, 3, 4, 5, "key").exposure().orElseThrow())
                .contains(ip)
                .contains("inputs and outputs")
                .contains("KernelManager.ip");
        assertThat(new ConnectionFile(ip, 1, 2, 3, 4, 5, "").exposure().orElseThrow())
                .contains("anybody who reaches it can run cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "127.0.1.1", "::1"})
    void an_address_of_this_machine_alone_is_not_warned_of(String ip) {
        assertThat(new ConnectionFile(ip, 1, 2, 3, 4, 5, "key").exposure()).isEmpty();
    }

    @Test
    void a_transport_that_is_not_spoken_is_refused_in_one_sentence() throws Exception {
        Path file = directory.resolve("connection.json");
        java.nio.file.Files.writeString(file, "{\"transport\":\"ipc\",\"ip\":\"x\"}");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ConnectionFile.read(file)))
                .hasMessageStartingWith("Rowan speaks tcp and not ipc");
    }
}
