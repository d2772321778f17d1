package rowan.experiment;

import rowan.model.Comparison.Finding;
import rowan.model.Comparison.Ratio;
import rowan.model.Comparison.Sameness;
import rowan.model.Comparison.Verdict;

/**
 * What may be said of a ratio with its 99 % interval: <em>faster</em> when all of it lies above 1.02, <em>slower</em> when
 * all of it lies below 0.98, <em>no difference shown</em> when it lies within 0.95 to 1.05, else <em>too noisy to
 * say</em>. A different result trumps everything. Where the control, the baseline against itself, does not contain 1, the
 * machine shows differences that are none, and every interval is widened by as much.
 *
 * <p>Two copies of one table can differ by some percent in time only by where they lie in memory, for as long as they lie
 * there: no number of samples shows it, and the control sees only its own pair. So where both arms are known to do the
 * same, the same statement with the same plan in the same count of steps, <em>faster</em> and <em>slower</em> begin at a
 * tenth. (Mytkowicz et al., Producing wrong data without doing anything obviously wrong!, ASPLOS 2009.)
 */
final class VerdictRule {

    private static final double FASTER = 1.02;
    private static final double SLOWER = 0.98;
    private static final double FASTER_WITH_THE_SAME_WORK = 1.1;
    private static final double SLOWER_WITH_THE_SAME_WORK = 0.9;
    private static final double SAME_LOW = 0.95;
    private static final double SAME_HIGH = 1.05;

    private VerdictRule() {}

    /**
     * The verdict.
     *
     * @param pairs how many measurements stand behind the ratio
     * @param sameWork whether both do the same by all that can be counted
     */
    static Verdict of(Ratio measured, Ratio control, Sameness sameness, int pairs, boolean sameWork) {
        Ratio ratio = widened(measured, control);
        if (sameness == Sameness.DIFFERENT) {
            return new Verdict(Finding.DIFFERENT_RESULT, ratio);
        }
        return new Verdict(pairs < Looks.FEWEST_PAIRS ? Finding.TOO_FEW : finding(ratio, sameWork), ratio);
    }

    private static Ratio widened(Ratio ratio, Ratio control) {
        boolean trusted = control.low() <= 1 && control.high() >= 1;
        double bias = trusted ? 1 : Math.max(control.value(), 1 / control.value());
        return new Ratio(ratio.value(), ratio.low() / bias, ratio.high() * bias);
    }

    private static Finding finding(Ratio ratio, boolean sameWork) {
        if (ratio.low() > (sameWork ? FASTER_WITH_THE_SAME_WORK : FASTER)) {
            return Finding.FASTER;
        }
        if (ratio.high() < (sameWork ? SLOWER_WITH_THE_SAME_WORK : SLOWER)) {
            return Finding.SLOWER;
        }
        return ratio.low() >= SAME_LOW && ratio.high() <= SAME_HIGH ? Finding.NO_DIFFERENCE : Finding.TOO_NOISY;
    }
}
