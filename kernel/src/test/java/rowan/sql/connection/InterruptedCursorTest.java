package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** What a Java cell reads does not keep the statements after an interrupt from being carried out. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterruptedCursorTest {

    private static final String ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void read_with_java() throws Exception {
        Files.writeString(
                directory.resolve("rows.csv"),
                IntStream.range(0, 3_000_000).mapToObj(i -> i + "\n").collect(Collectors.joining("", "a\n", "")),
                StandardCharsets.UTF_8);
        Files.writeString(
                directory.resolve("endless.sql"),
                "CREATE TABLE made(x);\n" + ENDLESS + "SELECT max(i) FROM n;\n",
                StandardCharsets.UTF_8);
        notebook = new Notebook(directory);
        notebook.run("CREATE TABLE t(x); INSERT INTO t VALUES (1), (2), (3);\n"
                + "CREATE TABLE large(x); INSERT INTO large " + ENDLESS + "SELECT i FROM n LIMIT 3000000;");
        notebook.run("var reading = db.connection().prepareStatement(\"SELECT x FROM t\");\n"
                + "var rows = reading.executeQuery();\nrows.next();");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private void interruptAfterMillis(String cell, long millis) {
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(signal::request);
        notebook.run(cell, signal, new RecordingSink());
    }

    /** A Java cell is compiled before it runs, which takes its time on a busy machine. */
    private void interruptWhenItRuns(String cell) {
        InterruptSignal signal = new InterruptSignal();
        RecordingSink sink = new RecordingSink() {
            @Override
            public void stream(Channel channel, String text) {
                CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(signal::request);
            }
        };
        notebook.run("System.out.println(\"begun\");\n" + cell, signal, sink);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENDLESS + "SELECT max(i) FROM n",
                ".import rows.csv t2",
                ".dump",
                ".read endless.sql",
                "%timeit " + ENDLESS + "SELECT max(i) FROM n",
                "%plan --measure " + ENDLESS + "SELECT max(i) FROM n",
                "%%compare\n" + ENDLESS + "SELECT max(i) FROM n\n-- arm: an index\nCREATE INDEX tx ON t(x);"
            })
    void the_next_statements_are_carried_out_and_no_transaction_is_left(String cell) {
        interruptAfterMillis(cell, 300);
        assertThat(notebook.outcome()).as(cell).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run("SELECT 6 * 7 AS v")).as(cell).contains("42").doesNotContain("transaction open");
        notebook.run("INSERT INTO t VALUES (4)");
        assertThat(notebook.outcome().isOk()).as(cell).isTrue();
        assertThat(notebook.run("db.query(\"SELECT count(*) FROM t\").single()"))
                .contains("4");
    }

    @Test
    void what_was_read_says_that_it_has_ended_and_its_statement_can_be_run_again() {
        interruptAfterMillis(ENDLESS + "SELECT max(i) FROM n", 300);
        notebook.run("rows.next()");
        assertThat(notebook.traceback()).contains("has ended before its last row", "Run its query again");
        assertThat(notebook.run(
                        "var again = reading.executeQuery();\nint seen = 0;\nwhile (again.next()) { seen++; }\nseen"))
                .contains("result: 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while (true) {}",
                "Thread.sleep(100_000)",
                "while (true) { try { rows.getInt(1); } catch (Exception e) {} }"
            })
    void so_does_what_was_read_when_a_java_cell_was_interrupted(String cell) {
        interruptWhenItRuns(cell);
        for (String call : List.of("rows.next()", "rows.getInt(1)")) {
            notebook.run(call);
            assertThat(notebook.traceback()).as(call).contains("has ended before its last row", "Run its query again");
        }
        notebook.run("INSERT INTO t VALUES (4)");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        assertThat(notebook.run(
                        "var again = reading.executeQuery();\nint seen = 0;\nwhile (again.next()) { seen++; }\nseen"))
                .contains("result: 4");
    }

    @Test
    void nor_does_a_further_connection_lose_its_statements() {
        notebook.run(
                "var c = db.dataSource().getConnection();\n"
                        + "var other = c.prepareStatement(\"SELECT x FROM t\");\nvar others = other.executeQuery();\nothers.next();");
        interruptWhenItRuns("while (true) {}");
        notebook.run("others.next()");
        assertThat(notebook.traceback()).contains("has ended before its last row");
        assertThat(notebook.run("others = other.executeQuery(); others.next(); others.getInt(1)"))
                .contains("result: 1");
    }
}
