package rowan.display;

import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Series;

/** A chart as a PNG of twice its size, sharp on dense screens, with a clear ground for light and dark pages. */
final class ChartPicture {

    static final int WIDTH = 560;
    static final int HEIGHT = 300;
    private static final int SCALE = 2;

    private ChartPicture() {}

    /** The picture in Base64; empty on a machine without fonts, where Java can draw no text. */
    static Optional<String> png(rowan.model.Chart chart) {
        try {
            BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.scale(SCALE, SCALE);
            drawing(chart).paint(graphics, WIDTH, HEIGHT);
            graphics.dispose();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
            return Optional.of(Base64.getEncoder().encodeToString(bytes.toByteArray()));
        } catch (IOException | RuntimeException | InternalError | LinkageError e) {
            System.getLogger(ChartPicture.class.getName())
                    .log(System.Logger.Level.WARNING, "no picture can be drawn here: " + e);
            return Optional.empty();
        }
    }

    private static Chart<?, ?> drawing(rowan.model.Chart chart) {
        CategoryChart drawing = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .xAxisTitle(chart.xLabel())
                .yAxisTitle(chart.yLabel())
                .build();
        CategoryStyler styler = drawing.getStyler();
        styler.setDefaultSeriesRenderStyle(
                chart.kind() == Kind.LINE
                        ? org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle.Line
                        : org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle.Bar);
        styler.setYAxisLogarithmic(chart.logarithmic());
        dress(styler, chart.series().size() > 1);
        for (Series series : chart.series()) {
            List<String> labels = series.points().stream().map(Point::label).toList();
            List<Double> values = series.points().stream().map(Point::value).toList();
            List<Double> errors =
                    series.points().stream().map(p -> (p.high() - p.low()) / 2).toList();
            boolean bare = errors.stream().allMatch(e -> e == 0);
            if (bare) {
                drawing.addSeries(series.name(), labels, values);
            } else {
                drawing.addSeries(series.name(), labels, values, errors);
            }
        }
        return drawing;
    }

    private static void dress(CategoryStyler styler, boolean legend) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
        styler.setChartBackgroundColor(Palette.Ink.CLEAR);
        styler.setPlotBackgroundColor(Palette.Ink.CLEAR);
        styler.setLegendBackgroundColor(Palette.Ink.CLEAR);
        styler.setLegendBorderColor(Palette.Ink.CLEAR);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(Palette.Ink.TEXT);
        styler.setAxisTickLabelsColor(Palette.Ink.TEXT);
        styler.setAxisTickMarksColor(Palette.Ink.TEXT);
        styler.setPlotGridLinesColor(Palette.Ink.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setAxisTitleFont(font);
        styler.setAxisTickLabelsFont(font);
        styler.setLegendFont(font);
        styler.setLegendVisible(legend);
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setErrorBarsColor(Palette.Ink.TEXT);
        styler.setSeriesColors(Palette.Ink.SERIES);
        styler.setAvailableSpaceFill(0.5);
    }
}
