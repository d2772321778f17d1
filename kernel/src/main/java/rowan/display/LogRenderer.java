package rowan.display;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import rowan.model.Card;
import rowan.model.Quantity;
import rowan.model.RepeatedLookups;
import rowan.model.StatementLog;

/** Draws what is known about the statements of a cell. */
final class LogRenderer {

    private static final List<String> HEADS = List.of("count", "total", "longest", "rows", "line", "statement");

    /** Columns before this one are numbers and stand flush right. */
    private static final int FIRST_TEXT = 4;

    private static final int TEXT_LIMIT = 120;

    private LogRenderer() {}

    static MimeBundle draw(RepeatedLookups lookups) {
        List<Card.Entry> entries = new ArrayList<>();
        entries.add(new Card.Paragraph(lookups.instead().sentence()));
        if (!lookups.instead().sql().isEmpty()) {
            entries.add(new Card.Code("sql", lookups.instead().sql()));
        }
        return CardRenderer.draw(new Card(lookups.headline(), entries));
    }

    static MimeBundle draw(StatementLog log) {
        if (log.entries().isEmpty()) {
            return MimeBundle.text("no statements").with(MimeBundle.HTML, "<div>no statements</div>");
        }
        return Recorded.draw(MimeBundle.LOG, StatementLog.class, log, LogRenderer::drawn);
    }

    private static MimeBundle drawn(StatementLog log) {
        List<List<String>> rows = log.entries().stream().map(LogRenderer::cells).toList();
        return MimeBundle.text(plain(log, rows)).with(MimeBundle.HTML, html(log, rows));
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

    private static String plain(StatementLog log, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(HEADS));
        all.addAll(rows);
        int[] widths = new int[HEADS.size()];
        for (List<String> row : all) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], TextWidth.of(Values.oneLine(row.get(c), TEXT_LIMIT)));
            }
        }
        all.add(1, Arrays.stream(widths).mapToObj("─"::repeat).toList());
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                String cell = Values.oneLine(row.get(c), TEXT_LIMIT);
                cells.add(c < FIRST_TEXT ? TextWidth.right(cell, widths[c]) : TextWidth.left(cell, widths[c]));
            }
            text.append(String.join("  ", cells).stripTrailing()).append('\n');
        }
        text.append(caption(log));
        log.notes().forEach(note -> text.append('\n').append(note));
        return text.toString();
    }

    private static String html(StatementLog log, List<List<String>> rows) {
        List<Html> heads = new ArrayList<>();
        for (int c = 0; c < HEADS.size(); c++) {
            heads.add(Html.tag("th")
                    .with("scope", "col")
                    .with("style", alignment(c))
                    .of(HEADS.get(c)));
        }
        List<Html> body = new ArrayList<>();
        for (List<String> row : rows) {
            List<Html> cells = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                Html content =
                        c == HEADS.size() - 1 ? Html.element("code", Html.text(row.get(c))) : Html.text(row.get(c));
                cells.add(Html.tag("td").with("style", alignment(c)).of(content));
            }
            body.add(new Html("\n" + Html.element("tr", Html.join(cells)).source()));
        }
        Html table = Html.element(
                "table",
                Html.tag("caption")
                        .with("style", "text-align: left; white-space: nowrap; opacity: 0.75")
                        .of(caption(log)),
                Html.element("thead", Html.element("tr", Html.join(heads))),
                Html.element("tbody", Html.join(body)));
        List<Html> notes = log.notes().stream()
                .map(note -> Html.element("p", Html.text(note)))
                .toList();
        return (notes.isEmpty() ? table : Html.element("div", table, Html.join(notes))).source();
    }

    private static String alignment(int column) {
        return column < FIRST_TEXT ? "text-align: right; white-space: nowrap" : "text-align: left";
    }
}
