package rowan.notebook.export;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import rowan.notebook.NotebookFile;
import rowan.notebook.Picture;

/** The prose of a notebook as HTML: Markdown, and what may stay of the HTML in it. */
public final class Prose {

    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private final Parser parser = parser();
    private final Headings headings = new Headings();

    private final HtmlRenderer cells = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .attributeProviderFactory(context -> headings)
            .build();

    private final HtmlRenderer outputs =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();

    /** Markdown as JupyterLab understands it, tables too. */
    public static Parser parser() {
        return Parser.builder().extensions(EXTENSIONS).build();
    }

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
