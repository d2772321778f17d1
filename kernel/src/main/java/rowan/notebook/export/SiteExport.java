package rowan.notebook.export;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import rowan.files.Stop;
import rowan.files.WholeFile;
import rowan.notebook.NotebookFile;
import rowan.notebook.PercentEncoding;

/**
 * Notebooks as a site of pages that lead to each other: a page for each, as {@link HtmlExport} has it, one that lists them,
 * and one that searches them. It needs no server and no network. The only script is the search's own; it knows the texts of
 * the notebooks, and nothing of them is markup there.
 */
public final class SiteExport {

    /** A notebook of this name is the first page. */
    private static final String INDEX = "index";

    private static final String SEARCH = "search";

    /** Words of a section that are searched; what is behind them is rows and numbers. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final String SCRIPT = """
            const sections = JSON.parse(document.getElementById("sections").textContent);
            const query = document.getElementById("query"), found = document.getElementById("found");
            const FEW = 60, AROUND = 90;
            function marked(text, at, length) {
              const piece = document.createElement("p"), mark = document.createElement("mark");
              const from = Math.max(0, at - AROUND), to = Math.min(text.length, at + length + AROUND);
              mark.textContent = text.slice(at, at + length);
              piece.append(from > 0 ? "…" : "", text.slice(from, at), mark, text.slice(at + length, to),
                to < text.length ? "…" : "");
              return piece;
            }
            function search() {
              const words = query.value.toLowerCase().split(/\\s+/).filter(word => word);
              found.replaceChildren();
              if (words.length === 0) return;
              const hits = sections.filter(s => words.every(word => (s.title + " " + s.text).toLowerCase().includes(word)));
              for (const hit of hits.slice(0, FEW)) {
                const item = document.createElement("li"), link = document.createElement("a");
                link.href = hit.address;
                link.textContent = hit.page === hit.title ? hit.title : hit.page + " › " + hit.title;
                item.append(link);
                const at = hit.text.toLowerCase().indexOf(words[0]);
                if (at >= 0) item.append(marked(hit.text, at, words[0].length));
                found.append(item);
              }
              document.getElementById("count").textContent = hits.length === 0 ? "Nothing is found; try one word of it."
                : hits.length > FEW ? "The first " + FEW + " of " + hits.length + " sections." : "";
            }
            query.addEventListener("input", search);
            query.focus();
            """;

    /** How an address begins that is none of a file beside the page. */
    private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:|//");

    /** A section of a page, as the search knows it. */
    private record Section(String page, String title, String address, String text) {}

    private final HtmlExport export;
    private final Map<String, HtmlExport.Body> pages = new LinkedHashMap<>();

    /** Their names in lower case: two that differ in nothing else are one file on some systems. */
    private final Set<String> taken = new HashSet<>(Set.of(SEARCH));

    public SiteExport(HtmlExport export) {
        this.export = export;
    }

    /**
     * Adds a notebook; the first one that is called {@code index.ipynb} is the first page of the site.
     *
     * @param name the notebook's file name
     * @throws IOException if the site has a page of that name
     */
    public void add(NotebookFile notebook, String name) throws IOException {
        String page = name.replaceFirst("\\.ipynb$", "");
        String key = page.toLowerCase(Locale.ROOT);
        if (!taken.add(key) || key.equals(INDEX) && !page.equals(INDEX)) {
            throw new IOException(name + " cannot be a page of this site, which has another " + key
                    + ".html. Nothing was written; give the notebook another name.");
        }
        pages.put(page, export.body(notebook.withoutSecrets(), name));
    }

