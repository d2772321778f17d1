package rowan.display.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rowan.Golden;
import rowan.display.Renderers;
import rowan.display.chart.PalettePng;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.plan.PlanBuilder;
import rowan.model.Chart;
import rowan.model.Chart.Axis;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Scale;
import rowan.model.Chart.Series;
import rowan.model.Count;
import rowan.model.experiment.Clock;
import rowan.model.experiment.ClockChoice;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Cache;
import rowan.model.experiment.Comparison.Change;
import rowan.model.experiment.Comparison.Control;
import rowan.model.experiment.Comparison.End;
import rowan.model.experiment.Comparison.Finding;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Comparison.Sampling;
import rowan.model.experiment.Comparison.Verdict;
import rowan.model.experiment.Comparison.Writing;
import rowan.model.experiment.Experiment.Answer;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Experiment.Provenance;
import rowan.model.experiment.Experiment.Work;
import rowan.model.experiment.Times;
import rowan.model.experiment.Timing;
import rowan.model.plan.QueryPlan;

/** Comparisons and charts as they are drawn; the picture itself, whose bytes belong to the platform, is left out. */
class ExperimentPicturesTest {

    private static final String QUERY = "SELECT sum(total) FROM orders WHERE user_id = 42";

    private static final QueryPlan SCAN = PlanBuilder.plan(QUERY)
            .step(PlanBuilder.scan("orders").of(100_000).visited(1, 100_000, 12))
            .took(12, 4.31, 300_031, 1_031)
            .plan();
    private static final QueryPlan SEEK = PlanBuilder.plan(QUERY)
            .step(PlanBuilder.key("orders", "id =").visited(1, 12, 12))
            .took(12, 0.018, 64, 4)
            .plan();
    private static final QueryPlan UNCOUNTED = PlanBuilder.plan(QUERY)
            .step(PlanBuilder.scan("orders").of(100_000))
            .took(12, 4.31, 2_000_000, 1_031)
            .plan();

    private static Timing around(double nanos) {
        List<Double> samples = new ArrayList<>();
        for (int i = -10; i <= 10; i++) {
            samples.add(nanos * (1 + i * i * i / 20_000.0));
        }
        return new Timing(samples);
    }

    private static Arm arm(String label, double nanos, QueryPlan plan, long steps, boolean exact, long rows) {
        return new Arm(
                label,
                QUERY,
                List.of(),
                new Times(Clock.CPU, around(nanos * 1.5), Optional.of(around(nanos))),
                plan,
                new Work(
                        exact ? new Count.Exact(steps) : new Count.AtLeast(steps),
                        plan.visited(),
                        plan.execution().orElseThrow().pages()),
                new Answer(rows, "5f0c" + rows, List.of()));
    }

