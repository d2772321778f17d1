package rowan.sql.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Golden;
import rowan.Notebook;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.Completions.Completion;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** A second engine, a server, beside SQLite: what it can do is done, and what it cannot is said. */
class ServerEngineTest {

    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private static final List<String> CELLS = List.of(
            "%sql echo://ada:wrong@db.example/shop",
            "%sql echo://ada:s3cret@db.example/shop",
            "%status",
            "CREATE TABLE sales.orders(id INTEGER PRIMARY KEY, total INTEGER NOT NULL);\n"
                    + "CREATE TABLE staff.people(id INTEGER PRIMARY KEY, name TEXT)",
            "INSERT INTO sales.orders VALUES (1, 10), (2, 20), (3, 30)",
            "wanted << SELECT id FROM sales.orders WHERE id < 3",
            "SELECT total FROM sales.orders WHERE id IN :wanted",
            "SELECT * FROM wanted",
            "SELECT * FROM sales.wanted",
            "db.transaction(() -> db.update(\"INSERT INTO staff.people VALUES (1, 'Ada')\"));",
            "db.insert(\"staff.badges\", wanted)",
            "SELECT 'é😀', total FROM sales.orders\nWHERE id IN :wanted AND totel > 1",
            "BEGIN;\nINSERT INTO sales.orders VALUES (4, 40);\nSELECT * FROM sales.missing;\nSELECT 1",
            "SELECT count(*) FROM sales.orders",
            "%plan SELECT * FROM sales.orders",
            "COMMIT",
            "SELECT count(*) FROM sales.orders",
            "BEGIN",
            "db.insert(\"staff.badges\", wanted)",
            "db.connection().setSavepoint(\"here\")",
            ENDLESS,
            "SELECT 1",
            "ROLLBACK",
            "%plan SELECT * FROM sales.orders o JOIN staff.people p ON p.id = o.id WHERE o.total > 15",
            "%plan --measure SELECT * FROM sales.orders",
            "%%compare\nSELECT * FROM sales.orders WHERE total = 10\n-- arm: with an index\n"
                    + "CREATE INDEX sales.orders_total ON orders(total)",
            ".tables",
            ".tables peo%",
            ".schema people",
            ".indexes",
            ".databases",
            "%sqlcmd columns --table people",
            "%sqlcmd profile --table people",
            ".dump",
            "%sql --expect-steps 3 SELECT * FROM sales.orders",
            "SELECT o.total FROM sales.orders AS o JOIN staff.badges AS b ON b.id = o.id",
            "db.function(\"half\", (Long x) -> x / 2)",
            "%sql notebook",
            "SELECT sqlite_version() IS NOT NULL AS here");

    private static final List<String> COMPLETED = List.of(
            "SELECT * FROM sales.", "SELECT * FROM staff.", "SELECT * FROM ", "SELECT name FROM people WHERE na");

    @TempDir
    private Path directory;

    @Test
    void a_server_is_used_as_its_transcript_says() {
        try (Notebook notebook = Notebook.with(List.of(new SqliteDialect(), new EchoDialect()), directory)) {
            StringBuilder text = new StringBuilder();
            for (String cell : CELLS) {
                if (cell.equals("%sql notebook")) {
                    COMPLETED.forEach(line -> text.append(completed(notebook, line)));
                }
                InterruptSignal signal = new InterruptSignal();
                if (cell.equals(ENDLESS)) {
                    interruptSoon(signal);
                }
                String shown = notebook.run(cell, signal, new RecordingSink());
                assertThat(shown + notebook.traceback()).doesNotContain("s3cret");
                text.append(">>> ").append(cell.replace("\n", "\n... ")).append('\n');
                text.append(shown).append('\n');
                if (!notebook.traceback().equals("no error")) {
                    text.append(notebook.traceback()).append('\n');
                }
                text.append('\n');
            }
            Golden.assertSameOnce(
                    "server-engine.txt",
                    text.toString().replaceAll("(?m)[ \t]+$", "").strip());
        }
    }

    private static String completed(Notebook notebook, String line) {
        return notebook.workspace().complete(line, line.length()).items().stream()
                .filter(item -> !List.of("keyword", "function").contains(item.kind()))
                .map(Completion::text)
                .collect(Collectors.joining(", ", "[Tab] " + line + "\n", "\n\n"));
    }

    private static void interruptSoon(InterruptSignal signal) {
        new Timer(true)
                .schedule(
                        new TimerTask() {
                            @Override
                            public void run() {
                                signal.request();
                            }
                        },
                        300);
    }

    @Test
    void what_one_user_has_written_another_cannot_read_before_it_is_committed() {
        try (Notebook notebook = Notebook.with(List.of(new SqliteDialect(), new EchoDialect()), directory)) {
            notebook.run("%sql echo://ada:s3cret@db.example/shop --alias ada");
            notebook.run("%sql echo://bob:hunter2@db.example/shop --alias bob");
            notebook.run("%sql ada CREATE TABLE staff.people(name TEXT)");
            notebook.run("%sql ada BEGIN");
            notebook.run("%sql ada INSERT INTO staff.people VALUES ('Ada')");
            assertThat(notebook.run("%sql bob SELECT name FROM staff.people")).contains("ECHO_55P03");
            notebook.run("%sql ada COMMIT");
            assertThat(notebook.run("%sql bob SELECT name FROM staff.people")).contains("Ada");
        }
    }

    @Test
    void a_cancel_that_failed_the_transaction_is_told_and_the_connection_goes_on_after_rollback() {
        try (Notebook notebook = Notebook.with(List.of(new SqliteDialect(), new EchoDialect()), directory)) {
            notebook.run("%sql echo://bob:hunter2@db.example/shop");
            notebook.run("BEGIN");
            InterruptSignal signal = new InterruptSignal();
            interruptSoon(signal);
            notebook.run(ENDLESS, signal, new RecordingSink());
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            List<String> shown = new ArrayList<>();
            List.of("SELECT 1 AS one", "ROLLBACK", "SELECT 1 AS one").forEach(cell -> shown.add(notebook.run(cell)));
            assertThat(shown.get(0)).contains("ECHO_25P02");
            assertThat(shown.get(2)).contains("one").doesNotContain("error");
        }
    }
}
