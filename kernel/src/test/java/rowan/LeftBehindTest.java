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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.jupyter.protocol.ConnectionFile;
import rowan.jupyter.zmq.Client;

/** What a process leaves in the directory of temporary files: nothing, or nothing after the next start. */
@Tag("slow")
@Timeout(120)
class LeftBehindTest {

    private static final String MANY =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000)"
                    + " SELECT i, hex(i) AS text FROM n";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    @TempDir
    Path directory;

    private List<Path> left() throws IOException {
        try (Stream<Path> files = Files.walk(temporary)) {
            return files.filter(file -> !file.equals(temporary)).toList();
        }
    }

    private Path notebook(String... cells) throws IOException {
        StringBuilder json = new StringBuilder();
        for (String cell : cells) {
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"id\":\"c%d\",\"cell_type\":\"code\",\"metadata\":{},\"source\":\"%s\",\"outputs\":[],"
                            .formatted(json.length(), cell))
                    .append("\"execution_count\":null}");
        }
        return Files.writeString(
                directory.resolve("n.ipynb"),
                "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + json + "]}");
    }

    /** A run whose first cell has captured more than fits into memory and whose second never ends. */
    private Process running() throws IOException {
        Path notebook =
                notebook("big << " + MANY, "SELECT max(i) FROM (" + MANY.replace(" WHERE i < 150000", "") + ")");
        Process running = JavaProcess.of(temporary, Main.class, "run", notebook.toString(), "-o", notebook.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(running.inputReader(StandardCharsets.UTF_8).readLine()).contains("[ 1/2]");
        assertThat(left()).anyMatch(file -> file.toFile().length() > 1_000_000);
        return running;
    }

    @Test
    void rows_of_a_run_that_was_killed_are_gone_after_the_next_start() throws Exception {
        running().destroyForcibly().waitFor();
        assertThat(left()).isNotEmpty();
        Process next = JavaProcess.of(
                        temporary, Main.class, "run", notebook("SELECT 1").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(left()).isEmpty();
    }

    @Test
    void a_run_that_is_told_to_end_leaves_nothing_and_its_notebook_as_it_was() throws Exception {
        Process running = running();
        String before = Files.readString(directory.resolve("n.ipynb"));
        running.destroy();
        assertThat(running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(left()).isEmpty();
        assertThat(directory.resolve("n.ipynb")).hasContent(before);
        assertThat(directory.toFile().list()).containsExactly("n.ipynb");
    }

    private Process kernel(ConnectionFile connection, long frontEnd) throws IOException {
        Path file = directory.resolve("connection.json");
        connection.write(file);
        ProcessBuilder kernel = JavaProcess.of(temporary, Main.class, "kernel", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        kernel.environment().put("XDG_DATA_HOME", directory.toString());
        kernel.environment().put("JPY_PARENT_PID", Long.toString(frontEnd));
        return kernel.start();
    }

    private static void execute(Client client, String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        client.shell("execute_request", content);
        assertThat(client.shell(PATIENCE).orElseThrow().text("status", "")).isEqualTo("ok");
    }

    @Test
    void a_kernel_that_is_told_to_end_leaves_nothing_even_while_a_cell_runs() throws Exception {
        ConnectionFile connection = Training.freePorts();
        Process kernel = kernel(connection, ProcessHandle.current().pid());
        try (Client client = new Client(connection)) {
            execute(client, "big << " + MANY);
            assertThat(left()).anyMatch(file -> file.toFile().length() > 1_000_000);
            JsonObject endless = new JsonObject();
            endless.addProperty("code", "while (true) {}");
            client.shell("execute_request", endless);
            kernel.destroy();
            assertThat(kernel.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            kernel.destroyForcibly();
        }
        assertThat(left()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) {} }))"})
    void a_kernel_whose_front_end_has_died_ends_whatever_its_cells_have_begun(String begun) throws Exception {
        ConnectionFile connection = Training.freePorts();
        Process frontEnd = new ProcessBuilder("sleep", "600").start();
        Process kernel = kernel(connection, frontEnd.pid());
        try (Client client = new Client(connection)) {
            execute(client, begun);
            JsonObject endless = new JsonObject();
            endless.addProperty("code", "while (true) {}");
            client.shell("execute_request", endless);
            frontEnd.destroyForcibly();
            assertThat(kernel.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            frontEnd.destroyForcibly();
            kernel.destroyForcibly();
        }
    }
}
