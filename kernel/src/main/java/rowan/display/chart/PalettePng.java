package rowan.display.chart;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes a drawing as a PNG with a palette: half as large as one with a colour in each pixel. A drawing of few inks has more
 * than 256 colours only by its softened edges; of those, neighbours are taken together until all fit. The colours that most
 * of it has, which are the inks themselves, stay what they are.
 */
public final class PalettePng {

    private static final int MOST_COLOURS = 256;

    /** Inks, and what comes of two upon each other. */
    private static final int KEPT_COLOURS = 128;

    private PalettePng() {}

    /** The bytes of the file, with everything that is see-through as it was. */
    public static byte[] of(BufferedImage drawing) throws IOException {
        int width = drawing.getWidth();
        int height = drawing.getHeight();
        int[] pixels = drawing.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> palette = new LinkedHashMap<>();
        byte[] places = new byte[pixels.length];
        Set<Integer> kept = mostFrequent(pixels);
        for (int bits = 0; !fits(pixels, bits, kept, palette, places); bits++) {
            palette.clear();
        }
        int[] colours = palette.keySet().stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, true, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        System.arraycopy(places, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData(), 0, places.length);
        return written(image);
    }

    /** Fills the palette, with so many bits of each channel rounded away, and each pixel's place in it. */
    private static boolean fits(
            int[] pixels, int bits, Set<Integer> kept, Map<Integer, Integer> palette, byte[] places) {
        for (int i = 0; i < pixels.length; i++) {
            int colour = kept.contains(pixels[i]) ? pixels[i] : rounded(pixels[i], bits);
            Integer place = palette.get(colour);
            if (place == null) {
                place = palette.size();
                if (place == MOST_COLOURS) {
                    return false;
                }
                palette.put(colour, place);
            }
            places[i] = place.byteValue();
        }
        return true;
    }

    private static Set<Integer> mostFrequent(int[] pixels) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(KEPT_COLOURS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What cannot be seen at all has no colour. */
    private static int rounded(int argb, int bits) {
        if (argb >>> 24 == 0) {
            return 0;
        }
        int rounded = 0;
        for (int channel = 24; channel >= 0; channel -= 8) {
            int value = argb >>> channel & 0xFF;
            int nearest = bits == 0 ? value : (value + (1 << (bits - 1)) >> bits) << bits;
            rounded |= Math.min(0xFF, nearest) << channel;
        }
        return rounded;
    }

    private static byte[] written(BufferedImage image) throws IOException {
        ImageIO.setUseCache(false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam smallest = writer.getDefaultWriteParam();
            smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            smallest.setCompressionQuality(0);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
