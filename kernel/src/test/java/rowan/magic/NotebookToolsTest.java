package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.Notebook;

/** What notebooks of ipython-sql, JupySQL and xeus-sqlite contain, as they are. */
class NotebookToolsTest {

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

    private String fails(String cell) {
        notebook.run(cell);
        return notebook.traceback();
    }

    @Test
    void a_url_without_a_database_means_the_one_that_is_open() {
        notebook.succeeds("%sql sqlite:///course.db");
        notebook.succeeds("%%sql sqlite://\nCREATE TABLE t(a); INSERT INTO t VALUES (17)");
        assertThat(notebook.succeeds("%%sql sqlite://\nSELECT a FROM t"))
                .contains("17")
                .doesNotContain("memory");
        assertThat(notebook.succeeds("%sql sqlite://"))
                .contains(
                        "course.db is the current database, with 1 table.",
                        "sqlite:// alone means the database that is open, course.db; %sql sqlite:///:memory: opens a new one");
        notebook.succeeds("%sql sqlite:///:memory:");
        assertThat(fails("SELECT a FROM t")).contains("there is no table t");
        notebook.succeeds("%sql course.db");
        notebook.succeeds("%sql sqlite:// --alias scratch");
        assertThat(fails("SELECT a FROM t")).contains("there is no table t");
    }

    @Test
    void the_first_cell_of_a_notebook_that_is_for_a_database_in_memory_has_the_notebooks_own() {
        notebook.succeeds("%load_ext sql");
        assertThat(notebook.succeeds("%sql sqlite://"))
                .contains("notebook is the current database")
                .doesNotContain(":memory:");
        notebook.succeeds("%%sql sqlite://\nCREATE TABLE t(a); INSERT INTO t VALUES (17)");
        assertThat(notebook.succeeds("%%sql\nSELECT a FROM t")).contains("17");
        assertThat(notebook.succeeds("SELECT a FROM t")).contains("17");
    }

    @ParameterizedTest
    @CsvSource({"sqlite:///", "SQLITE://"})
    void a_url_of_no_file_means_it_too(String url) {
        notebook.succeeds("%reload_ext sql");
        notebook.succeeds("%sql sqlite:///course.db");
        notebook.succeeds("CREATE TABLE t(a); INSERT INTO t VALUES (17)");
        assertThat(notebook.succeeds("%sql " + url + " SELECT a FROM t")).contains("17");
        assertThat(fails("%sql sqlite:////")).contains("directory");
    }

    @Test
    void that_a_cell_works_on_the_open_database_is_said_once() {
        notebook.succeeds("%sql sqlite:///course.db");
        assertThat(notebook.succeeds("%%sql sqlite://\nSELECT 1 AS one")).contains("means the database that is open");
        assertThat(notebook.succeeds("%%sql sqlite://\nSELECT 1 AS one"))
                .doesNotContain("means the database that is open");
    }

    @Test
    void names_in_braces_are_filled_in_also_within_quotes() {
        notebook.succeeds(
                "CREATE TABLE people(id, name); INSERT INTO people VALUES (1, 'Ada'), (2, 'O''Hara'), (3, '{who}')");
        notebook.succeeds("String who = \"O'Hara\"; int n = 1; String table = \"people\";");
        assertThat(notebook.succeeds("%sql SELECT id AS found FROM {table} WHERE id = {n}"))
                .contains("found", "WHERE id = 1");
        assertThat(notebook.succeeds("%%sql\nSELECT id AS found FROM people WHERE name = '{who}'"))
                .contains("WHERE name = 'O''Hara'", "2");
        assertThat(notebook.succeeds(
                        "%sql SELECT id AS found FROM people WHERE name LIKE '%$who%' AND '$$who' <> '$n'"))
                .contains("LIKE '%O''Hara%' AND '$$who' <> '1'", "2");
        assertThat(fails("%sql SELECT id FROM $table")).contains("{{table}} puts the text of table in");
        notebook.succeeds("List<Integer> ids = List.of(1, 3); List<String> names = List.of(\"Ada\", \"O'Hara\");");
        assertThat(notebook.succeeds("%sql SELECT count(*) AS n FROM people WHERE id IN {ids} OR name IN ({names})"))
                .contains("id IN (1, 3) OR name IN ('Ada', 'O''Hara')", "3");
        assertThat(notebook.succeeds("%sql SELECT '{whoo}' AS kept"))
                .contains("{whoo} has no value, and stays as it is. Did you mean {who}?");
        assertThat(notebook.succeeds("%sql SELECT id FROM people WHERE id = :n OR id = $n OR id = {{n}}"))
                .contains("1 row");
        assertThat(notebook.succeeds("%sql SELECT '{\"a\": {\"b\": 1}}' AS json, '{nobody}' AS text -- {nobody} {who}"))
                .contains("{\"a\": {\"b\": 1}}", "{nobody}");
        assertThat(fails("%sql SELECT * FROM {tabel}")).contains("{tabel} has no value", "Did you mean {table}?");
        assertThat(notebook.succeeds("SELECT id AS plain FROM people WHERE name = '{who}'")
                        .lines())
                .contains("    3");
    }

