package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.display.markup.MimeBundle;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** %%compare with all its sections and options, and with what people write by mistake. */
@Tag("slow")
class ExperimentTest extends OrdersWithoutIndex {

    private String shown() {
        return String.join("\n", notebook.sink().plain("update"));
    }

    private String compare(String cell) {
        notebook.run(cell);
        return notebook.traceback();
    }

    @Test
    void another_query_and_a_setup_are_measured_in_the_place_of_the_first() {
        String error = compare("""
                %%compare --expect faster
                SELECT count(*) FROM orders WHERE user_id + 0 = 42
                -- setup
                CREATE INDEX by_user ON orders(user_id);
                ANALYZE;
                -- instead: without arithmetic
                SELECT count(*) FROM orders WHERE user_id = 42
                -- instead: with another index
                CREATE INDEX both ON orders(user_id, price);
                SELECT count(*) FROM orders INDEXED BY both WHERE user_id = 42
                """);
        assertThat(error).isEqualTo("no error");
        assertThat(shown()).contains("without arithmetic: ", "with another index: ", "same result");
        assertThat(notebook.run(".indexes orders")).contains("no rows");
    }

    @Test
    void what_an_index_costs_is_measured_too() {
        compare("""
                %%compare
                SELECT count(*) FROM orders WHERE user_id = 42
                -- arm: index
                CREATE INDEX by_user ON orders(user_id)
                """);
        assertThat(shown()).containsPattern("costs \\+1\\d\\d kB · 10,000 inserts into orders .+ → .+");
        assertThat(notebook.run("SELECT count(*) FROM orders")).contains("12000");
    }

    @Test
    void an_arm_can_be_kept() {
        String error = compare("""
                %%compare --keep "the index"
                SELECT count(*) FROM orders WHERE user_id = 42
                -- arm: the index
                CREATE INDEX by_user ON orders(user_id);
                -- arm: not kept
                CREATE INDEX by_price ON orders(price);
                """);
        assertThat(error).isEqualTo("no error");
        assertThat(notebook.run(".indexes orders")).contains("by_user").doesNotContain("by_price");
    }

    @Test
    void an_arm_that_changes_the_result_is_not_kept() {
        String error = compare("""
                %%compare --keep fewer
                SELECT count(*) FROM orders
                -- arm: fewer
                DELETE FROM orders WHERE id > 10;
                """);
        assertThat(error).contains("fewer gives a different result and was not kept");
        assertThat(notebook.run("SELECT count(*) FROM orders")).contains("12000");
    }

    @Test
    void sums_that_differ_in_their_last_digits_are_the_same_result() {
        compare("""
                %%compare --budget 300ms
                SELECT user_id % 3 AS g, 0.1 + 0.2 + 0.3 FROM orders LIMIT 1
                -- instead: another order
                SELECT user_id % 3 AS g, 0.3 + 0.2 + 0.1 FROM orders LIMIT 1
                """);
        assertThat(shown()).contains("same result but for the last digits of some numbers");
    }

    @Test
    void rows_in_another_order_are_the_same_rows() {
        compare("""
                %%compare --budget 300ms
                SELECT id FROM orders WHERE id < 20
                -- instead: backwards
                SELECT id FROM orders WHERE id < 20 ORDER BY id DESC
                """);
        assertThat(shown()).contains("same rows, in another order").doesNotContain("ORDER BY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dropped by position | SELECT id, price FROM orders WHERE id < 50 ORDER BY 2 DESC | SELECT id, price FROM orders WHERE id < 50",
                "reversed by name | SELECT id, price AS p FROM orders WHERE id < 50 ORDER BY p | SELECT id, price AS p FROM orders WHERE id < 50 ORDER BY p DESC",
                "reversed expression | SELECT id, price * 2 FROM orders WHERE id < 50 ORDER BY price * 2 | SELECT id, price * 2 FROM orders WHERE id < 50 ORDER BY price * 2 DESC",
                "first key only known | SELECT * FROM orders o WHERE id < 50 ORDER BY o.id, o.price + 1 | SELECT * FROM orders o WHERE id < 50 ORDER BY o.id DESC",
            })
    void another_order_than_the_query_asks_for_is_another_result(String why, String query, String instead) {
        compare("%%compare --budget 1s\n" + query + "\n-- instead: other\n" + instead);
        assertThat(shown())
                .as(why)
                .contains("✗ other: ANOTHER ORDER than ORDER BY asks for, so its time does not count")
                .doesNotContain("× faster", "× slower");
    }

