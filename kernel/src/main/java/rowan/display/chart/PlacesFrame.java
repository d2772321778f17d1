package rowan.display.chart;

import java.awt.Graphics2D;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import rowan.display.markup.Palette;
import rowan.model.Chart;

/** A drawing above places that are counted from 1 and have their names below: the axis itself says nothing. */
final class PlacesFrame {

    /** Pixels that the axis at the left takes, about. */
    private static final int LEFT = 60;

    private static final int TITLE = 20;

    private final Chart chart;
    private final NamedPlaces places;
    private final int height;
    private final XYChart drawing;

    PlacesFrame(Chart chart, List<String> names, Graphics2D graphics) {
        this.chart = chart;
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
        ChartDrawing.dress(drawing.getStyler(), chart);
        drawing.getStyler().setXAxisMin(0.5);
        drawing.getStyler().setXAxisMax(names.size() + 0.5);
        drawing.getStyler().setXAxisTicksVisible(false);
        drawing.getStyler().setLegendPosition(Styler.LegendPosition.InsideNE);
        if (places.overhang() > LEFT) {
            drawing.getStyler().setYAxisLeftWidthHint(places.overhang());
        }
    }

    /** What the series are added to. */
    XYChart drawing() {
        return drawing;
    }

    /** Paints the drawing, the names below their places, and what they are below them. */
    void paint(Graphics2D graphics) {
        drawing.paint(graphics, ChartPicture.WIDTH, height);
        graphics.setFont(ChartDrawing.font());
        graphics.setColor(Palette.Ink.TEXT);
        places.write(graphics, i -> drawing.getScreenXFromChart(i + 1), height);
        String title = chart.x().label();
        graphics.drawString(
                title,
                (ChartPicture.WIDTH - graphics.getFontMetrics().stringWidth(title)) / 2f,
                ChartPicture.HEIGHT - TITLE / 3f);
    }
}
