package rowan.sql.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.TypedCommands;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;

/** What several connections did at the same time is seen: who waited, for whom, and who held the lock. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TimelineTest {

    private static final String TIMELINE = "%log --timeline --all";

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void two_accounts() {
        notebook = new Notebook(directory);
        notebook.run("%sql sqlite:///bank.db");
        notebook.run("CREATE TABLE accounts(id INTEGER PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0));"
                + "INSERT INTO accounts VALUES (1, 100), (2, 50)");
        notebook.run("%log --clear");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    /** What a timeline says, its drawing left out: without times, and without the numbers of cells. */
    private List<String> said(String command) {
        return notebook.run(command)
                .lines()
                .map(line -> line.replaceAll("In\\[\\d+]", "In[…]")
                        .replaceAll(" +", " ")
                        .strip())
                .filter(line -> !line.matches(".*[█░═╱].*"))
                .toList();
    }

    private void waitUntilItSays(String words) throws InterruptedException {
        while (!notebook.run(TIMELINE).contains(words)) {
            Thread.sleep(20);
        }
    }

    @Test
    void a_write_that_waits_is_shown_with_the_lock_it_waits_for_while_it_does_and_afterwards() throws Exception {
        notebook.run("BEGIN IMMEDIATE;\nUPDATE accounts SET balance = balance - 10 WHERE id = 1");
        notebook.run("%%sql --on A --background\nUPDATE accounts SET balance = balance + 10 WHERE id = 2");
        waitUntilItSays("3 has been waiting for … for the write lock, held by bank.db since 1.");
        assertThat(said(TIMELINE))
                .contains("bank.db held the write lock for …, since 1, and still does.")
                .anyMatch(line -> line.startsWith("3 … … … A In[…]:2 UPDATE") && line.endsWith("still waits"));
        notebook.run("COMMIT");
        notebook.run("%wait A");
        List<String> said = said(TIMELINE);
        assertThat(said)
                .contains(
                        "result: 4 statements on 2 connections · …",
                        "4 waited … for the write lock, held by bank.db since 1.",
                        "bank.db held the write lock for …, from 1 to 3.",
                        "1 0 … bank.db In[…]:1 BEGIN IMMEDIATE done",
                        "2 … … bank.db In[…]:2 UPDATE accounts SET balance = balance - 10 WHERE id = 1 done",
                        "3 … … bank.db In[…]:1 COMMIT done",
                        "4 … … … A In[…]:2 UPDATE accounts SET balance = balance + 10 WHERE id = 2 done");
        assertThat(said).as("a lock of one statement alone").noneMatch(line -> line.startsWith("A held"));
        String drawn = notebook.run(TIMELINE);
        assertThat(drawn).containsPattern("bank.db +█═+█").containsPattern("A +░+█");
        String html = (String) notebook.sink().events().get(0).bundle().data().get("text/html");
        assertThat(Jsoup.parse(html).select("tbody tr")).hasSize(4);
        assertThat(Jsoup.parse(html).select("img").attr("alt"))
                .contains("4 waited")
                .contains("held by bank.db since 1");
    }

    @Test
    void of_the_latest_cell_alone_a_lock_that_an_earlier_one_took_is_shown_too() {
        notebook.run("BEGIN IMMEDIATE");
        notebook.run("%%sql --on A\nPRAGMA busy_timeout = 100");
        notebook.run("%%sql --on A\nDELETE FROM accounts WHERE id = 1");
        List<String> said = said("%log --timeline");
        assertThat(said)
                .contains(
                        "result: 1 statement on 2 connections · …",
                        "1 waited … for the write lock, held by bank.db since In[…]:1.")
                .anyMatch(line -> line.contains("✗ The database is locked by another connection."));
    }

    @Test
    void threads_with_connections_of_their_own_wait_for_each_other() {
        notebook.run("Runnable adding(int n) {\n"
                + "  return () -> {\n"
                + "    try (var c = db.dataSource().getConnection(); var s = c.createStatement()) {\n"
                + "      c.setAutoCommit(false);\n"
                + "      s.executeUpdate(\"UPDATE accounts SET balance = balance + \" + n + \" WHERE id = 1\");\n"
                + "      Thread.sleep(60);\n"
                + "      c.commit();\n"
                + "    } catch (Exception e) { throw new RuntimeException(e); }\n"
                + "  };\n"
                + "}\n"
                + "var threads = List.of(new Thread(adding(2), \"writer 10\"), new Thread(adding(1), \"writer 9\"));\n"
                + "for (var thread : threads) { thread.start(); }\n"
                + "for (var thread : threads) { thread.join(); }");
        List<String> said = said(TIMELINE);
        assertThat(said)
                .as("in the order of their names, whoever was first")
                .anyMatch(
                        line -> line.matches(
                                "2 .* connection 1 \\(writer 9\\) In\\[…]:5 UPDATE accounts SET balance = balance \\+ 1 .* done"))
                .anyMatch(line -> line.matches("6 .* connection 2 \\(writer 10\\) In\\[…]:7 commit\\(\\) done"))
                .anyMatch(line -> line.matches(
                        "\\d waited … for the write lock, held by connection \\d \\(writer \\d+\\)" + " since \\d\\."));
    }

    @Test
    void transactions_of_every_way_are_seen() {
        notebook.run("db.transaction(() -> { db.query(\"SELECT * FROM accounts\");"
                + " db.transaction(() -> { db.update(\"DELETE FROM accounts WHERE id = 2\"); }); });\n"
                + "var c = java.sql.DriverManager.getConnection(\"jdbc:sqlite:bank.db\");\n"
                + "c.setAutoCommit(false);\n"
                + "c.createStatement().executeUpdate(\"DELETE FROM accounts WHERE id = 1\");\n"
                + "c.rollback();\n"
                + "c.createStatement().executeUpdate(\"DELETE FROM accounts WHERE id = 1\");\n"
                + "c.close();");
        assertThat(said(TIMELINE))
                .contains(
                        "bank.db kept a snapshot for …, from 2 to 6.",
                        "bank.db held the write lock for …, from 4 to 6.",
                        "connection 1 held the write lock for …, from 8 to 9.",
                        "connection 1 held the write lock for …, from 10 until the connection was closed.")
                .anyMatch(line -> line.endsWith("SAVEPOINT rowan_block done"))
                .anyMatch(line -> line.endsWith(" rollback() done"));
    }

    @Test
    void a_statement_that_fails_says_why_and_leaves_its_transaction_as_it_is() {
        notebook.run("BEGIN;\nUPDATE accounts SET balance = balance - 1000 WHERE id = 1");
        notebook.run("SELEC 1");
        notebook.run("SELECT 'it''s 😀', NULL, \"id\" FROM accounts;\nROLLBACK");
        assertThat(said(TIMELINE))
                .contains("bank.db held the write lock for …, from 2 to 5.")
                .anyMatch(line -> line.endsWith("✗ a row does not satisfy CHECK (balance >= 0)"))
                .anyMatch(line -> line.contains("SELEC 1 ✗ SQLite does not understand this"))
                .anyMatch(line -> line.contains("SELECT 'it''s 😀', NULL, \"id\" FROM accounts done"));
    }

    @Test
    void an_interrupt_ends_a_wait_and_the_statement_says_so() {
        notebook.run("%%sql --on A\nBEGIN IMMEDIATE");
        notebook.run("%sql --yes DELETE FROM accounts", interruptedAfter(300), new RecordingSink());
        notebook.run("int compiled = 1;");
        notebook.run("db.update(\"DELETE FROM accounts\")", interruptedAfter(1_500), new RecordingSink());
        assertThat(said(TIMELINE))
                .contains(
                        "2 waited … for the write lock, held by A since 1.",
                        "3 waited … for the write lock, held by A since 1.")
                .filteredOn(line -> line.endsWith("DELETE FROM accounts ✗ interrupted"))
                .hasSize(2);
    }

    private static InterruptSignal interruptedAfter(long millis) {
        InterruptSignal signal = new InterruptSignal();
        new Thread(() -> {
                    try {
                        Thread.sleep(millis);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    signal.request();
                })
                .start();
        return signal;
    }

    @Test
    void of_very_many_statements_the_first_are_shown_and_the_others_counted() {
        notebook.run("db.transaction(() -> {\n"
                + "  db.update(\"DELETE FROM accounts WHERE id = 1\");\n"
                + "  try (var ask = db.connection().prepareStatement(\"SELECT ?\")) {\n"
                + "    for (int i = 0; i < 10_000; i++) { ask.setInt(1, i); ask.executeQuery().close(); }\n"
                + "  }\n"
                + "});");
        List<String> said = said(TIMELINE);
        assertThat(said)
                .contains(
                        "result: 500 statements on 1 connection · …",
                        "9,503 more statements of In[…] are not shown.",
                        "bank.db held the write lock for … at least, from 2 on; what followed was not kept.")
                .hasSizeLessThan(520);
    }

    @Test
    void values_are_left_out_and_passwords_masked_as_everywhere_else() {
        notebook.run("SELECT 'private' FROM accounts;\nATTACH ':memory:' AS x KEY 'hidden'");
        assertThat(notebook.run(TIMELINE)).contains("'private'").doesNotContain("hidden");
        notebook.run("%log --redact on");
        assertThat(notebook.run(TIMELINE)).contains("SELECT ? FROM accounts").doesNotContain("private", "hidden");
    }

    @Test
    void without_statements_it_says_so() {
        assertThat(notebook.run(TIMELINE)).isEqualTo("result: no statements");
        assertThat(notebook.run("%log --timeline")).isEqualTo("result: no statements");
    }

    @Test
    void a_stored_timeline_is_verified_in_every_run() throws IOException {
        Path file = directory.resolve("scene.ipynb");
        Files.writeString(
                file,
                "{\"nbformat\": 4, \"nbformat_minor\": 5, \"metadata\": {}, \"cells\": ["
                        + List.of(
                                        "CREATE TABLE t(x); INSERT INTO t VALUES (1)",
                                        "%log --clear",
                                        "BEGIN IMMEDIATE; UPDATE t SET x = 2 WHERE x = 1",
                                        "%%sql --on A --background\\nUPDATE t SET x = 3 WHERE x = 2",
                                        "COMMIT",
                                        "%wait A",
                                        "Runnable one(int n) { return () -> { try (var c = db.dataSource().getConnection();"
                                                + " var s = c.createStatement()) { s.executeUpdate(\\\"INSERT INTO t VALUES (\\\" + n + \\\")\\\"); }"
                                                + " catch (Exception e) { throw new RuntimeException(e); } }; }\\n"
                                                + "var all = List.of(new Thread(one(1), \\\"writer 1\\\"), new Thread(one(2), \\\"writer 2\\\"));\\n"
                                                + "for (var t : all) { t.start(); }\\nfor (var t : all) { t.join(); }",
                                        TIMELINE)
                                .stream()
                                .map(cell -> "{\"cell_type\": \"code\", \"id\": \"c" + Math.abs(cell.hashCode())
                                        + "\", \"metadata\": {}, \"execution_count\": null, \"outputs\": [], \"source\": \""
                                        + cell + "\"}")
                                .collect(java.util.stream.Collectors.joining(", "))
                        + "]}",
                StandardCharsets.UTF_8);
        TypedCommands typed = new TypedCommands();
        assertThat(typed.runInPlace(file)).as(typed.said()).isZero();
        for (int round = 0; round < 5; round++) {
            assertThat(typed.verify(file)).as(typed.said()).isZero();
        }
        String stored = Files.readString(file, StandardCharsets.UTF_8);
        Files.writeString(file, stored.replace("SET x = 3", "SET x = 33"), StandardCharsets.UTF_8);
        assertThat(typed.verify(file))
                .as("another statement than the one that is sent")
                .isEqualTo(1);
    }
}
