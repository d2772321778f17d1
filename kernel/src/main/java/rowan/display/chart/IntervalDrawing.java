package rowan.display.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.display.markup.Palette;
import rowan.model.Chart;
import rowan.model.Chart.Point;
import rowan.model.Quantity;

/**
 * Bars with intervals, one below the other, each with its name and its numbers: what is a hundred times smaller than its
 * neighbour is still read. XChart's own stand side by side, where long names have no room, and their intervals reach equally
 * far to both sides, below zero if need be.
 */
final class IntervalDrawing {

    private static final double HALF_CAP = 0.1;

    /** How much of the plot is left free for the numbers behind the longest bar. */
    private static final double FREE = 0.4;

    private static final int LONGEST_NAME = 36;
    private static final int GAP = 8;

    private final Chart chart;
    private final List<Point> points;
    private final XYChart drawing;
    private int lines;

    private IntervalDrawing(Chart chart) {
        this.chart = chart;
        this.points = chart.points();
        this.drawing = new XYChartBuilder()
                .width(ChartPicture.WIDTH)
                .height(ChartPicture.HEIGHT)
                .xAxisTitle(chart.y().label())
                .build();
    }

    /** Whether a chart is one of bars with intervals. */
    static boolean suits(Chart chart) {
        return chart.kind() == Chart.Kind.BAR
                && chart.series().size() == 1
                && chart.points().stream().anyMatch(p -> p.low() < p.high())
                && chart.points().stream().allMatch(p -> p.low() >= 0);
    }

    static void paint(Chart chart, Graphics2D graphics) {
        new IntervalDrawing(chart).paint(graphics);
    }

    private static String name(Point point) {
        String name = point.label();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
    }

    private void paint(Graphics2D graphics) {
        double most = points.stream().mapToDouble(Point::high).max().orElse(1);
        FontMetrics metrics = graphics.getFontMetrics(ChartDrawing.font());
        int longest = points.stream()
                .mapToInt(point -> metrics.stringWidth(name(point)))
                .max()
                .orElse(0);
        ChartDrawing.dress(drawing.getStyler(), chart);
        drawing.getStyler().setLegendVisible(false);
        drawing.getStyler().setXAxisTickLabelsFormattingFunction(Quantity::number);
        drawing.getStyler().setXAxisMin(0.0);
        drawing.getStyler().setXAxisMax(most * (1 + FREE));
        drawing.getStyler().setYAxisMin(0.5);
        drawing.getStyler().setYAxisMax(points.size() + 0.5);
        drawing.getStyler().setPlotGridVerticalLinesVisible(true);
        drawing.getStyler().setPlotGridHorizontalLinesVisible(false);
        // The axis counts the bars, and says nothing: the names are written in its place.
        drawing.getStyler().setYAxisTicksVisible(false);
        drawing.getStyler().setYAxisLeftWidthHint(longest + 2 * GAP);
        float thick = Math.min(40, 150f / points.size());
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            int y = points.size() - i;
            line(Palette.Ink.seeThrough(0), thick, new double[] {0, point.value()}, new double[] {y, y});
            line(Palette.Ink.series(0), 2, new double[] {point.low(), point.high()}, new double[] {y, y});
            for (double end : new double[] {point.low(), point.high()}) {
                line(Palette.Ink.series(0), 2, new double[] {end, end}, new double[] {y - HALF_CAP, y + HALF_CAP});
            }
        }
        drawing.paint(graphics, ChartPicture.WIDTH, ChartPicture.HEIGHT);
        write(graphics, metrics);
    }

    /** Names before the bars, numbers behind them. */
    private void write(Graphics2D graphics, FontMetrics metrics) {
        graphics.setFont(ChartDrawing.font());
        graphics.setColor(Palette.Ink.TEXT);
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            float line = (float) drawing.getScreenYFromChart(points.size() - i) + metrics.getAscent() / 2f - 1;
            float axis = (float) drawing.getScreenXFromChart(0);
            graphics.drawString(name(point), axis - GAP - metrics.stringWidth(name(point)), line);
            float end = (float) drawing.getScreenXFromChart(Math.max(point.value(), point.high()));
            graphics.drawString(ChartRenderer.value(point), end + GAP, line);
        }
    }

    private void line(Color ink, float width, double[] x, double[] y) {
        XYSeries line = drawing.addSeries("line " + lines++, x, y);
        line.setMarker(SeriesMarkers.NONE);
        line.setLineColor(ink);
        line.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    }
}
