package rowan.display;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import rowan.model.Chart;

/** A chart as a PNG of twice its size, sharp on dense screens, with a clear ground for light and dark pages. */
final class ChartPicture {

    static final int WIDTH = 600;
    static final int HEIGHT = 320;
    private static final int SCALE = 2;

    private ChartPicture() {}

    /** The picture in Base64; empty on a machine without fonts, where Java can draw no text. */
    static Optional<String> png(Chart chart) {
        try {
            BufferedImage image = new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_ARGB);
            Graphics2D graphics = image.createGraphics();
            graphics.scale(SCALE, SCALE);
            ChartDrawing.paint(chart, graphics);
            graphics.dispose();
            return Optional.of(Base64.getEncoder().encodeToString(PalettePng.of(image)));
        } catch (IOException | RuntimeException | InternalError | LinkageError e) {
            System.getLogger(ChartPicture.class.getName())
                    .log(System.Logger.Level.WARNING, "no picture can be drawn here: " + e);
            return Optional.empty();
        }
    }
}
