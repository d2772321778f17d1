package rowan.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.notebook.export.HtmlExport;
import rowan.notebook.export.MarkdownExport;

/** What exports make of a notebook that somebody else has written: all of it that is text, tables and pictures. */
class ForeignNotebookTest {

    private static final String DOT =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @TempDir
    Path directory;

    private NotebookFile notebook(Map<String, Object> cell) throws IOException {
        Path file = directory.resolve("foreign.ipynb");
        Files.writeString(
                file,
                new Gson()
                        .toJson(Map.of(
                                "nbformat", 4, "nbformat_minor", 5, "metadata", Map.of(), "cells", List.of(cell))),
                StandardCharsets.UTF_8);
        return NotebookFile.read(file);
    }

    private NotebookFile prose(String markdown) throws IOException {
        return notebook(Map.of("cell_type", "markdown", "source", markdown));
    }

    private NotebookFile output(Map<String, Object> output) throws IOException {
        return notebook(Map.of("cell_type", "code", "source", "1", "outputs", List.of(output)));
    }

    private NotebookFile shown(Map<String, Object> data) throws IOException {
        return output(Map.of("output_type", "display_data", "metadata", Map.of(), "data", data));
    }

    private Document html(NotebookFile notebook) throws IOException {
        Path file = directory.resolve("foreign.html");
        new HtmlExport(source -> "java", source -> List.of()).write(notebook, "foreign.ipynb", file);
        return Jsoup.parse(Files.readString(file, StandardCharsets.UTF_8));
    }

