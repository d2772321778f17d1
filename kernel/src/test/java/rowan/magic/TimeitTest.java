package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** %timeit, for SQL and Java alike. */
@Tag("slow")
class TimeitTest {

    private static final String LOOP = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) ";

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    @Test
    void a_query_gets_its_median_its_interval_and_its_steps() {
        assertThat(notebook.run("%timeit " + LOOP + "SELECT max(i) FROM n"))
                .containsPattern(
                        "result: … \\[…, …\\] · median of \\d+ samples, 99 % interval.* · CPU … \\[…, …\\] · .* VM steps");
    }

    @Test
    void captured_results_can_be_read() {
        notebook.run("r << SELECT 1 AS n UNION ALL SELECT 2");
        notebook.run("int least = 2;");
        assertThat(notebook.run("%timeit SELECT * FROM r WHERE n >= :least"))
                .containsPattern("median of \\d+ samples.* VM steps");
        notebook.run("%timeit SELECT nme FROM r");
        assertThat(notebook.traceback()).contains("1 │ SELECT nme FROM r", "nme");
    }

    @Test
    void java_is_timed_as_an_expression_or_as_statements() {
        notebook.run("int n = 1000;");
        assertThat(notebook.run("%timeit java.util.stream.IntStream.range(0, n).sum()"))
                .contains("median of");
        assertThat(notebook.run("%%timeit\nint sum = 0; // all of them\nfor (int i = 0; i < n; i++) { sum += i; }"))
                .contains("median of");
        notebook.run("%%timeit\nint x = 1;\nnope();");
        assertThat(notebook.traceback()).contains("nope");
        notebook.run("%timeit Integer.parseInt(\"x\")");
        assertThat(notebook.traceback()).contains("NumberFormatException");
    }

    @Test
    void the_shells_timer_says_where_better_times_are() {
        assertThat(notebook.run(".timer on")).contains("%timeit");
    }

    @Test
    void only_queries_are_run_many_times() {
        notebook.run("CREATE TABLE t(x)");
        notebook.run("%timeit INSERT INTO t VALUES (1)");
        assertThat(notebook.traceback()).contains("this is INSERT", "%time runs anything once");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("0");
        notebook.run("%timeit SELECT nme FROM sqlite_schema");
        assertThat(notebook.traceback()).contains("nme");
        notebook.run("%timeit");
        assertThat(notebook.traceback()).contains("has nothing to run");
    }

    @Test
    void an_interrupt_stops_it() {
        for (String endless : new String[] {
            "%timeit WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
            "%%timeit\nwhile (true) {}"
        }) {
            InterruptSignal signal = new InterruptSignal();
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(signal::request);
            notebook.run(endless, signal, new RecordingSink());
            assertThat(notebook.outcome()).as(endless).isInstanceOf(Outcome.Interrupted.class);
        }
        assertThat(notebook.run("SELECT 7")).contains("7");
    }
}
