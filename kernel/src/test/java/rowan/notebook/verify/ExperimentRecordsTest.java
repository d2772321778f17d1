package rowan.notebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

/** What {@code rowan verify} accepts of an experiment that was made again, on the records of real ones. */
@Tag("slow")
class ExperimentRecordsTest {

    @TempDir
    static Path directory;

    private static String comparison;
    private static String growth;

    @BeforeAll
    static void two_experiments() throws IOException {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("""
                    CREATE TABLE t(id INTEGER PRIMARY KEY, k INTEGER);
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                    INSERT INTO t SELECT i, i % 100 FROM n;
                    """);
            notebook.run("""
                    %%compare --budget 500ms --save comparison.json
                    SELECT count(*) FROM t WHERE k = 7
                    -- arm: index
                    CREATE INDEX by_k ON t(k)
                    """);
            notebook.run("""
                    %%growth --sizes 100,300,1000 --save growth.json
                    SELECT count(*) FROM g WHERE x < 0
                    -- setup
                    CREATE TABLE g AS WITH RECURSIVE n(i) AS
                      (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n) SELECT i AS x FROM n;
                    """);
        }
        comparison = Files.readString(directory.resolve("comparison.json"), StandardCharsets.UTF_8);
        growth = Files.readString(directory.resolve("growth.json"), StandardCharsets.UTF_8);
    }

    private static JsonObject record(String json) {
        JsonObject record = JsonParser.parseString(json).getAsJsonObject();
        // As on a quiet machine, whatever the one was on which this test runs.
        if (record.has("control")) {
            set(control(record), "low", 0.99);
            set(control(record), "high", 1.01);
            verdict(record, "faster", 20, 24);
        }
        return record;
    }

    private static JsonObject control(JsonObject record) {
        return record.getAsJsonObject("control").getAsJsonObject("ratio");
    }

    private static void set(JsonObject object, String name, Number value) {
        object.add(name, new JsonPrimitive(value));
    }

    private static void verdict(JsonObject record, String finding, double low, double high) {
        JsonObject verdict = change(record).getAsJsonObject("verdict");
        verdict.addProperty("finding", finding);
        set(verdict.getAsJsonObject("ratio"), "low", low);
        set(verdict.getAsJsonObject("ratio"), "high", high);
    }

    private static JsonObject change(JsonObject record) {
        return record.getAsJsonArray("changes").get(0).getAsJsonObject();
    }

    private static JsonObject arm(JsonObject record) {
        return change(record).getAsJsonObject("arm");
    }

    private static JsonObject environment(JsonObject record) {
        return record.getAsJsonObject("provenance").getAsJsonObject("environment");
    }

    /** What differs from the comparison once something in it is another. */
    private static List<String> changed(Consumer<JsonObject> change) {
        JsonObject now = record(comparison);
        change.accept(now);
        return ExperimentRecords.differences(record(comparison), now);
    }

    @Test
    void the_same_passes_whatever_its_times_were() {
        assertThat(changed(record -> {})).isEmpty();
        assertThat(changed(record -> {
                    JsonArray nanos = arm(record)
                            .getAsJsonObject("times")
                            .getAsJsonObject("wall")
                            .getAsJsonArray("nanos");
                    nanos.set(0, new JsonPrimitive(12_345.6));
                    record.getAsJsonObject("provenance").addProperty("started", "2030-01-01T00:00:00Z");
                    record.getAsJsonObject("provenance").addProperty("number", 99);
                }))
                .isEmpty();
        assertThat(ExperimentRecords.differences(record(growth), record(growth)))
                .isEmpty();
    }

    @Test
    void what_is_counted_has_to_be_equal() {
        assertThat(changed(record -> set(arm(record).getAsJsonObject("work"), "steps", 1)))
                .singleElement()
                .asString()
                .startsWith("index, work, steps: ")
                .endsWith(" → 1");
        assertThat(changed(record -> set(arm(record).getAsJsonObject("work"), "visited", 21)))
                .containsExactly("index, work, visited: 20 → 21");
        assertThat(changed(record -> record.getAsJsonObject("baseline")
                        .getAsJsonObject("plan")
                        .getAsJsonArray("nodes")
                        .get(0)
                        .getAsJsonObject()
                        .addProperty("detail", "SCAN t USING COVERING INDEX by_k")))
                .containsExactly("as it is, plan, nodes 1, detail: \"SCAN t\" → \"SCAN t USING COVERING INDEX by_k\"");
        assertThat(changed(record -> arm(record).getAsJsonObject("answer").addProperty("fingerprint", "other")))
                .singleElement()
                .asString()
                .startsWith("index, answer, fingerprint: ");
        assertThat(changed(record -> change(record).addProperty("sameness", "different")))
                .containsExactly("index, rows: \"same\" → \"different\"");
        assertThat(changed(record -> record.getAsJsonObject("provenance").addProperty("data", "other")))
                .singleElement()
                .asString()
                .startsWith("data: ");
        assertThat(changed(record -> record.addProperty("query", "SELECT 1")))
                .singleElement()
                .asString()
                .startsWith("query: ");
        assertThat(changed(record -> record.getAsJsonArray("changes").remove(0)))
                .containsExactly("arms: 1 → 0");
    }

    @Test
    void pages_are_compared_where_both_platforms_can_count_them() {
        JsonObject before = record(comparison);
        set(arm(before).getAsJsonObject("work"), "pages", 4);
        JsonObject now = record(comparison);
        set(arm(now).getAsJsonObject("work"), "pages", 5);
        assertThat(ExperimentRecords.differences(before, now)).containsExactly("index, work, pages: 4 → 5");
        arm(now).getAsJsonObject("work").remove("pages");
        assertThat(ExperimentRecords.differences(before, now)).isEmpty();
    }

    @Test
    void another_clock_is_told_on_the_same_machine_only() {
        Consumer<JsonObject> other = record ->
                record.getAsJsonObject("sampling").getAsJsonObject("clock").addProperty("clock", "another");
        assertThat(changed(other))
                .singleElement()
                .asString()
                .startsWith("clock: ")
                .endsWith(" → \"another\"");
        assertThat(changed(other.andThen(record -> environment(record).addProperty("CPU", "another one"))))
                .isEmpty();
    }

    @Test
    void ratios_that_lie_apart_fail_on_the_same_quiet_machine_only() {
        assertThat(changed(record -> verdict(record, "faster", 60, 70))).isEmpty();
        assertThat(changed(record -> verdict(record, "faster", 200, 240)))
                .containsExactly("index, ratio: faster [20.0, 24.0] → faster [200.0, 240.0]");
        assertThat(changed(record -> {
                    verdict(record, "faster", 200, 240);
                    environment(record).addProperty("CPU", "another one");
                }))
                .as("another machine")
                .isEmpty();
        assertThat(changed(record -> {
                    verdict(record, "faster", 200, 240);
                    set(control(record), "high", 1.3);
                }))
                .as("a busy machine")
                .isEmpty();
    }

    @Test
    void another_verdict_fails_only_where_the_intervals_do_not_meet() {
        assertThat(changed(record -> verdict(record, "no difference", 0.97, 1.03)))
                .containsExactly("index, ratio: faster [20.0, 24.0] → no difference [0.97, 1.03]");
        assertThat(changed(record -> {
                    verdict(record, "slower", 0.5, 0.6);
                    environment(record).addProperty("CPU", "another one");
                }))
                .as("on every machine")
                .hasSize(1);
        JsonObject barely = record(comparison);
        verdict(barely, "faster", 1.03, 1.1);
        JsonObject same = record(comparison);
        verdict(same, "no difference", 0.98, 1.04);
        assertThat(ExperimentRecords.differences(barely, same)).isEmpty();
        JsonObject noisy = record(comparison);
        verdict(noisy, "too noisy", 0.4, 2.2);
        environment(noisy).addProperty("CPU", "another one");
        assertThat(ExperimentRecords.differences(record(comparison), noisy))
                .as("what cannot be said contradicts nothing")
                .isEmpty();
    }

    @Test
    void a_curve_may_differ_in_its_time_by_as_much_as_two_runs_do_and_not_at_all_in_its_steps() {
        JsonObject time = record(growth);
        JsonObject fit = time.getAsJsonArray("curves").get(0).getAsJsonObject().getAsJsonObject("time");
        double exponent = fit.get("exponent").getAsDouble();
        set(fit, "low", exponent - 0.1);
        set(fit, "high", exponent + 0.1);
        assertThat(ExperimentRecords.differences(record(growth), time)).isEmpty();
        set(fit, "exponent", exponent + 90);
        set(fit, "low", exponent + 89);
        set(fit, "high", exponent + 91);
        assertThat(ExperimentRecords.differences(record(growth), time))
                .singleElement()
                .asString()
                .startsWith("as it is, exponent of time: ");

        JsonObject steps = record(growth);
        JsonArray arms = steps.getAsJsonArray("curves").get(0).getAsJsonObject().getAsJsonArray("arms");
        set(arms.get(2).getAsJsonObject().getAsJsonObject("work"), "steps", 7);
        assertThat(ExperimentRecords.differences(record(growth), steps))
                .singleElement()
                .asString()
                .startsWith("as it is, work, steps: ")
                .endsWith(" → 7");
        assertThat(ExperimentRecords.differences(record(growth), record(comparison)))
                .contains("it is another kind of experiment");
    }
}
