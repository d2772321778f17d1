package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** What is told while an index is made of a table that is so large, or whose key is so dear, that it takes seconds. */
@Tag("slow")
class LongStepsTest {

    private static final String ROWS = """
            CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER, b TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
            INSERT INTO t SELECT i, i * 7919 % 100003, 'row ' || i FROM n;
            """;

    /** Takes some twenty microseconds for each row, so that the making lasts seconds on a fast machine too. */
    private static final String INDEX =
            "CREATE INDEX t_dear ON t(length(replace(hex(zeroblob(1200 + a % 2)), '0', 'ab')) + a, b)";

    private static final Pattern FAR = Pattern.compile("value=\"(\\d+)\" max=\"100\"");

    private final Notebook notebook = new Notebook();

    /** Somebody looks on, as in a front end. */
    private static final class Watched extends RecordingSink {
        @Override
        public boolean isWatched() {
            return true;
        }
    }

    private List<RecordingSink.Event> watched(String cell) {
        notebook.run(cell, new InterruptSignal(), new Watched());
        return notebook.sink().events();
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    /** Runs a cell and gives what it told of its steps, in its order. */
    private List<RecordingSink.Event> told(String cell) {
        return watched(cell).stream()
                .filter(event ->
                        event.text().contains("for the index") || event.text().contains("into the index"))
                .toList();
    }

    private static List<Integer> percents(List<RecordingSink.Event> told) {
        List<Integer> percents = new ArrayList<>();
        for (RecordingSink.Event event : told) {
            Matcher far = FAR.matcher(event.bundle().data().get("text/html").toString());
            assertThat(far.find()).as(event.text()).isTrue();
            percents.add(Integer.parseInt(far.group(1)));
        }
        return percents;
    }

    private void assertForecast(List<RecordingSink.Event> told) {
        assertThat(told).hasSizeGreaterThan(1);
        assertThat(told)
                .allSatisfy(event -> assertThat(event.text())
                        .matches(".* · [\\d,]+ of 200,000 rows (read for|put into) the index, about \\d+ s more"));
        assertThat(percents(told))
                .isSorted()
                .allSatisfy(percent -> assertThat(percent).isBetween(1, 100));
        assertThat(notebook.outcome().isOk()).isTrue();
    }

    @Test
    void a_cell_that_makes_an_index_tells_how_far_it_is() {
        notebook.run(ROWS);
        assertForecast(told(INDEX));
        assertThat(notebook.sink().plain("result")).singleElement().asString().startsWith("index t_dear created");
    }

    @Test
    void a_comparison_tells_how_far_the_index_of_an_arm_is() {
        notebook.run(ROWS);
        List<RecordingSink.Event> told = told("""
                %%compare --budget 200ms
                SELECT count(*) FROM t WHERE a = 7;
                -- arm: dear
                """ + INDEX);
        assertForecast(told);
        assertThat(told).allSatisfy(event -> assertThat(event.text()).startsWith("preparing: dear · "));
        List<String> updates = notebook.sink().plain("update");
        assertThat(updates.get(updates.size() - 1)).doesNotContain("index, about");
    }

    @Test
    void of_an_index_on_some_of_the_rows_only_the_work_is_told() {
        notebook.run(ROWS);
        assertThat(watched(INDEX + " WHERE length(replace(hex(zeroblob(1200 + a % 2)), '0', 'ab')) > a"))
                .extracting(RecordingSink.Event::text)
                .anyMatch(text -> text.matches("running · \\d+ s · reading and sorting 200,000 rows"))
                .noneMatch(text -> text.contains("more"));
    }

    @Test
    void an_interrupt_ends_the_making_and_leaves_nothing() {
        notebook.run(ROWS);
        InterruptSignal signal = new InterruptSignal();
        CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS).execute(signal::request);
        notebook.run(INDEX, signal, new Watched());
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run("SELECT count(*) AS indexes FROM sqlite_schema WHERE type = 'index'"))
                .contains("indexes\n──")
                .containsPattern("(?m)^ *0$");
    }

    @Test
    void a_small_index_says_nothing_of_itself() {
        notebook.run(ROWS);
        assertThat(told("CREATE INDEX t_a ON t(a)")).isEmpty();
        assertThat(notebook.sink().events()).hasSize(1);
    }
}
