package rowan.display.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rowan.display.markup.Html;
import rowan.display.markup.MimeBundle;
import rowan.display.markup.TextWidth;
import rowan.display.markup.VisibleText;
import rowan.model.Chart;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Series;
import rowan.model.Quantity;
import rowan.model.experiment.Timing;

/** Draws a {@link Chart}: a picture where pictures can be made, its numbers as a table beside it, and all of it as text. */
public final class ChartRenderer {

    private static final int BAR_WIDTH = 40;

    /** A chart of more points than this has no table beside it: nobody reads it, and the result is there. */
    private static final int TABLE_ROWS = 200;

    private static final String NO_FONTS =
            "No picture: Java finds no fonts here. A package such as fonts-dejavu-core brings some; restart the kernel after it.";

    private ChartRenderer() {}

    public static MimeBundle draw(Chart chart) {
        return MimeBundle.text(plain(chart)).with(MimeBundle.HTML, html(chart).source());
    }

    /** The same chart, with nothing unseen in what it says: a picture too is read. */
    private static Chart visible(Chart chart) {
        List<Series> series = chart.series().stream()
                .map(s -> new Series(
                        VisibleText.of(s.name()),
                        s.points().stream()
                                .map(p -> p.labelled(VisibleText.of(p.label())))
                                .toList()))
                .toList();
        return new Chart(
                chart.kind(),
                VisibleText.of(chart.title()),
                visible(chart.x()),
                visible(chart.y()),
                series,
                chart.notes().stream().map(VisibleText::of).toList());
    }

    private static Chart.Axis visible(Chart.Axis axis) {
        return new Chart.Axis(VisibleText.of(axis.label()), axis.scale());
    }

    /** The numbers as rows: a heading, then the label of each with what belongs to it. */
    private record Numbers(List<String> heading, List<List<String>> rows) {}

    private static Numbers numbers(Chart chart) {
        return switch (chart.kind()) {
            case BOX -> boxes(chart);
            case PIE -> shares(chart);
            case BAR, LINE, SCATTER, HISTOGRAM -> points(chart);
        };
    }

