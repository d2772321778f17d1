package rowan.jshell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

/** The environment variables of IJava and JJava set up Java cells, and Rowan's own go before them. */
@Tag("slow")
class JavaEnvironmentTest {

    @TempDir
    Path directory;

    private String run(Map<String, String> environment, String... cells) {
        try (Notebook notebook = new Notebook(directory, environment)) {
            String shown = "";
            for (String cell : cells) {
                shown = notebook.run(cell);
            }
            return shown;
        }
    }

    @Test
    void a_statement_is_stopped_when_its_time_is_over_and_the_notebook_goes_on() {
        Map<String, String> environment = Map.of("IJAVA_TIMEOUT", "1500");
        assertThat(run(environment, "int kept = 4;\nwhile (true) {}"))
                .contains("EvaluationTimeoutException")
                .contains("was stopped after");
        assertThat(run(environment, "int kept = 4;\nThread.sleep(60_000);", "kept"))
                .isEqualTo("result: 4");
        assertThat(run(Map.of("IJAVA_TIMEOUT", "5 SECONDS"), "Thread.sleep(10); 1"))
                .isEqualTo("result: 1");
        assertThat(run(Map.of("IJAVA_TIMEOUT", "-1"), "1")).isEqualTo("result: 1");
        assertThat(run(Map.of("IJAVA_TIMEOUT", "soon"), "1")).contains("write a number and a unit");
    }

    @Test
    void startup_scripts_run_before_the_first_cell_and_their_mistakes_are_told_there() throws IOException {
        Files.writeString(directory.resolve("one.jshell"), "int one = 1;");
        Files.writeString(directory.resolve("two.jshell"), "int two = one + 1;");
        Map<String, String> both =
                Map.of("IJAVA_STARTUP_SCRIPTS_PATH", "*.jshell", "IJAVA_STARTUP_SCRIPT", "int three = two + 1;");
        assertThat(run(both, "three")).isEqualTo("result: 3");
        assertThat(run(Map.of("JJAVA_STARTUP_SCRIPT", "int x = ;"), "1")).contains("CompilationException");
        assertThat(run(Map.of("JJAVA_STARTUP_SCRIPT", "int x = ;"), "1", "2")).isEqualTo("result: 2");
        assertThat(run(Map.of("IJAVA_STARTUP_SCRIPT", "int n = 1;", "ROWAN_STARTUP_SCRIPT", "int n = 2;"), "n"))
                .isEqualTo("result: 2");
    }

    @Test
    void the_class_path_takes_patterns_and_the_compiler_its_options() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Path library = Files.createDirectories(directory.resolve("lib")).resolve("own.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(library), manifest)) {
            jar.putNextEntry(new ZipEntry("found.txt"));
            jar.write("found".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        String read = "new String(Thread.currentThread().getContextClassLoader()"
                + ".getResourceAsStream(\"found.txt\").readAllBytes())";
        assertThat(run(Map.of("IJAVA_CLASSPATH", "lib/*.jar"), read)).isEqualTo("result: found");
        assertThat(run(Map.of("JJAVA_COMPILER_OPTS", "-Xlint:none -classpath lib/"), read))
                .isEqualTo("result: found");
        assertThat(run(Map.of("IJAVA_COMPILER_OPTS", "-Xnosuch"), "1")).contains("-Xnosuch");
    }

    @Test
    void a_class_path_that_names_nothing_is_told_what_lies_there() throws IOException {
        Path library = Files.createDirectories(directory.resolve("lib"));
        try (Notebook notebook = new Notebook(directory)) {
            assertThat(notebook.run("%classpath lib/*.jar"))
                    .contains(
                            "display: No file matches lib/*.jar: " + library
                                    + " has no files. Nothing was added for it.",
                            "Paths start from " + directory + "; write another, or a whole path that begins with /.");
            Files.writeString(library.resolve("readme.txt"), "");
            assertThat(notebook.run("%jars lib/*.jar")).contains(library + " has only readme.txt.");
            assertThat(notebook.run("List<String> l = %jars jars/*.jar"))
                    .contains("No file matches jars/*.jar: there is no directory jars in " + directory);
            notebook.run("%classpath lib/readme.tyt");
            assertThat(notebook.traceback())
                    .contains("There is no lib/readme.tyt.")
                    .contains("Did you mean readme.txt?");
            assertThat(notebook.run("%classpath " + library + "/**/*.jar"))
                    .contains("a pattern does not reach into deeper directories");
        }
    }

    @Test
    void a_directory_with_a_slash_means_its_jars_or_its_classes() throws IOException {
        Path library = Files.createDirectories(directory.resolve("lib"));
        Files.writeString(library.resolve("found.txt"), "found");
        String read = "new String(Thread.currentThread().getContextClassLoader()"
                + ".getResourceAsStream(\"found.txt\").readAllBytes())";
        assertThat(run(Map.of(), "%classpath lib/", read)).isEqualTo("result: found");
        assertThat(run(Map.of(), "%classpath lib/")).isEqualTo("result: 1 directory added: lib");
        Files.copy(Path.of("target", "other-versions", "gson-2.8.9.jar"), library.resolve("gson.jar"));
        assertThat(run(Map.of(), "%classpath lib/")).isEqualTo("result: 1 jar added: gson.jar");
    }

    @Test
    void what_lombok_cannot_do_in_cells_is_said_with_what_to_write_instead() throws IOException {
        Path lombok = Files.createDirectories(directory.resolve("classes").resolve("lombok"));
        for (String name : List.of("Data", "Builder")) {
            Files.writeString(lombok.resolve(name + ".java"), "package lombok; public @interface " + name + " {}");
        }
        Files.writeString(lombok.resolve("val.java"), "package lombok; public @interface val {}");
        String[] sources = Stream.of("Data", "Builder", "val")
                .map(name -> lombok.resolve(name + ".java").toString())
                .toArray(String[]::new);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, sources))
                .isZero();
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("@interface Data {}");
            assertThat(notebook.run("@Data class Own {}")).as("not Lombok's").isEmpty();
            notebook.run("%classpath classes/");
            assertThat(notebook.run("import lombok.*;\n@lombok.Data @Builder class Person { String name; }"))
                    .isEqualTo("display: Lombok's @Data and @Builder do nothing in cells: JShell runs no annotation"
                            + " processors. A record has constructor, accessors, equals and toString of its own:"
                            + " record Person(String name, int age) {}");
            notebook.run("var ada = new Person();\nada.getName()");
            assertThat(notebook.traceback())
                    .contains("in ada, which is of type Person")
                    .contains("Lombok's @Data");
            notebook.run("val n = 3;");
            assertThat(notebook.traceback()).endsWith("Lombok's val does not work in cells; write final var.");
            assertThat(notebook.run("ada.name"))
                    .as("no advice where none is needed")
                    .isEmpty();
        }
    }
}
