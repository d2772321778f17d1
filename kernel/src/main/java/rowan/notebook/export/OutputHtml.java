package rowan.notebook.export;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import rowan.notebook.NotebookFile;
import rowan.notebook.NotebookText;
import rowan.notebook.Picture;

/**
 * The outputs of cells as HTML: of the formats that an output has the richest that is safe to show and whole. Widgets,
 * scripts and other formats that need a program are shown as the text that stands for them.
 */
final class OutputHtml {

    private static final List<String> FORMATS = List.of(
            "text/html",
            "text/markdown",
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            Picture.SVG,
            "text/plain",
            "text/latex");

    private final Prose prose;

    OutputHtml(Prose prose) {
        this.prose = prose;
    }

    String of(JsonObject output) {
        String type = output.get("output_type").getAsString();
        if (type.equals("error")) {
            return "<pre class=\"out error\">" + coloured(NotebookText.traceback(output) + "\n") + "</pre>\n";
        }
        if (type.equals("stream")) {
            return pre(coloured(NotebookText.settled(NotebookFile.text(output.get("text")))));
        }
        JsonObject data = output.getAsJsonObject("data");
        return FORMATS.stream()
                .filter(data::has)
                .flatMap(mime -> shown(mime, NotebookFile.text(data.get(mime))).stream())
                .findFirst()
                .orElseGet(() -> data.size() == 0
                        ? ""
                        : div("An output in a format that this page cannot show: "
                                + HtmlExport.escaped(String.join(", ", data.keySet()))));
    }

    /** An output in one of its formats; empty where it is not what it says, or nothing of it may be shown. */
    private Optional<String> shown(String mime, String content) {
        return switch (mime) {
            case "text/html" -> SafeHtml.of(content).map(OutputHtml::div);
            case "text/markdown" -> Optional.of(div(prose.output(content)));
            case "text/plain", "text/latex" -> Optional.of(pre(coloured(content)));
            default ->
                Picture.stored(mime, content).map(picture -> div("<img alt=\"\" src=\"" + picture.address() + "\">"));
        };
    }

    private static String div(String html) {
        return "<div class=\"out\">" + html + "</div>\n";
    }

    private static String pre(String html) {
        return "<pre class=\"out\">" + html + "</pre>\n";
    }

    /** Text with the colours and the weight that errors have; other codes of terminals go. */
    private static String coloured(String text) {
        StringBuilder html = new StringBuilder();
        Matcher codes = NotebookText.ANSI.matcher(text);
        int from = 0;
        boolean open = false;
        while (codes.find()) {
            html.append(HtmlExport.escaped(text.substring(from, codes.start())));
            from = codes.end();
            if (codes.group("colours") != null) {
                html.append(open ? "</span>" : "");
                String colour = classOf(codes.group("colours"));
                open = !colour.isEmpty();
                html.append(open ? "<span class=\"" + colour + "\">" : "");
            }
        }
        return html.append(HtmlExport.escaped(text.substring(from)))
                .append(open ? "</span>" : "")
                .toString();
    }

    /** The class of an ANSI code; empty for the one that ends all. */
    private static String classOf(String code) {
        return switch (code) {
            case "1" -> "bold";
            case "31" -> "red";
            case "36" -> "cyan";
            default -> "";
        };
    }
}
