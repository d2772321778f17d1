package rowan.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Files of SQL: run as they are, and without a trace in the settings of the connection. */
class ScriptTest {

    @TempDir
    private Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }

    @Test
    void foreign_keys_are_enforced_again_behind_a_dump_and_that_is_said() throws IOException {
        file("dump.sql", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE t(a REFERENCES t);\nCOMMIT;\n");
        assertThat(notebook.run(".read dump.sql"))
                .contains(
                        "dump.sql: 4 statements, 0 rows changed",
                        "foreign_keys is on again, as it was before the file.");
        assertThat(notebook.run("PRAGMA foreign_keys").lines()).contains("           1");
    }

    @Test
    void foreign_keys_are_enforced_again_behind_a_file_that_fails() throws IOException {
        file(
                "broken.sql",
                "PRAGMA foreign_keys=OFF;\nCREATE TABLE t(a);\nINSERT INTO nowhere VALUES (1);\nSELECT 1;\n");
        notebook.run(".read broken.sql");
        assertThat(notebook.traceback())
                .contains(
                        "broken.sql, line 3: ", "2 statements of the file before it stay", "foreign_keys is on again");
        assertThat(notebook.run("PRAGMA foreign_keys").lines()).contains("           1");
    }

    @Test
    void what_an_open_transaction_keeps_is_put_back_when_it_has_ended() throws IOException {
        file(
                "open.sql",
                "PRAGMA foreign_keys=OFF;\nBEGIN;\nCREATE TABLE t(a REFERENCES t);\nINSERT INTO t VALUES (1);\n");
        assertThat(notebook.run(".read open.sql"))
                .contains(
                        "foreign_keys is on again once the open transaction has ended",
                        "transaction open · 1 row changed");
        notebook.run("COMMIT");
        assertThat(notebook.run("PRAGMA foreign_keys").lines()).contains("           1");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("1");
    }

    @Test
    void a_schema_is_not_left_writable() throws IOException {
        file("loose.sql", "PRAGMA writable_schema=ON; PRAGMA ignore_check_constraints=ON;");
        assertThat(notebook.run(".read loose.sql"))
                .contains("writable_schema is off again", "ignore_check_constraints is off again");
        assertThat(notebook.run("UPDATE sqlite_schema SET sql = 'x' WHERE 1 = 0; SELECT 1"))
                .contains("may not be modified");
    }

    @Test
    void nothing_of_the_notebook_is_put_into_a_file() throws IOException {
        notebook.run("var name = \"changed\"; var t = 5;");
        notebook.run("captured << SELECT 1 AS one");
        file(
                "as-it-is.sql",
                "CREATE TABLE s(a, b);\nINSERT INTO s VALUES ('{{name}}', :name);\nINSERT INTO s VALUES ('plain', ?);\n");
        for (String command :
                List.of(".read as-it-is.sql", "%sql --file as-it-is.sql", "%load as-it-is.sql", "%load as-it-is")) {
            Files.copy(
                    directory.resolve("as-it-is.sql"),
                    directory.resolve("as-it-is"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            notebook.run(command);
            assertThat(notebook.outcome().isOk())
                    .as(command + notebook.traceback())
                    .isTrue();
            assertThat(notebook.run("SELECT '«' || a || '»', typeof(b) FROM s").lines())
                    .as(command)
                    .anyMatch(line -> line.matches("«\\{\\{name}}» +null"))
                    .anyMatch(line -> line.matches("«plain» +null"));
            notebook.run("DROP TABLE s");
        }
        file("reads.sql", "SELECT * FROM captured;");
        notebook.run(".read reads.sql");
        assertThat(notebook.traceback()).contains("there is no table captured");
    }

    @Test
    void parameters_that_were_given_are_bound_in_files_and_before_variables_in_cells() throws IOException {
        file("asks.sql", "SELECT :x AS x, typeof(:x) AS type, @y AS y, ?1 AS first, $none AS none;");
        notebook.run("int x = 1;");
        notebook.run(".parameter set :x 5\n.parameter set @y \"date('2026-01-02')\"\n.parameter set ?1 \"'it''s'\"");
        assertThat(notebook.run(".read asks.sql")
                        .lines()
                        .map(line -> line.replaceAll(" +", " ").strip()))
                .contains("5 integer 2026-01-02 it's NULL");
        assertThat(notebook.run("SELECT :x * 2 AS doubled").lines()).contains("     10");
        notebook.run(".parameter set :x 1+1");
        assertThat(notebook.run(".parameter list")).contains("x", "2", "2026-01-02");
        notebook.run(".parameter set :x \"1); DROP TABLE t; --\"");
        assertThat(notebook.run("SELECT :x AS text")).contains("1); DROP TABLE t; --");
        notebook.run(".parameter init\n.parameter unset :x");
        assertThat(notebook.run("SELECT :x AS java").lines()).contains("   1");
        notebook.run(".parameter clear");
        assertThat(notebook.run(".read asks.sql")
                        .lines()
                        .map(line -> line.replaceAll(" +", " ").strip()))
                .contains("NULL null NULL NULL NULL");
    }

    @Test
    void every_row_of_an_unbounded_change_in_a_file_is_meant() throws IOException {
        file("empties.sql", "CREATE TABLE t(a); INSERT INTO t VALUES (1), (2); DELETE FROM t;");
        assertThat(notebook.run(".read empties.sql")).contains("empties.sql: 3 statements, 4 rows changed");
    }

    @Test
    void the_rows_of_queries_in_a_file_are_shown() throws IOException {
        file("two.sql", "SELECT 'first' AS a; CREATE TABLE t(a); SELECT 'second' AS b");
        assertThat(notebook.run(".read two.sql")).contains("first", "second", "two.sql: 3 statements");
        notebook.run("kept = %sql --file two.sql");
        assertThat(notebook.run("kept.rows()")).doesNotContain("second");
        file("one.sql", "SELECT 'alone' AS a");
        notebook.run("kept = %sql --file one.sql");
        assertThat(notebook.run("kept.rows()")).contains("alone");
    }

    @Test
    void a_file_that_is_no_text_is_refused() throws IOException {
        Files.write(directory.resolve("latin.sql"), "SELECT 'é';".getBytes(StandardCharsets.ISO_8859_1));
        notebook.run(".read latin.sql");
        assertThat(notebook.traceback()).contains("Cannot read", "It is not written in UTF-8");
        notebook.run(".read nothing.sql");
        assertThat(notebook.traceback()).contains("There is no such file.");
    }

    @Test
    void a_hundred_thousand_statements_are_read_and_not_shown() throws IOException {
        StringBuilder text = new StringBuilder("BEGIN;\nCREATE TABLE t(a, b);\n");
        for (int i = 0; i < 100_000; i++) {
            text.append("INSERT INTO t VALUES(")
                    .append(i)
                    .append(",'row ")
                    .append(i)
                    .append("; of it');\n");
        }
        file("many.sql", text.append("COMMIT;").toString());
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> notebook.run(".read many.sql"));
        assertThat(notebook.sink().events()).hasSize(1);
        assertThat(notebook.run("SELECT count(*) AS n, sum(a) AS s FROM t")).contains("100000", "4999950000");
    }

    @Test
    void a_statement_longer_than_what_is_read_at_once_is_whole() throws IOException {
        String long1 = "x;'".repeat(100_000);
        file(
                "long.sql",
                "CREATE TABLE t(a);\nINSERT INTO t VALUES ('" + long1.replace("'", "''")
                        + "');\nSELECT length(a) AS n FROM t");
        assertThat(notebook.run(".read long.sql")).contains("300000");
    }

    @Test
    void an_interrupt_ends_a_file_and_leaves_the_connection_as_it_was() throws IOException {
        file(
                "endless.sql",
                "PRAGMA foreign_keys=OFF;\nCREATE TABLE t(a);\nINSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1"
                        + " FROM n) SELECT max(i) FROM n;\n");
        InterruptSignal signal = new InterruptSignal();
        Timer timer = new Timer(true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        signal.request();
                    }
                },
                500);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> notebook.run(".read endless.sql", signal, new RecordingSink()));
        assertThat(notebook.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Interrupted.class,
                        outcome -> assertThat(outcome.sentence()).contains("interrupted", "foreign_keys is on again"));
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("0");
    }

    @Test
    void a_cell_of_many_statements_is_cut_in_a_time_that_grows_with_its_length_only() {
        String cell = "SELECT 1;\n".repeat(100_000);
        Lexicon lexicon = new rowan.sql.sqlite.text.SqliteLexicon();
        List<Statement> statements = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> lexicon.split(rowan.workspace.cell.Source.of(cell)));
        assertThat(statements).hasSize(100_000);
        assertThat(statements.get(99_999).source().line()).isEqualTo(100_000);
    }

    @Test
    void a_column_named_end_does_not_end_the_body_of_a_trigger() {
        assertThat(notebook.run("CREATE TABLE t(a, end); CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET a = end;"
                        + " SELECT new.end; END; SELECT 'behind' AS b"))
                .contains("trigger r created", "behind");
    }

    @Test
    void a_value_is_an_expression_where_it_is_one_and_text_where_it_is_none() {
        notebook.run(".parameter set $y x'00ff'\n.parameter set :z 'a b'\n.parameter set @d date('2026-01-02')");
        assertThat(notebook.run("SELECT typeof($y) || hex($y) AS y, typeof(:z) || :z AS z, @d AS d"))
                .contains("blob00FF", "texta b", "2026-01-02");
        assertThat(notebook.run(".print it's x'00'")).contains("it's x'00'");
    }

    @Test
    void further_words_are_refused() {
        notebook.run(".parameter set :w 7");
        for (String call : List.of("set :w a b", "set :w 1 + 1", "unset :w :z", "list all", "clear :w", "init now")) {
            notebook.run(".parameter " + call);
            assertThat(notebook.traceback()).as(call).contains("behind it, and here are");
        }
        assertThat(notebook.traceback()).contains("set|unset|list|clear|init [NAME VALUE …]");
        notebook.run(".parameter set :w a b");
        assertThat(notebook.traceback()).contains("A value with blanks is put in quotes: \"a b\"");
        assertThat(notebook.run("SELECT :w AS w")).contains("7");
    }

    @Test
    void a_command_among_the_statements_is_told_where_it_belongs() throws IOException {
        file("shell.sql", "CREATE TABLE t(a);\n.mode csv\nSELECT 1;\n");
        notebook.run(".read shell.sql");
        assertThat(notebook.traceback()).contains("shell.sql, line 2", "SQL alone", ".mode stands in a cell");
    }
}
