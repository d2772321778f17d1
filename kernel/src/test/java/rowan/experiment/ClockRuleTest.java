package rowan.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.model.experiment.Times;
import rowan.workspace.contract.InterruptSignal;

/** By which clock what is judged; where the platform's CPU clock is too coarse for batches, always by wall time. */
@Tag("slow")
class ClockRuleTest extends OrdersWithoutIndex {

    private static final String BY_CPU = Clocks.CPU_IS_FINE ? "CPU time" : "wall time";

    private String compare(String options, String query, String arm) {
        notebook.run("%%compare --budget 2s " + options + "\n" + query + "\n-- arm: changed\n" + arm);
        assertThat(notebook.traceback()).isEqualTo("no error");
        return notebook.sink()
                .plain("update")
                .get(notebook.sink().plain("update").size() - 1);
    }

    @Test
    void a_query_in_memory_is_judged_by_CPU_time_and_both_times_are_told_and_kept() throws IOException {
        String shown = compare(
                "--save record.json",
                "SELECT count(*) FROM orders WHERE user_id = 42",
                "CREATE INDEX by_user ON orders(user_id)");
        assertThat(shown).containsPattern("changed: .* × faster.* by " + BY_CPU);
        assertThat(shown).containsPattern("(?m)^  time .*CPU .+ → .+ · wall .+ → ");
        JsonObject record = JsonParser.parseString(
                        Files.readString(directory.resolve("record.json"), StandardCharsets.UTF_8))
                .getAsJsonObject();
        assertThat(record.getAsJsonObject("sampling")
                        .getAsJsonObject("clock")
                        .get("clock")
                        .getAsString())
                .isEqualTo(BY_CPU.substring(0, BY_CPU.indexOf(' ')).toLowerCase(java.util.Locale.ROOT));
        int pairs = record.getAsJsonObject("sampling").get("pairs").getAsInt();
        for (String arm : new String[] {"baseline", "control"}) {
            JsonObject times = record.getAsJsonObject(arm).getAsJsonObject("times");
            assertThat(times.getAsJsonObject("wall").getAsJsonArray("nanos")).hasSize(pairs);
            assertThat(times.getAsJsonObject("cpu").getAsJsonArray("nanos")).hasSize(pairs);
        }
    }

    @Test
    void a_cold_cache_is_judged_by_wall_time() {
        assertThat(compare("--cold", "SELECT count(*) FROM orders", "DELETE FROM orders WHERE id < 0"))
                .contains(" by wall time", "wall time, since what is read is waited for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM orders WHERE twice(user_id) = 42",
                "SELECT count(*) FROM doubled WHERE d = 42",
            })
    void what_calls_java_is_judged_by_wall_time_also_through_a_view(String query) {
        notebook.run("db.function(\"twice\", (Long x) -> 2 * x)");
        notebook.run("CREATE VIEW doubled AS SELECT twice(user_id) AS d FROM orders");
        assertThat(compare("", query, "CREATE INDEX by_user ON orders(user_id)"))
                .contains(" by wall time", "wall time, since twice() is Java, which may wait or start threads");
    }

    @Test
    void a_java_function_that_is_not_called_changes_no_clock() {
        notebook.run("db.function(\"twice\", (Long x) -> 2 * x)");
        assertThat(compare("", "SELECT abs(user_id) FROM orders", "CREATE INDEX by_user ON orders(user_id)"))
                .contains(" by " + BY_CPU)
                .doesNotContain("is Java");
    }

    @Test
    void an_arm_that_lets_SQLite_start_threads_makes_all_arms_be_judged_by_wall_time() {
        assertThat(compare("", "SELECT user_id FROM orders ORDER BY user_id LIMIT 1", "PRAGMA threads = 2"))
                .contains(" by wall time", "wall time, since SQLite may sort in further threads");
    }

    @Test
    void growth_is_judged_by_the_same_rule() {
        notebook.run("""
                %%growth --sizes 300,1000,3000 --budget 500ms
                SELECT count(*) FROM t
                -- setup
                CREATE TABLE t AS WITH RECURSIVE n(i) AS
                  (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n) SELECT i FROM n;
                """);
        assertThat(notebook.traceback()).isEqualTo("no error");
        assertThat(String.join("\n", notebook.sink().plain("update")))
                .containsPattern("time  n\\^.* by " + BY_CPU)
                .contains("median " + BY_CPU);
    }

    @Test
    void waiting_is_no_CPU_time() throws InterruptedException {
        Times times = Stopwatch.time(() -> Thread.sleep(3), new InterruptSignal());
        assertThat(times.timing().median()).isGreaterThan(2_900_000);
        times.cpu().ifPresent(cpu -> assertThat(cpu.median()).isLessThan(1_000_000));
    }
}
