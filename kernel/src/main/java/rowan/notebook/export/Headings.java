package rowan.notebook.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.AttributeProvider;

/** The headings of a notebook, gathered while its prose is rendered; each gets a name that the table of contents links to. */
final class Headings implements AttributeProvider {

    /** Deeper headings are left out of the table of contents. */
    private static final int DEEPEST = 3;

    private record Entry(int level, String name, String text) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Names that are used, each with the number behind the last that begins with it. */
    private final Map<String, Integer> names = new HashMap<>(Map.of("code", 1));

    @Override
    public void setAttributes(Node node, String tagName, Map<String, String> attributes) {
        if (node instanceof Heading heading) {
            String text = text(heading);
            String name = unused(slug(text));
            entries.add(new Entry(heading.getLevel(), name, text));
            attributes.put("id", name);
        }
    }

    /** The name of a heading; of JupyterLab's own name for it too. */
    static String slug(String text) {
        String slug = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "section" : slug;
    }

    private String unused(String wanted) {
        String name = wanted;
        while (names.containsKey(name)) {
            name = wanted + "-" + names.merge(wanted, 1, Integer::sum);
        }
        names.put(name, 1);
        return name;
    }

    private static String text(Heading heading) {
        StringBuilder text = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
                text.append(node.getLiteral());
            }
        });
        return text.toString().strip();
    }

    /** The first heading of the first level. */
    Optional<String> title() {
        return entries.stream().filter(e -> e.level() == 1).findFirst().map(Entry::text);
    }

    /** The table of contents; empty for a notebook with fewer than two sections. */
    String contents() {
        List<Entry> listed = entries.stream()
                .filter(e -> e.level() > 1 && e.level() <= DEEPEST)
                .toList();
        if (listed.size() < 2) {
            return "";
        }
        StringBuilder html = new StringBuilder("<nav aria-label=\"Contents\">\n<ol>\n");
        boolean nested = false;
        for (Entry entry : listed) {
            boolean deep = entry.level() == DEEPEST;
            if (deep && !nested) {
                html.append("<ol>\n");
            } else if (!deep && nested) {
                html.append("</ol>\n");
            }
            nested = deep;
            html.append("<li><a href=\"#")
                    .append(HtmlExport.escaped(entry.name()))
                    .append("\">")
                    .append(HtmlExport.escaped(entry.text()))
                    .append("</a></li>\n");
        }
        return html.append(nested ? "</ol>\n" : "").append("</ol>\n</nav>\n").toString();
    }
}
