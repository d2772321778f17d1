package rowan.sql.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Captured results that statements read by their names. */
class CapturedTablesTest {

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void a_captured_result() {
        notebook.run("r << SELECT 1 AS n UNION ALL SELECT 2");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT nme FROM r",
                "SELECT * FROM r, missing",
                "%plan SELECT nme FROM r",
                "%timeit SELECT nme FROM r"
            })
    void one_that_a_failing_cell_has_read_is_there_for_the_next(String failing) {
        notebook.run(failing);
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Failure.class);
        assertThat(notebook.run("SELECT sum(n) AS total FROM r")).contains("total", "3");
    }

    @Test
    void one_with_the_name_of_a_table_valued_function_does_not_hide_it() {
        notebook.run("json_each << SELECT 7 AS n");
        assertThat(notebook.run("SELECT sum(value) AS total FROM json_each('[1, 2]')"))
                .contains("3");
        assertThat(notebook.run("SELECT sum(j.value) AS total FROM r, JSON_EACH('[1, 2]') AS j"))
                .contains("6");
        assertThat(notebook.run("SELECT sum(n) AS total FROM json_each")).contains("7");
    }

    @Test
    void a_table_that_the_same_cell_has_made_comes_first() {
        assertThat(notebook.run("CREATE TABLE r(n); INSERT INTO r VALUES (7); SELECT sum(n) AS total FROM r"))
                .contains("1 row inserted", "7");
        assertThat(notebook.run("SELECT sum(n) AS total FROM r")).contains("7");
        assertThat(notebook.run("DROP TABLE r; SELECT sum(n) AS total FROM r")).contains("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO r VALUES (3)",
                "INSERT OR IGNORE INTO r SELECT n FROM r",
                "REPLACE INTO r VALUES (3)",
                "UPDATE r SET n = 3 WHERE n = 1",
                "WITH x AS (SELECT 1 AS n) DELETE FROM R WHERE n IN (SELECT n FROM x)",
                "DROP TABLE r",
                "ALTER TABLE r ADD COLUMN m"
            })
    void a_statement_that_would_change_one_in_vain_is_refused(String change) {
        notebook.run(change.replace("R WHERE", "r WHERE"));
        assertThat(notebook.traceback())
                .contains(
                        "r is a captured result and no table of the database", "%sql --persist r makes a table of it.");
        assertThat(notebook.run("SELECT sum(n) AS total FROM r")).contains("3");
    }

    @Test
    void one_is_read_in_whatever_case_a_query_names_it() {
        notebook.run("Sales << SELECT 5 AS n");
        assertThat(notebook.run("SELECT n FROM sales")).contains("5");
        assertThat(notebook.run("SELECT a.n + b.n AS total FROM sales a, SALES b"))
                .contains("10");
        assertThat(notebook.run("WITH SALES AS (SELECT 6 AS n) SELECT n FROM Sales"))
                .contains("6");
        assertThat(notebook.run("%timeit SELECT n FROM SALES")).contains("steps");
        notebook.run("sales << SELECT 7 AS n");
        assertThat(notebook.run("SELECT n FROM sales")).contains("7");
        assertThat(notebook.run("SELECT n FROM Sales")).contains("5");
        notebook.run("SELECT n FROM SALES");
        assertThat(notebook.traceback()).contains("there is no table SALES");
        notebook.run("DELETE FROM sALES WHERE n = 7");
        assertThat(notebook.traceback()).contains("sALES");
    }

    @Test
    void none_hides_a_table_that_is_the_engines_own() {
        notebook.run("CREATE TABLE t(n)");
        for (String name : List.of("sqlite_schema", "sqlite_master", "SQLite_Temp_Schema")) {
            notebook.run(name + " << SELECT 'captured' AS name");
            assertThat(notebook.run("SELECT count(*) AS n FROM " + name + " WHERE name = 'captured'"))
                    .as(name)
                    .contains("n\n─\n0");
        }
    }

    @Test
    void dropping_a_table_of_its_name_if_there_is_one_is_no_mistake() {
        assertThat(notebook.run("DROP TABLE IF EXISTS r; CREATE TABLE r AS SELECT 8 AS n; SELECT n FROM r"))
                .contains("8");
    }

    @Test
    void a_table_can_be_filled_from_one() {
        notebook.run("CREATE TABLE t(n); INSERT INTO t SELECT n FROM r");
        assertThat(notebook.run("UPDATE t SET n = 5 WHERE n IN (SELECT n FROM r); SELECT sum(n) AS total FROM t"))
                .contains("2 rows updated", "10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 2 IN r AS found",
                "SELECT 5 NOT IN r AS found",
                "SELECT (SELECT 1 WHERE 2 IN r AND 1 IN r) AS found",
                "SELECT CASE WHEN 2 IN r THEN 1 END AS found"
            })
    void one_may_stand_behind_in(String query) {
        assertThat(notebook.run(query)).contains("found", "1");
    }

    @Test
    @Tag("slow")
    void a_query_of_one_that_is_interrupted_at_whatever_moment_leaves_the_transaction_open() {
        notebook.run("many << WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 500000)"
                + " SELECT i, i AS b, i AS c, 'text' AS d FROM g");
        notebook.run("CREATE TABLE t(x); BEGIN; INSERT INTO t VALUES (1), (2)");
        for (int millis = 10; millis <= 300; millis += 15) {
            InterruptSignal signal = new InterruptSignal();
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(signal::request);
            notebook.run("SELECT sum(many.i) FROM many, many AS again", signal, new RecordingSink());
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(((Outcome.Interrupted) notebook.outcome()).sentence()).doesNotContain("rolled");
            assertThat(notebook.run("SELECT count(*) AS n FROM t")).contains("2", "transaction open · 2 rows changed");
        }
        assertThat(notebook.run("SELECT count(*) AS n FROM sqlite_temp_schema")).contains("0");
        assertThat(notebook.run("SELECT count(*) AS n FROM many")).contains("500000");
    }
}
