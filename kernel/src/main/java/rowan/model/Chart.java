package rowan.model;

import java.util.List;
import java.util.Objects;

/**
 * Numbers to be seen: which picture they make is decided where it is drawn, from {@code kind}.
 *
 * @param title states the finding
 * @param xLabel what the x axis shows, with its unit
 * @param yLabel what the y axis shows, with its unit
 * @param logarithmic whether the y axis is logarithmic
 */
public record Chart(Kind kind, String title, String xLabel, String yLabel, boolean logarithmic, List<Series> series) {
    public Chart {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(title);
        series = List.copyOf(series);
    }

    /** The shapes a chart can have. */
    public enum Kind {
        BAR,
        LINE
    }

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
     * @param value its height
     * @param low the lower end of its interval; equal to {@code value} where there is none
     * @param high the upper end of its interval
     */
    public record Point(String label, double value, double low, double high) {}
}
