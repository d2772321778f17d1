package rowan.display.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.FontMetrics;
import java.awt.image.BufferedImage;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rowan.display.markup.TextFit;

/** Names below an axis. */
class NamedPlacesTest {

    private final FontMetrics metrics =
            new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(ChartDrawing.font());

    private int[] written(List<String> names) {
        return new NamedPlaces(names, 540.0 / names.size(), metrics).written();
    }

    @Test
    void twelve_months_and_seven_long_names_are_all_written() {
        List<String> months = Arrays.stream(Month.values())
                .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ROOT))
                .toList();
        assertThat(written(months)).hasSize(12);
        assertThat(written(IntStream.range(0, 7)
                        .mapToObj(i -> "a name that is much too long for its place, " + i)
                        .toList()))
                .hasSize(7);
    }

    @Test
    void of_two_hundred_names_some_are_written_each_below_its_own_place() {
        int[] written =
                written(IntStream.range(0, 200).mapToObj(i -> "customer " + i).toList());
        assertThat(written).hasSizeBetween(15, 60).startsWith(0);
        assertThat(IntStream.range(1, written.length)
                        .map(i -> written[i] - written[i - 1])
                        .distinct()
                        .toArray())
                .hasSize(1);
    }

    @Test
    void what_is_too_long_ends_with_a_sign_and_not_in_half_a_character() {
        assertThat(TextFit.shortened("penguins", 500, metrics)).isEqualTo("penguins");
        String shortened = TextFit.shortened("🐧".repeat(50), 100, metrics);
        assertThat(shortened).endsWith("…").matches("(🐧)+…");
        assertThat(metrics.stringWidth(shortened)).isLessThanOrEqualTo(100);
    }
}