    @Test
    void a_parameter_within_quotes_is_told_to_be_a_text() {
        notebook.succeeds("String who = \"Ada\";");
        assertThat(notebook.succeeds("%sql SELECT ':who' AS a, ':else' AS c"))
                .contains("':who' is a text; with the value of who it is :who.")
                .doesNotContain("':else' is");
        assertThat(notebook.succeeds("SELECT '$who' AS a, '%{who}%' AS b, 'at :who' AS c"))
                .contains(
                        "'$who' is a text; with the value of who it is :who.",
                        "'%{who}%' is a text; with the value of who it is '%' || :who || '%'.")
                .doesNotContain("'at :who' is");
    }

    @Test
    void a_saved_query_is_read_by_what_is_made_of_it() {
        notebook.succeeds("CREATE TABLE birds(name, mass); INSERT INTO birds VALUES ('pen', 9), ('cob', 12)");
        notebook.succeeds("%%sql --save pen --no-execute\nSELECT * FROM birds WHERE name = 'pen'");
        notebook.succeeds("%%sql --with pen\nCREATE TABLE few AS SELECT * FROM pen");
        assertThat(notebook.succeeds("SELECT mass FROM few")).contains("9").doesNotContain("12");
        notebook.succeeds("%%sql\nCREATE VIEW seen AS SELECT mass FROM pen");
        assertThat(notebook.succeeds("SELECT * FROM seen")).contains("9");
        assertThat(notebook.succeeds("EXPLAIN QUERY PLAN SELECT * FROM pen")).contains("birds");
        assertThat(notebook.succeeds("EXPLAIN SELECT * FROM pen")).contains("OpenRead");
        notebook.succeeds("%%sql --save heavy --no-execute\nSELECT * FROM pen WHERE mass > 5");
        assertThat(notebook.succeeds("%sqlrender heavy"))
                .contains("WITH pen AS (SELECT * FROM birds WHERE name = 'pen')");
        assertThat(fails("%%sql --save pen --no-execute\nSELECT * FROM heavy"))
                .contains("in a circle: pen → heavy → pen");
        assertThat(notebook.succeeds("SELECT mass FROM heavy")).contains("9");
    }

    @Test
    void a_database_of_another_engine_is_refused_without_its_password() {
        assertThat(fails("%sql postgresql://me:secret@localhost/shop"))
                .contains("There is no engine here that opens postgresql://", "%sql sqlite:///FILE")
                .doesNotContain("secret");
    }

