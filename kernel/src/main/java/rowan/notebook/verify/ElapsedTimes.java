package rowan.notebook.verify;

import java.util.regex.Pattern;

/**
 * Where elapsed times stand, which differ in every run: the grammar of the places at which Rowan writes one. A time that a
 * query gives, in a cell of a table, stands at none of them and is compared like all else.
 */
public final class ElapsedTimes {

    /** As {@link rowan.model.Quantity} writes it: {@code 9.40 ms}, {@code 1,204 s}. */
    private static final String TIME = "(?:\\d{1,3}(?:,\\d{3}){1,6}|\\d{1,9}(?:\\.\\d{1,9})?) (?:ns|µs|ms|s)";

    /** A line or a text within HTML ends. */
    private static final String END = "(?=$|<)";

    /**
     * {@code 20 rows · 9.40 ms}, {@code … to the first page}, {@code 20 rows · 9.40 ms · 64 VM steps}; of two runs {@code · 4.31
     * ms → 18.0 µs, each by one run}; of a cell {@code 9.40 ms · CPU of the whole kernel 12.0 ms}; of a statement {@code slow:
     * 1.20 s at …}.
     */
    private static final Pattern DRAWN = Pattern.compile(
            String.join(
                    "|",
                    "(?<= · )" + TIME + "(?: to the first page| in the database)?+(?=$|<| · | → " + TIME + ", each)",
                    "(?<= → )" + TIME + "(?=, each by one run)",
                    "(?:^|(?<=>))" + TIME + "(?= · CPU of the whole kernel )",
                    "(?<= · CPU of the whole kernel )(?:<|&lt;)?" + TIME + END,
                    "(?<=^slow: |>slow: )" + TIME + "(?=$|<| at )"),
            Pattern.MULTILINE);

    /** In what a notebook's own code prints, wherever it stands. No number is longer than so many signs. */
    private static final Pattern PRINTED = Pattern.compile("(?<![\\w.,])\\d[\\d.,]{0,40} (?:ns|µs|us|ms|s)\\b");

    private ElapsedTimes() {}

    /** Those in what Rowan draws, as text and as HTML. */
    public static Pattern drawn() {
        return DRAWN;
    }

    /** Those in what a notebook's own code says: streams, errors, values that are nothing but text. */
    public static Pattern printed() {
        return PRINTED;
    }
}
