package rowan.display.chart;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import rowan.display.markup.Palette;

/**
 * A picture of numbers, as a PNG of twice its size, sharp on dense screens.
 *
 * @param width in pixels of the page
 * @param height in pixels of the page
 */
public record ChartPicture(int width, int height, Consumer<Graphics2D> painting) {

    static final int WIDTH = 600;
    static final int HEIGHT = 320;
    private static final int SCALE = 2;

    /** One of the usual size. */
    static ChartPicture of(Consumer<Graphics2D> painting) {
        return new ChartPicture(WIDTH, HEIGHT, painting);
    }

    /** The picture in Base64; empty on a machine without fonts, where Java can draw no text. */
    public Optional<String> png() {
        try {
            BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.scale(SCALE, SCALE);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Palette.Ink.GROUND);
            graphics.fillRect(0, 0, width, height);
            painting.accept(graphics);
            graphics.dispose();
            return Optional.of(Base64.getEncoder().encodeToString(PalettePng.of(image)));
        } catch (IOException | RuntimeException | InternalError | LinkageError e) {
            System.getLogger(ChartPicture.class.getName())
                    .log(System.Logger.Level.WARNING, "no picture can be drawn here: " + e);
            return Optional.empty();
        }
    }
}
