package rowan.display.markup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows below their heads: in text aligned under a line, in HTML a table.
 *
 * @param heads the names of the columns
 * @param numbers how many of the first columns are numbers, which stand flush right
 * @param rows as many texts in each as there are heads
 * @param code the column that is code
 */
public record Listing(List<String> heads, int numbers, List<List<String>> rows, int code) {

    private static final int TEXT_LIMIT = 120;

    /** As text, a line for each row. */
    public String plain() {
        List<List<String>> all = new ArrayList<>(List.of(heads));
        all.addAll(rows);
        int[] widths = new int[heads.size()];
        for (List<String> row : all) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], TextWidth.of(Values.oneLine(row.get(c), TEXT_LIMIT)));
            }
        }
        all.add(1, Arrays.stream(widths).mapToObj("─"::repeat).toList());
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                String cell = Values.oneLine(row.get(c), TEXT_LIMIT);
                cells.add(c < numbers ? TextWidth.right(cell, widths[c]) : TextWidth.left(cell, widths[c]));
            }
            lines.add(String.join("  ", cells).stripTrailing());
        }
        return String.join("\n", lines);
    }

    /** As a table. */
    public Html html(String caption) {
        List<Html> names = new ArrayList<>();
        for (int c = 0; c < heads.size(); c++) {
            names.add(Html.tag("th")
                    .with("scope", "col")
                    .with("style", alignment(c))
                    .of(heads.get(c)));
        }
        List<Html> body = new ArrayList<>();
        for (List<String> row : rows) {
            List<Html> cells = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                Html content = c == code ? Html.element("code", Html.text(row.get(c))) : Html.text(row.get(c));
                cells.add(Html.tag("td").with("style", alignment(c)).of(content));
            }
            body.add(new Html("\n" + Html.element("tr", Html.join(cells)).source()));
        }
        return Html.element(
                "table",
                Html.tag("caption")
                        .with("style", "text-align: left; white-space: nowrap; opacity: 0.75")
                        .of(caption),
                Html.element("thead", Html.element("tr", Html.join(names))),
                Html.element("tbody", Html.join(body)));
    }

    private String alignment(int column) {
        return column < numbers ? "text-align: right; white-space: nowrap" : "text-align: left";
    }
}
