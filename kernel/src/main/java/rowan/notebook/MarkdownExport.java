package rowan.notebook;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.UnaryOperator;

/**
 * A notebook as Markdown: prose as it is, cells as code, outputs as the text they have for terminals. Pictures lie beside
 * the file, in a directory of its name, since what renders Markdown shows none that are part of it.
 */
public final class MarkdownExport {

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
        int count = 0;
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
                    if (output.has("data") && output.getAsJsonObject("data").has("image/png")) {
                        count++;
                        String base64 =
                                NotebookFile.text(output.getAsJsonObject("data").get("image/png"));
                        Files.createDirectories(pictures);
                        Files.write(
                                pictures.resolve(count + ".png"),
                                Base64.getMimeDecoder().decode(base64));
                        text.append("![](")
                                .append(pictures.getFileName().toString().replace(" ", "%20"))
                                .append('/')
                                .append(count)
                                .append(".png)\n\n");
                    }
                }
            }
        }
        Files.writeString(file, text.toString().strip() + "\n", StandardCharsets.UTF_8);
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
