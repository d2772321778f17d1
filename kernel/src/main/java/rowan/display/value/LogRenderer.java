package rowan.display.value;

import java.util.ArrayList;
import java.util.List;
import rowan.display.markup.Html;
import rowan.display.markup.Listing;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Recorded;
import rowan.model.Card;
import rowan.model.Quantity;
import rowan.model.RepeatedLookups;
import rowan.model.StatementLog;

/** Draws what is known about the statements of a cell. */
public final class LogRenderer {

    private static final List<String> HEADS = List.of("count", "total", "longest", "rows", "line", "statement");

    /** Columns before this one are numbers and stand flush right. */
    private static final int FIRST_TEXT = 4;

    private LogRenderer() {}

    public static MimeBundle draw(RepeatedLookups lookups) {
        List<Card.Entry> entries = new ArrayList<>();
        entries.add(new Card.Paragraph(lookups.instead().sentence()));
        if (!lookups.instead().sql().isEmpty()) {
            entries.add(new Card.Code("sql", lookups.instead().sql()));
        }
        return CardRenderer.draw(new Card(lookups.headline(), entries));
    }

    public static MimeBundle draw(StatementLog log) {
        if (log.entries().isEmpty()) {
            return MimeBundle.text("no statements").with(MimeBundle.HTML, "<div>no statements</div>");
        }
        return Recorded.draw(MimeBundle.LOG, StatementLog.class, log, LogRenderer::drawn);
    }

    private static MimeBundle drawn(StatementLog log) {
        List<List<String>> rows = log.entries().stream().map(LogRenderer::cells).toList();
        Listing listing = new Listing(HEADS, FIRST_TEXT, rows, HEADS.size() - 1);
        List<String> lines = new ArrayList<>(List.of(listing.plain(), caption(log)));
        lines.addAll(log.notes());
        Html table = listing.html(caption(log));
        List<Html> notes = log.notes().stream()
                .map(note -> Html.element("p", Html.text(note)))
                .toList();
        return MimeBundle.text(String.join("\n", lines))
                .with(
                        MimeBundle.HTML,
                        (notes.isEmpty() ? table : Html.element("div", table, Html.join(notes))).source());
    }

    private static List<String> cells(StatementLog.Entry entry) {
        return List.of(
                Quantity.count(entry.count()),
                Quantity.duration(entry.total()),
                Quantity.duration(entry.longest()),
                Quantity.count(entry.rows()),
                entry.place(),
                entry.statement());
    }

    private static String caption(StatementLog log) {
        return Quantity.count(log.count(), "statement") + " · " + Quantity.duration(log.total()) + " in the database";
    }
}
