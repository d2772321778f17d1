package rowan.jshell.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.JavaProcess;
import rowan.Main;
import rowan.Notebook;

/** What is too much for the compiler or for a class file costs the cell, and nothing that was there before. */
@Tag("slow")
class JavaLimitsTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private void assertThatAllIsThere() {
        assertThat(notebook.run("1 + 1")).contains("2");
        assertThat(notebook.run("kept")).contains("5");
        assertThat(notebook.run("int later = 6; later + kept")).contains("11");
        assertThat(notebook.run("twice(kept)")).contains("10");
    }

    private void declare() {
        notebook.run("int kept = 5;");
        notebook.run("int twice(int number) { return 2 * number; }");
    }

    private static String times(int count, String text) {
        return text.repeat(count);
    }

    @Test
    void a_string_that_is_too_long_is_refused_and_costs_nothing_else() {
        declare();
        assertThat(notebook.run("int a = 1;\nString s = \"" + times(70_000, "x") + "\";"))
                .contains("constant string too long");
        assertThat(notebook.traceback()).contains("Files.readString").contains("2 │");
        assertThatAllIsThere();
    }

    @Test
    void a_string_that_is_too_long_in_an_expression_is_refused() {
        declare();
        assertThat(notebook.run("\"" + times(70_000, "x") + "\".length()")).contains("constant string too long");
        assertThatAllIsThere();
        assertThat(notebook.run("System.out.println(\"\"\"\n" + times(20_000, "a,b\n") + "\"\"\");"))
                .contains("constant string too long");
        assertThatAllIsThere();
    }

    @Test
    void a_method_that_is_declared_anew_and_too_large_leaves_the_one_that_was_there() {
        declare();
        String large = times(3_000, "number += (number * 31 + kept) * (number * 37 + kept) * (number * 41 + kept);\n");
        assertThat(notebook.run("int twice(int number) {\n" + large + "return number; }"))
                .contains("code too large");
        assertThatAllIsThere();
    }

    @Test
    void an_array_that_is_too_large_is_refused() {
        declare();
        String numbers = IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        assertThat(notebook.run("int[] numbers = {" + numbers + "};")).contains("code too large");
        assertThatAllIsThere();
    }

    @Test
    void more_statements_than_fit_into_a_class_are_run() {
        declare();
        assertThat(notebook.run(
                        times(2_000, "kept += (kept - kept) * (kept - kept) * (kept - kept) * (kept - kept) + 1;\n")
                                + "kept"))
                .contains("2005");
    }

    @Test
    void three_thousand_parentheses_are_no_matter() {
        declare();
        assertThat(notebook.run(times(3_000, "(") + "kept" + times(3_000, ")"))).contains("5");
        assertThat(notebook.run("int in = " + times(3_000, "(") + "7" + times(3_000, ")") + "; in"))
                .contains("7");
        assertThat(notebook.run("String sum = \"\"" + times(5_000, " + kept") + "; sum.length()"))
                .contains("5000");
        assertThatAllIsThere();
    }

    @Test
    void what_is_nested_too_deeply_is_said_in_a_sentence() {
        declare();
        String nested = times(300_000, "(") + "1" + times(300_000, ")");
        assertThat(notebook.run("int deep = " + nested + ";")).contains("nested too deeply");
        assertThatAllIsThere();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void the_compilers_own_report_of_that_shows_nowhere(@TempDir Path directory) throws Exception {
        String nested = times(100_000, "(") + "1" + times(100_000, ")");
        Path cells = directory.resolve("nested.ipynb");
        Files.writeString(
                cells,
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [{\"cell_type\": \"code\", \"id\": \"a\","
                        + " \"metadata\": {}, \"execution_count\": null, \"outputs\": [], \"source\": \"int a = "
                        + nested
                        + ";\"}]}");
        Path said = directory.resolve("said.txt");
        Process process = JavaProcess.of(directory, Main.class, "run", cells.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(Files.readString(said)).contains("nested too deeply").doesNotContain("bugreport", "\tat ");
    }

    @Test
    void a_variable_that_begins_as_itself_is_a_mistake_of_the_cell() {
        declare();
        assertThat(notebook.run("int b = 1;\nvar a = a;")).contains("cannot use 'var' on self-referencing variable");
        assertThat(notebook.traceback()).contains("2 │");
        assertThat(notebook.run("var c = (c) + 1;")).contains("cannot use 'var' on self-referencing variable");
        assertThatAllIsThere();
    }

    @Test
    void some_thousand_lines_of_comments_are_no_matter() {
        assertThat(notebook.run(times(20_000, "// a line\n") + "int v = 3;\nv")).contains("3");
    }

    @Test
    void a_recursion_goes_deeper_than_in_a_program() {
        notebook.run("long sumTo(int n) { return n == 0 ? 0 : n + sumTo(n - 1); }");
        assertThat(notebook.run("sumTo(10000)")).contains("50005000");
        assertThat(notebook.run("long sum = sumTo(20000); sum")).contains("200010000");
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void a_recursion_goes_as_deep_as_whoever_starts_java_wants(@TempDir Path directory) throws Exception {
        Path cells = directory.resolve("deep.ipynb");
        Files.writeString(
                cells,
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": [{\"cell_type\": \"code\", \"id\": \"a\","
                        + " \"metadata\": {}, \"execution_count\": null, \"outputs\": [], \"source\":"
                        + " \"long sumTo(int n) { return n == 0 ? 0 : n + sumTo(n - 1); }\\nsumTo(500_000)\"}]}");
        assertThat(exitOf("-Xss128m", directory, cells)).isZero();
        assertThat(exitOf("-Xss512k", directory, cells)).isEqualTo(1);
    }

    private static int exitOf(String option, Path directory, Path cells) throws Exception {
        ProcessBuilder run = JavaProcess.of(directory, Main.class, "run", cells.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said.txt").toFile());
        run.command().add(1, option);
        return run.start().waitFor();
    }

    @Test
    void a_recursion_without_end_is_over_at_once_and_shown_in_a_few_lines() {
        notebook.run("void f() { f(); }");
        assertThat(notebook.run("f()")).contains("StackOverflowError");
        assertThat(notebook.traceback().lines().count()).isLessThan(12);
        assertThat(notebook.run("1 + 1")).contains("2");
    }
}
