package rowan.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowan.model.Chart;
import rowan.model.Chart.Point;
import rowan.model.Chart.Series;

/** Draws a {@link Chart}: a picture where pictures can be made, its numbers as a table beside it, bars of text. */
final class ChartRenderer {

    private static final int BAR_WIDTH = 40;

    private ChartRenderer() {}

    static MimeBundle draw(Chart chart) {
        return MimeBundle.text(plain(chart)).with(MimeBundle.HTML, html(chart).source());
    }

    static String plain(Chart chart) {
        double most = points(chart).stream().mapToDouble(Point::value).max().orElse(0);
        List<String> lines = new ArrayList<>(List.of(chart.title(), chart.yLabel()));
        for (Series series : chart.series()) {
            if (chart.series().size() > 1) {
                lines.add(series.name());
            }
            int width = series.points().stream()
                    .mapToInt(p -> TextWidth.of(p.label()))
                    .max()
                    .orElse(0);
            for (Point point : series.points()) {
                int bar = most <= 0 ? 0 : (int) Math.max(1, Math.round(BAR_WIDTH * point.value() / most));
                lines.add("  " + TextWidth.left(point.label(), width) + "  " + "█".repeat(bar) + " "
                        + number(point.value()));
            }
        }
        return String.join("\n", lines);
    }

    private static List<Point> points(Chart chart) {
        return chart.series().stream().flatMap(s -> s.points().stream()).toList();
    }

    /** Three significant digits, never in scientific notation. */
    private static String number(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 1 ? "%.2f" : "%.4f", value);
    }

    static Html html(Chart chart) {
        Optional<String> picture = ChartPicture.png(chart);
        Html image = picture.map(png -> Html.tag("img")
                        .with("src", "data:image/png;base64," + png)
                        .with("width", String.valueOf(ChartPicture.WIDTH))
                        .with("height", String.valueOf(ChartPicture.HEIGHT))
                        .with("alt", plain(chart).replace('\n', ' '))
                        .of())
                .orElse(Html.NOTHING);
        Html numbers = Html.element("details", Html.element("summary", Html.text("the numbers")), table(chart));
        return Html.tag("figure")
                .with("style", "margin: 8px 0")
                .of(
                        image,
                        picture.isPresent() ? numbers : table(chart),
                        Html.element("figcaption", Html.text(chart.title())));
    }

    private static Html table(Chart chart) {
        List<Html> rows = new ArrayList<>();
        for (Series series : chart.series()) {
            for (Point point : series.points()) {
                rows.add(Html.element(
                        "tr",
                        Html.tag("th")
                                .with("scope", "row")
                                .of((chart.series().size() > 1 ? series.name() + ": " : "") + point.label()),
                        Html.tag("td").with("style", "text-align: right").of(number(point.value()))));
            }
        }
        Html head = Html.element(
                "thead",
                Html.element(
                        "tr",
                        Html.tag("th").with("scope", "col").of(chart.xLabel()),
                        Html.tag("th").with("scope", "col").of(chart.yLabel())));
        return Html.element("table", head, Html.element("tbody", Html.join(rows)));
    }
}
