package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.notebook.NotebookFile;
import rowan.notebook.export.HtmlExport;
import rowan.notebook.run.NotebookRunner;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;

/** Whatever a database contains, and whatever its things are called, is data: no piece of it becomes markup. */
@Tag("slow")
class HostileTextTest {

    private static final Set<String> ELEMENTS = Set.of(
            "html",
            "head",
            "body",
            "div",
            "span",
            "p",
            "b",
            "i",
            "br",
            "table",
            "caption",
            "colgroup",
            "col",
            "thead",
            "tbody",
            "tfoot",
            "tr",
            "th",
            "td",
            "ul",
            "li",
            "pre",
            "code",
            "details",
            "summary",
            "figure",
            "figcaption",
            "img",
            "progress",
            "meter",
            "abbr");

    private static final Set<String> ATTRIBUTES = Set.of(
            "style", "scope", "title", "colspan", "rowspan", "value", "max", "min", "src", "alt", "width", "height",
            "class");

    @TempDir
    Path directory;

    static List<String> payloads() {
        return List.of(
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "\"><script>alert(1)</script>",
                "'><script>alert(1)</script>",
                "\" onmouseover=\"alert(1)",
                "' onmouseover='alert(1)",
                "</td></tr></table><script>alert(1)</script>",
                "</caption><iframe src=javascript:alert(1)>",
                "</title></head><body onload=alert(1)>",
                "</style><script>alert(1)</script>",
                "<style>*{display:none}</style>",
                "<a href=javascript:alert(1)>x</a>",
                "<iframe srcdoc='<script>alert(1)</script>'>",
                "<object data=javascript:alert(1)>",
                "<embed src=javascript:alert(1)>",
                "<form action=javascript:alert(1)><input type=submit>",
                "<math><mtext></mtext><script>alert(1)</script></math>",
                "<details open ontoggle=alert(1)>",
                "<base href=//evil.example/>",
                "<link rel=stylesheet href=//evil.example>",
                "<meta http-equiv=refresh content=0>",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "&#60;script&#62;alert(1)&#60;/script&#62;",
                "<!--><script>alert(1)</script>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "{{7*7}}${7*7}<%= 7*7 %>",
                "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
                "\u202e<script>alert(1)</script>\u001b[31m");
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void nothing_hostile_becomes_markup(String payload) {
        String name = '"' + payload.replace("\"", "\"\"").replace("\u0000", "") + '"';
        String text = "'"
                + payload.replace("'", "''")
                        .replace("\u0000", "' || char(0) || '")
                        .replace("{{", "{' || '{") + "'";
        List<String> cells = List.of(
                "CREATE TABLE t(a TEXT, b TEXT)",
                "INSERT INTO t VALUES (" + text + ", x'3c7363')",
                "SELECT a, b, a AS again FROM t",
                "%%sql --expect-rows 1\nSELECT * FROM t WHERE a = " + text,
                "CREATE TABLE " + name + "(" + name + " TEXT PRIMARY KEY, other TEXT)",
                "INSERT INTO " + name + " VALUES (" + text + ", 'x')",
                "INSERT INTO " + name + " VALUES (" + text + ", 'x')",
                "CREATE INDEX " + name.replace("\"\"", "").replaceFirst("^\"", "\"i") + " ON " + name + "(other)",
                "SELECT other AS " + name + " FROM " + name + " AS " + name,
                "EXPLAIN QUERY PLAN SELECT * FROM " + name + " AS " + name + " WHERE other = " + text + " ORDER BY 1",
                "SELECT * FROM nowhere WHERE a = " + text,
                "SELECT " + name + " FROM t WHERE " + name + " = 1 AND",
                "%%plan\nSELECT * FROM " + name,
                ".tables",
                ".schema",
                "%sqlcmd columns -t t",
                "%sql sqlite:///" + payload.replaceAll("[\\s\"'\u0000]", "_"),
                "%" + payload.replaceAll("\\W", "") + payload,
                "%sql notebook",
                "\"" + payload.replaceAll("[\"\\\\\u0000]", "") + "\"",
                "throw new IllegalStateException(\"" + payload.replaceAll("[\"\\\\\u0000]", "") + "\")",
                "check(\"" + payload.replaceAll("[\"\\\\\u0000]", "") + "\", true)",
                "%%compare\nSELECT * FROM t WHERE a = " + text + "\n-- arm: " + payload.replace("\u0000", "")
                        + "\nCREATE INDEX i ON t(a)");
        List<String> drawn = new ArrayList<>();
        try (Notebook notebook = new Notebook(directory)) {
            for (String cell : cells) {
                notebook.run(cell);
                for (RecordingSink.Event event : notebook.sink().events()) {
                    Object html = event.bundle().data().get("text/html");
                    if (html != null) {
                        drawn.add((String) html);
                    }
                }
            }
        }
        assertThat(drawn).as("outputs with HTML").hasSizeGreaterThan(12);
        drawn.forEach(HostileTextTest::assertHarmless);
    }

    private static void assertHarmless(String html) {
        for (Element element : Jsoup.parse(html).getAllElements()) {
            if (element.tagName().equals("#root")) {
                continue;
            }
            assertThat(ELEMENTS).as(html).contains(element.tagName());
            for (Attribute attribute : element.attributes()) {
                assertThat(ATTRIBUTES).as(html).contains(attribute.getKey());
                if (attribute.getKey().equals("src")) {
                    assertThat(attribute.getValue()).startsWith("data:image/png;base64,");
                }
                if (attribute.getKey().equals("style")) {
                    assertThat(attribute.getValue()).doesNotContain("url(", "expression", "<");
                }
            }
        }
    }

    @Test
    void the_html_export_shows_hostile_cells_prose_and_errors_as_text() throws Exception {
        StringBuilder cells = new StringBuilder();
        for (String payload : payloads()) {
            String quoted = new com.google.gson.Gson().toJson(payload);
            cells.append(cells.length() > 0 ? "," : "")
                    .append("{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":")
                    .append(quoted)
                    .append("},")
                    .append(
                            "{\"cell_type\":\"code\",\"metadata\":{\"tags\":[\"raises-exception\"]},\"outputs\":[],\"source\":")
                    .append(new com.google.gson.Gson()
                            .toJson("SELECT * FROM \"" + payload.replace("\"", "\"\"") + "\""))
                    .append("}");
        }
        Path file = directory.resolve("hostile.ipynb");
        Files.writeString(
                file,
                "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + cells + "]}",
                StandardCharsets.UTF_8);
        NotebookFile notebook = NotebookFile.read(file);
        try (Notebook real = new Notebook(directory)) {
            new NotebookRunner(real.workspace(), new InterruptSignal()).run(notebook, cell -> {});
        }
        Path html = directory.resolve("hostile.html");
        new HtmlExport(code -> "<script>alert(2)</script>", Workspaces::coloursOf)
                .write(notebook, "<script>alert(1)</script>", html);
        var page = Jsoup.parse(Files.readString(html, StandardCharsets.UTF_8));
        assertThat(page.select("script, iframe, object, embed, form, base, link, svg, math, a[href^=javascript]"))
                .isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(e -> e.attributes().asList().stream())
                        .filter(a -> a.getKey().startsWith("on")))
                .isEmpty();
    }
}
