package rowan.model.experiment;

/** The units in which axes show times. */
public enum TimeUnits {
    NANOSECONDS("ns", 1),
    MICROSECONDS("µs", 1e3),
    MILLISECONDS("ms", 1e6),
    SECONDS("s", 1e9);

    private final String symbol;
    private final double nanos;

    TimeUnits(String symbol, double nanos) {
        this.symbol = symbol;
        this.nanos = nanos;
    }

    /** The largest unit in which a time is at least 1. */
    public static TimeUnits of(double nanos) {
        TimeUnits suiting = NANOSECONDS;
        for (TimeUnits unit : values()) {
            suiting = nanos >= unit.nanos ? unit : suiting;
        }
        return suiting;
    }

    /** {@code ms}. */
    public String symbol() {
        return symbol;
    }

    /** So many nanoseconds in this unit. */
    public double from(double n) {
        return n / nanos;
    }
}
