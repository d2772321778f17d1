package rowan.notebook.export;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.safety.Cleaner;
import org.jsoup.safety.Safelist;
import rowan.display.markup.VisibleText;
import rowan.notebook.Picture;

/**
 * HTML of a notebook that anybody may have written, as far as it is text, tables and pictures: nothing of it runs, nothing
 * is fetched, and nothing lies above the rest of the page. What may stay is listed, as in <a
 * href="https://jupyterlab.readthedocs.io/en/stable/user/notebook.html#signature">JupyterLab for notebooks that are not
 * trusted</a>; all else goes.
 */
final class SafeHtml {

    private static final String[] ELEMENTS = {
        "a",
        "abbr",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "meter",
        "nav",
        "ol",
        "p",
        "picture",
        "pre",
        "progress",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr"
    };

    /** Of these not even the text is meant to be read where they are. */
    private static final String OPAQUE =
            "script, style, template, noscript, noframes, noembed, iframe, frame, object, embed,"
                    + " applet, svg, audio, video, canvas, map, select, textarea, title, xmp";

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");
    private static final Pattern IGNORED_BY_BROWSERS = Pattern.compile("[\\p{Cntrl}\\s]");
    private static final Pattern SCHEME = Pattern.compile("([^/?#:]*):.*", Pattern.DOTALL);

    private static final Safelist LIST = new Safelist() {
        @Override
        public boolean isSafeAttribute(String tag, Element element, Attribute attribute) {
            return super.isSafeAttribute(tag, element, attribute)
                    && (!attribute.getKey().equals("href") || isSafeLink(attribute.getValue()));
        }
    }.addTags(ELEMENTS)
            .addAttributes(":all", "style", "title", "id", "dir", "lang", "align", "aria-label", "aria-hidden", "role")
            .addAttributes("a", "href", "name")
            .addAttributes("img", "src", "alt", "width", "height")
            .addAttributes("table", "border", "cellpadding", "cellspacing", "width")
            .addAttributes("td", "colspan", "rowspan", "headers", "valign", "width")
            .addAttributes("th", "colspan", "rowspan", "headers", "scope", "valign", "width")
            .addAttributes("tr", "valign")
            .addAttributes("col", "span", "width")
            .addAttributes("colgroup", "span", "width")
            .addAttributes("ol", "start", "type", "reversed")
            .addAttributes("li", "value")
            .addAttributes("details", "open")
            .addAttributes("meter", "value", "min", "max", "low", "high", "optimum")
            .addAttributes("progress", "value", "max")
            .addAttributes("time", "datetime")
            .addAttributes("font", "color", "size", "face");

    /** How many letters of a table have room beside each other on paper, and how many fit between two columns. */
    private static final int LETTERS_OF_LINE = 84;

    private static final int LETTERS_OF_PADDING = 3;

    private static final int SHORTEST_PIECE = 4;

    /** The page's own name of its switch. */
    private static final String RESERVED = "code";

    private SafeHtml() {}

    /** HTML without anything to run or to fetch; empty where nothing is left to be seen. */
    static Optional<String> of(String html) {
        return of(html, name -> Optional.empty());
    }

    /**
     * HTML without anything to run or to fetch.
     *
     * @param attachments pictures of the same cell by their name
     * @return empty where nothing is left to be seen
     */
    static Optional<String> of(String html, Function<String, Optional<Picture>> attachments) {
        Document foreign = Jsoup.parseBodyFragment(html);
        foreign.select(OPAQUE).remove();
        foreign.select("img").forEach(image -> contain(image, attachments));
        foreign.select("[style]").forEach(element -> restyle(element));
        foreign.select("[id=" + RESERVED + "]").removeAttr("id");
        Document safe = new Cleaner(LIST).clean(foreign);
        safe.nodeStream(TextNode.class).forEach(text -> text.text(VisibleText.of(text.getWholeText())));
        safe.getAllElements()
                .forEach(element -> element.attributes()
                        .forEach(attribute -> attribute.setValue(VisibleText.of(attribute.getValue()))));
        safe.select("table:not(:has(td code)) tr > *").forEach(SafeHtml::breakLongWords);
        safe.outputSettings().prettyPrint(false);
        Element body = safe.body();
        boolean isSeen =
                body.hasText() || !body.select("img, hr, meter, progress").isEmpty();
        return isSeen ? Optional.of(body.html()) : Optional.empty();
    }

    /**
     * Lets long words of a table's cell be broken, into pieces for which every column has room on paper: no table is wider than
     * its page then, while names and numbers, which are shorter, stay whole. Code may be broken anywhere: beside it, all has room.
     */
    private static void breakLongWords(Element cell) {
        int room = Math.max(SHORTEST_PIECE, LETTERS_OF_LINE / cell.parent().childrenSize() - LETTERS_OF_PADDING);
        Pattern piece = Pattern.compile("\\S{" + room + "}(?=\\S)");
        for (TextNode text : cell.nodeStream(TextNode.class).toList()) {
            TextNode rest = text;
            Matcher found = piece.matcher(text.getWholeText());
            for (int from = 0; found.find(); from = found.end()) {
                rest = rest.splitText(found.end() - from);
                rest.before(new Element("wbr"));
            }
        }
    }

    /** A picture that is in the notebook is shown; one from elsewhere is a link, for whoever wants it to be fetched. */
    private static void contain(Element image, Function<String, Optional<Picture>> attachments) {
        String address = image.attr("src").strip();
        String says = image.attr("alt");
        Optional<Picture> picture = address.startsWith("attachment:")
                ? attachments.apply(address.substring("attachment:".length()))
                : Picture.contained(address);
        if (picture.isPresent()) {
            image.attr("src", picture.get().address());
        } else if (isSafeLink(address) && !address.isEmpty()) {
            image.replaceWith(new Element("a").attr("href", address).text(says.isBlank() ? address : says));
        } else {
            image.replaceWith(new TextNode(says));
        }
    }

    private static void restyle(Element element) {
        String safe = SafeStyle.of(element.attr("style"));
        if (safe.isEmpty()) {
            element.removeAttr("style");
        } else {
            element.attr("style", safe);
        }
    }

    /** Whether an address is one of the web, of mail, or of a place beside or within the page. */
    static boolean isSafeLink(String address) {
        var scheme = SCHEME.matcher(IGNORED_BY_BROWSERS.matcher(address).replaceAll(""));
        return !scheme.matches() || SCHEMES.contains(scheme.group(1).toLowerCase(Locale.ROOT));
    }
}
