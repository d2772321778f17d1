package rowan.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Numbers to be seen: which picture they make is decided where it is drawn, from {@code kind}.
 *
 * @param title states the finding
 * @param series of a box plot one per box, whose points are the raw values; of a pie only one
 * @param notes sentences on what the picture does not show
 */
public record Chart(Kind kind, String title, Axis x, Axis y, List<Series> series, List<String> notes) {
    public Chart {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(title);
        series = List.copyOf(series);
        notes = List.copyOf(notes);
    }

    /** A chart that shows all there is. */
    public Chart(Kind kind, String title, Axis x, Axis y, List<Series> series) {
        this(kind, title, x, y, series, List.of());
    }

    /** The same chart with a note. */
    public Chart withNote(String note) {
        List<String> all = new ArrayList<>(notes);
        all.add(note);
        return new Chart(kind, title, x, y, series, all);
    }

    /** The shapes a chart can have. */
    public enum Kind {
        BAR,
        LINE,
        SCATTER,
        BOX,
        HISTOGRAM,
        PIE
    }

    /** How values lie along an axis. */
    public enum Scale {
        /** Side by side, in their order, whatever they are. */
        CATEGORIES,
        LINEAR,
        LOGARITHMIC
    }

    /**
     * An axis.
     *
     * @param label what it shows, with its unit
     */
    public record Axis(String label, Scale scale) {}

    /** One line, or one group of bars, with its name in the legend. */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * One point or bar.
     *
     * @param label what stands under it on the x axis
     * @param x where it stands on a numeric x axis
     * @param value its height; NaN where there is none, which leaves a gap
     * @param low the lower end of its interval; equal to {@code value} where there is none
     * @param high the upper end of its interval
     * @param sign what stands before the value wherever it is written: that of a {@link Count} which is only a bound
     */
    public record Point(String label, double x, double value, double low, double high, String sign) {

        /** A point whose value is what it says. */
        public Point(String label, double x, double value, double low, double high) {
            this(label, x, value, low, high, "");
        }

        /** Whether there is something to draw. */
        public boolean hasValue() {
            return !Double.isNaN(value);
        }

        /** A point without an interval. */
        public static Point of(String label, double x, double value) {
            return new Point(label, x, value, value, value);
        }

        /** A number that was counted, or its bound. */
        public static Point of(String label, double x, Count count) {
            long number = count.number().orElseThrow();
            return new Point(label, x, number, number, number, count.sign());
        }

        /** The same point with another label. */
        public Point labelled(String other) {
            return new Point(other, x, value, low, high, sign);
        }
    }

    /** All points of all series. */
    public List<Point> points() {
        return series.stream().flatMap(s -> s.points().stream()).toList();
    }

    /**
     * How often values fall between equally wide bounds, which all series share.
     *
     * @param label what the values are, with their unit
     * @param values by the name of their series
     * @param bins how many bars; 0 leaves it to the square root of the number of values, 5 to 40 of them
     */
    public static Chart histogram(String title, String label, Map<String, List<Double>> values, int bins) {
        List<Double> all = values.values().stream().flatMap(List::stream).toList();
        double least = all.stream().mapToDouble(v -> v).min().orElse(0);
        double most = all.stream().mapToDouble(v -> v).max().orElse(0);
        int count = bins > 0 ? bins : (int) Math.max(5, Math.min(40, Math.ceil(Math.sqrt(all.size()))));
        count = least == most ? 1 : count;
        double width = least == most ? 1 : (most - least) / count;
        List<Series> series = new ArrayList<>();
        for (Map.Entry<String, List<Double>> entry : new LinkedHashMap<>(values).entrySet()) {
            long[] heights = new long[count];
            for (double value : entry.getValue()) {
                heights[(int) Math.min(count - 1, (value - least) / width)]++;
            }
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                double from = least + i * width;
                String bounds = Quantity.number(from) + (least == most ? "" : "–" + Quantity.number(from + width));
                points.add(Point.of(bounds, from + width / 2, heights[i]));
            }
            series.add(new Series(entry.getKey(), points));
        }
        return new Chart(
                Kind.HISTOGRAM, title, new Axis(label, Scale.CATEGORIES), new Axis("how often", Scale.LINEAR), series);
    }
}