    private static Change change(Arm arm, Finding finding, Ratio ratio, Sameness sameness) {
        return new Change(
                arm,
                new Verdict(finding, ratio, Clock.CPU, false),
                sameness,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static final Comparison COMPARISON = new Comparison(
            QUERY,
            arm("as it is", 4_310_000, SCAN, 300_031, true, 12),
            List.of(
                    new Change(
                            arm("with index", 18_000, SEEK, 64, true, 12),
                            new Verdict(Finding.FASTER, new Ratio(239.4, 214, 268), Clock.CPU, false),
                            Sameness.SAME,
                            OptionalLong.of(1_204_224),
                            Optional.of(new Writing(
                                    "orders",
                                    10_000,
                                    around(31_000_000),
                                    around(84_000_000),
                                    new Ratio(0.369, 0.34, 0.4))),
                            Optional.empty()),
                    change(
                            arm("wrong index", 4_310_000, UNCOUNTED, 2_000_000, false, 12),
                            Finding.NO_DIFFERENCE,
                            new Ratio(1.0, 0.98, 1.02),
                            Sameness.OTHER_ORDER),
                    change(
                            arm("noisy <b>&", 100_000, SCAN, 300_031, true, 12),
                            Finding.FASTER,
                            new Ratio(400, 126, 1294),
                            Sameness.SAME),
                    change(
                            arm("other rows", 10_000, SEEK, 9, true, 3),
                            Finding.DIFFERENT_RESULT,
                            new Ratio(431, 400, 450),
                            Sameness.DIFFERENT)),
            new Control(
                    new Times(Clock.CPU, around(6_400_000), Optional.of(around(4_270_000))),
                    new Ratio(1.01, 0.97, 1.05)),
            new Sampling(
                    40,
                    List.of(1, 1, 56, 1, 10, 100),
                    2,
                    3,
                    Cache.WARM,
                    new ClockChoice(Clock.CPU, Optional.empty()),
                    Duration.ofSeconds(5),
                    End.DECIDED),
            new Provenance(3, "2026-11-21T08:00:00Z", 7, List.of(), "d1", Map.of("cores", "2")));

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
    void a_comparison_carries_its_record_with_every_sample() {
        Object tree = new Renderers().render(COMPARISON).data().get(MimeBundle.EXPERIMENT);
        assertThat(tree)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsKeys("query", "baseline", "changes", "control", "sampling", "provenance")
                .extractingByKey("baseline")
                .asString()
                .contains("nodes=[{operation=read")
                .contains("steps={exact=300031}")
                .contains("fingerprint=5f0c12")
                .contains("nanos=[4094500.0");
    }

    private static Chart chart(Kind kind) {
        if (kind == Kind.HISTOGRAM || kind == Kind.BOX) {
            return COMPARISON.chart(kind);
        }
        List<Series> series = new ArrayList<>();
        Map<String, Double> growth = new LinkedHashMap<>(Map.of("as it is", 1.0));
        growth.put("with index", 0.1);
        for (Map.Entry<String, Double> line : growth.entrySet()) {
            List<Point> points = new ArrayList<>();
            for (double n : new double[] {1_000, 10_000, 100_000}) {
                double value = 0.04 * Math.pow(n, line.getValue());
                points.add(new Point(rowan.model.Quantity.number(n), n, value, value * 0.9, value * 1.3));
            }
            series.add(new Series(line.getKey(), points));
        }
        Scale scale = kind == Kind.LINE || kind == Kind.SCATTER ? Scale.LOGARITHMIC : Scale.CATEGORIES;
        return new Chart(
                kind,
                "a scan grows like n",
                new Axis("rows", scale),
                new Axis("time, ms", kind == Kind.LINE ? Scale.LOGARITHMIC : Scale.LINEAR),
                kind == Kind.PIE ? series.subList(0, 1) : series);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_chart_has_its_numbers_beside_it_and_says_them_to_those_who_cannot_see_it(Kind kind) {
        Chart chart = chart(kind);
        Golden.assertSame(
                "chart-" + kind.name().toLowerCase(java.util.Locale.ROOT) + ".txt",
                () -> new Renderers().render(chart).plain());
        Element picture = Jsoup.parse(
                        (String) new Renderers().render(chart).data().get(MimeBundle.HTML))
                .selectFirst("img");
        assertThat(picture.attr("alt"))
                .startsWith(kind.name().toLowerCase(java.util.Locale.ROOT))
                .contains(chart.title());
        byte[] png = Base64.getDecoder().decode(picture.attr("src").replaceFirst("data:image/png;base64,", ""));
        assertThat(png).startsWith(0x89, 'P', 'N', 'G').hasSizeLessThan(60_000);
    }

    @Test
    void a_palette_keeps_inks_as_they_are_and_clear_what_is_clear() throws IOException {
        BufferedImage drawing = new BufferedImage(600, 400, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = drawing.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int i = 0; i < 6; i++) {
            graphics.setColor(Palette.Ink.series(i));
            graphics.fillOval(20 + 95 * i, 20, 90, 200);
        }
        graphics.dispose();
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PalettePng.of(drawing)));
        for (int x = 0; x < 600; x++) {
            for (int y = 0; y < 400; y++) {
                Color before = new Color(drawing.getRGB(x, y), true);
                Color after = new Color(read.getRGB(x, y), true);
                if (before.getAlpha() == 0) {
                    assertThat(after.getAlpha()).isZero();
                } else if (before.getAlpha() == 255) {
                    assertThat(after).isEqualTo(before);
                } else {
                    assertThat(Math.abs(after.getAlpha() - before.getAlpha())).isLessThanOrEqualTo(16);
                }
            }
        }
    }

    @Test
    void the_numbers_of_title_table_text_and_picture_are_the_same() {
        Chart chart = COMPARISON.chart(Kind.BAR);
        assertThat(chart.title()).contains("239 × faster [214, 268]");
        Element figure = Jsoup.parse(html(COMPARISON)).selectFirst("figure");
        assertThat(figure.selectFirst("figcaption").text()).isEqualTo(chart.title());
        assertThat(figure.selectFirst("table").text()).contains("4.31");
        assertThat(new Renderers().render(COMPARISON).plain()).contains("239 × faster [214, 268]", "4.31 ms");
    }
}
