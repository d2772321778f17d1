package rowan.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.TypedCommands;
import rowan.workspace.cell.Detail;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.InterruptSignal;

/** A word or a call that could begin a statement of SQL is Java where a variable or method has its name. */
@Tag("slow")
class CellLanguageTest {

    private Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private void begin() {
        notebook.run("CREATE TABLE t(a);");
        notebook.run("BEGIN; INSERT INTO t VALUES (1);");
    }

    private String rows() {
        return notebook.run("ROLLBACK;\nSELECT count(*) AS n FROM t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"end", "end;", " end ", "/* so */ end; // it is", "// it is\nend", "%lang java\nend", "\uFEFFend"
            })
    void a_variable_that_is_called_end_commits_nothing(String cell) {
        begin();
        notebook.run("int end = 7;");
        assertThat(notebook.run(cell)).endsWith("result: 7");
        assertThat(rows()).contains("transaction rolled back", "\n0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "end--",
                "end --;",
                "end;end",
                "end; commit",
                "end-- + 1",
                "end-- +",
                "end + 1",
                "end + (",
                "commit;commit",
                "commit - 1",
                "rollback--",
                "begin--",
                "savepoint--",
                "release / 2",
                "%time end--",
                "%timeit -n 1 commit--",
                "int k = 1;\n%time k\nend--"
            })
    void no_Java_ends_a_transaction(String cell) {
        for (String name : List.of("end", "commit", "rollback", "begin", "savepoint", "release")) {
            notebook.run("int " + name + " = 7;");
        }
        begin();
        notebook.run(cell);
        assertThat(rows()).contains("transaction rolled back", "\n0\n");
    }

