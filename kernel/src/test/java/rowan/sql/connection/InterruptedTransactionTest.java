package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** What an interrupt does to the open transaction: SQLite decides, and the cell says it. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class InterruptedTransactionTest {

    private static final String ENDLESS = "WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g) ";
    private static final String ROLLED_BACK =
            "SQLite has rolled the transaction back: 2 changed rows are as before, and its savepoints are gone too.";

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void a_table() {
        notebook.run("CREATE TABLE t(x); INSERT INTO t VALUES (0);");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private String interrupted(String cell) {
        return interrupted(cell, CompletableFuture.completedFuture(null));
    }

    /** Interrupts a cell a moment after it has begun with what is to be interrupted. */
    private String interrupted(String cell, CompletableFuture<Object> begun) {
        InterruptSignal signal = new InterruptSignal();
        begun.thenRunAsync(signal::request, CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS));
        notebook.run(cell, signal, new RecordingSink());
        assertThat(notebook.outcome()).as(cell).isInstanceOf(Outcome.Interrupted.class);
        return ((Outcome.Interrupted) notebook.outcome()).sentence();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENDLESS + "INSERT INTO t SELECT n FROM g",
                ENDLESS + "INSERT INTO t SELECT n FROM g RETURNING x",
                "UPDATE t SET x = (" + ENDLESS + "SELECT max(n) FROM g) WHERE 1",
                "DELETE FROM t WHERE x < (" + ENDLESS + "SELECT max(n) FROM g)",
                "CREATE TABLE u AS " + ENDLESS + "SELECT n FROM g",
                "CREATE TEMP TABLE u AS " + ENDLESS + "SELECT n FROM g",
            })
    void a_write_takes_the_transaction_along_and_the_cell_says_so(String write) {
        notebook.run("BEGIN; INSERT INTO t VALUES (1); SAVEPOINT s; INSERT INTO t VALUES (2)");
        assertThat(interrupted(write)).endsWith(ROLLED_BACK);
        assertThat(notebook.run("SELECT group_concat(x) FROM t"))
                .contains("\n0\n")
                .doesNotContain("transaction open");
        assertThat(notebook.run("ROLLBACK TO s")).contains("savepoint");
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Failure.class);
    }

    @Test
    void so_does_an_index_that_is_being_built() {
        notebook.run(ENDLESS + "INSERT INTO t SELECT n FROM g LIMIT 400");
        notebook.run("BEGIN; INSERT INTO t VALUES (1), (2)");
        assertThat(interrupted("CREATE INDEX i ON t(length(replace(hex(zeroblob(5000000 + x)), '0', 'ab')))"))
                .endsWith(ROLLED_BACK);
    }

    @Test
    void so_does_one_that_was_begun_by_a_savepoint_or_by_the_cell_itself() {
        notebook.run("SAVEPOINT s; INSERT INTO t VALUES (1), (2)");
        assertThat(interrupted(ENDLESS + "INSERT INTO t SELECT n FROM g")).endsWith(ROLLED_BACK);
        assertThat(interrupted("BEGIN; INSERT INTO t VALUES (1), (2); " + ENDLESS + "INSERT INTO t SELECT n FROM g"))
                .endsWith(ROLLED_BACK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENDLESS + "SELECT max(n) FROM g",
                "%plan --measure " + ENDLESS + "SELECT max(n) FROM g",
                "while (true) {}",
            })
    void a_query_leaves_it_open_with_its_rows_and_savepoints(String query) {
        notebook.run("BEGIN; INSERT INTO t VALUES (1); SAVEPOINT s; INSERT INTO t VALUES (2)");
        assertThat(interrupted(query)).doesNotContain("rolled");
        assertThat(notebook.run("SELECT group_concat(x) FROM t"))
                .contains("0,1,2", "transaction open · 2 rows changed");
        assertThat(notebook.run("ROLLBACK TO s; SELECT group_concat(x) FROM t")).contains("0,1\n");
    }

    @Test
    void one_that_the_cell_has_committed_before_is_not_said_to_be_rolled_back() {
        notebook.run("BEGIN; INSERT INTO t VALUES (1)");
        assertThat(interrupted("COMMIT; " + ENDLESS + "SELECT max(n) FROM g")).isEqualTo("The cell was interrupted.");
        notebook.run("BEGIN; INSERT INTO t VALUES (2)");
        assertThat(notebook.run("COMMIT; SELECT * FROM missing")).doesNotContain("rolled");
        assertThat(notebook.run("SELECT group_concat(x) FROM t")).contains("0,1,2");
    }

    @Test
    void a_write_of_a_java_cell_says_so_too() {
        CompletableFuture<Object> begun = new CompletableFuture<>();
        System.getProperties().put("test.begun", begun);
        notebook.run("var begun = (java.util.concurrent.CompletableFuture<Object>)"
                + " System.getProperties().remove(\"test.begun\");");
        notebook.run("BEGIN; INSERT INTO t VALUES (1), (2)");
        assertThat(interrupted("begun.complete(1); db.update(\"" + ENDLESS + "INSERT INTO t SELECT n FROM g\")", begun))
                .contains("not open any more", "2 changed rows are as before, and its savepoints are gone too");
        assertThat(notebook.run("SELECT group_concat(x) FROM t")).contains("\n0\n");
    }

    @Test
    void without_a_transaction_nothing_of_the_statement_stays_and_all_before_it_does() {
        assertThat(interrupted("INSERT INTO t VALUES (1); " + ENDLESS + "INSERT INTO t SELECT n FROM g"))
                .isEqualTo("The cell was interrupted.");
        assertThat(notebook.run("SELECT group_concat(x) FROM t")).contains("0,1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.update(\"" + ENDLESS + "INSERT INTO t SELECT n FROM g\");",
                "db.query(\"" + ENDLESS + "SELECT max(n) FROM g\");",
                "Thread.sleep(60_000);",
            })
    void a_block_keeps_nothing_after_an_interrupt_whatever_it_catches(String work) {
        for (String before : new String[] {"", "BEGIN; INSERT INTO t VALUES (7)"}) {
            CompletableFuture<Object> begun = new CompletableFuture<>();
            System.getProperties().put("test.begun", begun);
            notebook.run("var begun = (java.util.concurrent.CompletableFuture<Object>)"
                    + " System.getProperties().remove(\"test.begun\");");
            notebook.run(before);
            interrupted(
                    "db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); try { begun.complete(1); " + work
                            + " } catch (Throwable e) { } try { db.update(\"INSERT INTO t VALUES(2)\"); }"
                            + " catch (Throwable e) { } })",
                    begun);
            notebook.run("SELECT 1");
            notebook.run("COMMIT");
            assertThat(notebook.run("SELECT count(*) AS n FROM t WHERE x IN (1, 2)"))
                    .as(before)
                    .contains("\n0\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 200, 300, 400, 600})
    void an_import_says_what_has_become_of_the_transaction(int millis, @TempDir Path directory) throws Exception {
        Path file = directory.resolve("b.csv");
        Files.write(
                file, (Iterable<String>) IntStream.range(0, 1_500_000).mapToObj(i -> i + ",some text " + i)::iterator);
        notebook.run("BEGIN; INSERT INTO t VALUES(55)");
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(signal::request);
        notebook.run(".import " + file + " bb", signal, new RecordingSink());
        String sentence = ((Outcome.Interrupted) notebook.outcome()).sentence();
        String kept = notebook.run("SELECT count(*) AS n FROM t WHERE x = 55");
        assertThat(notebook.run("SELECT name FROM sqlite_schema")).doesNotContain("bb");
        if (kept.contains("\n1\n")) {
            assertThat(kept).contains("transaction open");
            assertThat(sentence)
                    .isEqualTo("The cell was interrupted. The transaction is still open. Nothing was imported.");
        } else {
            assertThat(kept).doesNotContain("transaction open");
            assertThat(sentence).contains("SQLite has rolled the transaction back: 1 changed row is as before");
        }
    }
}
