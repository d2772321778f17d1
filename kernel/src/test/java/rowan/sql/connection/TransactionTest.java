package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.JavaProcess;
import rowan.Notebook;

/** Transactions as another process sees them. */
@Tag("slow")
class TransactionTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    /** Counts the rows of a table in a process of its own. */
    public static final class OtherProcess {
        private OtherProcess() {}

        public static void main(String[] arguments) throws Exception {
            try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT count(*) FROM t")) {
                System.out.print("rows: " + row.getLong(1));
            }
        }
    }

    @BeforeEach
    void a_file_with_a_table() {
        notebook = new Notebook(directory);
        notebook.run("%sql sqlite:///shared.db");
        notebook.run("CREATE TABLE t(x UNIQUE)");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private String otherProcess() throws Exception {
        Process process = JavaProcess.of(
                        directory,
                        OtherProcess.class,
                        directory.resolve("shared.db").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    @Test
    void nobody_sees_a_row_before_the_commit_in_a_later_cell() throws Exception {
        notebook.run("BEGIN");
        notebook.run("INSERT INTO t VALUES (1), (2)");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("2", "transaction open · 2 rows changed");
        assertThat(otherProcess()).isEqualTo("rows: 0");
        notebook.run("COMMIT");
        assertThat(otherProcess()).isEqualTo("rows: 2");
    }

    @Test
    void nobody_ever_sees_a_row_that_was_rolled_back() throws Exception {
        notebook.run("BEGIN; INSERT INTO t VALUES (1);");
        notebook.run("ROLLBACK");
        assertThat(otherProcess()).isEqualTo("rows: 0");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("0").doesNotContain("transaction open");
    }

    @Test
    void a_cell_of_seven_that_fails_at_the_third_says_what_happened_to_the_others_and_it_is_true() throws Exception {
        notebook.run("""
                INSERT INTO t VALUES (1);
                INSERT INTO t VALUES (2);
                INSERT INTO nowhere VALUES (3);
                INSERT INTO t VALUES (4);
                INSERT INTO t VALUES (5);
                INSERT INTO t VALUES (6);
                INSERT INTO t VALUES (7);
                """);
        assertThat(notebook.traceback())
                .contains("3 │ INSERT INTO nowhere VALUES (3)\n                ^^^^^^^")
                .contains("statement 3 of 7, line 3: there is no table nowhere")
                .contains("statements 1–2 stay (autocommit); statements 4–7 were not run");
        assertThat(otherProcess()).isEqualTo("rows: 2");
    }

    @Test
    void within_a_transaction_what_ran_stays_open_until_the_user_decides() throws Exception {
        notebook.run("BEGIN; INSERT INTO t VALUES (1); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2);");
        assertThat(notebook.traceback())
                .contains("statements 1–2 stay in the open transaction; statement 4 was not run");
        assertThat(otherProcess()).isEqualTo("rows: 0");
        notebook.run("COMMIT");
        assertThat(otherProcess()).isEqualTo("rows: 1");
    }

    /** The body of a block that catches whatever it is told, and goes on. */
    private static String blockThatGoesOnAfter(String statement) {
        return "db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); try { " + statement
                + " } catch (Exception e) { } db.update(\"INSERT INTO t VALUES(2)\"); })";
    }

    @Test
    void a_block_keeps_nothing_once_sqlite_has_rolled_back_within_it() throws Exception {
        notebook.run("CREATE TABLE u(a UNIQUE ON CONFLICT ROLLBACK); INSERT INTO u VALUES(1)");
        for (String statement : List.of(
                "db.update(\"INSERT INTO u VALUES(1)\");",
                "db.connection().createStatement().execute(\"INSERT INTO u VALUES(1)\");",
                "db.transaction(() -> { db.update(\"INSERT INTO u VALUES(1)\"); });")) {
            notebook.run(blockThatGoesOnAfter(statement));
            assertThat(notebook.traceback())
                    .as(statement)
                    .contains(
                            "The transaction has been rolled back: a row of u already has this a",
                            "; nothing of this block is kept.");
            assertThat(otherProcess()).as(statement).isEqualTo("rows: 0");
        }
        notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(3)\"); })");
        assertThat(otherProcess()).isEqualTo("rows: 1");
    }

    @Test
    void nor_once_it_has_rolled_back_itself_through_whatever_it_goes_on() throws Exception {
        for (String goesOn : List.of(
                "db.update(\"INSERT INTO t VALUES(2)\");",
                "db.query(\"INSERT INTO t VALUES(2) RETURNING x\");",
                "db.connection().createStatement().execute(\"INSERT INTO t VALUES(2)\");",
                "db.transaction(() -> { db.update(\"INSERT INTO t VALUES(2)\"); });",
                "db.update(\"BEGIN\"); db.update(\"INSERT INTO t VALUES(2)\");",
                "")) {
            notebook.run(
                    "db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); db.update(\"ROLLBACK\"); try { "
                            + goesOn + " } catch (Exception e) { } })");
            assertThat(notebook.traceback())
                    .as(goesOn)
                    .contains("rolled back: a statement of the block has ended it; nothing of this block is kept.");
            assertThat(otherProcess()).as(goesOn).isEqualTo("rows: 0");
        }
    }

    @Test
    void a_block_is_not_committed_before_its_end() throws Exception {
        for (String commit :
                List.of("db.update(\"COMMIT\");", "db.connection().createStatement().execute(\"/* now */ END\");")) {
            notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); " + commit + " })");
            assertThat(notebook.traceback()).as(commit).contains("A block commits at its end, and not before.");
            assertThat(otherProcess()).as(commit).isEqualTo("rows: 0");
        }
    }

    @Test
    void nothing_follows_a_rollback_in_the_text_that_ends_a_block() throws Exception {
        for (String text : List.of("ROLLBACK; BEGIN", "ROLLBACK; INSERT INTO t VALUES(2)", "ROLLBACK; SAVEPOINT s")) {
            notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\");"
                    + " db.connection().createStatement().executeUpdate(\"" + text + "\");"
                    + " db.update(\"INSERT INTO t VALUES(3)\"); })");
            assertThat(notebook.traceback()).as(text).contains("ROLLBACK ends the block, so what follows it");
            assertThat(otherProcess()).as(text).isEqualTo("rows: 0");
        }
        notebook.run("db.transaction(() -> db.connection().createStatement().executeUpdate(\"SAVEPOINT s;"
                + " INSERT INTO t VALUES(1); ROLLBACK TO s; RELEASE s\"))");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
    }

    @Test
    void nor_by_a_cell_that_it_runs_or_a_batch_or_a_call_of_jdbc() throws Exception {
        for (String commit : List.of(
                "eval(\"COMMIT\");",
                "eval(\"INSERT INTO t VALUES(2); END; INSERT INTO t VALUES(3)\");",
                "lineMagic(\"sql\", List.of(\"COMMIT\"));",
                "var s = db.connection().createStatement(); s.addBatch(\"INSERT INTO t VALUES(2)\");"
                        + " s.addBatch(\"COMMIT\"); s.executeBatch();",
                "db.connection().commit();",
                "db.connection().setAutoCommit(true);")) {
            notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); " + commit + " })");
            assertThat(notebook.traceback()).as(commit).contains("A block commits at its end, and not before.");
            assertThat(otherProcess()).as(commit).isEqualTo("rows: 0");
        }
    }

    @Test
    void nothing_follows_a_rollback_of_a_cell_or_a_batch_within_a_block() throws Exception {
        for (String text : List.of(
                "eval(\"ROLLBACK; INSERT INTO t VALUES(2)\");",
                "eval(\"ROLLBACK\"); eval(\"INSERT INTO t VALUES(2)\");",
                "lineMagic(\"sql\", List.of(\"ROLLBACK; INSERT INTO t VALUES(2)\"));",
                "var s = db.connection().createStatement(); s.addBatch(\"INSERT INTO t VALUES(2)\");"
                        + " s.addBatch(\"ROLLBACK\"); s.addBatch(\"INSERT INTO t VALUES(3)\"); s.executeBatch();",
                "db.connection().rollback(); db.update(\"INSERT INTO t VALUES(2)\");")) {
            notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); " + text + " })");
            assertThat(notebook.outcome().isOk()).as(text).isFalse();
            assertThat(otherProcess()).as(text).isEqualTo("rows: 0");
        }
    }

    @Test
    void a_file_that_a_block_reads_ends_with_the_rollback_in_it() throws Exception {
        Files.writeString(
                directory.resolve("r.sql"), "ROLLBACK;\nINSERT INTO t VALUES(2);\nINSERT INTO t VALUES(3);\n");
        notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(1)\"); eval(\".read r.sql\"); })");
        assertThat(notebook.outcome().isOk()).isFalse();
        assertThat(otherProcess()).isEqualTo("rows: 0");
    }

    @Test
    void a_batch_that_is_cleared_or_carried_out_is_forgotten() throws Exception {
        notebook.run("db.transaction(() -> { var s = db.connection().createStatement(); s.addBatch(\"COMMIT\");"
                + " s.clearBatch(); s.addBatch(\"INSERT INTO t VALUES(1)\"); s.executeBatch();"
                + " s.addBatch(\"INSERT INTO t VALUES(2)\"); s.executeBatch(); })");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        assertThat(otherProcess()).isEqualTo("rows: 2");
    }

    @Test
    void a_block_goes_back_to_no_savepoint_from_before_it_began() throws Exception {
        for (String back : List.of("RELEASE s", "ROLLBACK TO s", "RELEASE SAVEPOINT S")) {
            notebook.run("BEGIN; INSERT INTO t VALUES(1); SAVEPOINT s");
            notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(2)\"); db.update(\"" + back
                    + "\"); db.update(\"INSERT INTO t VALUES(3)\"); })");
            assertThat(notebook.traceback()).as(back).containsIgnoringCase("This block has set no savepoint s.");
            assertThat(notebook.run("SELECT group_concat(x) AS all_rows FROM t"))
                    .as(back)
                    .contains("\n1\n");
            notebook.run("ROLLBACK");
        }
        notebook.run("db.transaction(() -> { db.update(\"SAVEPOINT a\"); db.transaction(() -> {"
                + " db.update(\"SAVEPOINT a\"); db.update(\"INSERT INTO t VALUES(4)\"); db.update(\"ROLLBACK TO a\");"
                + " db.update(\"RELEASE a\"); }); db.update(\"RELEASE a\"); })");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
    }

    @Test
    void nor_by_the_savepoints_of_jdbc() throws Exception {
        for (String back : List.of("releaseSavepoint(sp)", "rollback(sp)")) {
            notebook.run("BEGIN; INSERT INTO t VALUES(1)");
            notebook.run("var sp = db.connection().setSavepoint();");
            notebook.run("db.transaction(() -> { db.update(\"INSERT INTO t VALUES(2)\"); db.connection()." + back
                    + "; db.update(\"INSERT INTO t VALUES(3)\"); })");
            assertThat(notebook.traceback()).as(back).contains("This block has set no savepoint ");
            assertThat(notebook.run("SELECT group_concat(x) AS all_rows FROM t"))
                    .as(back)
                    .contains("\n1\n");
            notebook.run("ROLLBACK");
        }
    }

    @Test
    void a_savepoint_of_jdbc_leaves_the_connection_in_autocommit_mode() throws Exception {
        notebook.run("var c = db.connection();");
        notebook.run("db.transaction(() -> { var a = c.setSavepoint(); db.update(\"INSERT INTO t VALUES(1)\");"
                + " var b = c.setSavepoint(\"b \\\"1\\\"\"); db.update(\"INSERT INTO t VALUES(2)\");"
                + " c.rollback(b); c.releaseSavepoint(b); c.releaseSavepoint(a); })");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        assertThat(otherProcess()).isEqualTo("rows: 1");
        assertThat(notebook.run("c.getAutoCommit()")).isEqualTo("result: true");
        assertThat(notebook.run("INSERT INTO t VALUES(3)")).doesNotContain("transaction open");
        assertThat(otherProcess()).isEqualTo("rows: 2");
    }

    @Test
    void nor_does_a_block_leave_it_that_wants_to_begin_once_more() throws Exception {
        notebook.run("db.transaction(() -> { db.connection().setAutoCommit(false); })");
        assertThat(notebook.traceback()).contains("transaction");
        assertThat(notebook.run("db.connection().getAutoCommit()")).isEqualTo("result: true");
        notebook.run("BEGIN");
        notebook.run("db.connection().setAutoCommit(false);");
        assertThat(notebook.outcome().isOk()).isFalse();
        notebook.run("INSERT INTO t VALUES(1); COMMIT; INSERT INTO t VALUES(2)");
        assertThat(otherProcess()).isEqualTo("rows: 2");
        notebook.run("var c = db.connection(); c.setAutoCommit(false); var a = c.setSavepoint();"
                + " db.update(\"INSERT INTO t VALUES(4)\"); c.rollback(a); db.update(\"INSERT INTO t VALUES(5)\");"
                + " c.commit(); c.setAutoCommit(true);");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        assertThat(otherProcess()).isEqualTo("rows: 3");
    }

    @Test
    void no_transaction_is_told_open_once_a_dump_has_ended_its_own() throws Exception {
        notebook.run("INSERT INTO t VALUES(1)");
        notebook.run(".dump");
        assertThat(notebook.run("SELECT x FROM t")).doesNotContain("transaction open");
        notebook.run("DELETE FROM t");
        assertThat(notebook.traceback()).contains("DELETE without WHERE would delete every row of t");
        assertThat(otherProcess()).isEqualTo("rows: 1");
    }

    @Test
    void a_reference_of_several_columns_is_told_with_all_of_its_values() {
        notebook.run("CREATE TABLE seat(show TEXT, number INTEGER, PRIMARY KEY (show, number));"
                + "CREATE TABLE guest(show TEXT, number INTEGER, FOREIGN KEY (show, number) REFERENCES seat(show, number));"
                + "INSERT INTO seat VALUES ('matinee', 17); INSERT INTO guest VALUES ('matinee', 17)");
        notebook.run("DELETE FROM seat WHERE number = 17");
        assertThat(notebook.traceback()).contains("rows of guest still refer to seat with show, number 'matinee', 17");
        notebook.run("INSERT INTO guest VALUES ('matinee', 18)");
        assertThat(notebook.traceback())
                .contains("no row of seat has show, number 'matinee', 18, and guest.show, number must name one");
    }

    @Test
    void a_commit_that_leaves_a_reference_open_names_the_row_that_is_missing() {
        notebook.run(
                "CREATE TABLE parcel(id INTEGER PRIMARY KEY);"
                        + "CREATE TABLE item(parcel_id REFERENCES parcel(id) DEFERRABLE INITIALLY DEFERRED);"
                        + "CREATE TABLE label(parcel_id PRIMARY KEY REFERENCES parcel(id) DEFERRABLE INITIALLY DEFERRED) WITHOUT ROWID");
        notebook.run("BEGIN; INSERT INTO item VALUES (77)");
        notebook.run("COMMIT");
        assertThat(notebook.traceback()).contains("no row of parcel has id 77, and item.parcel_id must name one");
        notebook.run("INSERT INTO parcel VALUES (77); COMMIT");
        assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        notebook.run("SAVEPOINT outermost; INSERT INTO label VALUES (78)");
        notebook.run("RELEASE outermost");
        assertThat(notebook.traceback()).contains("a row refers to one that does not exist");
        notebook.run("ROLLBACK");
    }

    @Test
    void a_database_is_attached_by_its_name_and_not_by_its_key() {
        assertThat(notebook.run("ATTACH ':memory:' AS other KEY 'abc'"))
                .contains("attached as other")
                .doesNotContain("abc");
        assertThat(notebook.run("ATTACH ':memory:' AS key")).contains("attached as key");
    }
}