    /** Writes all pages into a directory, which is made where it is missing; other files in it stay. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> order = new ArrayList<>(pages.keySet());
        order.remove(INDEX);
        for (int i = 0; i < order.size(); i++) {
            write(directory, order.get(i), around(order, i));
        }
        if (pages.containsKey(INDEX)) {
            write(directory, INDEX, "");
        } else {
            WholeFile.write(
                    directory.resolve(INDEX + ".html"),
                    HtmlExport.page(list(order), HtmlExport.POLICY, head(), ""),
                    Stop.NEVER);
        }
        WholeFile.write(directory.resolve(SEARCH + ".html"), search(), Stop.NEVER);
    }

    private void write(Path directory, String page, String around) throws IOException {
        HtmlExport.Body body = pages.get(page);
        HtmlExport.Body linked =
                new HtmlExport.Body(body.title(), body.headings(), linked(body.main()), body.attached());
        WholeFile.write(
                directory.resolve(page + ".html"),
                HtmlExport.page(linked, HtmlExport.POLICY, head(), around),
                Stop.NEVER);
    }

    private static String head() {
        return "<header class=\"site\"><a href=\"" + INDEX + ".html\">All notebooks</a><a href=\"" + SEARCH
                + ".html\">Search</a></header>\n";
    }

    /** The ways to the pages before and behind. */
    private String around(List<String> order, int at) {
        StringBuilder html = new StringBuilder("<div class=\"site\">");
        if (at > 0) {
            html.append(way(order.get(at - 1), "", "← "));
        }
        if (at < order.size() - 1) {
            html.append(way(order.get(at + 1), " class=\"next\"", "→ "));
        }
        return html.append("</div>\n").toString();
    }

    private String way(String page, String attributes, String arrow) {
        return "<a" + attributes + " href=\"" + address(page) + "\">" + arrow
                + HtmlExport.escaped(pages.get(page).title()) + "</a>";
    }

    /** A name may have signs in it that mean something in an address: {@code #}, {@code ?}, {@code :}. */
    private static String address(String page) {
        return PercentEncoding.step(page) + ".html";
    }

    private HtmlExport.Body list(List<String> order) {
        StringBuilder html = new StringBuilder("<h1>Notebooks</h1>\n<ul>\n");
        order.forEach(page -> html.append("<li>").append(way(page, "", "")).append("</li>\n"));
        return new HtmlExport.Body(
                "Notebooks", new Headings(), html.append("</ul>\n").toString(), "");
    }

    /** Links to notebooks that are pages here lead to the pages; what else lies beside a notebook is not on the site. */
    private String linked(String html) {
        Document page = Jsoup.parseBodyFragment(html);
        page.outputSettings().prettyPrint(false);
        for (Element link : page.select("a[href]")) {
            String[] address = link.attr("href").split("#", 2);
            String name = PercentEncoding.text(address[0]);
            if (name.endsWith(".ipynb") && pages.containsKey(name.replaceFirst("\\.ipynb$", ""))) {
                String target = name.replaceFirst("\\.ipynb$", "");
                String section = address.length == 1 ? "" : "#" + Headings.slug(PercentEncoding.text(address[1]));
                link.attr("href", address(target) + section);
            } else if (!name.isEmpty() && !ELSEWHERE.matcher(address[0]).lookingAt()) {
                link.unwrap();
            }
        }
        return page.body().html();
    }

    private String search() {
        String data =
                new GsonBuilder().create().toJson(sections()); // Gson writes < as \\u003c: no end of the script in it.
        String main = "<h1>Search</h1>\n"
                + "<input id=\"query\" type=\"search\" aria-label=\"Words to look for\" placeholder=\"Words to look for\">\n"
                + "<p id=\"count\" role=\"status\"></p>\n<ul id=\"found\"></ul>\n"
                + "<script type=\"application/json\" id=\"sections\">" + data + "</script>\n"
                + "<script>" + SCRIPT + "</script>\n";
        return HtmlExport.page(
                new HtmlExport.Body("Search", new Headings(), main, ""),
                HtmlExport.POLICY + "; script-src 'sha256-" + hash(SCRIPT) + "'",
                head(),
                "");
    }

    private static String hash(String script) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The texts between the headings. */
    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        pages.forEach((page, body) -> {
            String title = body.title();
            String address = address(page);
            StringBuilder text = new StringBuilder();
            for (Element element : Jsoup.parseBodyFragment(body.main()).body().children()) {
                Optional<String> name =
                        Optional.of(element.id()).filter(id -> element.tagName().matches("h[1-3]"));
                if (name.isPresent()) {
                    add(sections, new Section(body.title(), title, address, text.toString()));
                    title = element.text();
                    address = address(page) + "#" + name.get();
                    text.setLength(0);
                } else if (!element.tagName().equals("nav")) {
                    text.append(element.text()).append(' ');
                }
            }
            add(sections, new Section(body.title(), title, address, text.toString()));
        });
        return sections;
    }

    private static void add(List<Section> sections, Section section) {
        String text = section.text().strip();
        if (!text.isEmpty() || !section.page().equals(section.title())) {
            String kept = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
            sections.add(new Section(section.page(), section.title(), section.address(), kept));
        }
    }
}
