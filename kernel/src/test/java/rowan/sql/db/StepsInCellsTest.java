package rowan.sql.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/** {@code db.steps}: how much work a statement is, as a number that is the same in every run. */
class StepsInCellsTest {

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void fill() {
        notebook.run("CREATE TABLE t(id INTEGER PRIMARY KEY, x)");
        notebook.run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                + " INSERT INTO t SELECT i, i % 10 FROM n");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void a_query_takes_the_steps_that_a_measured_plan_tells() {
        String all = notebook.run("db.steps(\"SELECT sum(x) FROM t WHERE x = 3\")");
        String counted = all.replaceAll("(?s).*result: ", "").strip();
        assertThat(counted).matches("\\d{4}");
        assertThat(notebook.run("%plan --measure SELECT sum(x) FROM t WHERE x = 3"))
                .contains(counted.charAt(0) + "," + counted.substring(1) + " VM steps");
    }

    @Test
    void values_are_bound_in_order_or_by_name() {
        assertThat(notebook.run("db.steps(\"SELECT x FROM t WHERE id = ?\", 7)"
                        + " == db.steps(\"SELECT x FROM t WHERE id = :id\", Map.of(\"id\", 7))"))
                .endsWith("result: true");
        assertThat(notebook.run("db.steps(\"SELECT x FROM t WHERE id > ?\", 500)"
                        + " > 100 * db.steps(\"SELECT x FROM t WHERE id = ?\", 500)"))
                .endsWith("result: true");
    }

    @Test
    void a_value_that_no_parameter_wants_is_told() {
        for (String call : List.of("steps", "query", "update")) {
            notebook.run("db." + call + "(\"DELETE FROM t WHERE id = ?\", 7, 8)");
            assertThat(notebook.traceback()).as(call).contains("2 values were passed, and the statement has 1 ?");
        }
        notebook.run("db.query(\"SELECT x FROM t\", 7)");
        assertThat(notebook.traceback()).contains("1 value was passed, and the statement has no ?");
        notebook.run("db.query(\"SELECT x FROM t WHERE id IN (?)\", 7, 8)");
        assertThat(notebook.traceback()).contains("a list for IN is one value");
        assertThat(notebook.run("db.query(\"SELECT ?2 + ?2 AS n, ?1 AS m\", 7, 8).column(\"n\")"))
                .endsWith("[16]");
        assertThat(notebook.run("SELECT count(*) AS n FROM t")).contains("1000");
    }

    @Test
    void what_a_statement_changes_is_undone() {
        assertThat(notebook.run("db.steps(\"DELETE FROM t WHERE x = 3\") > 1000"))
                .endsWith("result: true");
        assertThat(notebook.run("db.query(\"SELECT count(*) FROM t\").single()"))
                .endsWith("result: 1000");
        notebook.run("BEGIN; DELETE FROM t WHERE id = 1");
        notebook.run("db.steps(\"UPDATE t SET x = 0 WHERE id < 10\")");
        assertThat(notebook.run("COMMIT; SELECT count(*) || ' left, ' || sum(x) AS found FROM t"))
                .contains("999 left, 4499");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT",
                "ROLLBACK",
                "ROLLBACK TO a",
                "RELEASE a",
                "INSERT OR ROLLBACK INTO t VALUES (1, 1)",
                "CREATE TABLE z(a)",
                "DROP TABLE t",
                "ATTACH ':memory:' AS other",
                "PRAGMA cache_size = 77",
                "EXPLAIN SELECT 1"
            })
    void what_could_not_be_undone_is_refused_and_nothing_is_lost(String statement) {
        notebook.run("BEGIN; INSERT INTO t VALUES (2000, 3); SAVEPOINT a; INSERT INTO t VALUES (2001, 3)");
        notebook.run("db.steps(\"" + statement + "\")");
        assertThat(notebook.traceback()).contains("db.steps runs a statement and undoes it, which", "It counts SELECT");
        assertThat(notebook.run("ROLLBACK TO a; SELECT count(*) AS n FROM t; ROLLBACK"))
                .contains("1001");
    }

    @Test
    void an_error_is_told_in_rowans_words() {
        notebook.run("db.steps(\"SELECT y FROM t\")");
        assertThat(notebook.traceback()).contains("no column y").doesNotContain("SQLITE_ERROR");
    }
}
