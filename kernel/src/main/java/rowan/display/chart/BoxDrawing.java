package rowan.display.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.display.markup.Palette;
import rowan.model.Chart;
import rowan.model.experiment.Timing;

/**
 * A box plot made of lines: the middle half as a box with its median, whiskers to the last value within 1.5 box lengths,
 * and all values beyond as points (Tukey). XChart's own has fixed colours, among them a black that dark pages swallow.
 */
final class BoxDrawing {

    private static final double HALF_BOX = 0.22;
    private static final double HALF_CAP = 0.1;
    private static final double REACH = 1.5;

    private final XYChart drawing;
    private int lines;

    private BoxDrawing(XYChart drawing) {
        this.drawing = drawing;
    }

    static void paint(Chart chart, Graphics2D graphics) {
        PlacesFrame frame = new PlacesFrame(
                chart, chart.series().stream().map(Chart.Series::name).toList(), graphics);
        frame.drawing().getStyler().setLegendVisible(false);
        BoxDrawing box = new BoxDrawing(frame.drawing());
        for (int i = 0; i < chart.series().size(); i++) {
            List<Double> values = chart.series().get(i).points().stream()
                    .map(Chart.Point::value)
                    .toList();
            if (!values.isEmpty()) {
                box.add(i + 1, new Timing(values), Palette.Ink.series(i));
            }
        }
        frame.paint(graphics);
    }

    private void add(int x, Timing values, Color ink) {
        double low = values.quantile(0.25);
        double high = values.quantile(0.75);
        double reach = REACH * (high - low);
        List<Double> beyond = new ArrayList<>();
        double least = low;
        double most = high;
        for (double value : values.nanos()) {
            if (value < low - reach || value > high + reach) {
                beyond.add(value);
            } else {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        double left = x - HALF_BOX;
        double right = x + HALF_BOX;
        line(ink, 1.5f, new double[] {left, right, right, left, left}, new double[] {low, low, high, high, low});
        line(ink, 3, new double[] {left, right}, new double[] {values.median(), values.median()});
        line(ink, 1.5f, new double[] {x, x}, new double[] {high, most});
        line(ink, 1.5f, new double[] {x, x}, new double[] {least, low});
        line(ink, 1.5f, new double[] {x - HALF_CAP, x + HALF_CAP}, new double[] {most, most});
        line(ink, 1.5f, new double[] {x - HALF_CAP, x + HALF_CAP}, new double[] {least, least});
        if (!beyond.isEmpty()) {
            double[] places = new double[beyond.size()];
            java.util.Arrays.fill(places, x);
            XYSeries points = drawing.addSeries(
                    "line " + lines++,
                    places,
                    beyond.stream().mapToDouble(v -> v).toArray());
            points.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            points.setMarker(SeriesMarkers.CIRCLE);
            points.setMarkerColor(ink);
        }
    }

    private void line(Color ink, float width, double[] x, double[] y) {
        XYSeries line = drawing.addSeries("line " + lines++, x, y);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ink);
        line.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }
}
