package rowan.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.files.WholeFile;

/**
 * A notebook as Markdown: prose as it is, cells as code, outputs as the text they have for terminals. Pictures lie beside
 * the file, in a directory of its name, since what renders Markdown shows none that are part of it.
 */
public final class MarkdownExport {

    private static final Pattern IMAGE =
            Pattern.compile("<img\\b[^>]*\\bsrc=\"data:image/(?<type>png|svg\\+xml);base64,(?<base64>[^\"]*)\"[^>]*>");
    private static final Pattern ALT = Pattern.compile("\\balt=\"([^\"]*)\"");

    private final UnaryOperator<String> language;

    /**
     * @param language what a cell's text is written in, such as {@code sql}
     */
    public MarkdownExport(UnaryOperator<String> language) {
        this.language = language;
    }

    /** Writes a notebook, and its pictures. */
    public void write(NotebookFile notebook, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        String name = file.getFileName().toString();
        Path pictures = file.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + "_files");
        Map<Path, byte[]> made = new LinkedHashMap<>();
        for (NotebookFile.Cell cell : notebook.cells()) {
            if (cell.isMarkdown()) {
                text.append(cell.source().strip()).append("\n\n");
            } else if (cell.isCode() && !cell.source().isBlank()) {
                text.append(fenced(language.apply(cell.source()), cell.source()));
                for (JsonObject output : cell.outputs()) {
                    String shown = NotebookText.shown(output);
                    if (!shown.isBlank()) {
                        text.append(fenced("text", shown));
                    }
                    for (Picture picture : pictures(output)) {
                        Path drawn = pictures.resolve(made.size() + 1 + "." + picture.ending());
                        made.put(drawn, picture.bytes());
                        text.append("![")
                                .append(picture.says())
                                .append("](")
                                .append(pictures.getFileName().toString().replace(" ", "%20"))
                                .append('/')
                                .append(drawn.getFileName())
                                .append(")\n\n");
                    }
                }
            }
        }
        write(file, text.toString().strip() + "\n", pictures, made);
    }

    private static void write(Path file, String text, Path pictures, Map<Path, byte[]> made) throws IOException {
        boolean isFirst = Files.notExists(pictures);
        boolean done = false;
        try {
            if (!made.isEmpty()) {
                Files.createDirectories(pictures);
            }
            for (Map.Entry<Path, byte[]> picture : made.entrySet()) {
                WholeFile.write(picture.getKey(), picture.getValue());
            }
            WholeFile.write(file, text);
            done = true;
        } finally {
            if (!done && isFirst) {
                for (Path picture : made.keySet()) {
                    Files.deleteIfExists(picture);
                }
                Files.deleteIfExists(pictures);
            }
        }
    }

    private record Picture(String says, String ending, byte[] bytes) {}

    /** The pictures of an output: itself, or those in its HTML. */
    private static List<Picture> pictures(JsonObject output) {
        List<Picture> pictures = new ArrayList<>();
        JsonObject data = output.has("data") ? output.getAsJsonObject("data") : new JsonObject();
        if (data.has("image/png")) {
            pictures.add(new Picture("", "png", decoded(NotebookFile.text(data.get("image/png")))));
        } else if (data.has("text/html")) {
            Matcher images = IMAGE.matcher(NotebookFile.text(data.get("text/html")));
            while (images.find()) {
                Matcher alt = ALT.matcher(images.group());
                // What is said is HTML, which Markdown takes; brackets would end it.
                String says = alt.find() ? alt.group(1).replace("[", "\\[").replace("]", "\\]") : "";
                String ending = images.group("type").equals("png") ? "png" : "svg";
                pictures.add(new Picture(says.replaceAll("\\s+", " "), ending, decoded(images.group("base64"))));
            }
        }
        return pictures;
    }

    private static byte[] decoded(String base64) {
        return Base64.getMimeDecoder().decode(base64);
    }

    /** A block of code whose fence is longer than any within. */
    private static String fenced(String info, String code) {
        String fence = "```";
        while (code.contains(fence)) {
            fence += "`";
        }
        return fence + info + "\n" + code.stripTrailing() + "\n" + fence + "\n\n";
    }
}
