package rowan.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.model.Check;

class DoctorTest {

    private static final String LAB = "JupyterLab on the path";
    private static final String FINDS = "Jupyter finds the kernel by the name rowan-of-a-test";

    @TempDir
    Path directory;

    private Path bin;

    @BeforeEach
    void a_path_of_its_own() throws IOException {
        bin = Files.createDirectory(directory.resolve("bin"));
    }

    /** A program of the shell, where there is one. */
    private void program(String name, String lines) throws IOException {
        assumeFalse(File.separatorChar == '\\', "SKIPPED: these programs are scripts of a shell");
        Path file = bin.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n", StandardCharsets.UTF_8);
        file.toFile().setExecutable(true);
    }

    private Path kernel(String data) throws IOException {
        Path kernel = Files.createDirectories(
                directory.resolve(data).resolve("kernels").resolve("rowan-of-a-test"));
        Files.writeString(kernel.resolve("kernel.json"), "{\"argv\": [\"sh\"]}", StandardCharsets.UTF_8);
        return kernel;
    }

    private Check check(String claim, Map<String, String> more) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", bin.toString()));
        environment.putAll(more);
        return Doctor.of("rowan-of-a-test", environment).examine().stream()
                .filter(each -> each.claim().startsWith(claim))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_java_with_all_that_rowan_reaches_of_it_is_told_in_one_line() throws Exception {
        assertThat(Doctor.of(directory).examine())
                .contains(new Check("all private names of the JDK that Rowan uses are there", true, ""));
    }

    @Test
    void a_lab_that_starts_is_told_with_its_version() throws Exception {
        program("jupyter-lab", "echo 4.6.3");
        assertThat(check(LAB, Map.of())).isEqualTo(new Check(LAB, true, "4.6.3, " + bin.resolve("jupyter-lab")));
    }

    @Test
    void jupyter_without_lab_is_no_lab() throws Exception {
        program("jupyter", "exit 1");
        assertThat(check(LAB, Map.of()).holds()).isFalse();
        assertThat(check(LAB, Map.of()).seen())
                .startsWith(bin.resolve("jupyter") + " is there without it. pip install");
    }

    @Test
    void a_command_that_starts_nothing_is_no_lab() throws Exception {
        program("jupyter-lab", "echo pyenv: command not found; exit 127");
        assertThat(check(LAB, Map.of()).seen()).startsWith(bin.resolve("jupyter-lab") + " does not start.");
    }

    @Test
    void a_lab_of_a_python_that_is_not_on_the_path_is_told_with_how_to_start_it() throws Exception {
        program("python3", "exit 1");
        program("python", "echo 4.6.3 /opt/venv/bin/python");
        assertThat(check(LAB, Map.of()))
                .isEqualTo(new Check(
                        LAB,
                        false,
                        "4.6.3 is there and not on the path; start it by /opt/venv/bin/python -m jupyterlab"));
    }

    @Test
    void the_kernel_is_the_first_in_the_directories_of_jupyter_path() throws Exception {
        Path second = kernel("b");
        kernel("c");
        String path = directory.resolve("a")
                + File.pathSeparator
                + File.pathSeparator
                + directory.resolve("b")
                + File.pathSeparator
                + directory.resolve("c");
        assertThat(check("kernel installed in", Map.of("JUPYTER_PATH", path)).claim())
                .isEqualTo("kernel installed in " + second);
        assertThat(check(FINDS, Map.of("JUPYTER_PATH", path)).holds()).isTrue();
    }

    @Test
    void the_kernel_of_the_active_environment_is_found() throws Exception {
        Path kernel = kernel("venv/share/jupyter");
        assertThat(check(
                                "kernel installed in",
                                Map.of("VIRTUAL_ENV", directory.resolve("venv").toString()))
                        .claim())
                .isEqualTo("kernel installed in " + kernel);
    }

    @Test
    void lab_itself_is_asked_where_it_looks() throws Exception {
        Path kernel = kernel("told");
        program("jupyter-lab", "echo 4.6.3");
        program("jupyter", "echo '{\"data\": [\"" + directory.resolve("told") + "\"]}'");
        assertThat(check("kernel installed in", Map.of()).claim()).isEqualTo("kernel installed in " + kernel);
    }

    @Test
    void a_kernel_that_jupyter_does_not_find_is_told_with_where_it_looks() throws Exception {
        Path hidden = kernel("elsewhere");
        Check found = Doctor.of(hidden).examine().stream()
                .filter(each -> each.claim().equals(FINDS))
                .findFirst()
                .orElseThrow();
        assertThat(found.holds()).isFalse();
        assertThat(found.seen())
                .contains("it looks in\n")
                .endsWith("add " + directory.resolve("elsewhere") + " to JUPYTER_PATH");
    }
}
