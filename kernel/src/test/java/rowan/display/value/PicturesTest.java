package rowan.display.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.swing.JPanel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.display.markup.MimeBundle;

/** Values that are pictures. */
class PicturesTest {

    @TempDir
    Path directory;

    @Test
    void an_image_is_its_pixels() throws Exception {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(2, 1, 0xff0000);
        MimeBundle bundle = Pictures.image(image).orElseThrow();
        assertThat(bundle.plain()).isEqualTo("image, 3 × 2 pixels");
        byte[] png = Base64.getDecoder().decode((String) bundle.data().get("image/png"));
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(drawn.getWidth()).isEqualTo(3);
        assertThat(drawn.getRGB(2, 1)).isEqualTo(0xffff0000);
        assertThat(Pictures.image("text")).isEmpty();
        assertThat(Pictures.chart("text")).isEmpty();
    }

    @Test
    void a_component_is_painted_with_what_it_holds() throws Exception {
        JPanel board = new JPanel(new BorderLayout());
        board.add(new JPanel() {
            @Override
            protected void paintComponent(Graphics g) {
                g.setColor(Color.GREEN);
                g.fillRect(0, 0, getWidth(), getHeight());
            }
        });
        board.setPreferredSize(new Dimension(40, 30));
        MimeBundle bundle = Pictures.component(board).orElseThrow();
        assertThat(bundle.plain()).isEqualTo("JPanel, 40 × 30 pixels");
        BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode((String) bundle.data().get("image/png"))));
        assertThat(drawn.getWidth()).isEqualTo(80);
        assertThat(drawn.getRGB(79, 59)).isEqualTo(0xff00ff00);
        board.setSize(10, 20);
        assertThat(Pictures.component(board).orElseThrow().plain()).isEqualTo("JPanel, 10 × 20 pixels");
        assertThat(Pictures.component("text")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a.png, image/png", "A.JPG, image/jpeg", "a.gif, image/gif", "a.webp, image/webp"})
    void a_file_of_an_image_is_its_bytes(String name, String format) throws Exception {
        Path file = Files.write(directory.resolve(name), new byte[] {1, 2, 3});
        MimeBundle bundle = Pictures.file(file).orElseThrow();
        assertThat(bundle.plain()).isEqualTo(file.toString());
        assertThat(bundle.data()).containsEntry(format, "AQID");
        assertThat(Pictures.file(file.toFile()).orElseThrow().data()).containsEntry(format, "AQID");
    }

    @Test
    void a_drawing_is_its_text_and_another_file_is_no_picture() throws Exception {
        Path svg = directory.resolve("a.svg");
        Files.writeString(svg, "<svg>é</svg>", StandardCharsets.UTF_8);
        assertThat(Pictures.file(svg).orElseThrow().data()).containsEntry("image/svg+xml", "<svg>é</svg>");
        assertThat(Pictures.file(Files.createFile(directory.resolve("a.txt")))).isEmpty();
        assertThat(Pictures.file(directory.resolve("missing.png"))).isEmpty();
        assertThat(Pictures.file(7)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://example.org/a.png | <img src=\"https://example.org/a.png\" alt=\"https://example.org/a.png\">",
                "https://example.org/a?b&c | <a href=\"https://example.org/a?b&amp;c\">https://example.org/a?b&amp;c</a>",
                "ftp://example.org/a.png | none",
                "file:/missing.png | none"
            })
    void an_address_is_a_link_or_the_image_that_is_there(String url, String html) throws Exception {
        MimeBundle bundle = Pictures.address(new URL(url));
        assertThat(bundle.plain()).isEqualTo(url);
        assertThat(((Map<?, ?>) bundle.data()).containsKey(MimeBundle.HTML)).isEqualTo(!html.equals("none"));
        assertThat(String.valueOf(bundle.data().getOrDefault(MimeBundle.HTML, "none")))
                .isEqualTo(html);
    }
}
