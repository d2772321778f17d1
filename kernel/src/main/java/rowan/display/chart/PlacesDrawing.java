package rowan.display.chart;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.display.markup.Palette;
import rowan.model.Chart;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Series;

/** Bars, lines and points above places that have names. What has no value leaves its place free. */
final class PlacesDrawing {

    /** How much of its place a bar takes, and one of a histogram. */
    private static final double BAR = 0.62;

    private static final double BIN = 0.98;

    private PlacesDrawing() {}

    static void paint(Chart chart, Graphics2D graphics) {
        List<String> names = chart.series().stream()
                .max(Comparator.comparingInt(series -> series.points().size()))
                .map(series -> series.points().stream().map(Point::label).toList())
                .orElse(List.of());
        PlacesFrame frame = new PlacesFrame(chart, names, graphics);
        XYChart drawing = frame.drawing();
        boolean areBars = chart.kind() == Kind.BAR || chart.kind() == Kind.HISTOGRAM;
        for (int i = 0; i < chart.series().size(); i++) {
            Series series = chart.series().get(i);
            if (areBars) {
                bars(drawing, chart, series, i);
            } else {
                ChartDrawing.line(drawing, chart.kind(), placed(series), i);
            }
        }
        if (areBars) {
            drawing.getStyler().setYAxisMin(Math.min(0, least(chart)));
        }
        frame.paint(graphics);
    }

    private static double least(Chart chart) {
        return chart.points().stream()
                .filter(Point::hasValue)
                .mapToDouble(Point::value)
                .min()
                .orElse(0);
    }

    private static Series placed(Series series) {
        List<Point> points = new ArrayList<>();
        for (Point point : series.points()) {
            points.add(Point.of(point.label(), points.size() + 1, point.value()));
        }
        return new Series(series.name(), points);
    }

    private static void bars(XYChart drawing, Chart chart, Series series, int colour) {
        double half = (chart.kind() == Kind.HISTOGRAM ? BIN : BAR) / 2;
        for (int i = 0; i < series.points().size(); i++) {
            Point point = series.points().get(i);
            if (point.hasValue()) {
                double left = i + 1 - half;
                double right = i + 1 + half;
                XYSeries bar = drawing.addSeries(
                        i == 0 ? series.name() : series.name() + "\u200b" + i,
                        new double[] {left, left, right, right},
                        new double[] {0, point.value(), point.value(), 0});
                bar.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
                bar.setMarker(SeriesMarkers.NONE);
                bar.setLineColor(Palette.Ink.CLEAR);
                bar.setFillColor(
                        chart.series().size() > 1 ? Palette.Ink.seeThrough(colour) : Palette.Ink.series(colour));
                bar.setShowInLegend(i == 0);
            }
        }
    }
}
