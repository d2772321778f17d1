package rowan.display.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;
import rowan.model.Chart;

/** Where a logarithmic axis begins and ends, and which of its marks are labelled. */
class LogAxisTest {

    private static final Chart.Axis AXIS = new Chart.Axis("n", Chart.Scale.LOGARITHMIC);

    @ParameterizedTest
    @CsvSource({
        "3, 7000, 2, 10000, 10 100 1000",
        "1000, 1000000, 1000, 1000000, 1000 10000",
        "30, 45, 20, 50, 20 30 40",
        "12, 70, 10, 100, 10 20 50 100",
        "7, 7, 5, 10, 5 6 7 8 9 10",
        "999.9999999, 2000, 1000, 2000, 1000 2000"
    })
    void it_goes_from_a_round_number_to_one(double least, double most, double from, double to, String labels) {
        XYStyler styler = new XYChartBuilder().build().getStyler();
        LogAxis.along(AXIS, new double[] {most, 0, least, -1}).orElseThrow().asX(styler);
        assertThat(styler.getXAxisMin()).isEqualTo(from);
        assertThat(styler.getXAxisMax()).isEqualTo(to);
        String shown = Arrays.stream(labels.split(" "))
                .map(label -> styler.getXAxisTickLabelsFormattingFunction().apply(Double.parseDouble(label)))
                .collect(Collectors.joining(" "));
        assertThat(shown.replace(",", "")).isEqualTo(labels);
    }

    @Test
    void many_powers_of_ten_leave_no_room_for_what_is_between() {
        XYStyler styler = new XYChartBuilder().build().getStyler();
        LogAxis.along(AXIS, new double[] {1, 1_000}).orElseThrow().asY(styler);
        assertThat(styler.getYAxisTickLabelsFormattingFunction().apply(200.0)).isEmpty();
        assertThat(styler.getYAxisTickLabelsFormattingFunction().apply(100.0)).isEqualTo("100");
    }

    @Test
    void where_nothing_is_above_zero_there_is_none() {
        assertThat(LogAxis.along(AXIS, new double[] {0, -1})).isEmpty();
        assertThat(LogAxis.along(new Chart.Axis("n", Chart.Scale.LINEAR), new double[] {1}))
                .isEmpty();
    }
}
