package rowan.display;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.model.Chart;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Scale;
import rowan.model.Chart.Series;
import rowan.model.Quantity;

/** A {@link Chart} in the terms of XChart, dressed in Rowan's palette. */
final class ChartDrawing {

    private static final BasicStroke THIN = new BasicStroke(1.5f);

    private ChartDrawing() {}

    static void paint(Chart chart, Graphics2D graphics) {
        boolean numericX = chart.x().scale() != Scale.CATEGORIES;
        switch (chart.kind()) {
            case BOX -> BoxDrawing.paint(chart, graphics);
            case PIE -> pie(chart).paint(graphics, ChartPicture.WIDTH, ChartPicture.HEIGHT);
            case LINE, SCATTER -> {
                if (numericX) {
                    points(chart).paint(graphics, ChartPicture.WIDTH, ChartPicture.HEIGHT);
                } else {
                    categories(chart).paint(graphics, ChartPicture.WIDTH, ChartPicture.HEIGHT);
                }
            }
            case BAR, HISTOGRAM -> {
                if (IntervalDrawing.suits(chart)) {
                    IntervalDrawing.paint(chart, graphics);
                } else {
                    categories(chart).paint(graphics, ChartPicture.WIDTH, ChartPicture.HEIGHT);
                }
            }
        }
    }

    private static CategoryChart categories(Chart chart) {
        CategoryChart drawing = new CategoryChartBuilder()
                .width(ChartPicture.WIDTH)
                .height(ChartPicture.HEIGHT)
                .xAxisTitle(chart.x().label())
                .yAxisTitle(chart.y().label())
                .build();
        drawing.getStyler()
                .setDefaultSeriesRenderStyle(
                        switch (chart.kind()) {
                            case LINE -> CategorySeriesRenderStyle.Line;
                            case SCATTER -> CategorySeriesRenderStyle.Scatter;
                            default -> CategorySeriesRenderStyle.Bar;
                        });
        boolean isHistogram = chart.kind() == Kind.HISTOGRAM;
        drawing.getStyler().setAvailableSpaceFill(isHistogram ? 0.98 : 0.5);
        dress(drawing.getStyler(), chart);
        if (isHistogram && chart.series().size() > 1) {
            drawing.getStyler().setOverlapped(true);
            drawing.getStyler().setSeriesColors(Palette.Ink.SEE_THROUGH);
        }
        // Labels that would run into each other are left out, and the table beside the picture has them all.
        int labels =
                chart.series().stream().mapToInt(s -> s.points().size()).max().orElse(0);
        drawing.getStyler().setXAxisMaxLabelCount(Math.max(2, Math.min(labels, roomFor(chart))));
        for (Series series : chart.series()) {
            List<String> names = series.points().stream()
                    .map(p -> shortened(p.label(), labels))
                    .toList();
            List<Double> values = series.points().stream().map(Point::value).toList();
            drawing.addSeries(series.name(), unique(names), values);
        }
        return drawing;
    }

    private static int roomFor(Chart chart) {
        int longest = chart.points().stream()
                .mapToInt(p -> TextWidth.of(p.label()))
                .max()
                .orElse(1);
        return Math.max(2, 75 / Math.max(1, longest));
    }

    /** As much of a label as has room below its bar. */
    static String shortened(String label, int labels) {
        int room = Math.max(12, 80 / Math.max(1, labels));
        return label.length() > room ? label.substring(0, room - 1) + "…" : label;
    }

    /** XChart draws bars of the same label on top of each other; a blank that nobody sees keeps them apart. */
    private static List<String> unique(List<String> labels) {
        return IntStream.range(0, labels.size())
                .mapToObj(i -> labels.get(i)
                        + "\u200b".repeat((int) labels.subList(0, i).stream()
                                .filter(labels.get(i)::equals)
                                .count()))
                .toList();
    }

