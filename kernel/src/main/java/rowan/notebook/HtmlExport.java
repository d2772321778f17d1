package rowan.notebook;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A notebook as one HTML file that needs nothing else: no script, no font, no picture from elsewhere. */
public final class HtmlExport {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { max-width: 54rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.55 system-ui, sans-serif;
              color: #1f2328; background: #ffffff; }
            h1, h2, h3 { line-height: 1.25; margin-top: 2em; }
            h1 { margin-top: 0; }
            pre, code { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; }
            pre { overflow-x: auto; margin: 0; }
            p code, li code { background: rgba(128, 128, 128, 0.16); padding: 1px 4px; border-radius: 3px; }
            .in { background: rgba(128, 128, 128, 0.1); border-left: 3px solid #3b82c4; padding: 8px 12px;
              margin: 1.2em 0 0.4em; border-radius: 3px; }
            .out { margin: 0.3em 0 0.6em; overflow-x: auto; font-size: 14px; }
            .error { background: rgba(218, 54, 51, 0.1); padding: 8px 12px; border-radius: 3px; }
            table { border-collapse: collapse; margin: 0.4em 0; }
            th, td { padding: 3px 10px; border-bottom: 1px solid rgba(128, 128, 128, 0.3); text-align: left; }
            caption { caption-side: bottom; text-align: left; opacity: 0.75; padding-top: 4px; }
            blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid rgba(128, 128, 128, 0.4); }
            img { max-width: 100%; height: auto; }
            .bold { font-weight: 600; }
            .red { color: #b3261e; }
            .cyan { color: #0b6e78; }
            @media (prefers-color-scheme: dark) {
              body { color: #e6e6e6; background: #16181b; }
              .red { color: #ff8a80; }
              .cyan { color: #6fd3dd; }
            }
            @media print { .in { break-inside: avoid; } }
            """;

    private static final Pattern ANSI = Pattern.compile("\u001b\\[([\\d;]*)m");

    private final Parser parser = Parser.builder().build();
    private final HtmlRenderer prose =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();

    /** Writes a notebook. */
    public void write(NotebookFile notebook, String title, Path file) throws IOException {
        StringBuilder html = new StringBuilder();
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        for (NotebookFile.Cell cell : notebook.cells()) {
            if (cell.isMarkdown()) {
                html.append(prose.render(parser.parse(cell.source())));
            } else if (cell.isCode() && !cell.source().isBlank()) {
                html.append("<pre class=\"in\"><code>")
                        .append(escaped(cell.source()))
                        .append("</code></pre>\n");
                cell.outputs().forEach(output -> html.append(output(output)));
            }
        }
        html.append("</body>\n</html>\n");
        Files.writeString(file, html, StandardCharsets.UTF_8);
    }

    private static String output(JsonObject output) {
        String type = output.get("output_type").getAsString();
        if (type.equals("error")) {
            StringBuilder lines = new StringBuilder();
            output.getAsJsonArray("traceback")
                    .forEach(line -> lines.append(coloured(line.getAsString())).append('\n'));
            return "<pre class=\"out error\">" + lines + "</pre>\n";
        }
        if (type.equals("stream")) {
            return "<pre class=\"out\">" + coloured(NotebookFile.text(output.get("text"))) + "</pre>\n";
        }
        JsonObject data = output.getAsJsonObject("data");
        for (String mime : List.of("text/html", "image/png", "image/jpeg", "image/svg+xml")) {
            if (data.has(mime)) {
                return "<div class=\"out\">" + rich(mime, data.get(mime)) + "</div>\n";
            }
        }
        return "<pre class=\"out\">" + escaped(NotebookFile.text(data.get("text/plain"))) + "</pre>\n";
    }

    /** HTML as it is; pictures as images, in which nothing can run. */
    private static String rich(String mime, JsonElement content) {
        String text = NotebookFile.text(content);
        if (mime.equals("text/html")) {
            return text;
        }
        String base64 = mime.equals("image/svg+xml")
                ? Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
                : text.replaceAll("\\s", "");
        return "<img alt=\"\" src=\"data:" + mime + ";base64," + base64 + "\">";
    }

    /** Text with the colours and the weight that errors have. */
    private static String coloured(String text) {
        StringBuilder html = new StringBuilder();
        Matcher codes = ANSI.matcher(text);
        int from = 0;
        boolean open = false;
        while (codes.find()) {
            html.append(escaped(text.substring(from, codes.start())));
            html.append(open ? "</span>" : "");
            String colour = classOf(codes.group(1));
            open = !colour.isEmpty();
            html.append(open ? "<span class=\"" + colour + "\">" : "");
            from = codes.end();
        }
        return html.append(escaped(text.substring(from)))
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

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
