package rowan.display.timeline;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import rowan.display.chart.ChartDrawing;
import rowan.display.chart.ChartPicture;
import rowan.display.markup.Palette;
import rowan.display.markup.TextFit;
import rowan.display.markup.VisibleText;
import rowan.model.Timeline;
import rowan.model.Timeline.Hold;
import rowan.model.Timeline.Lane;
import rowan.model.Timeline.Lock;
import rowan.model.Timeline.Numbered;
import rowan.model.Timeline.State;
import rowan.model.Timeline.Stretch;

/**
 * The picture of a timeline: a band for each connection, statements as bars with their numbers, waits hatched, the write lock as
 * a pale ground, what only reads as a thin line. Drawn straight away: XChart knows no bars that begin anywhere.
 */
final class TimelineDrawing {

    private static final int WIDTH = 740;
    private static final int GAP = 10;
    private static final int BAND = 50;
    private static final int BAR = 16;
    private static final int FOOT = 56;
    private static final int LONGEST_NAME = 170;
    private static final double LEAST = 3;
    private static final int HATCH = 5;
    private static final int SWATCH = 16;

    private final Timeline timeline;
    private final List<Lane> lanes;
    private final TimelineAxis axis;
    private double left;

    private TimelineDrawing(Timeline timeline, List<Lane> lanes) {
        this.timeline = timeline;
        this.lanes = lanes;
        this.axis = new TimelineAxis(timeline);
    }

    /**
     * The picture.
     *
     * @param lanes those that are drawn
     */
    static ChartPicture of(Timeline timeline, List<Lane> lanes) {
        TimelineDrawing drawing = new TimelineDrawing(timeline, lanes);
        return new ChartPicture(WIDTH, GAP + BAND * lanes.size() + FOOT, drawing::paint);
    }

    private void paint(Graphics2D graphics) {
        graphics.setFont(ChartDrawing.font());
        FontMetrics metrics = graphics.getFontMetrics();
        List<String> names =
                lanes.stream().map(lane -> VisibleText.of(lane.name())).toList();
        left = 2 * GAP
                + Math.min(
                        LONGEST_NAME,
                        names.stream().mapToInt(metrics::stringWidth).max().orElse(0));
        int foot = GAP + BAND * lanes.size();
        axis(graphics, foot);
        for (int i = 0; i < lanes.size(); i++) {
            int top = GAP + i * BAND;
            String name = TextFit.shortened(names.get(i), LONGEST_NAME, metrics);
            graphics.setColor(Palette.Ink.TEXT);
            graphics.drawString(name, (float) left - GAP - metrics.stringWidth(name), barTop(top) + BAR - 4);
            band(graphics, lanes.get(i), top);
        }
        for (Stretch cut : axis.cuts()) {
            cut(graphics, cut, foot);
        }
        for (int i = 0; i < lanes.size(); i++) {
            numbers(graphics, lanes.get(i), barTop(GAP + i * BAND) - 5);
        }
        legend(graphics, foot + FOOT - GAP);
    }

    private static int barTop(int top) {
        return top + BAND - BAR - 8;
    }

    private double x(double place) {
        return left + place * (WIDTH - GAP - left);
    }

    private Rectangle2D box(Stretch times, double top, double height, double least) {
        double from = x(axis.place(times.from()));
        return new Rectangle2D.Double(from, top, Math.max(least, x(axis.place(times.to())) - from), height);
    }

    private void axis(Graphics2D graphics, int foot) {
        FontMetrics metrics = graphics.getFontMetrics();
        double free = 0;
        for (TimelineAxis.Mark mark : axis.marks()) {
            double x = x(mark.place());
            graphics.setColor(Palette.Ink.GRID);
            graphics.draw(new Line2D.Double(x, GAP, x, foot + 4));
            int width = metrics.stringWidth(mark.label());
            double from = Math.min(x - width / 2.0, WIDTH - 2 - width);
            if (from > free) {
                graphics.setColor(Palette.Ink.QUIET_TEXT);
                graphics.drawString(mark.label(), (float) from, foot + 18);
                free = from + width + GAP;
            }
        }
        graphics.setColor(Palette.Ink.GRID);
        for (int i = 0; i <= lanes.size(); i++) {
            graphics.draw(new Line2D.Double(left, GAP + i * BAND, WIDTH - GAP, GAP + i * BAND));
        }
    }

    private void band(Graphics2D graphics, Lane lane, int top) {
        for (Hold hold : lane.holds()) {
            if (hold.lock() == Lock.WRITE) {
                graphics.setColor(Palette.Ink.HELD);
                graphics.fill(box(hold.times(), top + 2, BAND - 4, LEAST));
            }
        }
        for (Hold hold : lane.holds()) {
            if (hold.lock() == Lock.SNAPSHOT) {
                graphics.setColor(Palette.Ink.series(2));
                graphics.fill(box(hold.times(), barTop(top) + BAR / 2.0 - 1, 3, LEAST));
            }
        }
        sent(lane).forEach(each -> bar(graphics, each, barTop(top)));
    }

