package rowan.display.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.display.markup.MimeBundle;
import rowan.model.Quantity;

/** A plan has the same numbers as text, as HTML and as JSON, for they are read from each and compared. */
class PlanNumbersTest {

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");
    private static final Pattern COUNTS =
            Pattern.compile("(?:(?<looked>[\\d,]+) look-ups?, |started (?<started>[\\d,]+) times, )?"
                    + "(?:(?<visited>[\\d,]+) rows? visited|one row each)"
                    + "(?:, all kept|, (?<bound>≤ )?(?<kept>[\\d,]+) kept)?");
    private static final Pattern EXPECTED = Pattern.compile("(?<!The )planner expect(?:s|ed) (?<rows>[\\d,]+)");

    static Stream<String> names() {
        return SamplePlans.all().keySet().stream();
    }

    private static MimeBundle drawn(String name) {
        PlanBuilder sample = SamplePlans.all().get(name);
        return PlanRenderer.draw(sample.plan(), sample.findings());
    }

    private static Document page(String name) {
        return Jsoup.parse((String) drawn(name).data().get(MimeBundle.HTML));
    }

    private static JsonObject json(String name) {
        PlanBuilder sample = SamplePlans.all().get(name);
        return JsonParser.parseString(PlanJson.of(sample.plan(), sample.findings()))
                .getAsJsonObject();
    }

    private static List<String> numbers(String text) {
        List<String> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            numbers.add(matcher.group());
        }
        numbers.sort(null);
        return numbers;
    }

    @ParameterizedTest
    @MethodSource("names")
    void text_and_html_have_the_same_numbers(String name) {
        assertThat(numbers(page(name).text())).isEqualTo(numbers(drawn(name).plain()));
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_counts_of_json_stand_in_the_text_and_in_the_html(String name) {
        List<String> written = new ArrayList<>();
        for (JsonElement element : json(name).getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            if (step.has("visited")) {
                written.add(counted(step));
            }
        }
        written.sort(null);
        assertThat(counts(drawn(name).plain())).isEqualTo(written);
        assertThat(counts(page(name).text())).isEqualTo(written);
    }

    /** What is drawn of a step: loops if it is a seek or ran often, rows visited, and rows kept where that says something. */
    private static String counted(JsonObject step) {
        long visited = step.get("visited").getAsLong();
        long loops = step.get("loops").getAsLong();
        boolean bound = step.has("kept_at_most") && step.get("kept_at_most").getAsLong() < visited;
        String kept = step.has("kept")
                ? " kept " + step.get("kept").getAsLong()
                : bound ? " kept at most " + step.get("kept_at_most").getAsLong() : "";
        return loops + " loops, visited " + visited + kept;
    }

    private static List<String> counts(String drawing) {
        List<String> counts = new ArrayList<>();
        Matcher matcher = COUNTS.matcher(drawing);
        while (matcher.find()) {
            String loops = matcher.group("looked") != null
                    ? matcher.group("looked")
                    : matcher.group("started") != null ? matcher.group("started") : "1";
            String visited = matcher.group("visited") != null ? matcher.group("visited") : loops;
            String kept = matcher.group().endsWith(", all kept") ? visited : matcher.group("kept");
            String how = matcher.group("bound") != null ? " kept at most " : " kept ";
            counts.add((loops + " loops, visited " + visited + (kept == null ? "" : how + kept))
                    .replaceAll("(?<=\\d),(?=\\d)", ""));
        }
        counts.sort(null);
        return counts;
    }

    @ParameterizedTest
    @MethodSource("names")
    void the_estimates_of_json_stand_in_the_text_and_in_the_html(String name) {
        List<String> written = new ArrayList<>();
        for (JsonElement element : json(name).getAsJsonArray("steps")) {
            JsonObject step = element.getAsJsonObject();
            if (step.has("estimated_rows")) {
                written.add(Quantity.count(Math.round(step.get("estimated_rows").getAsDouble())));
            }
        }
        written.sort(null);
        assertThat(expected(drawn(name).plain())).isEqualTo(written);
        assertThat(expected(page(name).text())).isEqualTo(written);
    }

    private static List<String> expected(String drawing) {
        List<String> rows = new ArrayList<>();
        Matcher matcher = EXPECTED.matcher(drawing);
        while (matcher.find()) {
            rows.add(matcher.group("rows"));
        }
        rows.sort(null);
        return rows;
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_the_whole_run_took_is_the_first_line_of_each(String name) {
        JsonObject json = json(name);
        if (!json.has("execution")) {
            assertThat(page(name).select("caption")).isEmpty();
            return;
        }
        JsonObject execution = json.getAsJsonObject("execution");
        List<String> numbers = new ArrayList<>(List.of(
                Quantity.count(execution.get("rows").getAsLong()),
                Quantity.duration(Duration.ofNanos(execution.get("elapsed_ns").getAsLong()))
                        .split(" ")[0],
                Quantity.count(execution
                        .get(execution.has("vm_steps") ? "vm_steps" : "vm_steps_at_least")
                        .getAsLong())));
        if (execution.has("pages")) {
            numbers.add(Quantity.count(execution.get("pages").getAsLong()));
        }
        numbers.sort(null);
        String first = drawn(name).plain().lines().findFirst().orElseThrow();
        assertThat(numbers(first)).isEqualTo(numbers);
        Element caption = page(name).selectFirst("caption, body > div > div");
        assertThat(caption.text()).isEqualTo(first);
    }
}
