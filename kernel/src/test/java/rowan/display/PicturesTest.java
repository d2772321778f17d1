package rowan.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import rowan.Golden;
import rowan.model.Chart;
import rowan.model.Comparison;
import rowan.model.Comparison.Arm;
import rowan.model.Comparison.Change;
import rowan.model.Comparison.Finding;
import rowan.model.Comparison.Ratio;
import rowan.model.Comparison.Verdict;
import rowan.model.QueryPlan;

/** Charts and comparisons as they are drawn; the picture itself, whose bytes belong to the platform, is left out. */
class PicturesTest {

    private static final QueryPlan SCAN = PlanBuilder.plan(
                    "SELECT * FROM orders o JOIN users u ON u.id = o.user_id ORDER BY o.created_at")
            .step(PlanBuilder.scan("orders o").of(100_000))
            .step(PlanBuilder.key("users u", "id ="))
            .step(PlanBuilder.sort("ORDER BY"))
            .plan();

    private static final QueryPlan SEEK = PlanBuilder.plan(SCAN.statement())
            .step(PlanBuilder.seek("orders o")
                    .index(
                            "orders_open",
                            true,
                            Optional.of("deleted_at IS NULL"),
                            "status =",
                            "created_at range",
                            "total"))
            .plan();

    private static final Comparison COMPARISON = new Comparison(
            SCAN.statement(),
            new Arm("as it is", List.of(4_200_000.0, 4_310_000.0, 4_500_000.0), SCAN, 300_031, true, 12),
            List.of(
                    new Change(
                            new Arm("with index", List.of(17_900.0, 18_000.0, 18_200.0), SEEK, 64, true, 12),
                            new Verdict(Finding.FASTER, new Ratio(239.4, 214, 268)),
                            OptionalLong.of(1_204_224)),
                    new Change(
                            new Arm(
                                    "wrong index",
                                    List.of(4_300_000.0, 4_310_000.0, 4_320_000.0),
                                    SCAN,
                                    2_000_000,
                                    false,
                                    12),
                            new Verdict(Finding.NO_DIFFERENCE, new Ratio(1.0, 0.98, 1.02)),
                            OptionalLong.empty()),
                    new Change(
                            new Arm("noisy", List.of(100_000.0), SCAN, 300_031, true, 12),
                            new Verdict(Finding.FASTER, new Ratio(400, 126, 1294)),
                            OptionalLong.empty()),
                    new Change(
                            new Arm("other rows", List.of(10_000.0), SEEK, 9, true, 3),
                            new Verdict(Finding.DIFFERENT_RESULT, new Ratio(431, 400, 450)),
                            OptionalLong.empty())),
            new Ratio(1.01, 0.97, 1.05),
            41);

    private static String html(Object value) {
        String source = (String) new Renderers().render(value).data().get(MimeBundle.HTML);
        return source.replaceAll("base64,[^\"]+", "base64,…").replace("><", ">\n<");
    }

    @Test
    void a_comparison_says_its_finding_first() {
        Golden.assertSame(
                "comparison.txt", () -> new Renderers().render(COMPARISON).plain());
        Golden.assertSame("comparison.html", () -> html(COMPARISON));
    }

    @Test
    void a_chart_has_its_numbers_beside_it_and_says_them_to_those_who_cannot_see_it() {
        Chart chart = ComparisonRenderer.chart(COMPARISON);
        Golden.assertSame("chart.txt", () -> new Renderers().render(chart).plain());
        Element picture = Jsoup.parse(
                        (String) new Renderers().render(chart).data().get(MimeBundle.HTML))
                .selectFirst("img");
        assertThat(picture.attr("alt")).contains("median time, ms").contains("4.31");
        byte[] png =
                java.util.Base64.getDecoder().decode(picture.attr("src").replaceFirst("data:image/png;base64,", ""));
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
    }
}
