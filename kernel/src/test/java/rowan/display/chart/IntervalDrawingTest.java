package rowan.display.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.display.markup.Palette;
import rowan.model.Chart;
import rowan.model.Chart.Point;

/** Bars with intervals. */
class IntervalDrawingTest {

    private static final Point WIDE = new Point("with index", 0, 40, 30, 60);
    private static final Point EXACT = new Point("as it is", 0, 10, 10, 10);

    private static Chart chart(Chart.Kind kind, List<List<Point>> series) {
        return new Chart(
                kind,
                "times",
                new Chart.Axis("arm", Chart.Scale.CATEGORIES),
                new Chart.Axis("ms", Chart.Scale.LINEAR),
                series.stream().map(points -> new Chart.Series("s", points)).toList());
    }

    @Test
    void one_series_of_which_a_bar_has_an_interval_is_drawn_so() {
        assertThat(IntervalDrawing.suits(chart(Chart.Kind.BAR, List.of(List.of(WIDE, EXACT)))))
                .isTrue();
        assertThat(IntervalDrawing.suits(chart(Chart.Kind.BAR, List.of(List.of(EXACT)))))
                .isFalse();
        assertThat(IntervalDrawing.suits(chart(Chart.Kind.LINE, List.of(List.of(WIDE)))))
                .isFalse();
        assertThat(IntervalDrawing.suits(chart(Chart.Kind.BAR, List.of(List.of(WIDE), List.of(WIDE)))))
                .isFalse();
        assertThat(IntervalDrawing.suits(chart(Chart.Kind.BAR, List.of(List.of(new Point("below", 0, 1, -1, 2))))))
                .isFalse();
    }

    /** How far the interval reaches from left to right, in pixels. */
    private static int inked(Point point) {
        BufferedImage picture = new BufferedImage(ChartPicture.WIDTH, ChartPicture.HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        IntervalDrawing.paint(chart(Chart.Kind.BAR, List.of(List.of(point))), graphics);
        graphics.dispose();
        int ink = Palette.Ink.series(0).getRGB();
        int first = Integer.MAX_VALUE;
        int last = 0;
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                if (picture.getRGB(x, y) == ink) {
                    first = Math.min(first, x);
                    last = x;
                }
            }
        }
        return last - first;
    }

    @Test
    void an_interval_reaches_from_its_least_to_its_most() {
        int wide = inked(WIDE);
        int narrow = inked(new Point("with index", 0, 60, 59, 60));
        assertThat(wide).isGreaterThan(ChartPicture.WIDTH / 8);
        assertThat(narrow).isPositive().isLessThan(wide / 4);
    }
}
