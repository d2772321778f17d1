package rowan.notebook;

import java.util.Optional;
import java.util.function.Function;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The prose of a notebook as HTML: Markdown, and what may stay of the HTML in it. */
final class Prose {

    private final Parser parser = Parser.builder().build();
    private final Headings headings = new Headings();

    private final HtmlRenderer cells =
            HtmlRenderer.builder().attributeProviderFactory(context -> headings).build();

    private final HtmlRenderer outputs = HtmlRenderer.builder().build();

    /** The headings of all cells so far. */
    Headings headings() {
        return headings;
    }

    /** A cell, with the pictures that are attached to it. */
    String cell(NotebookFile.Cell cell) {
        return rendered(cells, cell.source(), cell::attachment);
    }

    /** An output in Markdown; its headings are no sections of the notebook. */
    String output(String markdown) {
        return rendered(outputs, markdown, name -> Optional.empty());
    }

    private String rendered(HtmlRenderer renderer, String markdown, Function<String, Optional<Picture>> attachments) {
        try {
            return SafeHtml.of(renderer.render(parser.parse(markdown)), attachments)
                    .orElse("");
        } catch (StackOverflowError nestedTooDeep) {
            return "<pre>" + HtmlExport.escaped(markdown) + "</pre>\n";
        }
    }
}
