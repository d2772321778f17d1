package rowan.experiment;

import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison.Finding;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Comparison.Verdict;

/**
 * What may be said of a ratio with its 99 % interval: <em>faster</em> when all of it lies above 1.02, <em>slower</em> when
 * all of it lies below 0.98, <em>no difference shown</em> when it lies within 0.95 to 1.05, else <em>undecided</em>. A different result trumps everything. Where the control, the baseline against itself, does not contain 1, the
 * machine shows differences that are none, and every interval is widened by as much.
 *
 * <p>Two copies of one table can differ by some percent in time only by where they lie in memory, for as long as they lie
 * there: no number of samples shows it, and the control sees only its own pair. So where both arms are known to do the
 * same, the same statement with the same plan in the same count of steps, <em>faster</em> and <em>slower</em> begin at a
 * tenth, and within a tenth no difference is shown. (Mytkowicz et al., Producing wrong data without doing anything obviously wrong!, ASPLOS 2009.)
 */
final class VerdictRule {

    private static final double FASTER = 1.02;
    private static final double SLOWER = 0.98;
    private static final double FASTER_WITH_THE_SAME_WORK = 1.1;
    private static final double SLOWER_WITH_THE_SAME_WORK = 0.9;

    private VerdictRule() {}

    /**
     * The verdict.
     *
     * @param pairs how many measurements stand behind the ratio
     * @param sameWork whether both do the same by all that can be counted
     * @param clock by which the ratio was measured
     */
    static Verdict of(Ratio measured, Ratio control, Sameness sameness, int pairs, boolean sameWork, Clock clock) {
        Ratio ratio = widened(measured, control);
        if (sameness.isDifferent()) {
            Finding other = sameness == Sameness.DISORDERED ? Finding.DIFFERENT_ORDER : Finding.DIFFERENT_RESULT;
            return new Verdict(other, ratio, clock, sameWork);
        }
        Verdict undecided = new Verdict(Finding.UNDECIDED, ratio, clock, sameWork);
        Finding finding = pairs < StoppingSchedule.FEWEST_PAIRS ? Finding.TOO_FEW : finding(undecided);
        return new Verdict(finding, ratio, clock, sameWork);
    }

    private static Ratio widened(Ratio ratio, Ratio control) {
        boolean trusted = control.low() <= 1 && control.high() >= 1;
        double bias = trusted ? 1 : Math.max(control.value(), 1 / control.value());
        return new Ratio(ratio.value(), ratio.low() / bias, ratio.high() * bias);
    }

    private static Finding finding(Verdict measured) {
        Ratio ratio = measured.ratio();
        double faster = measured.sameWork() ? FASTER_WITH_THE_SAME_WORK : FASTER;
        double slower = measured.sameWork() ? SLOWER_WITH_THE_SAME_WORK : SLOWER;
        if (ratio.low() > faster) {
            return Finding.FASTER;
        }
        if (ratio.high() < slower) {
            return Finding.SLOWER;
        }
        boolean none =
                measured.isPlainlyNone() || measured.sameWork() && ratio.low() >= slower && ratio.high() <= faster;
        return none ? Finding.NO_DIFFERENCE : Finding.UNDECIDED;
    }

    /** Whether more samples are not worth their time: a difference of less than a tenth may still turn out to be none. */
    static boolean isSettled(Verdict verdict) {
        return switch (verdict.finding()) {
            case FASTER, SLOWER, DIFFERENT_RESULT, DIFFERENT_ORDER -> true;
            case NO_DIFFERENCE -> verdict.isPlainlyNone();
            case UNDECIDED, TOO_FEW -> false;
        };
    }
}
