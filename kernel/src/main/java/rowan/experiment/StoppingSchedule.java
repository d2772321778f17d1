package rowan.experiment;

import java.util.List;
import rowan.model.experiment.Timing;

/**
 * When sampling may stop. Whoever looks at an interval until it pleases is wrong more often than it says; so there are five
 * looks at fixed numbers of pairs, and each interval is made so certain that all of them together miss the truth in one
 * case of a hundred (Bonferroni; Armitage, McPherson and Rowe, <em>Repeated Significance Tests on Accumulating Data</em>,
 * 1969). When time is over or the user stops, one of the looks is taken early.
 */
final class StoppingSchedule {

    private static final List<Integer> PAIRS = List.of(20, 40, 80, 160, 320);

    /** So many pairs are there at the first look. */
    static final int FIRST = PAIRS.get(0);

    /** How likely the interval of a single look may miss the truth. */
    static final double DOUBT = (1 - Timing.CONFIDENCE) / PAIRS.size();

    /** With fewer pairs no interval between two of them is as certain as {@link #DOUBT} asks: 2 · (1/2)^n > 0.002. */
    static final int FEWEST_PAIRS = 10;

    /** As many pairs as are ever measured. */
    static final int MOST_PAIRS = PAIRS.get(PAIRS.size() - 1);

    private StoppingSchedule() {}

    /** Whether the intervals are looked at after so many pairs. */
    static boolean at(int pairs) {
        return PAIRS.contains(pairs);
    }
}