    @Test
    void a_file_that_is_loaded_is_read_as_a_cell_would_be(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("down.jsh"), "end--;\nend--;\n", StandardCharsets.UTF_8);
        try (Notebook beside = new Notebook(directory)) {
            beside.run("int end = 7;");
            beside.run("CREATE TABLE t(a); BEGIN");
            beside.run("%load down.jsh");
            assertThat(beside.run("end")).isEqualTo("result: 5");
            assertThat(beside.run("ROLLBACK")).contains("transaction rolled back");
        }
    }

    @Test
    void a_name_declared_further_up_in_the_cell_is_known_below_a_command() {
        begin();
        assertThat(notebook.run("int end = 7;\n%time 1\nend--")).endsWith("result: 7");
        assertThat(rows()).contains("transaction rolled back", "\n0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explain",
                "vacuum",
                "analyze",
                "replace",
                "release",
                "savepoint",
                "detach",
                "attach",
                "with",
                "values",
                "end",
                "reindex",
                "select"
            })
    void a_variable_is_reckoned_with_whatever_it_is_called(String name) {
        notebook.run("int " + name + " = 7;");
        assertThat(notebook.run(name + " + 1")).isEqualTo("result: 8");
        assertThat(notebook.run(name + " * 2")).isEqualTo("result: 14");
        assertThat(notebook.run(name + "-- - 1")).isEqualTo("result: 6");
    }

    @Test
    void SQL_stays_SQL_beside_variables_called_like_its_words() {
        for (String name : List.of("with", "values", "end", "commit", "begin", "savepoint", "release", "select")) {
            notebook.run("int " + name + " = 7;");
        }
        assertThat(notebook.run("with x as (select 1) select * from x")).contains("1 row");
        assertThat(notebook.run("values (1),(2)")).contains("2 rows");
        assertThat(notebook.run("select * from (select 1)")).contains("1 row");
        assertThat(notebook.run("begin; create table u(a); commit;")).contains("committed");
        begin();
        assertThat(notebook.run("savepoint s")).doesNotContain("error");
        assertThat(notebook.run("release s")).doesNotContain("error");
        assertThat(notebook.run("end transaction")).contains("committed");
    }

    @Test
    void what_was_read_as_Java_says_how_to_write_SQL() {
        notebook.run("int end = 7;");
        notebook.run("end + missing");
        assertThat(notebook.traceback()).contains("In lower case this is Java here; for SQL write END in capitals.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vacuum", "values", "with", "explain", "commit", "begin", "rollback", "analyze"})
    void a_variable_is_Java_whatever_it_is_called(String name) {
        notebook.run("String " + name + " = \"seven\";");
        assertThat(notebook.run(name)).isEqualTo("result: seven");
        assertThat(notebook.workspace().isComplete(name)).isEqualTo(Completeness.COMPLETE);
        assertThat(notebook.workspace()
                        .inspect(name, name.length(), Detail.BRIEF)
                        .orElseThrow()
                        .plain())
                .isEqualTo(name + ":java.lang.String");
    }

    @Test
    void a_variable_is_timed_as_Java() {
        notebook.run("String with = \"seven\";");
        assertThat(notebook.run("%timeit with")).doesNotContain("error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--k1", "--k1;", "// down\n--k1", "%lang sql\n--k1"})
    void a_variable_is_counted_down(String cell) {
        notebook.run("int k1 = 5;");
        assertThat(notebook.run(cell)).endsWith("result: 4");
    }

    @Test
    void a_method_is_called_whatever_the_blanks() {
        assertThat(notebook.run("select (\"a\");")).contains("1 row");
        notebook.run("String select(String a) { return a + \"!\"; } int values(int a) { return a; }");
        assertThat(notebook.run("select (\"a)\");")).isEqualTo("result: a)!");
        assertThat(notebook.run("values (3)")).isEqualTo("result: 3");
        notebook.run("int values(int a) { return \"three\"; }");
        assertThat(notebook.run("values (3)")).isEqualTo("result: 3");
        assertThat(notebook.run("values (1), (2)")).contains("2 rows");
    }

    @Test
    void a_call_asks_for_a_method_and_a_word_for_a_variable() {
        notebook.run("int select = 1; int values = 2;");
        assertThat(notebook.run("select (\"a\");")).contains("1 row");
        assertThat(notebook.run("values (3)")).contains("1 row");
        assertThat(notebook.run("values")).isEqualTo("result: 2");
        begin();
        notebook.run("int end() { return 7; }");
        assertThat(notebook.run("end ()")).isEqualTo("result: 7");
        notebook.run("end");
        assertThat(rows()).contains("no transaction is active");
    }

    @Test
    void a_byte_order_mark_before_a_cell_is_a_blank() {
        assertThat(notebook.run("\uFEFFint x = 3; x")).isEqualTo("result: 3");
        assertThat(notebook.run("\uFEFF%%java\n1 + 1")).isEqualTo("result: 2");
        assertThat(notebook.run("\uFEFF%lang")).doesNotContain("error");
        assertThat(notebook.run("\uFEFFselect 1")).contains("1 row");
        notebook.run("\uFEFFx + y");
        assertThat(notebook.traceback()).contains("x + y").doesNotContain("\uFEFF", "FEFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"END", "-- so\nend", "%%sql\nend", "%sql end"})
    void capitals_comments_of_sql_and_commands_are_sql(String cell) {
        begin();
        notebook.run("int end = 7;");
        notebook.run(cell);
        assertThat(rows()).contains("no transaction is active");
    }

    @Test
    void a_captured_result_is_a_variable() {
        begin();
        notebook.run("end << SELECT 5 AS five");
        assertThat(notebook.run("end")).contains("five", "   5");
        assertThat(rows()).contains("transaction rolled back", "\n0\n");
    }

    @Test
    void with_sql_as_the_default_a_variable_is_still_Java() {
        notebook.run("%lang sql");
        notebook.run("%%java\nint x = 3; int twice(int a) { return 2 * a; }");
        assertThat(notebook.run("x")).isEqualTo("result: 3");
        assertThat(notebook.run("twice (4)")).isEqualTo("result: 8");
        assertThat(notebook.run("y")).contains("SQLite does not understand this at y");
    }

    @Test
    void for_a_kernel_of_Java_a_word_in_lower_case_is_Java() {
        notebook.close();
        notebook = Notebook.of("java");
        begin();
        assertThat(notebook.run("commit")).contains("cannot find symbol");
        assertThat(notebook.traceback()).contains("In lower case this is Java here; for SQL write COMMIT in capitals.");
        assertThat(rows()).contains("transaction rolled back", "\n0\n");
        notebook.run("COMMIT");
        begin();
        notebook.run("commit;commit");
        notebook.run("commit--");
        assertThat(rows()).contains("transaction rolled back", "\n0\n");
        assertThat(notebook.run("begin; create table u(a); commit;")).contains("committed");
        begin();
        notebook.run("%lang sql");
        notebook.run("commit");
        assertThat(rows()).contains("no transaction is active");
    }

    @Test
    @Timeout(60)
    void the_look_at_names_does_not_wait_for_a_running_cell() throws InterruptedException {
        notebook.run("String with = \"x\";");
        InterruptSignal signal = new InterruptSignal();
        Thread running = new Thread(() -> notebook.run("while (true) { with.length(); }", signal, new RecordingSink()));
        running.start();
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (notebook.workspace().isComplete("with") != Completeness.COMPLETE) {
                    TimeUnit.MILLISECONDS.sleep(1); // May be interrupted.
                }
            });
            assertThat(running.isAlive()).isTrue();
        } finally {
            signal.request();
            running.join();
        }
    }

    @Test
    void a_notebook_for_a_kernel_of_Java_is_run_as_that_kernel_would(@TempDir Path directory) throws IOException {
        String cell =
                "{\"cell_type\":\"code\",\"execution_count\":null,\"metadata\":{},\"outputs\":[],\"source\":\"%s\"}";
        Path file = directory.resolve("java.ipynb");
        Files.writeString(
                file,
                "{\"cells\":[" + cell.formatted("BEGIN") + "," + cell.formatted("commit")
                        + "],\"metadata\":{\"kernelspec\":{\"name\":\"java\"}},\"nbformat\":4,\"nbformat_minor\":5}",
                StandardCharsets.UTF_8);
        TypedCommands typed = new TypedCommands();
        assertThat(typed.run(file)).isEqualTo(1);
        assertThat(typed.said()).contains("cannot find symbol");
    }

    private static String notebookWith(String cell) {
        return "{\"cells\": [{\"cell_type\": \"code\", \"source\": \"%s\"}]}".formatted(cell);
    }

    @Test
    void a_file_that_loads_itself_is_told_so_and_on_which_way(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("self.ipynb"), notebookWith("%load self.ipynb"));
        Files.writeString(directory.resolve("a.ipynb"), notebookWith("%load b"));
        Files.writeString(directory.resolve("b.jsh"), "%load ./a.ipynb");
        Files.writeString(directory.resolve("again.ipynb"), notebookWith("%time %load again.ipynb"));
        Files.writeString(directory.resolve("twice.ipynb"), notebookWith("%load one.jsh\\n%load one.jsh"));
        Files.writeString(directory.resolve("one.jsh"), "int one = 1;");
        try (Notebook beside = new Notebook(directory)) {
            beside.run("%load self.ipynb");
            assertThat(beside.traceback())
                    .contains("self.ipynb loads itself: self.ipynb → self.ipynb.", "This was in self.ipynb.");
            beside.run("%load a.ipynb");
            assertThat(beside.traceback())
                    .contains("a.ipynb loads itself: a.ipynb → b.jsh → a.ipynb.")
                    .contains("This was in b.jsh.", "This was in a.ipynb.");
            beside.run("%load again.ipynb");
            assertThat(beside.traceback()).contains("again.ipynb loads itself: again.ipynb → again.ipynb.");
            beside.run("%load twice.ipynb");
            assertThat(beside.outcome().isOk()).as(beside.traceback()).isTrue();
        }
    }

    @Test
    void a_file_of_sql_that_reads_itself_never_runs_for_ever(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("self.sql"), ".read self.sql\n");
        Files.writeString(directory.resolve("self.jsh"), ".read self.jsh\n");
        try (Notebook beside = new Notebook(directory)) {
            for (String cell : List.of(".read self.sql", "%load self.jsh", "%load self.sql")) {
                beside.run(cell);
                assertThat(beside.traceback()).as(cell).doesNotContain("Rowan itself", "StackOverflow");
                assertThat(beside.outcome().isOk()).as(cell).isFalse();
            }
        }
    }
}