    private String markdown(NotebookFile notebook) throws IOException {
        Path file = directory.resolve("foreign.md");
        new MarkdownExport(source -> "java").write(notebook, file);
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, 'x\"><script>alert(1)</script>'",
        "image/jpeg, '\" onerror=\"alert(1)'",
        "image/png, bm8gcGljdHVyZQ==",
        "image/gif, " + DOT,
        "image/webp, 'R0lGODlh\"><img src=x onerror=alert(1)>'"
    })
    void a_picture_that_is_none_gives_way_to_the_text(String type, String content) throws IOException {
        Document page = html(shown(Map.of(type, content, "text/plain", "instead")));
        assertThat(page.select("main img, script")).isEmpty();
        assertThat(page.select(".out").text()).isEqualTo("instead");
    }

    @Test
    void a_picture_that_is_one_is_shown() throws IOException {
        assertThat(html(shown(Map.of("image/png", DOT.replaceAll("(.{10})", "$1\n"))))
                        .select(".out img")
                        .attr("src"))
                .isEqualTo("data:image/png;base64," + DOT);
        assertThat(html(shown(Map.of("image/svg+xml", "<?xml version='1.0'?><!-- x --><svg xmlns='y'/>")))
                        .select(".out img")
                        .attr("src"))
                .startsWith("data:image/svg+xml;base64,");
    }

    @Test
    void html_keeps_its_tables_and_loses_what_runs_or_is_fetched() throws IOException {
        Document page = html(
                shown(
                        Map.of(
                                "text/html",
                                "<table style='color: red; position: fixed; background: url(http://x/)' onclick='alert(1)'><tr><td>kept</td></tr></table>"
                                        + "<script>alert(1)</script><iframe src=http://x></iframe><meta http-equiv=refresh content=0>"
                                        + "<a href='java\tscript:alert(1)'>a</a><a href=https://example.org>b</a><img src=http://x/y.png alt=far>")));
        assertThat(page.select(".out table").attr("style")).isEqualTo("color: red");
        assertThat(page.select(".out td").text()).isEqualTo("kept");
        assertThat(page.select("main").select("script, iframe, meta, img, [onclick]"))
                .isEmpty();
        assertThat(page.select(".out a").eachAttr("href")).containsExactly("https://example.org", "http://x/y.png");
        assertThat(page.select(".out a").eachText()).containsExactly("a", "b", "far");
    }

    @Test
    void what_only_a_script_would_show_is_shown_as_its_text() throws IOException {
        assertThat(html(shown(Map.of("text/html", "<div id=x></div><script>draw()</script>", "text/plain", "Figure")))
                        .select(".out")
                        .text())
                .isEqualTo("Figure");
        assertThat(html(shown(Map.of("application/javascript", "alert(1)")))
                        .select(".out")
                        .text())
                .isEqualTo("An output in a format that this page cannot show: application/javascript");
    }

    @Test
    void the_page_forbids_scripts_and_the_network() throws IOException {
        assertThat(html(prose("x"))
                        .select("meta[http-equiv=Content-Security-Policy]")
                        .attr("content"))
                .startsWith("default-src 'none'; img-src data:;");
    }

    @Test
    void prose_keeps_its_layout_and_its_attachments() throws IOException {
        Document page = html(notebook(Map.of(
                "cell_type",
                "markdown",
                "source",
                "# One\n\n## Two\n\n## Two\n\na<sub>*x*<br></sub> ![a](attachment:my%20dot.png) ![far](http://x/y.png)",
                "attachments",
                Map.of("my dot.png", Map.of("image/png", DOT)))));
        assertThat(page.select("nav a").eachAttr("href")).containsExactly("#two", "#two-2");
        assertThat(page.select("h2").eachAttr("id")).containsExactly("two", "two-2");
        assertThat(page.select("sub em").text()).isEqualTo("x");
        assertThat(page.select("main img").eachAttr("alt")).containsExactly("a");
        assertThat(page.select("main a[href=http://x/y.png]").text()).isEqualTo("far");
    }

    @Test
    void text_in_a_page_has_nothing_unseen_and_no_codes_of_terminals() throws IOException {
        Document page = html(
                output(
                        Map.of(
                                "output_type",
                                "stream",
                                "name",
                                "stdout",
                                "text",
                                "10%\r20%\r30%\r\n\u001b]8;;javascript:alert(1)\u0007link\u001b]8;;\u0007 \u001b[31mred\u001b[0m\u001b[2J \u202e\u009b\u007f")));
        assertThat(page.select("pre.out").text()).isEqualTo("30%\nlink red ⟨U+202E⟩⟨U+009B⟩␡");
        assertThat(page.select("pre.out .red").text()).isEqualTo("red");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "x <img src=x onerror=alert(1)> y",
                "<details open ontoggle=alert(1)>",
                "> <svg\n> onload=alert(1)>",
                "<b title=\"a\" onclick=\"alert(1)\">x</b>",
                "[x](javascript:alert(1))",
                "[x](java&#115;cript:alert(1))",
                "[x][y]\n\n[y]: data:text/html,x",
                "![x](javascript:alert(1))"
            })
    void nothing_runs_where_markdown_is_drawn_with_the_html_in_it(String hostile) throws IOException {
        String markdown = markdown(prose(hostile));
        Document drawn = Jsoup.parse(org.commonmark.renderer.html.HtmlRenderer.builder()
                .build()
                .render(org.commonmark.parser.Parser.builder().build().parse(markdown)));
        assertThat(drawn.select("script, img, svg, [onclick], [ontoggle], [href]"))
                .as(markdown)
                .isEmpty();
    }

    @Test
    void markdown_that_is_harmless_stays_as_it_was_written() throws IOException {
        String written = "# A *title*\n\n<div align=\"center\">\n\n<b>x</b> `<script>` 1 < 2\n\n</div>\n\n"
                + "```html\n<script>alert(1)</script>\n```\n\n[a](https://example.org) ![b](c.png)\n";
        assertThat(markdown(prose(written))).isEqualTo(written);
    }

    @Test
    void pictures_beside_markdown_have_names_that_rowan_gives() throws IOException {
        NotebookFile notebook = notebook(Map.of(
                "cell_type",
                "markdown",
                "source",
                "![a](<attachment:../../x.png>)",
                "attachments",
                Map.of("../../x.png", Map.of("image/png", DOT))));
        assertThat(markdown(notebook)).isEqualTo("![a](foreign_files/1.png)\n");
        assertThat(Files.readAllBytes(directory.resolve("foreign_files").resolve("1.png")))
                .startsWith(0x89, 'P', 'N', 'G');
        assertThat(markdown(shown(Map.of("image/png", "x\">", "text/plain", "instead"))))
                .contains("instead")
                .doesNotContain("![");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%zz.png", "100%", "%E4", "x%2"})
    void an_attachment_whose_name_is_no_address_is_one_that_is_missing(String name) throws IOException {
        NotebookFile notebook = notebook(Map.of(
                "cell_type",
                "markdown",
                "source",
                "before ![a](attachment:" + name + ") behind",
                "attachments",
                Map.of("x.png", Map.of("image/png", DOT))));
        assertThat(html(notebook).select("main").text()).contains("before", "behind");
        assertThat(markdown(notebook)).contains("before", "behind");
    }

    @Test
    void what_was_shown_tells_no_passwords() throws IOException {
        String url = "postgresql://u:hunter2@host/db";
        List<Map<String, Object>> outputs = List.of(
                Map.of("output_type", "stream", "name", "stdout", "text", List.of("a\n", "password=hunter2\n")),
                Map.of("output_type", "error", "ename", "E", "evalue", url, "traceback", List.of("at " + url, "b")),
                Map.of(
                        "output_type",
                        "display_data",
                        "metadata",
                        Map.of(),
                        "data",
                        Map.of(
                                "text/html",
                                "<table><tr><td title='" + url + "'>password=hunter2</td><td>next</td></tr></table>",
                                "text/plain",
                                url,
                                "application/json",
                                Map.of("deep", List.of(Map.of("url", url))))));
        NotebookFile notebook = notebook(
                Map.of("cell_type", "code", "source", "1", "metadata", Map.of("kept", url), "outputs", outputs));
        Document page = html(notebook);
        String attached = new String(
                Base64.getDecoder()
                        .decode(page.select("a[download]").attr("href").replaceFirst(".*,", "")),
                StandardCharsets.UTF_8);
        assertThat(List.of(page.outerHtml(), attached, markdown(notebook))).noneMatch(text -> text.contains("hunter2"));
        assertThat(page.select(".out td").eachText()).containsExactly("password=***", "next");
        assertThat(page.select(".out").text()).contains("postgresql://u:***@host/db");
    }

    @Test
    void a_picture_has_no_passwords() throws IOException {
        String image = "<img src=\"data:image/png;base64," + DOT + "\"><b>password=hunter2</b>";
        Document page = html(shown(Map.of("text/html", image)));
        assertThat(page.select(".out img").attr("src")).isEqualTo("data:image/png;base64," + DOT);
        assertThat(page.select(".out b").text()).isEqualTo("password=***");
    }
}
