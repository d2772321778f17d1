package rowan.notebook.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import rowan.display.markup.VisibleText;
import rowan.files.Stop;
import rowan.files.WholeFile;
import rowan.notebook.NotebookFile;

/**
 * A notebook as one HTML file that needs nothing else: no script, no font, no picture from elsewhere, whoever has made the
 * notebook. Its headings are a
 * table of contents, code can be folded, cell by cell or all of it, and the notebook itself is attached.
 */
public final class HtmlExport {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { max-width: 54rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.55 system-ui, sans-serif;
              color: #1f2328; background: #ffffff; }
            h1, h2, h3 { line-height: 1.25; margin-top: 2em; }
            h1 { margin-top: 0.6em; }
            pre, code { font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; }
            pre { overflow-x: auto; margin: 0; }
            p code, li code { background: rgba(128, 128, 128, 0.16); padding: 1px 4px; border-radius: 3px; }
            .in { background: rgba(128, 128, 128, 0.1); border-left: 3px solid #3b82c4; padding: 8px 12px;
              margin: 1.2em 0 0.4em; border-radius: 3px; }
            .in > summary { font-size: 12px; opacity: 0.75; cursor: pointer; }
            #code { margin: 0 6px 0 0; }
            label[for=code] { font-size: 14px; }
            #code:not(:checked) ~ main .in { display: none; }
            nav { margin: 1.5em 0; padding: 0.6em 1.2em; border: 1px solid rgba(128, 128, 128, 0.3); border-radius: 3px; }
            nav ol { margin: 0.2em 0; padding: 0; list-style: none; }
            nav ol ol { padding-left: 1.4em; }
            nav a { text-decoration: none; }
            a { color: #0b61a4; }
            footer { margin-top: 3em; padding-top: 0.8em; border-top: 1px solid rgba(128, 128, 128, 0.4); font-size: 14px; }
            .out { margin: 0.3em 0 0.6em; overflow-x: auto; font-size: 14px; }
            .error { background: rgba(218, 54, 51, 0.1); padding: 8px 12px; border-radius: 3px; }
            table { border-collapse: collapse; margin: 0.4em 0; }
            main > table { display: block; overflow-x: auto; }
            p, li, h1, h2, h3 { overflow-wrap: break-word; }
            th, td { padding: 3px 10px; border-bottom: 1px solid rgba(128, 128, 128, 0.3); text-align: left; }
            caption { caption-side: bottom; text-align: left; opacity: 0.75; padding-top: 4px; }
            blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid rgba(128, 128, 128, 0.4); }
            img { max-width: 100%; height: auto; }
            .bold { font-weight: 600; }
            .red { color: #b3261e; }
            .cyan { color: #0b6e78; }
            .keyword { color: #6f42c1; }
            .string { color: #116329; }
            .number { color: #0550ae; }
            .comment { color: #57606a; font-style: italic; }
            .command { color: #8a3b00; }
            @media (prefers-color-scheme: dark) {
              body { color: #e6e6e6; background: #16181b; }
              a { color: #7cc0ff; }
              .red { color: #ff8a80; }
              .cyan { color: #6fd3dd; }
              .keyword { color: #d2a8ff; }
              .string { color: #8ddb8c; }
              .number { color: #79c0ff; }
              .comment { color: #9aa4af; }
              .command { color: #ffb77c; }
            }
            .site { display: flex; flex-wrap: wrap; gap: 0.4em 1.5em; margin: 0 0 1.5em; font-size: 14px; }
            .site a { text-decoration: none; }
            .site .next { margin-left: auto; }
            #query { font: inherit; width: 100%; box-sizing: border-box; padding: 0.5em 0.7em; color: inherit;
              background: transparent; border: 1px solid rgba(128, 128, 128, 0.6); border-radius: 3px; }
            #found mark { background: rgba(210, 153, 34, 0.35); color: inherit; }
            @media print {
              body { max-width: none; margin: 0; font-size: 11pt; }
              .in:not(.long), .out pre, tr { break-inside: avoid; }
              h1, h2, h3, figcaption, summary { break-inside: avoid; break-after: avoid; }
              /* Code and the first of what it gave, and what leads to the next in an output, are read together. */
              .in:has(+ .out), .out :is(p, b):not(:last-child) { break-after: avoid; }
              .out > div > b:first-child:has(+ :is(p, pre)) { display: block; }
              .out table:not(:has(tr:nth-child(9))) { break-inside: avoid; }
              #code, label[for=code], nav, .site { display: none; }
              pre, code, td, th { white-space: pre-wrap; }
              pre, code, main > table td, .out td:has(code), .out td details { overflow-wrap: anywhere; }
              /* What is beside a cell that never wraps has what room is left. */
              .out table:not(:has(td code)) tr:has(> [style*="nowrap"]) > td { overflow-wrap: anywhere; }
              pre, .out, main > table { overflow: visible; }
              main > table { display: table; }
              table { font-size: 9pt; max-width: 100%; }
              /* What is code may be broken anywhere; beside it, whole words have room. */
              main > table:has(td code) :is(td, th):not(:has(code)) { overflow-wrap: normal; }
              details::details-content { content-visibility: visible; block-size: auto; opacity: 1; }
            }
            """;

    /**
     * A piece of a cell's text that has a colour of its own.
     *
     * @param kind {@code keyword}, {@code string}, {@code number}, {@code comment} or {@code command}
     * @param from where it begins, in UTF-16 units
     * @param to where it ends
     */
    public record Piece(String kind, int from, int to) {}

    /** As many as a line of code has on paper. */
    private static final int CHARACTERS_OF_LINE = 86;

    private static final int LINES_KEPT_WHOLE = 36;

    /** Whatever might have been overlooked in a foreign notebook: a browser runs and fetches nothing for this page. */
    static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';" + " form-action 'none'";

    private final UnaryOperator<String> language;
    private final Function<String, List<Piece>> colours;

    /**
     * @param language what a cell's text is written in, such as {@code sql}; empty where that is commands alone
     * @param colours the pieces of a cell's text that have a colour, in order
     */
    public HtmlExport(UnaryOperator<String> language, Function<String, List<Piece>> colours) {
        this.language = language;
        this.colours = colours;
    }

    /**
     * Writes a notebook, without the passwords in its cells.
     *
     * @param name the notebook's file name
     */
    public void write(NotebookFile stored, String name, Path file) throws IOException {
        WholeFile.write(file, page(body(stored.withoutSecrets(), name), POLICY, "", ""), Stop.NEVER);
    }

    /**
     * What a page shows of a notebook.
     *
     * @param headings its sections
     * @param main its cells
     * @param attached the notebook itself
     */
    record Body(String title, Headings headings, String main, String attached) {}

    /** The cells of a notebook that tells no passwords. */
    Body body(NotebookFile notebook, String name) {
        Prose prose = new Prose();
        OutputHtml outputs = new OutputHtml(prose);
        StringBuilder body = new StringBuilder();
        for (NotebookFile.Cell cell : notebook.cells()) {
            if (cell.isMarkdown()) {
                body.append(prose.cell(cell));
            } else if (cell.isCode() && !cell.source().isBlank()) {
                String named = language.apply(cell.source());
                body.append("<details class=\"in" + (isLong(cell.source()) ? " long" : "") + "\" open><summary>")
                        .append(escaped(named.isEmpty() ? "command" : named))
                        .append("</summary><pre><code>")
                        .append(code(cell.source()))
                        .append("</code></pre></details>\n");
                cell.outputs().forEach(output -> body.append(outputs.of(output)));
            }
        }
        Headings headings = prose.headings();
        int title = body.indexOf("</h1>");
        body.insert(title < 0 ? 0 : title + "</h1>\n".length(), headings.contents());
        return new Body(headings.title().orElse(name), headings, body.toString(), attached(notebook, name));
    }

    /** Whether the code of a cell fills most of a sheet of paper, so that kept whole it would leave one empty before it. */
    private static boolean isLong(String source) {
        return source.lines()
                        .mapToInt(line -> 1 + line.length() / CHARACTERS_OF_LINE)
                        .sum()
                > LINES_KEPT_WHOLE;
    }

    /**
     * A whole page.
     *
     * @param policy what a browser may do for it
     * @param above what stands above the notebook, and {@code below} below it
     */
    static String page(Body body, String policy, String above, String below) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n"
                + "<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">\n"
                + "<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + escaped(body.title())
                + "</title>\n<style>\n"
                + STYLE
                + "</style>\n</head>\n<body>\n"
                + above
                + (body.main().contains("<details class=\"in\"")
                        ? "<input type=\"checkbox\" id=\"code\" checked><label for=\"code\">Show code</label>\n"
                        : "")
                + "<main>\n"
                + body.main()
                + "</main>\n"
                + below
                + body.attached()
                + "</body>\n</html>\n";
    }

    /** Who doubts a number can run the notebook that gave it. */
    private static String attached(NotebookFile notebook, String name) {
        String base64 = Base64.getEncoder().encodeToString(notebook.json().getBytes(StandardCharsets.UTF_8));
        return "<footer>Made from <a download=\"" + escaped(name) + "\" href=\"data:application/x-ipynb+json;base64,"
                + base64 + "\">" + escaped(name) + "</a>, which is attached. <code>rowan run " + escaped(name)
                + "</code> runs it, <code>rowan verify " + escaped(name)
                + "</code> runs it and compares what it shows with what is shown here.</footer>\n";
    }

    private String code(String source) {
        StringBuilder html = new StringBuilder();
        int at = 0;
        for (Piece piece : colours.apply(source)) {
            html.append(escaped(source.substring(at, piece.from())))
                    .append("<span class=\"")
                    .append(piece.kind())
                    .append("\">")
                    .append(escaped(source.substring(piece.from(), piece.to())))
                    .append("</span>");
            at = piece.to();
        }
        return html.append(escaped(source.substring(at))).toString();
    }

    /** Text for a page: no markup in it, and nothing unseen. */
    static String escaped(String text) {
        return VisibleText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
