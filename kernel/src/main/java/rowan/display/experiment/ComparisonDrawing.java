package rowan.display.experiment;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;
import rowan.display.chart.ChartDrawing;
import rowan.display.chart.ChartPicture;
import rowan.display.chart.TimeAxis;
import rowan.display.markup.Palette;
import rowan.display.markup.TextFit;
import rowan.model.Quantity;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Change;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Comparison.Verdict;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Timing;

/**
 * The picture of a comparison. Above, every sample of each way in a strip, with its median and the interval of that; below,
 * how many times faster each is than the baseline, with the line at 1, where a difference is none, and first the baseline
 * against its twin. What stands in both comes from the same {@link TimeAxis} and verdicts as the text beside it.
 */
final class ComparisonDrawing {

    private static final int WIDTH = 740;
    private static final int RIGHT = 190;
    private static final int GAP = 10;
    private static final int STRIP = 46;
    private static final int ROW = 30;

    /** What XChart needs for the marks below a panel, and their title. */
    private static final int AXIS = 62;

    /** Of a lower one XChart forgets what its axis says. */
    private static final int LEAST_PLOT = 110;

    private static final int LONGEST_NAME = 190;
    private static final int SAMPLE = 5;

    /** How far samples are spread over their strip, by golden sections: they do not hide each other, and lie the same each time. */
    private static final double SPREAD = 0.56;

    private static final double GOLDEN = 0.618_033_988_75;

    private final Comparison comparison;
    private final List<Arm> arms;

    private ComparisonDrawing(Comparison comparison) {
        this.comparison = comparison;
        this.arms = comparison.arms();
    }

    /** The picture of a comparison. */
    static ChartPicture of(Comparison comparison) {
        ComparisonDrawing drawing = new ComparisonDrawing(comparison);
        return new ChartPicture(WIDTH, drawing.stripsHeight() + drawing.ratiosHeight() + GAP, drawing::paint);
    }

    private int stripsHeight() {
        return AXIS + Math.max(LEAST_PLOT, STRIP * arms.size());
    }

    private int ratiosHeight() {
        return AXIS + Math.max(LEAST_PLOT, ROW * arms.size());
    }

    private void paint(Graphics2D graphics) {
        graphics.setFont(ChartDrawing.font());
        FontMetrics metrics = graphics.getFontMetrics();
        List<String> names = new ArrayList<>(arms.stream().map(Arm::label).toList());
        names.add(Comparison.CONTROL);
        int left = Math.min(
                        LONGEST_NAME,
                        names.stream().mapToInt(metrics::stringWidth).max().orElse(0))
                + 2 * GAP;
        strips(graphics, left);
        graphics.translate(0, stripsHeight() + GAP);
        ratios(graphics, left);
    }

    private void strips(Graphics2D graphics, int left) {
        TimeAxis axis = TimeAxis.of(comparison);
        Panel panel = new Panel(
                arms.size(),
                stripsHeight(),
                left,
                comparison.sampling().clock().clock().words()
                        + " of one execution, each sample; median and 99 % interval");
        axis.dress(panel.chart);
        for (int i = 0; i < arms.size(); i++) {
            samples(panel, arms.get(i).timing(), axis, arms.size() - i, ink(i));
        }
        panel.paint(graphics);
        for (int i = 0; i < arms.size(); i++) {
            int row = arms.size() - i;
            panel.name(graphics, row, arms.get(i).label());
            panel.beyond(graphics, row, axis.beyond(arms.get(i).timing()));
            String steps = arms.get(i).work().steps().words() + " VM steps";
            if (i == 0) {
                panel.tell(graphics, row, "", steps);
            } else {
                panel.tell(
                        graphics,
                        row,
                        comparison.changes().get(i - 1).verdict().inShort(),
                        arms.get(0).work().steps().words() + " → " + steps);
            }
        }
    }

    private static Color ink(int arm) {
        return arm == 0 ? Palette.Ink.BASELINE : Palette.Ink.series(arm - 1);
    }

