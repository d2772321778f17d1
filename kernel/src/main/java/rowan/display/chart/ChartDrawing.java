package rowan.display.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.display.markup.Palette;
import rowan.display.markup.TextFit;
import rowan.model.Chart;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Scale;
import rowan.model.Chart.Series;
import rowan.model.Quantity;

/** A {@link Chart} in the terms of XChart, dressed in Rowan's palette. */
public final class ChartDrawing {

    private static final BasicStroke THIN = new BasicStroke(1.5f);
    private static final int GAP = 8;

    private ChartDrawing() {}

    /** The picture of a chart. */
    static ChartPicture of(Chart chart) {
        return ChartPicture.of(graphics -> paint(chart, graphics));
    }

    private static void paint(Chart chart, Graphics2D graphics) {
        switch (chart.kind()) {
            case BOX -> BoxDrawing.paint(chart, graphics);
            case PIE -> pie(chart, graphics);
            case LINE, SCATTER -> {
                if (chart.x().scale() == Scale.CATEGORIES) {
                    PlacesDrawing.paint(chart, graphics);
                } else {
                    points(chart).paint(graphics, ChartPicture.WIDTH, ChartPicture.HEIGHT);
                }
            }
            case BAR, HISTOGRAM -> {
                if (IntervalDrawing.suits(chart)) {
                    IntervalDrawing.paint(chart, graphics);
                } else {
                    PlacesDrawing.paint(chart, graphics);
                }
            }
        }
    }

    private static XYChart points(Chart chart) {
        XYChart drawing = new XYChartBuilder()
                .width(ChartPicture.WIDTH)
                .height(ChartPicture.HEIGHT)
                .xAxisTitle(chart.x().label())
                .yAxisTitle(chart.y().label())
                .build();
        dress(drawing.getStyler(), chart);
        LogAxis.along(chart.x(), chart.points().stream().mapToDouble(Point::x).toArray())
                .ifPresentOrElse(
                        axis -> axis.asX(drawing.getStyler()),
                        () -> drawing.getStyler().setXAxisTickLabelsFormattingFunction(Quantity::number));
        drawing.getStyler().setMarkerSize(chart.kind() == Kind.SCATTER ? 5 : 6);
        for (int i = 0; i < chart.series().size(); i++) {
            Series series = chart.series().get(i);
            line(drawing, chart.kind(), series, i);
            for (int place = 0; place < series.points().size(); place++) {
                interval(drawing, series, place, Palette.Ink.series(i));
            }
        }
        return drawing;
    }

    /** A line through the points, broken where one has no value, or the points alone. */
    static void line(XYChart drawing, Kind kind, Series series, int colour) {
        Color ink = Palette.Ink.series(colour);
        XYSeries line = drawing.addSeries(
                series.name(),
                series.points().stream().mapToDouble(Point::x).toArray(),
                series.points().stream().mapToDouble(Point::value).toArray());
        line.setXYSeriesRenderStyle(kind == Kind.SCATTER ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
        line.setMarkerColor(ink);
        line.setMarker(SeriesMarkers.CIRCLE);
        line.setLineColor(ink);
        line.setLineStyle(new BasicStroke(2));
    }

    /** An interval is a line of its own, so that it may reach further up than down, as most do on logarithmic axes. */
    private static void interval(XYChart drawing, Series series, int index, Color ink) {
        Point point = series.points().get(index);
        if (!(point.low() < point.high())) {
            return;
        }
        XYSeries bar =
                drawing.addSeries(series.name() + "\u200b" + index, new double[] {point.x(), point.x()}, new double[] {
                    point.low(), point.high()
                });
        bar.setMarker(SeriesMarkers.NONE);
        bar.setLineColor(ink);
        bar.setLineStyle(THIN);
        bar.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
        bar.setShowInLegend(false);
    }

    /** With a legend of its own: XChart's is cut where names are long. */
    private static void pie(Chart chart, Graphics2D graphics) {
        int side = ChartPicture.HEIGHT;
        PieChart drawing = new PieChartBuilder().width(side).height(side).build();
        dress(drawing.getStyler());
        drawing.getStyler().setLegendVisible(false);
        drawing.getStyler().setLabelsVisible(false);
        drawing.getStyler().setPlotContentSize(0.9);
        List<Point> points = chart.points().stream().filter(p -> p.value() > 0).toList();
        double all = points.stream().mapToDouble(Point::value).sum();
        for (int i = 0; i < points.size(); i++) {
            drawing.addSeries(String.valueOf(i), points.get(i).value()).setFillColor(Palette.Ink.series(i));
        }
        drawing.paint(graphics, side, side);
        graphics.setFont(font());
        FontMetrics metrics = graphics.getFontMetrics();
        int line = Math.min(2 * metrics.getHeight(), (side - 2 * GAP) / Math.max(1, points.size()));
        int top = (side - line * points.size()) / 2;
        for (int i = 0; i < points.size(); i++) {
            int foot = top + i * line + (line + metrics.getAscent()) / 2 - 1;
            String share = " · " + Quantity.percent(points.get(i).value() / all);
            int room = ChartPicture.WIDTH - side - 4 * GAP - metrics.stringWidth(share);
            graphics.setColor(Palette.Ink.series(i));
            graphics.fillRect(side + GAP, foot - 9, 10, 10);
            graphics.setColor(Palette.Ink.TEXT);
            graphics.drawString(TextFit.shortened(points.get(i).label(), room, metrics) + share, side + 3 * GAP, foot);
        }
    }

    static void dress(AxesChartStyler styler, Chart chart) {
        dress(styler);
        LogAxis.along(
                        chart.y(),
                        chart.points().stream().mapToDouble(Point::value).toArray())
                .ifPresentOrElse(
                        axis -> axis.asY(styler), () -> styler.setYAxisTickLabelsFormattingFunction(Quantity::number));
        styler.setLegendVisible(chart.series().size() > 1);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
    }

    public static void dress(AxesChartStyler styler) {
        dress((Styler) styler);
        styler.setAxisTickLabelsColor(Palette.Ink.TEXT);
        styler.setAxisTickMarksColor(Palette.Ink.GRID);
        styler.setPlotGridLinesColor(Palette.Ink.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAxisTitleFont(font());
        styler.setYAxisTickMarkSpacingHint(40);
        styler.setAxisTickLabelsFont(font());
    }

    private static void dress(Styler styler) {
        styler.setChartBackgroundColor(Palette.Ink.CLEAR);
        styler.setPlotBackgroundColor(Palette.Ink.CLEAR);
        styler.setLegendBackgroundColor(Palette.Ink.CLEAR);
        styler.setLegendBorderColor(Palette.Ink.CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(Palette.Ink.TEXT);
        styler.setLegendFont(font());
        styler.setSeriesColors(Palette.Ink.SERIES);
    }

    public static Font font() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    }
}