    @Test
    void ties_may_come_in_any_order() {
        compare("""
                %%compare --budget 1s
                SELECT user_id % 3 AS g, id FROM orders WHERE id < 50 ORDER BY g
                -- instead: ties reversed
                SELECT user_id % 3 AS g, id FROM orders WHERE id < 50 ORDER BY g, id DESC
                """);
        assertThat(shown()).contains("same rows, in another order where ORDER BY leaves ties");
    }

    @Test
    void an_order_by_what_is_no_column_of_the_result_is_said_to_be_untold() {
        compare("""
                %%compare --budget 1s
                SELECT id FROM orders WHERE id < 50 ORDER BY user_id % 3
                -- instead: other
                SELECT id FROM orders WHERE id < 50 ORDER BY user_id % 3, id DESC
                """);
        assertThat(shown()).contains("whether its ORDER BY allows that cannot be told from the rows");
    }

    @Test
    void a_query_that_gives_other_rows_each_time_is_said_to() {
        compare("""
                %%compare --budget 300ms
                SELECT random() FROM orders LIMIT 3
                -- arm: index
                CREATE INDEX by_user ON orders(user_id)
                """);
        assertThat(shown()).contains("the rows depend on random() and may be others each time");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "random() | SELECT abs(random()) % 2",
                "random() | SELECT count(*) FROM dice WHERE n >= 0",
                "CURRENT_TIMESTAMP | SELECT CURRENT_TIMESTAMP < '1999'",
                "datetime('now') | SELECT datetime('now', 'start of month') < '1999'",
                "unixepoch('now') | SELECT unixepoch() < 7",
                "last_insert_rowid() | SELECT last_insert_rowid()",
                "changes(), total_changes() | SELECT changes() + total_changes()",
            })
    void functions_that_are_others_each_time_are_named_even_where_the_rows_happen_to_be_the_same(
            String function, String query) {
        notebook.run("CREATE VIEW dice AS SELECT id, random() & 7 AS n FROM orders");
        compare("%%compare --budget 300ms\n" + query + "\n-- arm: index\nCREATE INDEX by_user ON orders(user_id)");
        assertThat(shown()).contains("the rows depend on " + function + " and may be others each time");
    }

    @Test
    void a_function_of_java_that_is_another_each_time_is_found_by_its_rows() {
        notebook.run("int[] calls = {0};");
        notebook.run("db.function(\"next\", (Long x) -> ++calls[0])");
        compare("%%compare --budget 300ms\nSELECT next(1) / 2\n-- arm: index\nCREATE INDEX i ON orders(user_id)");
        assertThat(shown()).contains("the query gives other rows each time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT datetime(0, 'unixepoch'), abs(-3)", "SELECT date('2024-02-29', '+1 year')"})
    void functions_that_give_the_same_each_time_are_not_named(String query) {
        compare("%%compare --budget 300ms\n" + query + "\n-- arm: index\nCREATE INDEX by_user ON orders(user_id)");
        assertThat(shown()).contains("same result").doesNotContain("depend on");
    }

    @Test
    void a_cold_cache_is_named_for_what_it_is() {
        compare("""
                %%compare --cold --budget 500ms
                SELECT sum(price) FROM orders
                -- arm: index
                CREATE INDEX by_price ON orders(price)
                """);
        assertThat(shown()).contains("SQLite's cache emptied before each run, the operating system's still warm");
    }

    @Test
    void an_empty_table_can_be_measured() {
        String error = compare("""
                %%compare --budget 300ms
                SELECT * FROM empty WHERE x = 1
                -- setup
                CREATE TABLE empty(x);
                -- arm: index
                CREATE INDEX i ON empty(x)
                """);
        assertThat(error).isEqualTo("no error");
        assertThat(shown()).contains("same result", "inserts not measured: empty has no rows");
    }

    @Test
    void a_query_slower_than_the_budget_is_refused_with_a_budget_that_would_do() {
        String error = compare("""
                %%compare --budget 20ms
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT max(i) FROM n
                -- arm: index
                CREATE INDEX i ON orders(price)
                """);
        assertThat(error).contains("One run takes", "× the budget of 20.0 ms", "Allow more, --budget");
    }

    @Test
    void an_arm_that_is_much_slower_than_the_budget_is_named_with_how_much() {
        String error = compare("""
                %%compare --budget 500ms
                SELECT count(*) FROM orders WHERE id = 7
                -- arm: index
                CREATE INDEX i ON orders(price)
                -- instead: the slow one
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000000) SELECT max(i) > 0 FROM n
                """);
        assertThat(error)
                .containsPattern(
                        "One run of the slow one takes [\\d.]+ m?s, [\\d,.]+ × as long as the query as it is\\.")
                .containsPattern("Three pairs of 4 arms.* [\\d,.]+ × the budget of 500 ms")
                .contains("leave the slow one out");
    }

    @Test
    void an_arm_without_end_is_stopped_when_it_cannot_fit_any_more() {
        String error = compare("""
                %%compare --budget 500ms
                SELECT count(*) FROM orders WHERE id = 7
                -- instead: endless
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n
                """);
        assertThat(error).containsPattern("One run of endless was stopped when it had taken 1\\d\\.\\d s, ");
        assertThat(openCopies()).isEmpty();
    }

    @Test
    void why_inserting_was_not_measured_is_said() {
        notebook.run("CREATE TRIGGER firm BEFORE DELETE ON orders BEGIN SELECT raise(ABORT, 'orders stay'); END");
        compare("%%compare --budget 300ms\nSELECT count(*) FROM orders\n-- arm: a\nCREATE INDEX i ON orders(price)");
        assertThat(shown())
                .containsPattern("inserts not measured: putting rows of orders back was refused: .*orders stay");
        compare("%%compare --budget 300ms\nSELECT count(*) FROM orders\n-- arm: a\nDELETE FROM orders WHERE id < 0");
        assertThat(shown()).doesNotContain("inserts not measured");
    }

    @Test
    void inserting_that_takes_longer_than_the_budget_leaves_says_so() {
        notebook.run("WITH RECURSIVE n(i) AS (SELECT 12001 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
                + " INSERT INTO orders SELECT i, i % 600, i * 0.1 FROM n");
        compare(
                "%%compare --budget 30ms\nSELECT price FROM orders WHERE id = 7\n-- arm: a\nCREATE INDEX i ON orders(price)");
        assertThat(shown())
                .containsPattern("inserts not measured: that would take .+ for 10,000 rows, and the budget leaves .+");
    }

    @Test
    void only_temporary_objects_that_are_used_stand_in_the_way() {
        notebook.run("CREATE TEMP TABLE aside(x); CREATE TEMP VIEW beside AS SELECT x FROM aside;");
        notebook.run("CREATE TEMP TRIGGER late AFTER INSERT ON orders BEGIN INSERT INTO aside VALUES (new.id); END;");
        String index = "\n-- arm: a\nCREATE INDEX i ON ";
        assertThat(compare("%%compare --budget 300ms\nSELECT count(*) FROM other\n-- setup\nCREATE TABLE other(y)"
                        + index + "other(y)"))
                .isEqualTo("no error");
        assertThat(
                        compare(
                                "%%compare --budget 300ms\nSELECT count(*) FROM orders\n-- instead: b\nSELECT count(id) FROM orders"))
                .isEqualTo("no error");
        assertThat(compare("%%compare\nSELECT count(*) FROM beside" + index + "orders(price)"))
                .contains("TEMP objects cannot be copied, and there are some that are used here: beside, late.");
        assertThat(compare("%%compare\nSELECT count(*) FROM orders, \"ASIDE\"\n-- instead: b\nSELECT 1"))
                .contains("used here: aside.");
        assertThat(compare("%%compare\nSELECT 1\n-- arm: a\nINSERT INTO orders VALUES (-1, 2, 3)"))
                .contains("used here: late.");
    }

    @Test
    void keeping_in_a_database_that_cannot_be_written_is_refused_before_anything_is_measured() {
        String cell =
                "%%compare --budget 300ms --keep a\nSELECT count(*) FROM orders\n-- arm: a\nCREATE INDEX i ON orders(price)";
        notebook.run("VACUUM INTO '" + directory.resolve("fixed.db") + "'");
        notebook.run("PRAGMA query_only = ON");
        assertThat(compare(cell)).contains("Nothing was measured: --keep could not do it afterwards");
        assertThat(notebook.sink().plain("update")).isEmpty();
        assertThat(compare(cell.replace(" --keep a", ""))).isEqualTo("no error");
        notebook.run("PRAGMA query_only = OFF");
        assertThat(compare(cell)).isEqualTo("no error");
        assertThat(notebook.run(".indexes orders")).contains("price");
        notebook.run("%sql sqlite:///fixed.db --read-only");
        assertThat(compare(cell)).contains("This connection may only read.", "Nothing was measured");
    }

    @Test
    void what_is_written_by_mistake_is_said_in_words_that_help() {
        assertThat(compare("%%compare\nSELECT 1")).contains("There is nothing to compare with", "-- arm: with index");
        assertThat(compare("%%compare\nDELETE FROM orders\n-- arm: a\nANALYZE"))
                .contains("measures queries, and DELETE is none");
        assertThat(compare("%%compare\nSELECT 1; SELECT 2\n-- arm: a\nANALYZE"))
                .contains("there are 2 statements before the first section");
        assertThat(compare("%%compare\nSELECT 1\n-- arm: a\n-- arm: b\nANALYZE"))
                .contains("The arm a changes nothing");
        assertThat(compare("%%compare\nSELECT 1\n-- arm: a\nANALYZE\n-- arm: a\nANALYZE"))
                .contains("Two arms are called a");
        assertThat(compare("%%compare\nSELECT 1\n-- arm: a\nSELECT 2")).contains("-- instead: a");
        assertThat(compare("%%compare\nSELECT 1\n-- instead: a\nANALYZE")).contains("ANALYZE is none");
        assertThat(compare("%%compare --budget soon\nSELECT 1\n-- arm: a\nANALYZE"))
                .contains("Write 5s or 500ms");
        assertThat(compare("%%compare --keep b\nSELECT 1\n-- arm: a\nANALYZE")).contains("--keep names no arm: b");
        assertThat(compare("%%compare --save no/such/file.json\nSELECT 1\n-- arm: a\nANALYZE"))
                .contains("there is no directory", "Make it, or name another file.");
        assertThat(compare("%%compare\nSELECT 1\n-- arm: a\nBEGIN; DELETE FROM orders WHERE id = 1"))
                .contains("A transaction is left open in arm a");
        assertThat(compare("%%compare\nSELECT price FROM orders\n-- arm: a\nALTER TABLE orders DROP COLUMN price"))
                .contains("price", "in arm a; nothing was measured");
        assertThat(notebook.run("SELECT count(*) FROM orders")).contains("12000");
    }

    @Test
    void a_captured_result_is_a_table_on_every_copy() {
        notebook.run("popular << SELECT user_id, count(*) AS n FROM orders GROUP BY user_id HAVING user_id < 50");
        String error = compare("""
                %%compare --budget 300ms
                SELECT count(*) FROM orders o JOIN popular p ON p.user_id = o.user_id WHERE p.n > 5
                -- setup
                CREATE TABLE chosen AS SELECT * FROM popular;
                -- instead: chosen
                CREATE INDEX chosen_user ON chosen(user_id);
                SELECT count(*) FROM orders o JOIN chosen p ON p.user_id = o.user_id WHERE p.n > 5
                -- instead: the last result
                SELECT count(*) FROM orders o JOIN last p ON p.user_id = o.user_id WHERE p.n > 5
                """);
        assertThat(error).isEqualTo("no error");
        assertThat(shown())
                .contains("chosen: ", "the last result: ", "same result")
                .doesNotContain("DIFFERENT");
        assertThat(notebook.run(".tables")).contains("orders").doesNotContain("popular", "chosen");
    }

    /** Asks for an interrupt when something is shown, and remembers which files were open then. */
    private static final class Interrupting extends RecordingSink {
        private final InterruptSignal signal = new InterruptSignal();
        private final Pattern moment;
        private final Set<Path> files = new TreeSet<>();

        Interrupting(String moment) {
            this.moment = Pattern.compile(moment);
        }

        @Override
        public void update(MimeBundle bundle, String displayId) {
            super.update(bundle, displayId);
            if (moment.matcher(bundle.plain()).find() && !signal.requested()) {
                files.addAll(openCopies());
                signal.request();
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_interrupt_in_the_middle_tells_what_there_is_and_leaves_nothing_behind() {
        Interrupting sink = new Interrupting("([3-9]|\\d\\d) pairs · ");
        // Slow enough to be interrupted before the first look.
        notebook.run("CREATE TABLE generations AS WITH RECURSIVE n(i) AS"
                + " (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 40) SELECT i FROM n");
        notebook.run("""
                %%compare --budget 60s
                SELECT count(*) FROM generations, orders a, orders b WHERE a.id = b.id AND b.price > 3 + i
                -- instead: nearly the same
                SELECT count(*) FROM generations, orders a, orders b WHERE a.id = b.id AND b.price > 3.0 + i
                """, sink.signal, sink);
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(((Outcome.Interrupted) notebook.outcome()).sentence()).contains("what they show stands above");
        assertThat(shown()).contains("before the interrupt", "VM steps");
        assertThat(sink.files).hasSizeGreaterThanOrEqualTo(3).allMatch(Files::notExists);
        assertThat(notebook.run("SELECT count(*) FROM orders")).contains("12000");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_interrupt_before_there_is_anything_to_tell_leaves_nothing_behind() {
        Interrupting sink = new Interrupting("preparing: as it is, again");
        notebook.run("%%compare\nSELECT count(*) FROM orders\n-- arm: a\nANALYZE", sink.signal, sink);
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(sink.files).isNotEmpty().allMatch(Files::notExists);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void an_endless_query_can_be_interrupted() {
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(signal::request);
        notebook.run(
                "%%compare\nWITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n\n-- arm: a\nANALYZE",
                signal, new RecordingSink());
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(openCopies()).isEmpty();
    }

    /** The private copies that this process has open; known on Linux only. */
    private static Set<Path> openCopies() {
        Set<Path> open = new TreeSet<>();
        try (var links = Files.list(Path.of("/proc/self/fd"))) {
            for (Path link : links.toList()) {
                try {
                    Path file = Files.readSymbolicLink(link);
                    if (file.endsWith("main.db")) {
                        open.add(file);
                    }
                } catch (IOException closed) {
                    // It was open a moment ago.
                }
            }
        } catch (IOException elsewhere) {
            throw new UncheckedIOException(elsewhere);
        }
        return open;
    }
}
