package rowan.notebook.export;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import rowan.display.markup.VisibleText;

/**
 * Markdown of a notebook that anybody may have written, for programs that draw it and take the HTML in it as it is. It stays
 * as it was written, but for tags that are more than layout, which become text, and for links that would run something,
 * which become code.
 */
final class SafeMarkdown {

    /** Tags that a page may have anywhere, without attributes that do more than align. All else begins with a text's {@code <}. */
    private static final Pattern TAG = Pattern.compile(
            "</?(?:abbr|b|blockquote|br|center|cite|code|dd|del|details|div|dl|dt|em|figcaption|figure|h[1-6]|hr|i|ins|kbd|li|mark"
                    + "|ol|p|pre|q|s|samp|small|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)"
                    + "(?:\\s+(?:align|valign|colspan|rowspan|scope|start|open|title|dir|lang)(?:=\"[^\"<>`]*+\")?)*+\\s*/?>",
            Pattern.CASE_INSENSITIVE);

    private record Change(int from, int to, String text) {}

    private final Parser parser = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .build();

    private final String source;
    private final Function<Image, String> images;
    private final List<Change> changes = new ArrayList<>();

    private SafeMarkdown(String source, Function<Image, String> images) {
        this.source = source;
        this.images = images;
    }

    /**
     * The Markdown, safe.
     *
     * @param images what is to stand for a picture; empty where it may stay as it is
     */
    static String of(String markdown, Function<Image, String> images) {
        SafeMarkdown safe = new SafeMarkdown(VisibleText.of(markdown), images);
        try {
            safe.parser.parse(safe.source).accept(safe.new Visitor());
        } catch (StackOverflowError nestedTooDeep) {
            return MarkdownExport.fenced("text", safe.source);
        }
        return safe.changed();
    }

    private String changed() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Change change : changes) {
            // What lies in something that was replaced went with it.
            if (change.from() >= at) {
                text.append(source, at, change.from()).append(change.text());
                at = change.to();
            }
        }
        return text.append(source.substring(at)).toString();
    }

    private final class Visitor extends AbstractVisitor {
        @Override
        public void visit(HtmlInline html) {
            html.getSourceSpans().forEach(SafeMarkdown.this::escapeTags);
        }

        @Override
        public void visit(HtmlBlock html) {
            html.getSourceSpans().forEach(SafeMarkdown.this::escapeTags);
        }

        @Override
        public void visit(Link link) {
            if (SafeHtml.isSafeLink(link.getDestination())) {
                visitChildren(link);
            } else {
                show(link);
            }
        }

        @Override
        public void visit(LinkReferenceDefinition definition) {
            if (!SafeHtml.isSafeLink(definition.getDestination())) {
                show(definition);
            }
        }

        @Override
        public void visit(Image image) {
            String instead = images.apply(image);
            if (!instead.isEmpty()) {
                replace(image, instead);
            } else if (!SafeHtml.isSafeLink(image.getDestination())) {
                show(image);
            }
        }
    }

    /** A tag may go over several lines, each of which is a span. */
    private void escapeTags(SourceSpan span) {
        int end = span.getInputIndex() + span.getLength();
        Matcher tags = TAG.matcher(source).region(span.getInputIndex(), end);
        for (int at = span.getInputIndex(); at < end; at++) {
            if (source.charAt(at) == '<' && !tags.region(at, end).lookingAt()) {
                changes.add(new Change(at, at + 1, "&lt;"));
            }
        }
    }

    /** What was written, as code: to be read, and nothing else. */
    private void show(Node node) {
        int from = from(node);
        String written = source.substring(from, to(node));
        String fence = MarkdownExport.fence("`", written);
        replace(node, fence + " " + written.strip() + " " + fence);
    }

    private void replace(Node node, String text) {
        changes.add(new Change(from(node), to(node), text));
    }

    private static int from(Node node) {
        return node.getSourceSpans().get(0).getInputIndex();
    }

    private static int to(Node node) {
        SourceSpan last = node.getSourceSpans().get(node.getSourceSpans().size() - 1);
        return last.getInputIndex() + last.getLength();
    }
}
