package rowan.display;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.model.Chart;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Series;

/** Bars, lines and points above places that have names, counted from 1. What has no value leaves its place free. */
final class PlacesDrawing {

    /** How much of its place a bar takes. */
    private static final double BAR = 0.62;

    /** Pixels that the axis at the left takes, about. */
    private static final int LEFT = 60;

    private static final int TITLE = 20;

    private final Chart chart;
    private final List<String> names;
    private final XYChart drawing;
    private final NamedPlaces places;
    private final int height;

    private PlacesDrawing(Chart chart, Graphics2D graphics) {
        this.chart = chart;
        this.names = chart.series().stream()
                .max(Comparator.comparingInt(series -> series.points().size()))
                .map(series -> series.points().stream().map(Point::label).toList())
                .orElse(List.of(""));
        this.places = new NamedPlaces(
                names,
                (ChartPicture.WIDTH - LEFT) / (double) Math.max(1, names.size()),
                graphics.getFontMetrics(ChartDrawing.font()));
        this.height = ChartPicture.HEIGHT - places.height() - (chart.x().label().isEmpty() ? 0 : TITLE);
        this.drawing = new XYChartBuilder()
                .width(ChartPicture.WIDTH)
                .height(height)
                .yAxisTitle(chart.y().label())
                .build();
    }

    static void paint(Chart chart, Graphics2D graphics) {
        new PlacesDrawing(chart, graphics).paint(graphics);
    }

    private void paint(Graphics2D graphics) {
        ChartDrawing.dress(drawing.getStyler(), chart);
        frame(drawing, names.size());
        if (places.overhang() > LEFT) {
            drawing.getStyler().setYAxisLeftWidthHint(places.overhang());
        }
        boolean areBars = chart.kind() == Kind.BAR || chart.kind() == Kind.HISTOGRAM;
        for (int i = 0; i < chart.series().size(); i++) {
            if (areBars) {
                bars(chart.series().get(i), i);
            } else {
                ChartDrawing.line(drawing, chart.kind(), placed(chart.series().get(i)), i);
            }
        }
        if (areBars) {
            drawing.getStyler()
                    .setYAxisMin(Math.min(
                            0,
                            chart.points().stream()
                                    .mapToDouble(Point::value)
                                    .filter(value -> !Double.isNaN(value))
                                    .min()
                                    .orElse(0)));
        }
        drawing.paint(graphics, ChartPicture.WIDTH, height);
        name(graphics, drawing, places, height, chart.x().label());
    }

    /** An axis that counts, and says nothing. */
    static void frame(XYChart drawing, int places) {
        drawing.getStyler().setXAxisMin(0.5);
        drawing.getStyler().setXAxisMax(places + 0.5);
        drawing.getStyler().setXAxisTicksVisible(false);
        drawing.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
    }

    /** Writes the names below the places of a drawing, and what they are below them. */
    static void name(Graphics2D graphics, XYChart drawing, NamedPlaces places, int top, String title) {
        graphics.setFont(ChartDrawing.font());
        graphics.setColor(Palette.Ink.TEXT);
        places.write(graphics, i -> drawing.getScreenXFromChart(i + 1), top);
        graphics.drawString(
                title,
                (ChartPicture.WIDTH - graphics.getFontMetrics().stringWidth(title)) / 2f,
                ChartPicture.HEIGHT - (float) TITLE / 3);
    }

    private static Series placed(Series series) {
        List<Point> points = new ArrayList<>();
        for (Point point : series.points()) {
            points.add(Point.of(point.label(), points.size() + 1, point.value()));
        }
        return new Series(series.name(), points);
    }

    private void bars(Series series, int colour) {
        boolean isHistogram = chart.kind() == Kind.HISTOGRAM;
        double half = isHistogram ? 0.49 : BAR / 2;
        for (int i = 0; i < series.points().size(); i++) {
            double value = series.points().get(i).value();
            if (!series.points().get(i).hasValue()) {
                continue;
            }
            double left = i + 1 - half;
            double right = i + 1 + half;
            XYSeries bar = drawing.addSeries(
                    i == 0 ? series.name() : series.name() + "\u200b" + i,
                    new double[] {left, left, right, right},
                    new double[] {0, value, value, 0});
            bar.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
            bar.setMarker(SeriesMarkers.NONE);
            bar.setLineColor(Palette.Ink.CLEAR);
            bar.setFillColor(chart.series().size() > 1 ? Palette.Ink.seeThrough(colour) : Palette.Ink.series(colour));
            bar.setShowInLegend(i == 0);
        }
    }
}
