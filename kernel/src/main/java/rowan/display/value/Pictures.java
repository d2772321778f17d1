package rowan.display.value;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;

/** Values that are pictures: images and components of AWT, charts of XChart, files and addresses of images. */
public final class Pictures {

    private static final Map<String, String> FORMATS = Map.of(
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "webp", "image/webp",
            "svg", "image/svg+xml");

    private static final String CHART = "org.knowm.xchart.internal.chartpart.Chart";
    private static final int SCALE = 2;

    private Pictures() {}

    /** AWT is asked only when a value of it is there: it takes long to load. */
    public static Optional<MimeBundle> image(Object value) {
        return isA(value.getClass(), "java.awt.image.RenderedImage")
                ? Optional.of(png((RenderedImage) value))
                : Optional.empty();
    }

    private static MimeBundle png(RenderedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false); // Else there is a temporary file for each.
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return MimeBundle.text("image, " + image.getWidth() + " × " + image.getHeight() + " pixels")
                .with("image/png", Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }

    /** A chart of XChart, whichever version of it a notebook has brought, with twice its size in pixels. */
    public static Optional<MimeBundle> chart(Object value) {
        if (!isA(value.getClass(), CHART)) {
            return Optional.empty();
        }
        try {
            int width = (int) value.getClass().getMethod("getWidth").invoke(value);
            int height = (int) value.getClass().getMethod("getHeight").invoke(value);
            Method paint = value.getClass().getMethod("paint", Graphics2D.class, int.class, int.class);
            BufferedImage image = canvas(width, height);
            Graphics2D graphics = onto(image);
            paint.invoke(value, graphics, width, height);
            graphics.dispose();
            Object title = value.getClass().getMethod("getTitle").invoke(value);
            return Optional.of(drawn("chart: " + title, image, width, height));
        } catch (ReflectiveOperationException anotherShape) {
            return Optional.empty();
        }
    }

    /** A button, a panel that paints, and the like, as large as it is; one that has no size yet, as large as it wants to be. */
    public static Optional<MimeBundle> component(Object value) {
        if (!isA(value.getClass(), "java.awt.Component")) {
            return Optional.empty();
        }
        Component component = (Component) value;
        Dimension size = component.getWidth() > 0 && component.getHeight() > 0
                ? component.getSize()
                : component.getPreferredSize();
        if (size.width <= 0 || size.height <= 0) {
            return Optional.empty();
        }
        component.setSize(size);
        layOut(component);
        BufferedImage image = canvas(size.width, size.height);
        Graphics2D graphics = onto(image);
        component.printAll(graphics);
        graphics.dispose();
        String name = component.getClass().getSimpleName();
        String text = (name.isEmpty() ? component.getClass().getSuperclass().getSimpleName() : name) + ", " + size.width
                + " × " + size.height + " pixels";
        return Optional.of(drawn(text, image, size.width, size.height));
    }

    /** Without a window, nobody else places what a container holds. */
    private static void layOut(Component component) {
        if (component instanceof Container container) {
            container.doLayout();
            for (Component each : container.getComponents()) {
                layOut(each);
            }
        }
    }

    private static BufferedImage canvas(int width, int height) {
        return new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
    }

    private static Graphics2D onto(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.scale(SCALE, SCALE);
        return graphics;
    }

    private static MimeBundle drawn(String text, BufferedImage image, int width, int height) {
        return MimeBundle.text(text)
                .with("image/png", png(image).data().get("image/png"))
                .withMetadata("image/png", Map.of("width", width, "height", height));
    }

    /** A file of an image, shown; another path says what it is. */
    public static Optional<MimeBundle> file(Object value) {
        Path path = value instanceof Path p ? p : value instanceof File f ? f.toPath() : null;
        if (path == null || path.getFileName() == null) {
            return Optional.empty();
        }
        Optional<String> format = format(path.getFileName().toString());
        if (format.isEmpty() || !Files.isRegularFile(path)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(path);
            String content = format.get().endsWith("xml")
                    ? new String(bytes, StandardCharsets.UTF_8)
                    : Base64.getEncoder().encodeToString(bytes);
            return Optional.of(MimeBundle.text(path.toString()).with(format.get(), content));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** An address, as a link; of an image, the image, which the browser fetches unless it is a file. */
    public static MimeBundle address(URL url) {
        String text = url.toString();
        if (url.getProtocol().equals("file")) {
            return file(new File(url.getPath())).orElseGet(() -> MimeBundle.text(text));
        }
        boolean web = url.getProtocol().equals("http") || url.getProtocol().equals("https");
        if (!web) {
            return MimeBundle.text(text);
        }
        Html shown = format(url.getPath()).isPresent()
                ? Html.tag("img").with("src", text).with("alt", text).of()
                : Html.tag("a").with("href", text).of(text);
        return MimeBundle.text(text).with(MimeBundle.HTML, shown.source());
    }

    private static Optional<String> format(String name) {
        return Optional.ofNullable(
                FORMATS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }

    /** Whether a type is, extends or implements one of this name; by name, since it may be loaded more than once. */
    private static boolean isA(Class<?> type, String name) {
        if (type == null) {
            return false;
        }
        boolean found = type.getName().equals(name) || isA(type.getSuperclass(), name);
        for (Class<?> each : type.getInterfaces()) {
            found = found || isA(each, name);
        }
        return found;
    }
}
