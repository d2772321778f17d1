package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.protocol.Message;
import rowan.jupyter.zmq.Client;

/** A cell that ends the process, past all that Rowan could do about it: in order, and said. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExitTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String HANDLES = "java.lang.invoke.MethodHandles.lookup().";
    private static final String TYPE = "java.lang.invoke.MethodType.methodType(void.class, int.class)";
    private static final String EXIT = HANDLES + "findStatic(System.class, \"exit\", " + TYPE + ").invoke(0)";

    private static final String NEXT_CELL = "\n---\n";

    @TempDir
    Path temporary;

    @TempDir
    Path data;

    private Process process;

    @AfterEach
    void end() throws Exception {
        process.destroyForcibly().waitFor();
    }

    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder =
                JavaProcess.of(temporary, Main.class, arguments).redirectErrorStream(true);
        builder.environment().put("XDG_DATA_HOME", data.toString());
        builder.redirectOutput(data.resolve("said.txt").toFile());
        return builder.start();
    }

    private String said() throws IOException {
        return Files.readString(data.resolve("said.txt"), StandardCharsets.UTF_8);
    }

    private List<Path> leftBehind() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> file.getFileName().toString().startsWith("rowan-"))
                    .toList();
        }
    }

    /** A start takes its time on a machine that has much else to do. */
    private static Client connected(ConnectionFile connection) {
        Client client = new Client(connection);
        assertThat(client.beats(Duration.ofMinutes(1))).isTrue();
        return client;
    }

    private static JsonObject code(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        return content;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EXIT,
                HANDLES + "findVirtual(Runtime.class, \"exit\", " + TYPE + ").invoke(Runtime.getRuntime(), 3)",
                "var ending = new Thread(() -> { try { " + EXIT
                        + "; } catch (Throwable e) { throw new RuntimeException(e); } });\n"
                        + "ending.start();\nThread.sleep(60_000);"
            })
    void the_front_end_that_waits_is_answered_before_the_kernel_ends(String cell) throws Exception {
        ConnectionFile connection = Training.freePorts();
        Path file = data.resolve("connection.json");
        connection.write(file);
        process = start("kernel", file.toString());
        try (Client client = connected(connection)) {
            client.shell("execute_request", code("CREATE TABLE t(x)"));
            assertThat(client.shell(SOON).orElseThrow().text("status", "")).isEqualTo("ok");
            client.shell("execute_request", code("int kept = 42;"));
            assertThat(client.shell(SOON).orElseThrow().text("status", "")).isEqualTo("ok");
            String id = client.shell("execute_request", code("System.out.print(\"first\");\n" + cell));
            client.shell("execute_request", code("SELECT 1"));
            Message reply = client.shell(SOON).orElseThrow();
            assertThat(reply.text("ename", "")).isEqualTo("ExitCalled");
            assertThat(reply.text("evalue", "")).startsWith("System.exit was called where Rowan cannot catch it");
            assertThat(client.shell(SOON).orElseThrow().text("ename", "")).isEqualTo("ExecutionAborted");
            assertThat(client.iopubOf(id, SOON))
                    .extracting(Message::type)
                    .containsExactly("status", "execute_input", "stream", "error", "status");
        }
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void a_cell_that_runs_while_another_ends_the_process_says_what_has_happened() throws Exception {
        ConnectionFile connection = Training.freePorts();
        Path file = data.resolve("connection.json");
        connection.write(file);
        process = start("kernel", file.toString());
        try (Client client = connected(connection)) {
            client.shell(
                    "execute_request",
                    code("new Thread(() -> { try { Thread.sleep(1_000); " + EXIT
                            + "; } catch (Throwable e) { throw new RuntimeException(e); } }).start();"));
            assertThat(client.shell(SOON).orElseThrow().text("status", "")).isEqualTo("ok");
            client.shell(
                    "execute_request",
                    code("WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t"));
            Message reply = client.shell(SOON).orElseThrow();
            assertThat(reply.text("ename", "")).isEqualTo("ExitCalled");
            assertThat(String.valueOf(reply.content())).contains("run the cells again");
        }
    }

    @Test
    void an_exit_in_a_function_of_sql_is_said_and_one_that_a_hook_without_end_keeps_comes_to_an_end() throws Exception {
        ConnectionFile connection = Training.freePorts();
        Path file = data.resolve("connection.json");
        connection.write(file);
        process = start("kernel", file.toString());
        try (Client client = connected(connection)) {
            client.shell(
                    "execute_request",
                    code("db.function(\"ends\", (Number n) -> { try { " + EXIT
                            + "; } catch (Throwable e) { throw new RuntimeException(e); } return n; });\n"
                            + "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }));"));
            assertThat(client.shell(SOON).orElseThrow().text("status", "")).isEqualTo("ok");
            String id = client.shell("execute_request", code("BEGIN; SELECT ends(1)"));
            Message reply = client.shell(SOON).orElseThrow();
            assertThat(reply.text("ename", "")).isEqualTo("ExitCalled");
            assertThat(client.iopubOf(id, SOON)).extracting(Message::type).contains("error");
        }
        assertThat(process.waitFor(8, TimeUnit.SECONDS)).isTrue();
        assertThat(leftBehind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EXIT,
                "db.function(\"ends\", (Number n) -> { try { " + EXIT
                        + "; } catch (Throwable e) { throw new RuntimeException(e); } return n; });"
                        + NEXT_CELL + "SELECT ends(1)"
            })
    void a_run_says_it_and_fails_and_writes_what_it_has_so_far(String exit) throws Exception {
        Path notebook = data.resolve("exits.ipynb");
        Path output = data.resolve("output.ipynb");
        Files.writeString(
                notebook,
                Stream.of(String.join(NEXT_CELL, "6 * 7", exit, "SELECT 'never run'")
                                .split(NEXT_CELL))
                        .map(cell -> "{\"cell_type\":\"code\",\"execution_count\":null,\"metadata\":{},\"outputs\":[],"
                                + "\"source\":" + new com.google.gson.JsonPrimitive(cell) + "}")
                        .reduce((one, two) -> one + "," + two)
                        .map(cells -> "{\"cells\":[" + cells + "],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}")
                        .orElseThrow(),
                StandardCharsets.UTF_8);
        process = start("run", notebook.toString(), "-o", output.toString());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said()).contains("FAILED", "System.exit was called where Rowan cannot catch it", "wrote " + output);
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("\"42\"", "ExitCalled");
        assertThat(leftBehind()).isEmpty();
    }
}
