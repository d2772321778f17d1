package rowan.sql.sqlite.plan;

/**
 * The numbers that SQLite's planner reckons with: ten times the logarithm to base 2 in whole steps, so that sums are
 * products. As {@code sqlite3LogEst} and {@code sqlite3LogEstAdd} do it (<a
 * href="https://www.sqlite.org/src/file/src/util.c">util.c</a>), rounding included.
 */
final class LogEst {

    /** The logarithms of 8 to 15 eighths. */
    private static final int[] EIGHTHS = {0, 2, 3, 5, 6, 7, 8, 9};

    /** What the larger of two numbers grows by when the smaller is added, by their difference. */
    private static final int[] GROWTH = {
        10, 10, 9, 9, 8, 8, 7, 7, 7, 6, 6, 6, 5, 5, 5, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2
    };

    private static final int NEGLIGIBLE = 49;

    private LogEst() {}

    /** A number as LogEst; 0 for all below 2. */
    static int of(long number) {
        if (number < 2) {
            return 0;
        }
        int log = 63 - Long.numberOfLeadingZeros(number);
        long eighths = log >= 3 ? number >> log - 3 : number << 3 - log;
        return 10 * log + EIGHTHS[(int) (eighths & 7)];
    }

    /** The number that a LogEst stands for. */
    static double value(int log) {
        return Math.pow(2, log / 10.0);
    }

    /** The LogEst of the sum of two numbers. */
    static int add(int a, int b) {
        int larger = Math.max(a, b);
        int difference = larger - Math.min(a, b);
        if (difference > NEGLIGIBLE) {
            return larger;
        }
        return larger + (difference < GROWTH.length ? GROWTH[difference] : 1);
    }

    /** The LogEst of the logarithm of a number: what it costs to find one entry among so many ({@code estLog}). */
    static int ofLogarithm(int log) {
        return log <= 10 ? 0 : of(log) - 33;
    }
}
