package rowan.display.chart;

import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import rowan.display.markup.TextFit;

/**
 * Names below an axis that counts places: each below its own, side by side where they fit, slanted where they do not; of
 * more than have room, every second, third and so on. XChart's own are moved to other places where some are left out.
 */
final class NamedPlaces {

    private static final int BETWEEN = 8;
    private static final int LONGEST = 130;
    private static final double SLANT = Math.PI / 4;

    private final List<String> names;
    private final FontMetrics metrics;
    private final boolean slanted;
    private final int every;
    private final int longest;

    /** @param room between the middles of two places, in pixels */
    NamedPlaces(List<String> names, double room, FontMetrics metrics) {
        this.names = names;
        this.metrics = metrics;
        int widest = names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        this.slanted = widest + BETWEEN > room;
        this.every = slanted ? (int) Math.max(1, Math.ceil(metrics.getHeight() / Math.sin(SLANT) / room)) : 1;
        this.longest = Math.min(widest, LONGEST);
    }

    /** The pixels that they take below the axis. */
    int height() {
        int upright = metrics.getHeight() + BETWEEN;
        return slanted ? (int) Math.ceil(longest * Math.sin(SLANT)) + upright : upright;
    }

    /** The pixels to the left of the first place that its name takes. */
    int overhang() {
        return slanted ? (int) Math.ceil(Math.min(LONGEST, metrics.stringWidth(names.get(0))) * Math.cos(SLANT)) : 0;
    }

    /** Which of the places have their names written, counted from 0. */
    int[] written() {
        return IntStream.iterate(0, i -> i < names.size(), i -> i + every).toArray();
    }

    /**
     * Writes them in the current font and colour.
     *
     * @param middles where each place is, in pixels
     * @param top the upper edge of their room
     */
    void write(Graphics2D graphics, IntToDoubleFunction middles, double top) {
        for (int i : written()) {
            String name = TextFit.shortened(names.get(i), LONGEST, metrics);
            int width = metrics.stringWidth(name);
            float line = (float) top + metrics.getAscent();
            float middle = (float) middles.applyAsDouble(i);
            if (slanted) {
                AffineTransform upright = graphics.getTransform();
                graphics.rotate(-SLANT, middle, line - metrics.getAscent() / 2.0);
                graphics.drawString(name, middle - width, line);
                graphics.setTransform(upright);
            } else {
                graphics.drawString(name, middle - width / 2f, line);
            }
        }
    }
}
