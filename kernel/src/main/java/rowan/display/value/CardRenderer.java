package rowan.display.value;

import java.util.ArrayList;
import java.util.List;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Palette;
import rowan.display.markup.TextWidth;
import rowan.model.Card;

/** Draws a {@link Card} as text, HTML and Markdown; consoles and tooltips differ in which they show. */
public final class CardRenderer {

    private CardRenderer() {}

    public static MimeBundle draw(Card card) {
        List<String> lines = new ArrayList<>(List.of(card.heading()));
        List<Html> pieces = new ArrayList<>(List.of(Html.element("b", Html.text(card.heading()))));
        for (Card.Entry entry : card.entries()) {
            lines.add(plain(entry));
            pieces.add(html(entry));
        }
        return MimeBundle.text(String.join("\n", lines))
                .with(MimeBundle.HTML, Html.element("div", Html.join(pieces)).source());
    }

    private static String plain(Card.Entry entry) {
        if (entry instanceof Card.Fact fact) {
            return fact.label() + ": " + fact.text();
        }
        if (entry instanceof Card.Paragraph paragraph) {
            return paragraph.text();
        }
        if (entry instanceof Card.Code code) {
            return code.text().indent(4).stripTrailing();
        }
        Card.Listing listing = (Card.Listing) entry;
        int width = listing.items().stream()
                .mapToInt(item -> TextWidth.of(item.label()))
                .max()
                .orElse(0);
        return String.join(
                "\n",
                listing.items().stream()
                        .map(item -> ("  " + TextWidth.left(item.label(), width) + "  " + item.text()).stripTrailing())
                        .toList());
    }

    private static Html html(Card.Entry entry) {
        if (entry instanceof Card.Fact fact) {
            return Html.element(
                    "div",
                    Html.tag("span").with("style", "opacity: 0.7").of(fact.label() + ": "),
                    Html.text(fact.text()));
        }
        if (entry instanceof Card.Paragraph paragraph) {
            return Html.element("p", Html.text(paragraph.text()));
        }
        if (entry instanceof Card.Code code) {
            return Html.tag("pre")
                    .with("style", "background: " + Palette.CODE_GROUND + "; padding: 6px 10px; border-radius: 3px")
                    .of(code.text());
        }
        List<Html> rows = ((Card.Listing) entry)
                .items().stream()
                        .map(item -> Html.element(
                                "tr",
                                Html.tag("th")
                                        .with("scope", "row")
                                        .with("style", "text-align: left; vertical-align: top; white-space: nowrap")
                                        .of(item.label()),
                                Html.tag("td").with("style", "text-align: left").of(item.text())))
                        .toList();
        return Html.tag("table").with("style", "margin: 4px 0").of(Html.element("tbody", Html.join(rows)));
    }
}
