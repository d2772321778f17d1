package rowan.display.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.Golden;
import rowan.display.markup.MimeBundle;

/** Plans of every kind as they are drawn. */
class PlanPicturesTest {

    static Stream<String> names() {
        return SamplePlans.all().keySet().stream();
    }

    private static MimeBundle drawn(String name) {
        PlanBuilder sample = SamplePlans.all().get(name);
        return PlanRenderer.draw(sample.plan(), sample.findings());
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_plan_reads_well_as_text(String name) {
        Golden.assertSame("plans/" + name + ".txt", () -> drawn(name).plain());
    }

    @ParameterizedTest
    @MethodSource("names")
    void only_elements_that_a_sanitiser_keeps_are_drawn_whatever_things_are_called(String name) {
        for (Element element : Jsoup.parse((String) drawn(name).data().get(MimeBundle.HTML))
                .body()
                .select("*")) {
            assertThat(element.tagName())
                    .isIn(
                            "body", "div", "p", "table", "caption", "tbody", "tr", "th", "td", "span", "b", "meter",
                            "pre", "code");
            assertThat(element.attributes())
                    .extracting(Attribute::getKey)
                    .isSubsetOf("style", "scope", "title", "min", "max", "value");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_plan_reads_well_as_html(String name) {
        Golden.assertSame(
                "plans/" + name + ".html",
                () -> ((String) drawn(name).data().get(MimeBundle.HTML))
                        .replaceAll("><(?=(table|caption|tbody|th|td|div|p|pre)\\b)", ">\n<"));
    }
}
