package rowan.display.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;
import rowan.display.markup.Palette;
import rowan.model.Quantity;
import rowan.model.experiment.Timing;

/** Axes that show what is compared. */
class TimeAxisTest {

    private static Timing around(double nanos, double... others) {
        List<Double> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            samples.add(nanos * (1 + i % 7 / 100.0));
        }
        DoubleStream.of(others).forEach(samples::add);
        return new Timing(samples);
    }

    @Test
    void one_outlier_does_not_set_the_axis() {
        Timing steady = around(1_000_000);
        Timing disturbed = around(1_200_000, 90_000_000);
        TimeAxis axis = TimeAxis.of(List.of(steady, disturbed));
        assertThat(axis.isLogarithmic()).isFalse();
        assertThat(axis.most()).isLessThan(1_500_000);
        assertThat(axis.beyond(disturbed)).isEqualTo(1);
        assertThat(axis.beyond(steady)).isZero();
        assertThat(axis.place(1_100_000)).isBetween(0.2, 0.8);
    }

    @Test
    void what_differs_more_than_five_times_lies_on_a_logarithmic_axis() {
        assertThat(TimeAxis.of(List.of(around(1_000_000), around(190_000))).isLogarithmic())
                .isTrue();
        assertThat(TimeAxis.of(List.of(around(1_000_000), around(250_000))).isLogarithmic())
                .isFalse();
    }

    @Test
    void the_marks_of_a_logarithmic_axis_are_few_enough_to_be_read_and_at_least_two() {
        for (double span : new double[] {1.01, 1.3, 2, 4.9, 7, 60, 99, 101, 1e4, 1e9}) {
            for (double least : new double[] {0.0013, 1, 3.3, 9.99, 1e6}) {
                XYStyler styler = new XYChartBuilder().build().getStyler();
                new LogAxis(least, least * span, Quantity::number).asX(styler);
                assertThat(marks(styler)).as("%s times from %s", span, least).hasSizeBetween(2, 12);
            }
        }
    }

    /** The labels that a logarithmic axis gets, at nine places of each power of ten. */
    private static List<String> marks(XYStyler styler) {
        List<String> marks = new ArrayList<>();
        for (int power = -4; power <= 16; power++) {
            for (int digit = 1; digit <= 9; digit++) {
                double place = digit * Math.pow(10, power);
                if (place >= styler.getXAxisMin() * 0.999 && place <= styler.getXAxisMax() * 1.001) {
                    marks.add(styler.getXAxisTickLabelsFormattingFunction().apply(place));
                }
            }
        }
        marks.removeIf(String::isEmpty);
        return marks;
    }

    @Test
    void the_text_of_pictures_reads_on_their_ground() {
        assertThat(contrast(Palette.Ink.TEXT)).isGreaterThan(7);
        assertThat(contrast(Palette.Ink.QUIET_TEXT)).isGreaterThan(4.5);
        assertThat(Palette.Ink.SERIES).allMatch(ink -> contrast(ink) > 3);
    }

    /** <a href="https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio">WCAG 2.1</a>. */
    private static double contrast(Color ink) {
        return (luminance(Palette.Ink.GROUND) + 0.05) / (luminance(ink) + 0.05);
    }

    private static double luminance(Color colour) {
        float[] parts = colour.getRGBColorComponents(null);
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            linear[i] = parts[i] <= 0.03928 ? parts[i] / 12.92 : Math.pow((parts[i] + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
