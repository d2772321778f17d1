package rowan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.notebook.NotebookFile;
import rowan.notebook.run.NotebookRunner;
import rowan.workspace.contract.Comms;
import rowan.workspace.contract.InterruptSignal;

/** {@code rowan run} and {@code rowan verify}, as they are typed. */
@Tag("slow")
class HeadlessTest {

    private static final Path NOTEBOOKS = Path.of("..", "notebooks");
    private static final Path TOUR = NOTEBOOKS.resolve("00-tour.ipynb");

    @TempDir
    Path directory;

    private String said = "";

    static Stream<Path> notebooks() throws IOException {
        return BundledNotebooks.forThisJdk(Files.list(NOTEBOOKS)
                        .filter(file -> file.toString().endsWith(".ipynb"))
                        .sorted()
                        .toList())
                .stream();
    }

    /** What a command does with the notebooks it is given. */
    private interface Command {
        int run(Headless headless) throws IOException;
    }

    private int typed(Command command) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exitCode = command.run(new Headless(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        said = bytes.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    /** A copy of the tour with something replaced. */
    private Path changed(String from, String to) throws IOException {
        String text = Files.readString(TOUR, StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        Path copy = directory.resolve("changed.ipynb");
        Files.writeString(copy, text.replace(from, to), StandardCharsets.UTF_8);
        return copy;
    }

    @ParameterizedTest
    @MethodSource("notebooks")
    void what_the_bundled_notebooks_have_stored_is_what_comes_out(Path notebook) throws IOException {
        assertThat(typed(headless -> headless.verify(List.of(notebook), false)))
                .as(said)
                .isZero();
        assertThat(said).contains(": verified · ");
    }

    static Stream<Path> notebooksWithExercises() throws IOException {
        return notebooks().filter(file -> {
            try {
                return NotebookFile.read(file).codeCells().stream().anyMatch(cell -> cell.hasTag("exercise"));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("notebooksWithExercises")
    void the_solutions_of_the_bundled_notebooks_do_their_exercises(Path notebook) throws IOException {
        assertThat(typed(headless -> headless.verify(List.of(notebook), true)))
                .as(said)
                .isZero();
        assertThat(said).containsPattern(" · (\\d+) of \\1 exercises? done");
    }

    @Test
    void the_tour_runs_and_its_export_holds_a_table_a_plan_and_a_chart_and_needs_nothing_else() throws IOException {
        Path html = directory.resolve("tour.html");
        Path stored = directory.resolve("tour.ipynb");
        assertThat(typed(headless ->
                        headless.run(TOUR, Map.of(), Optional.of(stored), Optional.of(html), Optional.of("headline"))))
                .as(said)
                .isZero();
        assertThat(said).contains("user 1    100").contains("full scan").contains("× faster");
        var page = Jsoup.parse(Files.readString(html, StandardCharsets.UTF_8));
        assertThat(page.select("table caption")).isNotEmpty();
        assertThat(page.select("table th[scope=row] ~ td span[title^=SCAN]").text())
                .contains("full scan");
        assertThat(page.select("img[src^=data:image/png]")).hasSize(1);
        assertThat(page.select("script, link, img[src^=http], iframe")).isEmpty();
        assertThat(NotebookFile.read(stored).codeCells())
                .allMatch(cell -> !cell.outputs().isEmpty());
    }

    @Test
    void an_export_colours_code_as_what_it_is_and_changes_no_sign_of_it() throws IOException {
        List<String> cells = List.of(
                "SELECT 'it''s <b>', 1.5 -- all\nFROM t WHERE a = :wanted",
                "var select = \"FROM \\\"x\\\"\"; // SELECT\nif (true) { int n = 0x1F; }",
                "%%compare --budget 5s\nSELECT 1;\n-- arm: SELECT\nSELECT 2",
                "%sql --expect-rows 1 SELECT 1",
                "String block = \"\"\"\n  SELECT\n  \"\"\";");
        Path html = directory.resolve("made.html");
        Path made = notebook(cells.toArray(String[]::new));
        typed(headless -> headless.export(made, Optional.of(html), Optional.empty()));
        var code = Jsoup.parse(Files.readString(html, StandardCharsets.UTF_8)).select(".in code");
        assertThat(code.eachText()).isEqualTo(cells);
        assertThat(code.get(0).select(".keyword").eachText()).containsExactly("SELECT", "FROM", "WHERE");
        assertThat(code.get(0).select(".string").eachText()).containsExactly("'it''s <b>'");
        assertThat(code.get(0).select(".comment, .command, .number").eachText())
                .containsExactly("1.5", "-- all", ":wanted");
        assertThat(code.get(1).select(".keyword").eachText()).containsExactly("var", "if", "true", "int");
        assertThat(code.get(1).select(".string, .comment, .number").eachText())
                .containsExactly("\"FROM \\\"x\\\"\"", "// SELECT", "0x1F");
        assertThat(code.get(2).select(".command").eachText()).containsExactly("%%compare", "--budget");
        assertThat(code.get(2).select(".keyword, .comment").eachText())
                .containsExactly("SELECT", "-- arm: SELECT", "SELECT");
        assertThat(code.get(3).select("span").eachText()).containsExactly("%sql", "--expect-rows", "SELECT", "1");
        assertThat(code.get(4).select(".string").eachText()).hasSize(1);
    }

    @Test
    void a_broken_cell_ends_the_run_with_its_error_and_exit_code_one() throws IOException {
        Path broken = changed("GROUP BY u.id ORDER BY u.id LIMIT 5;", "GROUP BY u.idd ORDER BY u.id LIMIT 5;");
        assertThat(typed(headless ->
                        headless.run(broken, Map.of(), Optional.empty(), Optional.empty(), Optional.empty())))
                .isEqualTo(1);
        assertThat(said).contains("FAILED").contains("there is no column u.idd").contains("Did you mean id?");
        assertThat(said).contains("[ 3/23]").doesNotContain("[ 4/23]");
    }

    @Test
    void an_output_that_is_not_what_is_stored_is_shown_as_a_difference() throws IOException {
        Path wrong = changed("2026-10-27  post 299", "2026-10-27  post 300");
        assertThat(typed(headless -> headless.verify(List.of(wrong), false))).isEqualTo(1);
        assertThat(said).contains("NOT verified").contains("post 300").contains("post 299");
    }

    @Test
    void what_is_no_notebook_is_named() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() ->
                        typed(headless -> headless.export(Path.of("pom.xml"), Optional.empty(), Optional.empty()))))
                .hasMessageContaining("is no notebook");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> typed(
                        headless -> headless.export(Path.of("nothing.ipynb"), Optional.empty(), Optional.empty()))))
                .hasMessageContaining("There is no notebook");
    }

    @Test
    void a_notebook_that_cannot_be_read_is_told_and_the_others_are_verified_all_the_same() throws IOException {
        Path made = notebook("SELECT 7");
        assertThat(typed(headless ->
                        headless.verify(List.of(Path.of("pom.xml"), Path.of("nothing.ipynb"), made), false)))
                .isEqualTo(1);
        assertThat(said)
                .contains("pom.xml is no notebook: ", "There is no notebook nothing.ipynb.\n")
                .contains(made + ": NOT verified · 1 of 1 cell compared");
    }

    @Test
    void a_file_that_is_no_notebook_is_refused_alike_by_run_export_and_verify() throws IOException {
        Path file = directory.resolve("made.ipynb");
        Files.writeString(file, "{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":7}]}");
        for (Command command : List.<Command>of(
                headless -> headless.run(file, Map.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                headless -> headless.export(file, Optional.empty(), Optional.empty()))) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> typed(command)))
                    .hasMessageContaining("is no notebook: the source of cell 1 should be a text.");
        }
        assertThat(typed(headless -> headless.verify(List.of(file), false))).isEqualTo(1);
        assertThat(said).contains("is no notebook: the source of cell 1 should be a text.");
    }

    @Test
    void what_cells_have_displayed_and_redrawn_is_verified() throws IOException {
        Path file = notebook(
                "display(\"before\");",
                "%time display(7)",
                "eval(\"display(8)\")",
                "String id = display(\"half\");",
                "updateDisplay(id, \"whole\");",
                "\"the \" + 9");
        Path stored = directory.resolve("stored.ipynb");
        typed(headless -> headless.run(file, Map.of(), Optional.of(stored), Optional.empty(), Optional.empty()));

        assertThat(NotebookFile.read(stored).codeCells().stream()
                        .flatMap(cell -> cell.outputs().stream())
                        .filter(output ->
                                output.get("output_type").getAsString().equals("execute_result")))
                .singleElement()
                .asString()
                .contains("the 9");
        assertThat(typed(headless -> headless.verify(List.of(stored), false)))
                .as(said)
                .isZero();
    }

    @Test
    void a_notebook_that_JupyterLab_has_stored_with_its_grids_is_verified_with_them() throws IOException {
        Path file = notebook(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 90) SELECT i FROM n");
        NotebookFile notebook = NotebookFile.read(file);
        try (Notebook lab = new Notebook(directory)) {
            lab.workspace().comms().target("rowan.status").orElseThrow().open(new Deaf(), Map.of());
            new NotebookRunner(lab.workspace(), new InterruptSignal()).run(notebook, cell -> {});
        }
        notebook.write(file);
        String stored = Files.readString(file, StandardCharsets.UTF_8);
        assertThat(stored).contains("application/vnd.rowan.result+json", "\"i50\"");
        assertThat(typed(headless -> headless.verify(List.of(file), false)))
                .as(said)
                .isZero();
        Files.writeString(file, stored.replace("\"i50\"", "\"i51\""), StandardCharsets.UTF_8);
        assertThat(typed(headless -> headless.verify(List.of(file), false))).isEqualTo(1);
        assertThat(said).contains("application/vnd.rowan.result+json:").containsPattern("-\\s+\"i51\"");
    }

    private static final String LOOK = "%%exercise a table\n"
            + "check(\"there is a table t\", db.query(\"SELECT * FROM pragma_table_info('t')\").rows().size() == 1);";

    @Test
    void exercises_that_nobody_has_done_stop_no_run_and_their_solutions_do_them() throws IOException {
        Path file = notebook(
                "-- yours: a table t",
                LOOK,
                "# Solution\n\n```sql\nCREATE TABLE t(id INTEGER)\n```\n",
                "SELECT 7 AS seven");
        assertThat(typed(headless ->
                        headless.run(file, Map.of(), Optional.of(file), Optional.empty(), Optional.empty())))
                .as(said)
                .isZero();
        assertThat(Files.readString(file, StandardCharsets.UTF_8)).contains("○ not yet: there is a table t");
        assertThat(typed(headless -> headless.verify(List.of(file), false)))
                .as(said)
                .isZero();
        assertThat(typed(headless -> headless.verify(List.of(file), true)))
                .as(said)
                .isZero();
        assertThat(said).contains(": verified · 1 of 3 cells compared (33 %) · 1 of 1 exercise done");
    }

    @Test
    void a_solution_that_solves_nothing_and_an_exercise_without_one_are_told() throws IOException {
        Path file = notebook("-- yours: a table t", LOOK, "# Solution\n\n```sql\nCREATE TABLE u(id INTEGER)\n```\n");
        assertThat(typed(headless -> headless.verify(List.of(file), true))).isEqualTo(1);
        assertThat(said).contains("a table is not solved by its solution: there is a table t", "0 of 1 exercise done");
        Path without = notebook("-- yours: a table t", LOOK, "# Solution\n\nsee above", "-- yours too");
        assertThat(typed(headless -> headless.verify(List.of(without), true))).isEqualTo(1);
        assertThat(said).contains("a solution has no block of code", "an exercise has no solution: -- yours too");
    }

    /** A front end that draws grids and looks at none. */
    private static final class Deaf implements Comms.Peer {
        @Override
        public void send(Map<String, Object> data) {}

        @Override
        public void close() {}
    }

    @Test
    void a_cell_cannot_write_over_the_lines_of_a_run() throws IOException {
        Path file = notebook("int n = 1; // \u001b[2K\u202e all is well", "\"\u009b2J\"");
        typed(headless -> headless.run(file, Map.of(), Optional.empty(), Optional.empty(), Optional.of("parameters")));
        assertThat(said).contains("␛[2K⟨U+202E⟩").doesNotContainPattern("[\u001b\u009b\u202e\r]");
    }

    private Path notebook(String... cells) throws IOException {
        StringBuilder json = new StringBuilder();
        for (String cell : cells) {
            boolean prose = cell.startsWith("#");
            String tag = cell.startsWith("int n")
                    ? "parameters"
                    : cell.startsWith("-- yours") ? "exercise" : cell.startsWith("# Solution") ? "solution" : "";
            json.append(json.isEmpty() ? "" : ",")
                    .append("{\"id\":\"c")
                    .append(json.length())
                    .append("\",\"cell_type\":\"")
                    .append(prose ? "markdown" : "code")
                    .append("\",\"metadata\":{\"tags\":[")
                    .append(tag.isEmpty() ? "" : "\"" + tag + "\"")
                    .append("]},\"source\":")
                    .append(new com.google.gson.Gson().toJson(cell))
                    .append(prose ? "}" : ",\"outputs\":[],\"execution_count\":null}");
        }
        Path file = directory.resolve("made.ipynb");
        Files.writeString(file, "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + json + "]}");
        return file;
    }

    private static final String DECLARING = "int n = 3;\nString who = \"Ada\";\nvar share = 0.5;\nlong big = 1L;";

    @Test
    void parameters_take_the_place_of_those_the_notebook_declares() throws Exception {
        Path file = notebook(DECLARING, "n + \" \" + who + \" \" + share + \" \" + big");
        Path stored = directory.resolve("stored.ipynb");
        Map<String, String> given = new java.util.TreeMap<>(
                Map.of("n", "1000000", "who", "Grace \"Amazing\" \\", "share", "2", "big", "9007199254740993"));
        typed(headless -> headless.run(file, given, Optional.of(stored), Optional.empty(), Optional.empty()));
        assertThat(said).contains("[ 3/3]");
        String outputs = Files.readString(stored, StandardCharsets.UTF_8);
        assertThat(outputs).contains("1000000 Grace \\\"Amazing\\\" \\\\ 2.0 9007199254740993");
        assertThat(outputs).contains("injected-parameters");
        typed(headless ->
                headless.run(stored, Map.of("n", "7"), Optional.of(stored), Optional.empty(), Optional.empty()));
        assertThat(Files.readString(stored, StandardCharsets.UTF_8).split("\"injected-parameters\""))
                .hasSize(3);
    }

    @Test
    void a_parameter_that_does_not_fit_is_refused_with_what_would() throws Exception {
        Path file = notebook(DECLARING);
        for (Map.Entry<Map<String, String>, String> refused : Map.of(
                        Map.of("shares", "1"),
                                "no parameter shares; it declares n, who, share, big. Did you mean share?",
                        Map.of("n", "many"), "The parameter n takes an integer, not many.",
                        Map.of("n", "99999999999"), "The parameter n takes an integer, not 99999999999.",
                        Map.of("share", "0x1"), "The parameter share takes a number, not 0x1.")
                .entrySet()) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Headless(System.out)
                            .run(file, refused.getKey(), Optional.empty(), Optional.empty(), Optional.empty())))
                    .hasMessageContaining(refused.getValue());
        }
        Path none = notebook("1 + 1");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> new Headless(System.out)
                        .run(none, Map.of("n", "1"), Optional.empty(), Optional.empty(), Optional.empty())))
                .hasMessageContaining("tag parameters");
    }

    @Test
    void an_export_has_its_contents_foldable_code_and_the_notebook_itself() throws Exception {
        Path html = directory.resolve("tour.html");
        typed(headless -> headless.export(TOUR, Optional.of(html), Optional.empty()));
        var page = Jsoup.parse(Files.readString(html, StandardCharsets.UTF_8));
        assertThat(page.select("h1 + nav a")).hasSizeGreaterThan(3);
        page.select("nav a")
                .forEach(
                        link -> assertThat(page.getElementById(link.attr("href").substring(1)))
                                .as(link.text())
                                .isNotNull());
        assertThat(page.select("details.in > summary").eachText()).contains("sql", "java");
        assertThat(page.select("script, link, iframe, [src^=http], [onclick]")).isEmpty();
        String attached = page.select("footer a").attr("href").replaceFirst("^data:[^,]*,", "");
        assertThat(new String(java.util.Base64.getDecoder().decode(attached), StandardCharsets.UTF_8))
                .contains("\"nbformat\":4");
    }

    @Test
    void an_export_as_Markdown_says_the_same_as_text() throws Exception {
        Path markdown = directory.resolve("tour.md");
        typed(headless -> headless.export(TOUR, Optional.empty(), Optional.of(markdown)));
        assertThat(Files.readString(markdown, StandardCharsets.UTF_8))
                .contains("```sql\nCREATE TABLE users")
                .contains("```java\nint least = 100;")
                .contains("full scan")
                .containsPattern("!\\[bar chart\\. .+]\\(tour_files/1\\.png\\)")
                .doesNotContain("<table");
        assertThat(Files.readAllBytes(directory.resolve("tour_files").resolve("1.png")))
                .startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void a_place_that_cannot_be_written_is_refused_before_a_cell_runs() throws IOException {
        Path file = directory.resolve("a.ipynb");
        Files.writeString(
                file,
                "{\"cells\":[{\"cell_type\":\"code\",\"execution_count\":null,\"metadata\":{},\"outputs\":[],"
                        + "\"source\":\"%%writefile ran.txt\\nyes\"}],\"metadata\":{},\"nbformat\":4,\"nbformat_minor\":5}");
        Optional<Path> missing = Optional.of(directory.resolve("none").resolve("a.html"));
        Optional<Path> home = Optional.of(directory);
        Optional<Path> no = Optional.empty();
        assertThatThrownBy(() -> typed(headless -> headless.run(file, Map.of(), home, no, Optional.empty())))
                .hasMessageEndingWith("it is a directory. Name another file.");
        assertThatThrownBy(() -> typed(headless -> headless.run(file, Map.of(), no, missing, Optional.empty())))
                .hasMessageContaining("there is no directory");
        assertThatThrownBy(() ->
                        typed(headless -> headless.export(file, Optional.of(directory.resolve("a.html")), missing)))
                .hasMessageContaining("there is no directory");
        assertThat(directory.toFile().list()).containsExactly("a.ipynb");
    }

    @Test
    void what_a_thread_shows_when_its_cell_has_ended_is_stored_with_the_cell_and_verified() throws IOException {
        String thread = "Thread t = new Thread(() -> { try { Thread.sleep(300); } catch (InterruptedException e) { }"
                + " System.out.println(\\\"late\\\"); }); t.start();";
        Path file = Files.writeString(
                directory.resolve("late.ipynb"),
                "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":["
                        + "{\"cell_type\":\"code\",\"source\":\"" + thread + "\",\"metadata\":{},\"outputs\":[]},"
                        + "{\"cell_type\":\"code\",\"source\":\"t.join()\",\"metadata\":{},\"outputs\":[]}]}");
        Path stored = directory.resolve("stored.ipynb");
        typed(headless -> headless.run(file, Map.of(), Optional.of(stored), Optional.empty(), Optional.empty()));
        assertThat(NotebookFile.read(stored).codeCells().get(0).outputs().toString())
                .contains("late");
        assertThat(NotebookFile.read(stored).codeCells().get(1).outputs()).isEmpty();
        assertThat(typed(headless -> headless.verify(List.of(stored), false)))
                .as(said)
                .isZero();
    }

    @Test
    void a_terminal_is_shown_no_password_that_a_cell_prints() throws IOException {
        String source = "System.out.println(\\\"postgresql://u:hunter2@host/db\\\")";
        Path file = Files.writeString(
                directory.resolve("prints.ipynb"),
                "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\",\"source\":\""
                        + source + "\",\"metadata\":{\"tags\":[\"seen\"]},\"outputs\":[]}]}");
        typed(headless -> headless.run(file, Map.of(), Optional.empty(), Optional.empty(), Optional.of("seen")));
        assertThat(said).contains("stdout: postgresql://u:***@host/db").doesNotContain("hunter2");
    }
}
