package rowan.sql.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Results as files. */
class CsvFilesTest {

    @TempDir
    Path directory;

    private boolean isWriting() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".rowan-"));
        }
    }

    @Test
    void what_needs_quotes_has_them_and_NULL_is_an_empty_field() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".once a.csv\nVALUES (1, 'x, \"y\"'), (NULL, x'00ff'), (0.5, 'a\nb')");
            assertThat(directory.resolve("a.csv"))
                    .hasContent("column1,column2\n1,\"x, \"\"y\"\"\"\n,00ff\n0.5,\"a\nb\"\n");
            notebook.run(".once a.tsv\nSELECT 1 AS a, 'x, y' AS \"b c\"");
            assertThat(directory.resolve("a.tsv")).hasContent("a\tb c\n1\tx, y\n");
        }
    }

    @Test
    @Timeout(120)
    @Tag("slow")
    void a_result_that_is_stopped_while_it_is_written_leaves_the_old_file() throws Exception {
        Path file = Files.writeString(directory.resolve("out.csv"), "old");
        try (Notebook notebook = new Notebook(directory)) {
            InterruptSignal signal = new InterruptSignal();
            FutureTask<String> cell = new FutureTask<>(() -> notebook.run(
                    ".once out.csv\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000)"
                            + " SELECT i, 'some text to write' AS text FROM n",
                    signal,
                    new RecordingSink()));
            new Thread(cell, "cell").start();
            while (!isWriting() && !cell.isDone()) {
                Thread.onSpinWait();
            }
            signal.request();
            cell.get();
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(file).hasContent("old");
            assertThat(directory.toFile().list()).containsExactly("out.csv");
        }
    }

    @Test
    void a_statement_that_fails_before_it_is_run_leaves_its_file_to_no_other() throws Exception {
        Path file = Files.writeString(directory.resolve("o.csv"), "old");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".once o.csv\nSELECT :nobody AS missing");
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Failure.class);
            assertThat(notebook.run("SELECT 1 AS other")).contains("other");
            assertThat(file).hasContent("old");
        }
    }

    @Test
    @Timeout(120)
    @Tag("slow")
    void a_statement_that_is_stopped_before_it_is_run_leaves_its_file_to_no_other() throws Exception {
        Path file = Files.writeString(directory.resolve("o.csv"), "old");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("b << WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000)"
                    + " SELECT i, 'some text' AS text FROM n");
            InterruptSignal signal = new InterruptSignal();
            FutureTask<String> cell =
                    new FutureTask<>(() -> notebook.run(".once o.csv\nSELECT * FROM b", signal, new RecordingSink()));
            new Thread(cell, "cell").start();
            Thread.sleep(300);
            signal.request();
            cell.get();
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(notebook.run("SELECT 1 AS other")).contains("other");
            assertThat(file).hasContent("old");
        }
    }

    @Test
    void all_results_until_the_next_output_are_in_the_file_in_order() throws Exception {
        Path file = Files.writeString(directory.resolve("o.csv"), "old");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".output o.csv\nSELECT 1 AS a;");
            notebook.run("SELECT 2 AS b; SELECT 3 AS c");
            notebook.run("CREATE TABLE t(x)");
            notebook.run(".dump");
            notebook.run("SELECT nothing");
            notebook.run(".output");
            notebook.run("SELECT 4 AS d");
            assertThat(file)
                    .hasContent(
                            "a\n1\nb\n2\nc\n3\nPRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(x);\nCOMMIT;\n");
            notebook.run(".output o.csv\nSELECT 5 AS e");
            assertThat(file).hasContent("e\n5\n");
            notebook.run(".once o.csv\nSELECT 6 AS f; SELECT 7 AS g");
            assertThat(file).hasContent("f\n6\n");
            assertThat(directory.toFile().list()).containsExactly("o.csv");
        }
    }

    @Test
    @Timeout(120)
    @Tag("slow")
    void a_further_result_that_is_stopped_while_it_is_written_leaves_those_before_it() throws Exception {
        Path file = directory.resolve("o.csv");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".output o.csv\nSELECT 1 AS a");
            long before = Files.size(file);
            InterruptSignal signal = new InterruptSignal();
            FutureTask<String> cell = new FutureTask<>(() -> notebook.run(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000)"
                            + " SELECT i, 'some text to write' AS text FROM n",
                    signal,
                    new RecordingSink()));
            new Thread(cell, "cell").start();
            while (Files.size(file) == before && !cell.isDone()) {
                Thread.onSpinWait();
            }
            signal.request();
            cell.get();
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(file).hasContent("a\n1\n");
            notebook.run("SELECT 2 AS b");
            assertThat(file).hasContent("a\n1\nb\n2\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".output |sort", ".once |sort", ".once '|sort -r'", ".read |cat", ".import \"|cat x\" t"})
    void a_command_in_the_place_of_a_file_is_refused(String line) {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(line);
            assertThat(notebook.traceback()).contains("runs no command").contains("%sh");
            assertThat(notebook.run("SELECT 1 AS one")).contains("one");
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void off_throws_results_away() {
        try (Notebook notebook = new Notebook(directory)) {
            assertThat(notebook.run(".output off")).contains("thrown away");
            assertThat(notebook.run("SELECT 17 AS seventeen")).doesNotContain("17");
            assertThat(notebook.run(".dump")).doesNotContain("BEGIN");
            notebook.run(".output");
            assertThat(notebook.run("SELECT 17 AS seventeen")).contains("17");
            notebook.run(".once off");
            assertThat(notebook.run("SELECT 18")).doesNotContain("18");
            assertThat(notebook.run("SELECT 19")).contains("19");
            assertThat(directory).isEmptyDirectory();
        }
    }
}
