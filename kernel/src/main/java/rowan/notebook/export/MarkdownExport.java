package rowan.notebook.export;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.commonmark.node.Image;
import org.commonmark.node.Text;
import org.jsoup.Jsoup;
import rowan.display.markup.VisibleText;
import rowan.files.Stop;
import rowan.files.WholeFile;
import rowan.notebook.NotebookFile;
import rowan.notebook.NotebookText;
import rowan.notebook.Picture;

/**
 * A notebook as Markdown: prose as it is, but for what would run (see {@link SafeMarkdown}), cells as code, outputs as the text they have for terminals. Pictures lie beside
 * the file, in a directory of its name, since what renders Markdown shows none that are part of it.
 */
public final class MarkdownExport {

    private static final Pattern PUNCTUATION = Pattern.compile("[\\\\\\[\\]<>&*_`!|#]");

    private static final List<String> FORMATS =
            List.of("image/png", "image/jpeg", "image/gif", "image/webp", Picture.SVG);
    private static final String ATTACHMENT = "attachment:";

    private final UnaryOperator<String> language;

    /**
     * @param language what a cell's text is written in, such as {@code sql}; empty where that is commands alone
     */
    public MarkdownExport(UnaryOperator<String> language) {
        this.language = language;
    }

    /** Writes a notebook, without the passwords in its cells, and its pictures. */
    public void write(NotebookFile stored, Path file) throws IOException {
        NotebookFile notebook = stored.withoutSecrets();
        StringBuilder text = new StringBuilder();
        String name = file.getFileName().toString();
        PictureFiles pictures = new PictureFiles(file.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + "_files"));
        for (NotebookFile.Cell cell : notebook.cells()) {
            if (cell.isMarkdown()) {
                text.append(SafeMarkdown.of(cell.source().strip(), image -> attached(cell, image, pictures)))
                        .append("\n\n");
            } else if (cell.isCode() && !cell.source().isBlank()) {
                text.append(fenced(language.apply(cell.source()), VisibleText.of(cell.source())));
                for (JsonObject output : cell.outputs()) {
                    String shown = NotebookText.shown(output);
                    if (!shown.isBlank()) {
                        text.append(fenced("text", shown));
                    }
                    for (Shown picture : pictures(output)) {
                        text.append(pictures.reference(picture)).append("\n\n");
                    }
                }
            }
        }
        pictures.write(() -> WholeFile.write(file, text.toString().strip() + "\n", Stop.NEVER));
    }

    /** A picture, and what it says. */
    private record Shown(String says, Picture picture) {}

    /** Pictures of a file, in a directory beside it; called by numbers, whatever they were called. */
    private record PictureFiles(Path directory, List<Picture> all) {
        PictureFiles(Path directory) {
            this(directory, new ArrayList<>());
        }

        /** Markdown that shows a picture. */
        String reference(Shown shown) {
            all.add(shown.picture());
            String beside = URLEncoder.encode(directory.getFileName().toString(), StandardCharsets.UTF_8)
                    .replace("+", "%20");
            String says = PUNCTUATION
                    .matcher(VisibleText.of(shown.says()))
                    .replaceAll("\\\\$0")
                    .replaceAll("\\s+", " ");
            return "![" + says + "](" + beside + "/" + name(all.size(), shown.picture()) + ")";
        }

        private static String name(int number, Picture picture) {
            return number + "." + picture.ending();
        }

        /** Writes them, then what shows them; where that fails, a directory that was not there before is not left. */
        void write(Rest rest) throws IOException {
            boolean isFirst = Files.notExists(directory);
            boolean done = false;
            try {
                for (int i = 0; i < all.size(); i++) {
                    Files.createDirectories(directory);
                    WholeFile.write(file(i), all.get(i).bytes(), Stop.NEVER);
                }
                rest.write();
                done = true;
            } finally {
                if (!done && isFirst) {
                    for (int i = 0; i < all.size(); i++) {
                        Files.deleteIfExists(file(i));
                    }
                    Files.deleteIfExists(directory);
                }
            }
        }

        private Path file(int at) {
            return directory.resolve(name(at + 1, all.get(at)));
        }

        /** Writes what comes behind the pictures. */
        @FunctionalInterface
        interface Rest {
            void write() throws IOException;
        }
    }

    /** What stands for a picture that is attached to a cell; empty for another. */
    private static String attached(NotebookFile.Cell cell, Image image, PictureFiles pictures) {
        String destination = image.getDestination();
        return destination.startsWith(ATTACHMENT)
                ? cell.attachment(destination.substring(ATTACHMENT.length()))
                        .map(picture -> pictures.reference(new Shown(said(image), picture)))
                        .orElse("")
                : "";
    }

    private static String said(Image image) {
        return image.getFirstChild() instanceof Text text ? text.getLiteral() : "";
    }

    /** The pictures of an output: itself, or those in its HTML. */
    private static List<Shown> pictures(JsonObject output) {
        JsonObject data = output.has("data") ? output.getAsJsonObject("data") : new JsonObject();
        Optional<Picture> itself = FORMATS.stream()
                .filter(data::has)
                .flatMap(type -> Picture.stored(type, NotebookFile.text(data.get(type))).stream())
                .findFirst();
        if (itself.isPresent() || !data.has("text/html")) {
            return itself.map(picture -> new Shown("", picture)).stream().toList();
        }
        return Jsoup.parseBodyFragment(NotebookFile.text(data.get("text/html"))).select("img").stream()
                .flatMap(image ->
                        Picture.contained(image.attr("src"))
                                .map(picture -> new Shown(image.attr("alt"), picture))
                                .stream())
                .toList();
    }

    /** A block of code whose fence is longer than any within. */
    public static String fenced(String info, String code) {
        String fence = fence("```", code);
        return fence + info + "\n" + code.stripTrailing() + "\n" + fence + "\n\n";
    }

    /** Backticks that are longer than any row of them within a text. */
    static String fence(String least, String text) {
        int longest = 0;
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            row = text.charAt(i) == '`' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return "`".repeat(Math.max(least.length(), longest + 1));
    }
}
