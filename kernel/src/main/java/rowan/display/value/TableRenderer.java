package rowan.display.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.Recorded;
import rowan.display.markup.TextWidth;
import rowan.display.markup.Values;
import rowan.display.markup.VisibleText;
import rowan.model.Quantity;
import rowan.model.experiment.ExperimentList;
import rowan.model.table.ResultTable;

/** Draws a {@link ResultTable}: its first page as aligned text and as a plain HTML table. */
public final class TableRenderer {

    private static final String GRID = "application/vnd.rowan.result+json";

    private static final int TEXT_LIMIT = 60;
    private static final int FOLDED_FROM = 120;
    private static final int HTML_LIMIT = 2_000;

    private static final String RIGHT = "text-align: right";
    private static final String LEFT = "text-align: left";
    private static final String LAID_OUT = "text-align: left; white-space: pre-wrap";

    /** White space that HTML would draw as one blank, or not at all. */
    private static final Pattern LAYOUT = Pattern.compile("^\\s|\\s\\s|[\\n\\t]|\\s$");

    private TableRenderer() {}

    public static MimeBundle draw(ResultTable table) {
        String caption = caption(table);
        boolean[] numeric = numeric(table);
        MimeBundle drawn = MimeBundle.text(plain(table, caption, numeric))
                .with(MimeBundle.HTML, html(table, caption, numeric).source());
        return table.handle()
                .map(handle -> drawn.with(GRID, grid(handle, table, caption)))
                .orElse(drawn);
    }

    public static MimeBundle draw(ExperimentList experiments) {
        return Recorded.draw(MimeBundle.EXPERIMENT, ExperimentList.class, experiments, list -> draw(list.table()));
    }

    /** What Rowan's own extension of JupyterLab draws; the first page, and where the rest is to be had. */
    private static Map<String, Object> grid(String handle, ResultTable table, String caption) {
        Map<String, Object> grid = new LinkedHashMap<>();
        grid.put("id", handle);
        grid.put("caption", caption);
        grid.put("columns", table.columnNames().stream().map(VisibleText::of).toList());
        grid.put("rows", table.page().stream().map(GridCells::of).toList());
        grid.put("notes", table.notes().stream().map(VisibleText::of).toList());
        if (table.complete()) {
            grid.put("total", table.rows().size());
        }
        return grid;
    }

    /** {@code first 50 of 12,431 rows · 3.10 ms}, saying honestly what was timed. */
    private static String caption(ResultTable table) {
        int shown = table.page().size();
        // Rows that are no query's have no time.
        String time = table.elapsed().isZero() ? "" : " · " + Quantity.duration(table.elapsed());
        if (!table.complete()) {
            return "first " + Quantity.count(shown, "row") + (time.isEmpty() ? "" : time + " to the first page");
        }
        int all = table.rows().size();
        if (shown < all) {
            return "first " + Quantity.count(shown) + " of " + Quantity.count(all, "row") + time;
        }
        return (all == 0 ? "no rows" : Quantity.count(all, "row")) + time;
    }

    private static String plain(ResultTable table, String caption, boolean[] numeric) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(table.columnNames().stream()
                .map(name -> Values.oneLine(name, TEXT_LIMIT))
                .toList());
        table.page()
                .forEach(row -> cells.add(row.stream()
                        .map(value -> Values.oneLine(Values.text(value), TEXT_LIMIT))
                        .toList()));
        int[] widths = new int[numeric.length];
        for (List<String> row : cells) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], TextWidth.of(row.get(c)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < cells.size(); row++) {
            text.append(line(cells.get(row), widths, numeric)).append('\n');
            if (row == 0) {
                List<String> rule = new ArrayList<>();
                for (int width : widths) {
                    rule.add("─".repeat(Math.max(1, width)));
                }
                text.append(String.join("  ", rule)).append('\n');
            }
        }
        text.append(caption);
        table.notes().forEach(note -> text.append('\n').append(note));
        return text.toString();
    }

    private static String line(List<String> cells, int[] widths, boolean[] numeric) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            padded.add(numeric[i] ? TextWidth.right(cells.get(i), widths[i]) : TextWidth.left(cells.get(i), widths[i]));
        }
        return String.join("  ", padded).stripTrailing();
    }

    /** A column is set flush right when all its values that are shown, NULLs aside, are numbers. */
    private static boolean[] numeric(ResultTable table) {
        boolean[] numeric = new boolean[table.columns().size()];
        for (int c = 0; c < numeric.length; c++) {
            boolean numbersOnly = true;
            boolean any = false;
            for (List<Object> row : table.page()) {
                any |= row.get(c) != null;
                numbersOnly &= row.get(c) == null || Values.isNumber(row.get(c));
            }
            numeric[c] = any && numbersOnly;
        }
        return numeric;
    }

    private static Html html(ResultTable table, String caption, boolean[] numeric) {
        List<Html> heads = new ArrayList<>();
        for (int c = 0; c < numeric.length; c++) {
            heads.add(Html.tag("th")
                    .with("scope", "col")
                    .with("style", "text-align: " + (numeric[c] ? "right" : "left"))
                    .of(table.columns().get(c).name()));
        }
        List<Html> rows = new ArrayList<>();
        for (List<Object> row : table.page()) {
            List<Html> cells = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                cells.add(cell(row.get(c), numeric[c]));
            }
            rows.add(new Html("\n" + Html.element("tr", Html.join(cells)).source()));
        }
        Html drawn = Html.element(
                "table",
                Html.tag("caption")
                        .with("style", "text-align: left; white-space: nowrap; opacity: 0.75")
                        .of(caption),
                Html.element("thead", Html.element("tr", Html.join(heads))),
                Html.element("tbody", Html.join(rows)));
        List<Html> notes = table.notes().stream()
                .map(note -> Html.element("p", Html.text(note)))
                .toList();
        return notes.isEmpty() ? drawn : Html.element("div", drawn, Html.join(notes));
    }

    private static Html cell(Object value, boolean numericColumn) {
        boolean right = numericColumn || Values.isNumber(value);
        boolean laidOut = value instanceof String text && LAYOUT.matcher(text).find();
        Html.Tag cell = Html.tag("td").with("style", right ? RIGHT : laidOut ? LAID_OUT : LEFT);
        if (value == null) {
            return cell.of(Html.tag("i").with("style", "opacity: 0.75").of(Values.NULL));
        }
        String text = Values.text(value);
        if (value instanceof byte[]) {
            return cell.of(Html.element("code", Html.text(text)));
        }
        if (text.length() <= FOLDED_FROM) {
            return cell.of(text);
        }
        String shown = text.length() <= HTML_LIMIT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, HTML_LIMIT))) + "… ("
                        + Quantity.count(text.length(), "character") + ")";
        return cell.of(Html.element(
                "details", Html.element("summary", Html.text(Values.oneLine(text, FOLDED_FROM))), Html.text(shown)));
    }
}