    private static Numbers boxes(Chart chart) {
        List<List<String>> rows = new ArrayList<>();
        for (Series series : chart.series()) {
            if (!series.points().isEmpty()) {
                Timing values =
                        new Timing(series.points().stream().map(Point::value).toList());
                List<String> row = new ArrayList<>(List.of(series.name()));
                for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
                    row.add(Quantity.number(values.quantile(share)));
                }
                rows.add(row);
            }
        }
        String least = chart.y().label() + ": least";
        return new Numbers(List.of(chart.x().label(), least, "lower quarter", "median", "upper quarter", "most"), rows);
    }

    private static Numbers shares(Chart chart) {
        double all = chart.points().stream().mapToDouble(Point::value).sum();
        List<List<String>> rows = chart.points().stream()
                .map(p -> List.of(p.label(), Quantity.number(p.value()), Quantity.percent(p.value() / all)))
                .toList();
        return new Numbers(List.of(chart.x().label(), chart.y().label(), "share"), rows);
    }

    private static Numbers points(Chart chart) {
        Set<String> labels = new LinkedHashSet<>();
        chart.points().forEach(p -> labels.add(p.label()));
        boolean repeats = chart.series().stream()
                .anyMatch(s -> s.points().stream().map(Point::label).distinct().count()
                        < s.points().size());
        List<String> heading = new ArrayList<>(List.of(chart.x().label()));
        List<List<String>> rows = new ArrayList<>();
        if (repeats || chart.series().size() == 1) {
            heading.add(chart.y().label());
            for (Series series : chart.series()) {
                String prefix = chart.series().size() > 1 ? series.name() + ": " : "";
                series.points().forEach(p -> rows.add(List.of(prefix + p.label(), value(p))));
            }
            return new Numbers(heading, rows);
        }
        chart.series()
                .forEach(series -> heading.add(series.name() + ", " + chart.y().label()));
        for (String label : labels) {
            List<String> row = new ArrayList<>(List.of(label));
            for (Series series : chart.series()) {
                row.add(series.points().stream()
                        .filter(p -> p.label().equals(label))
                        .findFirst()
                        .map(ChartRenderer::value)
                        .orElse(""));
            }
            rows.add(row);
        }
        return new Numbers(heading, rows);
    }

    /** {@code 4.31 [4.26, 4.36]}. */
    static String value(Point point) {
        if (!point.hasValue()) {
            return "NULL";
        }
        String value = point.sign() + Quantity.number(point.value());
        return point.low() == point.high()
                ? value
                : value + " [" + Quantity.number(point.low()) + ", " + Quantity.number(point.high()) + "]";
    }

    public static String plain(Chart drawn) {
        Chart chart = visible(drawn);
        boolean bars = chart.series().size() == 1
                && (chart.kind() == Kind.BAR || chart.kind() == Kind.HISTOGRAM || chart.kind() == Kind.PIE);
        List<String> lines = new ArrayList<>(List.of(chart.title(), bars ? bars(chart) : aligned(numbers(chart))));
        lines.addAll(chart.notes());
        return String.join("\n", lines);
    }

    private static String bars(Chart chart) {
        Numbers numbers = numbers(chart);
        double most = chart.points().stream()
                .filter(Point::hasValue)
                .mapToDouble(Point::value)
                .max()
                .orElse(0);
        int width = numbers.rows().stream()
                .mapToInt(row -> TextWidth.of(row.get(0)))
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        if (!chart.x().label().isEmpty()) {
            lines.add(chart.x().label());
        }
        lines.add(chart.y().label());
        for (int i = 0; i < numbers.rows().size(); i++) {
            List<String> row = numbers.rows().get(i);
            double value = chart.points().get(i).value();
            int bar = most <= 0 || !(value > 0) ? 0 : (int) Math.max(1, Math.round(BAR_WIDTH * value / most));
            lines.add("  " + TextWidth.left(row.get(0), width) + "  " + "█".repeat(bar) + (bar == 0 ? "" : " ")
                    + String.join("  ", row.subList(1, row.size())));
        }
        return String.join("\n", lines);
    }

    private static String aligned(Numbers numbers) {
        List<List<String>> all = new ArrayList<>(List.of(numbers.heading()));
        all.addAll(numbers.rows());
        int[] widths = new int[numbers.heading().size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder("  ").append(TextWidth.left(row.get(0), widths[0]));
            for (int i = 1; i < widths.length; i++) {
                line.append("  ").append(TextWidth.right(row.get(i), widths[i]));
            }
            lines.add(line.toString().stripTrailing());
        }
        return String.join("\n", lines);
    }

    public static Html html(Chart drawn) {
        Chart chart = visible(drawn);
        return html(chart, ChartDrawing.of(chart));
    }

    /** Another picture of the numbers of a chart. */
    public static Html html(Chart drawn, ChartPicture drawing) {
        Chart chart = visible(drawn);
        Optional<String> picture = drawing.png();
        Html caption = Html.tag("figcaption")
                .with("style", "font-weight: 600; margin: 4px 0")
                .of(chart.title());
        Html numbers = numbers(chart).rows().size() > TABLE_ROWS ? Html.NOTHING : table(chart);
        Html.Tag figure = Html.tag("figure").with("style", "margin: 8px 0");
        if (picture.isEmpty()) {
            return figure.of(caption, table(chart), Html.element("p", Html.text(NO_FONTS)));
        }
        Html image = Html.tag("img")
                .with("src", "data:image/png;base64," + picture.get())
                .with("width", String.valueOf(drawing.width()))
                .with("height", String.valueOf(drawing.height()))
                .with("style", "max-width: 100%; height: auto; border-radius: 4px")
                .with("alt", alternative(chart))
                .of();
        Html details = numbers == Html.NOTHING
                ? numbers
                : Html.element("details", Html.element("summary", Html.text("the numbers")), numbers);
        List<Html> notes = chart.notes().stream()
                .map(note -> Html.element("p", Html.text(note)))
                .toList();
        return figure.of(caption, image, Html.join(notes), details);
    }

    /** What the picture says, for those who cannot see it; a long table stands beside it anyway. */
    private static String alternative(Chart chart) {
        Numbers numbers = numbers(chart);
        String kind = chart.kind().name().toLowerCase(java.util.Locale.ROOT) + " chart. ";
        String axes = chart.y().label()
                + (chart.x().label().isEmpty() ? "" : " by " + chart.x().label());
        List<String> values = numbers.rows().stream()
                .limit(12)
                .map(row -> row.get(0) + " " + String.join(" ", row.subList(1, row.size())))
                .toList();
        return kind + chart.title() + ". " + axes + ": " + String.join("; ", values)
                + (numbers.rows().size() > 12 ? "; …" : "");
    }

    private static Html table(Chart chart) {
        Numbers numbers = numbers(chart);
        List<Html> rows = new ArrayList<>();
        for (List<String> row : numbers.rows()) {
            List<Html> cells = new ArrayList<>();
            cells.add(Html.tag("th").with("scope", "row").of(row.get(0)));
            row.stream()
                    .skip(1)
                    .forEach(cell -> cells.add(
                            Html.tag("td").with("style", "text-align: right").of(cell)));
            rows.add(Html.element("tr", Html.join(cells)));
        }
        List<Html> heading = numbers.heading().stream()
                .map(name -> Html.tag("th").with("scope", "col").of(name))
                .toList();
        return Html.element(
                "table",
                Html.element("thead", Html.element("tr", Html.join(heading))),
                Html.element("tbody", Html.join(rows)));
    }
}
