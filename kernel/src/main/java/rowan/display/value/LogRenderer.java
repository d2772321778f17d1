package rowan.display.value;

import java.util.ArrayList;
import java.util.List;
import rowan.display.markup.Html;
import rowan.display.markup.Listing;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Recorded;
import rowan.display.markup.Values;
import rowan.model.Card;
import rowan.model.Quantity;
import rowan.model.RepeatedLookups;
import rowan.model.StatementLog;
import rowan.model.StatementTotals;

/** Draws what is known about the statements of a cell. */
public final class LogRenderer {

    private static final MimeBundle NO_STATEMENTS =
            MimeBundle.text("no statements").with(MimeBundle.HTML, "<div>no statements</div>");

    private static final List<String> TOTAL_HEADS = List.of("calls", "total", "mean", "p95", "rows", "statement");
    private static final List<String> HEADS = List.of("count", "total", "longest", "rows", "line", "statement");

    /** More of a statement would leave no room for its numbers; the record has all of it. */
    private static final int STATEMENT = 300;

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
            return NO_STATEMENTS;
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

    public static MimeBundle draw(StatementTotals totals) {
        return totals.totals().isEmpty()
                ? NO_STATEMENTS
                : Recorded.draw(MimeBundle.LOG, StatementTotals.class, totals, LogRenderer::drawn);
    }

    private static MimeBundle drawn(StatementTotals totals) {
        List<List<String>> rows = totals.totals().stream()
                .map(total -> List.of(
                        Quantity.count(total.calls()),
                        Quantity.duration(total.total()),
                        Quantity.duration(total.mean()),
                        Quantity.duration(total.p95()),
                        Quantity.count(total.rows()),
                        Values.oneLine(total.statement(), STATEMENT)))
                .toList();
        Listing listing = new Listing(TOTAL_HEADS, TOTAL_HEADS.size() - 1, rows, TOTAL_HEADS.size() - 1);
        String caption = "statements of all cells, by the time they took"
                + (totals.further() == 0 ? "" : "; " + Quantity.count(totals.further()) + " more took less");
        return MimeBundle.text(listing.plain() + "\n" + caption)
                .with(MimeBundle.HTML, listing.html(caption).source());
    }

    private static List<String> cells(StatementLog.Entry entry) {
        return List.of(
                Quantity.count(entry.count()),
                Quantity.duration(entry.total()),
                Quantity.duration(entry.longest()),
                Quantity.count(entry.rows()),
                entry.place(),
                Values.oneLine(entry.statement(), STATEMENT));
    }

    private static String caption(StatementLog log) {
        return Quantity.count(log.count(), "statement") + " · " + Quantity.duration(log.total()) + " in the database";
    }
}
