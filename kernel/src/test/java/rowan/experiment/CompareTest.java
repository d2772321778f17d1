package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;

/** The first form of %%compare, on real copies of a real database. */
@Tag("slow")
class CompareTest {

    private final Notebook notebook = new Notebook();

    @BeforeEach
    void a_table_without_an_index() {
        notebook.run("""
                CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, total INTEGER);
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                INSERT INTO orders SELECT i, i % 1000, i FROM n;
                """);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private String shown() {
        return String.join("\n", notebook.sink().plain("update"));
    }

    @Test
    void an_index_that_helps_is_found_faster_with_its_work_its_plan_and_its_cost() {
        notebook.run("""
                %%compare --expect faster
                SELECT sum(total) FROM orders WHERE user_id = 42
                -- arm: index on user_id
                CREATE INDEX orders_user ON orders(user_id)
                """);
        assertThat(notebook.traceback()).isEqualTo("no error");
        assertThat(shown())
                .contains("index on user_id: ")
                .contains("× faster")
                .contains("same result")
                .contains("orders: full scan of 20,000 rows → seek on orders_user(user_id =), 20 rows")
                .containsPattern("work  [\\d,]+ → [\\d,]+ VM steps · rows visited 20,000 → 20")
                .contains("pairs in random order")
                .contains("A/A ");
        assertThat(notebook.sink().plain("result")).containsExactly("✓ it is faster");
    }

    @Test
    void the_database_is_left_as_it_was() {
        String before = notebook.run(".dump").replaceAll("INSERT.*", "");
        notebook.run("""
                %%compare
                SELECT count(*) FROM orders WHERE total < 0
                -- arm: without rows
                CREATE INDEX i ON orders(total);
                DELETE FROM orders WHERE id > 5;
                """);
        assertThat(notebook.run(".dump").replaceAll("INSERT.*", "")).isEqualTo(before);
        assertThat(notebook.run("SELECT count(*) FROM orders")).contains("20000");
    }

    @Test
    void an_arm_that_changes_the_result_gets_no_verdict_on_its_time() {
        notebook.run("""
                %%compare
                SELECT count(*) FROM orders
                -- arm: fewer rows
                DELETE FROM orders WHERE id > 5
                """);
        assertThat(shown()).contains("✗ fewer rows: DIFFERENT RESULT", "as many, 1, and not the same");
    }

    @Test
    void an_open_transaction_is_refused_with_the_next_step() {
        notebook.run("BEGIN; DELETE FROM orders WHERE id = 1;");
        notebook.run("%%compare\nSELECT 1\n-- arm: x\nCREATE INDEX i ON orders(total)");
        assertThat(notebook.traceback()).contains("A transaction is open").contains("COMMIT or ROLLBACK first");
        notebook.run("ROLLBACK");
        assertThat(notebook.run("SELECT count(*) FROM orders")).contains("20000");
    }

    @Test
    void an_arm_that_cannot_be_made_is_named() {
        notebook.run("%%compare\nSELECT 1\n-- arm: typo\nCREATE INDEX i ON oders(total)");
        assertThat(notebook.traceback()).contains("oders").contains("in arm typo");
    }

    @Test
    void parameters_are_bound_in_every_arm() {
        notebook.run("wanted << SELECT 42");
        notebook.run(
                "%%compare --expect faster\nSELECT count(*) FROM orders WHERE user_id = :wanted\n-- arm: i\nCREATE INDEX i ON orders(user_id)");
        assertThat(notebook.traceback()).isEqualTo("no error");
    }
}
