package rowan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real Jupyter clients against the real kernel in a process of its own. Where Python or its Jupyter packages are missing,
 * these tests skip, and the build says which.
 */
@Tag("slow")
@DisplayName("Jupyter's own clients")
class JupyterTest {

    private static final Path NOTEBOOKS = Path.of("..", "notebooks");

    @TempDir
    static Path home;

    /** A kernel spec that starts the classes under test. */
    @BeforeAll
    static void install_a_kernel() throws IOException {
        kernelSpec("rowan", "sql");
        kernelSpec("java", "java");
    }

    private static void kernelSpec(String name, String language) throws IOException {
        Path kernel = Files.createDirectories(home.resolve("kernels").resolve(name));
        List<String> argv = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // As the manifest of the installed jar says.
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "rowan.Main",
                "kernel",
                "{connection_file}",
                language);
        Map<String, Object> spec =
                Map.of("argv", argv, "display_name", "Rowan", "language", language, "interrupt_mode", "message");
        Files.writeString(kernel.resolve("kernel.json"), new Gson().toJson(spec), StandardCharsets.UTF_8);
    }

    @Test
    void the_conformance_suite_passes_with_sql_cells_and_with_java_cells_and_skips_nothing() throws Exception {
        String python = pythonWith("jupyter_kernel_test");
        String said = run(python, "-W", "ignore", "-m", "unittest", "-v", "test_kernel");
        assertThat(said).as(said).contains("Ran 24 tests").contains("\nOK").doesNotContain("skipped");
    }

    @Test
    void messages_that_no_front_end_would_send_do_no_harm() throws Exception {
        String python = pythonWith("jupyter_client");
        String said = run(python, "-W", "ignore", "-m", "unittest", "-v", "test_wire");
        assertThat(said).as(said).contains("\nOK").doesNotContain("skipped");
    }

    @Test
    void who_asks_for_too_much_memory_and_who_does_not_read_make_no_kernel_deaf() throws Exception {
        String python = pythonWith("jupyter_client");
        String said = run(python, "-W", "ignore", "-m", "unittest", "-v", "test_pressure");
        assertThat(said).contains("OK").doesNotContain("FAILED").doesNotContain("skipped");
    }

    @Test
    void two_hundred_interrupts_in_the_first_moments_of_cells_come_back() throws Exception {
        String python = pythonWith("jupyter_client");
        String said = run(python, "-W", "ignore", "-m", "unittest", "-v", "test_interrupts");
        assertThat(said).as(said).contains("\nOK").doesNotContain("skipped");
    }

    /** The tour, one with data beside it, and one with many connections; all of them are verified without Jupyter. */
    static Stream<Path> notebooks() throws IOException {
        return Files.list(NOTEBOOKS)
                .filter(file -> file.getFileName().toString().matches("(00|06|14)-.*\\.ipynb"))
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void nbclient_runs_the_bundled_notebooks(Path notebook) throws Exception {
        String python = pythonWith("nbclient");
        String program = "import nbformat, nbclient, os, sys\n"
                + "book = nbformat.read(sys.argv[1], 4)\n"
                + "place = {'metadata': {'path': os.path.dirname(sys.argv[1])}}\n"
                + "nbclient.NotebookClient(book, timeout=120, kernel_name='rowan', resources=place).execute()\n"
                + "nbformat.validate(book)\n"
                + "print('ran', sum(c.cell_type == 'code' for c in book.cells), 'cells')\n";
        String said = run(
                python, "-W", "ignore", "-c", program, notebook.toAbsolutePath().toString());
        assertThat(said).as(said).contains("ran ");
    }

    static Stream<Path> transcripts() throws IOException {
        return IJavaConformanceTest.transcripts();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void a_notebook_of_the_kernel_java_shows_what_its_transcript_says(Path transcript) throws Exception {
        String python = pythonWith("nbclient");
        String said = run(
                python,
                "-W",
                "ignore",
                "run_transcript.py",
                transcript.toAbsolutePath().toString(),
                Files.createTempDirectory(home, "ijava").toString());
        // A display that is drawn anew is drawn where it stands, and nothing is shown below.
        String written = Files.readString(transcript, StandardCharsets.UTF_8).replaceAll("update: .*\n", "\n");
        assertThat(Notebook.withoutTimes(said)).isEqualTo(written);
    }

    private static String pythonWith(String module) throws Exception {
        Optional<String> python = Optional.empty();
        for (String candidate : List.of("/usr/bin/python3", "python3", "python")) {
            if (python.isEmpty() && imports(candidate, module)) {
                python = Optional.of(candidate);
            }
        }
        assumeTrue(python.isPresent(), "SKIPPED: no Python here has " + module + "; .ci/run installs it");
        return python.get();
    }

    private static boolean imports(String python, String module) throws InterruptedException {
        try {
            return new ProcessBuilder(python, "-c", "import " + module)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static String run(String... command) throws Exception {
        List<String> all = new ArrayList<>(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all)
                .directory(Path.of("src", "test", "python").toFile())
                .redirectErrorStream(true);
        builder.environment().put("JUPYTER_PATH", home.toString());
        builder.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("SCALE", System.getProperty("pressure.percent", "10"));
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