    private static void samples(Panel panel, Timing timing, TimeAxis axis, int row, Color ink) {
        List<Double> shown = timing.nanos().stream().filter(axis::holds).toList();
        if (!shown.isEmpty()) {
            double[] heights = new double[shown.size()];
            for (int i = 0; i < heights.length; i++) {
                heights[i] = row + SPREAD * (i * GOLDEN % 1 - 0.5);
            }
            XYSeries dots =
                    panel.add(shown.stream().mapToDouble(Double::doubleValue).toArray(), heights);
            dots.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            dots.setMarker(SeriesMarkers.CIRCLE);
            dots.setMarkerColor(new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), 0x60));
        }
        timing.interval()
                .ifPresent(interval -> panel.line(Palette.Ink.TEXT, 4, interval.low(), row, interval.high(), row));
        panel.line(Palette.Ink.TEXT, 2, timing.median(), row - 0.36, timing.median(), row + 0.36);
    }

    private void ratios(Graphics2D graphics, int left) {
        List<Change> changes = comparison.changes();
        Ratio control = comparison.control().ratio();
        List<Ratio> all = new ArrayList<>(List.of(control));
        changes.forEach(change -> all.add(change.verdict().ratio()));
        double least = Math.min(
                Verdict.LEAST, all.stream().mapToDouble(Ratio::low).min().orElse(1));
        double most = Math.max(
                Verdict.MOST, all.stream().mapToDouble(Ratio::high).max().orElse(1));
        Panel panel = new Panel(
                all.size(),
                ratiosHeight(),
                left,
                "times faster than " + comparison.baseline().label() + ", 99 % interval; shaded: no difference");
        TimeAxis.between(least, most, Quantity::number).dress(panel.chart);
        panel.line(Palette.Ink.BASELINE, 1.5f, 1, 0.5, 1, all.size() + 0.5);
        for (int i = 0; i < all.size(); i++) {
            Ratio ratio = all.get(i);
            int row = all.size() - i;
            Color ink = ink(i);
            panel.line(ink, 3, ratio.low(), row, ratio.high(), row);
            XYSeries value = panel.add(new double[] {ratio.value()}, new double[] {row});
            value.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
            value.setMarker(SeriesMarkers.DIAMOND);
            value.setMarkerColor(ink);
        }
        panel.chart.getStyler().setMarkerSize(10);
        panel.paint(graphics);
        panel.shade(graphics, Verdict.LEAST, Verdict.MOST, all.size());
        for (int i = 0; i < all.size(); i++) {
            int row = all.size() - i;
            panel.name(
                    graphics,
                    row,
                    i == 0 ? Comparison.CONTROL : changes.get(i - 1).arm().label());
            panel.tell(graphics, row, "", all.get(i).words());
        }
    }

    /** Rows, counted from below, with a name before each and words behind it. */
    private static final class Panel {

        private final XYChart chart;
        private final int height;
        private final int left;
        private int count;

        Panel(int rows, int height, int left, String title) {
            this.height = height;
            this.left = left;
            this.chart = new XYChartBuilder()
                    .width(WIDTH - RIGHT)
                    .height(height)
                    .xAxisTitle(title)
                    .build();
            ChartDrawing.dress(chart.getStyler());
            chart.getStyler().setLegendVisible(false);
            chart.getStyler().setPlotGridVerticalLinesVisible(true);
            chart.getStyler().setPlotGridHorizontalLinesVisible(false);
            chart.getStyler().setYAxisTicksVisible(false);
            chart.getStyler().setYAxisLeftWidthHint(left);
            chart.getStyler().setYAxisMin(0.5);
            chart.getStyler().setYAxisMax(rows + 0.5);
            chart.getStyler().setMarkerSize(SAMPLE);
        }

        XYSeries add(double[] x, double[] y) {
            return chart.addSeries("series " + count++, x, y);
        }

        void line(Color ink, float width, double fromX, double fromY, double toX, double toY) {
            XYSeries line = add(new double[] {fromX, toX}, new double[] {fromY, toY});
            line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line);
            line.setMarker(SeriesMarkers.NONE);
            line.setLineColor(ink);
            line.setLineStyle(new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        }

        void paint(Graphics2D graphics) {
            chart.paint(graphics, WIDTH - RIGHT, height);
            graphics.setFont(ChartDrawing.font());
        }

        void shade(Graphics2D graphics, double from, double to, int rows) {
            double x = chart.getScreenXFromChart(from);
            double top = chart.getScreenYFromChart(rows + 0.5);
            graphics.setColor(Palette.Ink.BAND);
            graphics.fill(new java.awt.geom.Rectangle2D.Double(
                    x, top, chart.getScreenXFromChart(to) - x, chart.getScreenYFromChart(0.5) - top));
        }

        void name(Graphics2D graphics, int row, String name) {
            FontMetrics metrics = graphics.getFontMetrics();
            String fitting = TextFit.shortened(name, left - 2 * GAP, metrics);
            graphics.setColor(Palette.Ink.TEXT);
            graphics.drawString(fitting, left - GAP - metrics.stringWidth(fitting), foot(graphics, row));
        }

        private float foot(Graphics2D graphics, int row) {
            return (float) chart.getScreenYFromChart(row)
                    + graphics.getFontMetrics().getAscent() / 2f
                    - 1;
        }

        /** What does not lie on the axis is counted at its end. */
        void beyond(Graphics2D graphics, int row, long samples) {
            if (samples > 0) {
                String words = "+" + samples + " ▸";
                float right = WIDTH - RIGHT - graphics.getFontMetrics().stringWidth(words);
                graphics.setColor(Palette.Ink.QUIET_TEXT);
                graphics.drawString(words, right, foot(graphics, row) - 14);
            }
        }

        /** A finding, and below it what stands behind it. */
        void tell(Graphics2D graphics, int row, String finding, String evidence) {
            float foot = foot(graphics, row);
            float at = WIDTH - RIGHT + GAP;
            int room = RIGHT - GAP;
            if (!finding.isEmpty()) {
                Font font = graphics.getFont();
                graphics.setFont(font.deriveFont(Font.BOLD, 15f));
                graphics.setColor(Palette.Ink.TEXT);
                graphics.drawString(TextFit.shortened(finding, room, graphics.getFontMetrics()), at, foot - 7);
                graphics.setFont(font);
                foot += 9;
            }
            graphics.setColor(Palette.Ink.QUIET_TEXT);
            graphics.drawString(TextFit.shortened(evidence, room, graphics.getFontMetrics()), at, foot);
        }
    }
}
