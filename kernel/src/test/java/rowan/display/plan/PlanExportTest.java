package rowan.display.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static rowan.display.plan.PlanBuilder.other;
import static rowan.display.plan.PlanBuilder.plan;
import static rowan.display.plan.PlanBuilder.scan;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rowan.Golden;
import rowan.display.Renderers;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.TextWidth;
import rowan.model.plan.PlanExport;
import rowan.model.plan.PlanExport.Format;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;

/** Plans written for other programs, and plans so large that nobody reads all of them. */
class PlanExportTest {

    private static final Map<Format, String> ENDINGS =
            Map.of(Format.TEXT, "txt", Format.JSON, "json", Format.MERMAID, "mmd", Format.DOT, "dot");

    private static String exported(QueryPlan plan, Format format) {
        return new Renderers().render(new PlanExport(plan, format)).plain();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_plan_is_written_for_other_programs(Format format) {
        for (String name : List.of("sort-above-a-join", "hostile-names", "or-by-two-indexes")) {
            QueryPlan plan = SamplePlans.all().get(name).plan();
            Golden.assertSame("plans/export/" + name + "." + ENDINGS.get(format), () -> exported(plan, format));
        }
    }

    @Test
    void names_cannot_break_out_of_the_label_of_a_graph() {
        QueryPlan plan = SamplePlans.all().get("hostile-names").plan();
        for (String line : exported(plan, Format.MERMAID).lines().skip(1).toList()) {
            assertThat(line).matches("  n\\d+(\\[\"[^\"`;&%\\[\\]{}|]*(#\\d+;[^\"`;&%\\[\\]{}|]*)*\"\\]| --> n\\d+)");
            assertThat(line.replace("<br>", "")).doesNotContain("<");
        }
        for (String line : exported(plan, Format.DOT).lines().skip(2).toList()) {
            assertThat(line).matches("\\}|  n\\d+( \\[label=\"([^\"\\\\]|\\\\.)*\"\\]| -> n\\d+);");
        }
    }

    @Test
    void json_holds_every_step_once_with_the_one_above() {
        QueryPlan plan = SamplePlans.all().get("or-by-two-indexes").plan();
        JsonArray steps = steps(plan);
        assertThat(steps).hasSize(plan.walk().size());
        for (int i = 0; i < steps.size(); i++) {
            JsonObject step = steps.get(i).getAsJsonObject();
            assertThat(step.get("id").getAsInt()).isEqualTo(i + 1);
            assertThat(step.get("parent").getAsInt()).isBetween(0, i);
            assertThat(step.get("detail").getAsString())
                    .isEqualTo(plan.walk().get(i).detail());
        }
    }

    private static JsonArray steps(QueryPlan plan) {
        return JsonParser.parseString(exported(plan, Format.JSON))
                .getAsJsonObject()
                .getAsJsonArray("steps");
    }

    /** 2,000 subqueries, each in the one before. */
    private static QueryPlan deep() {
        Node node = scan("t").node();
        for (int i = 1_999; i > 0; i--) {
            node = other(Operation.SUBQUERY, "SCALAR SUBQUERY " + i).node().withChildren(List.of(node));
        }
        return new QueryPlan("SELECT 1", List.of(node), java.util.Optional.empty(), List.of());
    }

    /** 2,000 tables, each the inner loop of the one before. */
    private static QueryPlan wide() {
        PlanBuilder plan = plan("SELECT 1");
        for (int i = 1; i <= 2_000; i++) {
            plan.step(scan("t" + i));
        }
        return plan.plan();
    }

    @Test
    void a_plan_of_two_thousand_steps_is_cut_with_a_sentence_that_says_how_to_see_all() {
        for (QueryPlan plan : List.of(deep(), wide())) {
            MimeBundle drawn = new Renderers().render(plan);
            String html = (String) drawn.data().get(MimeBundle.HTML);
            assertThat(Jsoup.parse(html).select("tr")).hasSize(PlanRenderer.SHOWN_STEPS);
            String sentence = "… and 1,800 more steps; %%plan --format text shows all 2,000.";
            assertThat(drawn.plain()).contains(sentence);
            assertThat(Jsoup.parse(html).text()).contains(sentence);
            assertThat(html).hasSizeLessThan(300_000);
            assertThat(drawn.plain().lines()).allMatch(line -> TextWidth.of(line) < 200);
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void a_plan_of_two_thousand_steps_is_written_whole(Format format) {
        for (QueryPlan plan : List.of(deep(), wide())) {
            String text = exported(plan, format);
            assertThat(text.length()).isLessThan(2_000_000);
            if (format == Format.JSON) {
                Set<Integer> ids = steps(plan).asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(step -> step.get("id").getAsInt())
                        .collect(Collectors.toSet());
                assertThat(ids).hasSize(2_000);
            } else {
                assertThat(text.lines().count()).isGreaterThanOrEqualTo(2_000);
            }
        }
    }
}