    private static XYChart points(Chart chart) {
        XYChart drawing = new XYChartBuilder()
                .width(ChartPicture.WIDTH)
                .height(ChartPicture.HEIGHT)
                .xAxisTitle(chart.x().label())
                .yAxisTitle(chart.y().label())
                .build();
        drawing.getStyler().setXAxisLogarithmic(chart.x().scale() == Scale.LOGARITHMIC);
        drawing.getStyler()
                .setDefaultSeriesRenderStyle(
                        chart.kind() == Kind.SCATTER ? XYSeriesRenderStyle.Scatter : XYSeriesRenderStyle.Line);
        dress(drawing.getStyler(), chart);
        drawing.getStyler().setXAxisLogarithmicDecadeOnly(decades(chart, Point::x));
        drawing.getStyler().setXAxisTickLabelsFormattingFunction(Quantity::number);
        drawing.getStyler().setMarkerSize(chart.kind() == Kind.SCATTER ? 5 : 6);
        int colour = 0;
        for (Series series : chart.series()) {
            Color ink = Palette.Ink.series(colour++);
            XYSeries line = drawing.addSeries(
                    series.name(),
                    series.points().stream().mapToDouble(Point::x).toArray(),
                    series.points().stream().mapToDouble(Point::value).toArray());
            line.setMarkerColor(ink);
            line.setMarker(SeriesMarkers.CIRCLE);
            line.setLineColor(ink);
            line.setLineStyle(new BasicStroke(2));
            for (int i = 0; i < series.points().size(); i++) {
                interval(drawing, series, i, ink);
            }
        }
        return drawing;
    }

    /** Whether powers of ten are marks enough on a logarithmic axis. */
    private static boolean decades(Chart chart, ToDoubleFunction<Point> of) {
        double least = chart.points().stream().mapToDouble(of).min().orElse(1);
        double most = chart.points().stream().mapToDouble(of).max().orElse(1);
        return most >= 100 * least;
    }

    /** An interval is a line of its own, so that it may reach further up than down, as most do on logarithmic axes. */
    private static void interval(XYChart drawing, Series series, int index, Color ink) {
        Point point = series.points().get(index);
        if (point.low() == point.high()) {
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

    private static PieChart pie(Chart chart) {
        PieChart drawing = new PieChartBuilder()
                .width(ChartPicture.WIDTH)
                .height(ChartPicture.HEIGHT)
                .build();
        dress(drawing.getStyler());
        drawing.getStyler().setLegendVisible(true);
        drawing.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        drawing.getStyler().setLabelsFontColor(Palette.Ink.TEXT);
        drawing.getStyler().setLabelsFont(font());
        drawing.getStyler().setLabelsFontColorAutomaticEnabled(false);
        drawing.getStyler().setLabelsDistance(1.12);
        drawing.getStyler().setPlotContentSize(0.8);
        List<String> names =
                unique(chart.points().stream().map(p -> shortened(p.label(), 4)).toList());
        for (int i = 0; i < names.size(); i++) {
            drawing.addSeries(names.get(i), chart.points().get(i).value());
        }
        return drawing;
    }

    static void dress(AxesChartStyler styler, Chart chart) {
        dress(styler);
        styler.setYAxisLogarithmic(chart.y().scale() == Scale.LOGARITHMIC);
        styler.setYAxisLogarithmicDecadeOnly(decades(chart, Point::value));
        styler.setAxisTickLabelsColor(Palette.Ink.TEXT);
        styler.setAxisTickMarksColor(Palette.Ink.TEXT);
        styler.setPlotGridLinesColor(Palette.Ink.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        // On a logarithmic axis there would be nine lines to each power of ten.
        styler.setPlotGridHorizontalLinesVisible(chart.y().scale() != Scale.LOGARITHMIC);
        styler.setAxisTitleFont(font());
        styler.setAxisTickLabelsFont(font());
        styler.setYAxisTickLabelsFormattingFunction(Quantity::number);
        styler.setLegendVisible(chart.series().size() > 1);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
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

    static Font font() {
        return new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    }
}