    private List<Numbered> sent(Lane lane) {
        return timeline.numbered().stream().filter(each -> each.lane() == lane).toList();
    }

    private void bar(Graphics2D graphics, Numbered each, int top) {
        boolean failed = each.sent().state() == State.FAILED;
        Rectangle2D box = box(each.sent().times().whole(), top, BAR, LEAST);
        fill(graphics, failed ? Palette.Ink.BAD : Palette.Ink.series(0), box);
        for (Stretch wait : each.sent().times().waits()) {
            hatch(graphics, box(wait, top, BAR, 1));
        }
        graphics.setColor(Palette.Ink.GROUND);
        graphics.setStroke(new BasicStroke(0.5f));
        graphics.draw(box);
        if (failed) {
            cross(graphics, box.getMaxX(), top + BAR / 2.0);
        }
        graphics.setStroke(new BasicStroke(1));
    }

    private void numbers(Graphics2D graphics, Lane lane, int foot) {
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.setColor(Palette.Ink.TEXT);
        for (TimelineNumbers label : TimelineNumbers.of(
                sent(lane), moment -> x(axis.place(moment)), text -> metrics.stringWidth(text) + 4, WIDTH + 2)) {
            graphics.drawString(label.text(), (float) label.at(), foot);
        }
    }

    private static void cross(Graphics2D graphics, double x, double y) {
        for (Color ink : List.of(Palette.Ink.GROUND, Palette.Ink.BAD)) {
            graphics.setColor(ink);
            graphics.setStroke(new BasicStroke(ink == Palette.Ink.BAD ? 2.5f : 5f));
            graphics.draw(new Line2D.Double(x - 5, y - 5, x + 5, y + 5));
            graphics.draw(new Line2D.Double(x - 5, y + 5, x + 5, y - 5));
        }
    }

    private static void hatch(Graphics2D graphics, Rectangle2D box) {
        graphics.setColor(Palette.Ink.GROUND);
        graphics.fill(box);
        Shape clip = graphics.getClip();
        graphics.clip(box);
        graphics.setColor(Palette.Ink.series(1));
        graphics.setStroke(new BasicStroke(1.5f));
        for (double x = box.getX() - box.getHeight(); x < box.getMaxX(); x += HATCH) {
            graphics.draw(new Line2D.Double(x, box.getMaxY(), x + box.getHeight(), box.getY()));
        }
        graphics.draw(box);
        graphics.setClip(clip);
        graphics.setStroke(new BasicStroke(1));
    }

    /** Two slanted strokes, with nothing between them. */
    private void cut(Graphics2D graphics, Stretch cut, int foot) {
        double from = x(axis.place(cut.from()));
        double to = x(axis.place(cut.to()));
        double middle = (from + to) / 2;
        double half = Math.min(4, (to - from) / 4);
        graphics.setColor(Palette.Ink.GROUND);
        graphics.fill(new Rectangle2D.Double(middle - half, GAP - 1, 2 * half, foot - GAP + 3));
        graphics.setColor(Palette.Ink.BASELINE);
        for (double x : new double[] {middle - half, middle + half}) {
            graphics.draw(new Line2D.Double(x - 2, foot + 4, x + 2, foot - 6));
            graphics.draw(new Line2D.Double(x, GAP, x, foot - 6));
        }
    }

    private void legend(Graphics2D graphics, int line) {
        double at = left;
        for (TimelineSign sign : TimelineSign.in(timeline)) {
            if (sign != TimelineSign.CUT) { // The axis has none in the picture's legend: it is told below.
                swatch(graphics, sign, new Rectangle2D.Double(at, line - 10, SWATCH, 11));
                at += SWATCH + 5;
                graphics.setColor(Palette.Ink.QUIET_TEXT);
                graphics.drawString(sign.words(), (float) at, line);
                at += graphics.getFontMetrics().stringWidth(sign.words()) + 2 * GAP;
            }
        }
    }

    private static void swatch(Graphics2D graphics, TimelineSign sign, Rectangle2D box) {
        switch (sign) {
            case RUNS -> fill(graphics, Palette.Ink.series(0), box);
            case WAITS -> hatch(graphics, box);
            case WRITE -> fill(graphics, Palette.Ink.HELD, box);
            case SNAPSHOT ->
                fill(
                        graphics,
                        Palette.Ink.series(2),
                        new Rectangle2D.Double(box.getX(), box.getCenterY() - 1, box.getWidth(), 3));
            case FAILED -> cross(graphics, box.getCenterX(), box.getCenterY());
            case CUT -> {}
        }
        graphics.setStroke(new BasicStroke(1));
    }

    private static void fill(Graphics2D graphics, Color ink, Rectangle2D box) {
        graphics.setColor(ink);
        graphics.fill(box);
    }
}