    @Test
    void sqlcmd_tests_and_explores_a_table() {
        notebook.succeeds("CREATE TABLE t(id, price); INSERT INTO t VALUES (1, 5), (2, -3), (3, NULL)");
        assertThat(notebook.succeeds("%sqlcmd test --table t --column id --greater 0 --no-nulls"))
                .contains("0 rows");
        assertThat(fails("%sqlcmd test -t t -c price --greater 0")).contains("expected that it gives 0 rows");
        assertThat(fails("%sqlcmd test -t t -c price --no-nulls")).contains("expected");
        assertThat(fails("%sqlcmd test -t t -c price")).contains("What is tested of price?", "--no-nulls");
        assertThat(fails("%sqlcmd test -t t -c price --greater much")).contains("a number, not much");
        assertThat(notebook.succeeds("%sqlcmd explore --table t")).contains("price", "3 rows");
        notebook.succeeds("CREATE TEMP TABLE t(id, other AS (id + 1)); INSERT INTO t(id) VALUES (7)");
        assertThat(notebook.succeeds("%sqlcmd explore --table t --schema main")).contains("price", "3 rows");
        assertThat(notebook.succeeds("%sqlcmd columns -t t -s temp"))
                .contains("other")
                .doesNotContain("price");
        assertThat(notebook.succeeds("%sqlcmd profile -t t -s temp"))
                .contains("other")
                .doesNotContain("price");
        assertThat(fails("%sqlcmd tables -s main")).contains("%sqlcmd tables has no use for --schema.");
        assertThat(fails("%sqlcmd connect")).contains("%sql sqlite:///FILE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "%sqlplot hist --table t --column price",
                "%sqlplot histogram -t t -c price -W 2.5",
                "%sqlplot bar -t t -c id -o h -S",
                "%sqlplot box -t t -c price -s main",
            })
    void sqlplot_takes_the_options_of_jupysql(String line) {
        notebook.succeeds("CREATE TABLE t(id, price); INSERT INTO t VALUES (1, 5), (2, 3), (3, 9)");
        notebook.succeeds(line);
    }

    @Test
    void bars_of_different_width_are_refused_with_what_can_be_done() {
        notebook.succeeds("CREATE TABLE t(id, price); INSERT INTO t VALUES (1, 5), (2, 3000)");
        assertThat(fails("%sqlplot hist -t t -c price -B 1,2,5")).contains("--binwidth N", "%%chart --kind bar");
        assertThat(fails("%sqlplot hist -t t -c price -W 0.1")).contains("more than 1,000 bars");
    }

    @Test
    void words_of_xeus_open_databases_and_wipe_none() throws IOException {
        assertThat(fails("%LOAD chinook.db")).contains("There is no file chinook.db.", "%CREATE chinook.db makes it");
        assertThat(notebook.succeeds("%CREATE chinook.db")).contains("chinook.db is the current database");
        notebook.succeeds("CREATE TABLE t(a); INSERT INTO t VALUES (1)");
        assertThat(fails("%CREATE chinook.db")).contains("is there already, and is not written over");
        assertThat(notebook.succeeds("%TABLE_EXISTS t")).contains("There is a table t.");
        assertThat(notebook.succeeds("%TABLE_EXISTS u")).contains("There is no table u.");
        assertThat(notebook.succeeds("%LOAD sqlite3 db=chinook.db timeout=2 shared_cache=true"))
                .contains("chinook.db");
        notebook.succeeds(".backup other.db");
        notebook.succeeds("%LOAD other.db r");
        assertThat(fails("INSERT INTO t VALUES (2)")).contains("This connection may only read.");
        notebook.succeeds("%LOAD chinook.db rw");
        notebook.succeeds("INSERT INTO t VALUES (2)");
        Files.writeString(directory.resolve("kept.txt"), "as it was", StandardCharsets.UTF_8);
        assertThat(fails("%CREATE kept.txt")).contains("is not written over");
        assertThat(directory.resolve("kept.txt")).hasContent("as it was");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "%GET_INFO¦%status",
                "%BACKUP db¦.backup FILE",
                "%DELETE¦%sql --close NAME",
                "%LOAD_EXTENSION ext.so init¦db.function",
                "%SET_KEY secret¦Encrypted databases cannot be read",
                "%IS_UNENCRYPTED¦No database is encrypted",
                "%FETCH https://example.org/a.db a.db¦curl",
                "%XVEGA_PLOT X_FIELD a TYPE nominal Y_FIELD b MARK bar WIDTH 100 <> SELECT a, b FROM t¦%%chart --x a --y b --kind bar",
            })
    void other_words_of_xeus_are_answered(String line, String answer) {
        assertThat(fails(line)).contains(answer);
    }
}
