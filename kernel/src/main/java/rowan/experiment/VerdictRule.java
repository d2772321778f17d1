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
 */
final class VerdictRule {

    private static final double FASTER = 1.02;
    private static final double SLOWER = 0.98;
    private static final double SAME_LOW = 0.95;
    private static final double SAME_HIGH = 1.05;

    private VerdictRule() {}

    /**
     * The verdict.
     *
     * @param pairs how many measurements stand behind the ratio
     */
    static Verdict of(Ratio measured, Ratio control, Sameness sameness, int pairs) {
        Ratio ratio = widened(measured, control);
        if (sameness == Sameness.DIFFERENT) {
            return new Verdict(Finding.DIFFERENT_RESULT, ratio);
        }
        return new Verdict(pairs < Looks.FEWEST_PAIRS ? Finding.TOO_FEW : finding(ratio), ratio);
    }

    private static Ratio widened(Ratio ratio, Ratio control) {
        boolean trusted = control.low() <= 1 && control.high() >= 1;
        double bias = trusted ? 1 : Math.max(control.value(), 1 / control.value());
        return new Ratio(ratio.value(), ratio.low() / bias, ratio.high() * bias);
    }

    private static Finding finding(Ratio ratio) {
        if (ratio.low() > FASTER) {
            return Finding.FASTER;
        }
        if (ratio.high() < SLOWER) {
            return Finding.SLOWER;
        }
        return ratio.low() >= SAME_LOW && ratio.high() <= SAME_HIGH ? Finding.NO_DIFFERENCE : Finding.TOO_NOISY;
    }
}
