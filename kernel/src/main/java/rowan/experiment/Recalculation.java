package rowan.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import rowan.model.experiment.Clock;
import rowan.model.experiment.ClockChoice;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Change;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Comparison.Verdict;
import rowan.model.experiment.Comparison.Writing;
import rowan.model.experiment.Experiment;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Growth;
import rowan.model.experiment.Growth.Curve;
import rowan.model.experiment.Growth.Fit;
import rowan.model.experiment.Times;

/** Works out once more what an experiment has concluded, from the samples, the counts and the seed that its record holds. */
public final class Recalculation {

    /** Records round their numbers to seven digits; what is worked out of rounded numbers differs by a little more. */
    private static final double ROUNDING = 1e-5;

    private final List<String> contradictions = new ArrayList<>();

    private Recalculation() {}

    /** What an experiment says and its own samples and counts do not, a sentence each. */
    public static List<String> contradictions(Experiment experiment) {
        Recalculation recalculation = new Recalculation();
        if (experiment instanceof Comparison comparison) {
            recalculation.check(comparison);
        } else if (experiment instanceof Growth growth) {
            growth.curves().forEach(curve -> {
                curve.arms().forEach(arm -> recalculation.check(growth.clock().clock(), arm.label(), arm.times()));
                recalculation.check(growth.sizes(), curve);
            });
        }
        return recalculation.contradictions;
    }

    private void unless(boolean agrees, String subject, String says, String gives) {
        if (!agrees) {
            contradictions.add(subject + " says " + says + ", and its own samples give " + gives);
        }
    }

    /** All are judged by the clock that was chosen. */
    private void check(Clock chosen, String label, Times times) {
        if (times.clock() != chosen) {
            contradictions.add(
                    label + " is judged by " + times.clock().words() + ", and the experiment by " + chosen.words());
        }
    }

    private void check(Comparison comparison) {
        ClockChoice clock = comparison.sampling().clock();
        comparison.arms().forEach(arm -> check(clock.clock(), arm.label(), arm.times()));
        check(clock.clock(), "the control", comparison.control().times());
        if (comparison.sampling().cache() == Comparison.Cache.COLD && clock.clock() != Clock.WALL) {
            contradictions.add(
                    "with a cold cache it is judged by " + clock.clock().words());
        }
        List<Double> before = comparison.baseline().timing().nanos();
        int rounds = comparison.arms().stream()
                .mapToInt(arm -> arm.timing().nanos().size())
                .min()
                .orElseThrow();
        int pairs = comparison.sampling().pairs();
        // An interrupt may end the last round before every arm was run.
        unless(pairs == rounds || pairs == rounds - 1, "the record", pairs + " pairs", String.valueOf(rounds));
        long seed = comparison.provenance().seed();
        Ratio control = ratio(before, comparison.control().times().timing().nanos(), seed);
        unless(
                isSame(control, comparison.control().ratio()),
                "the control",
                comparison.control().ratio().toString(),
                control.toString());
        for (Change change : comparison.changes()) {
            Verdict verdict = VerdictRule.of(
                    ratio(before, change.arm().timing().nanos(), seed),
                    control,
                    change.sameness(),
                    pairs,
                    sameWork(comparison.baseline(), change.arm()),
                    clock.clock());
            unless(
                    verdict.finding() == change.verdict().finding()
                            && verdict.clock() == change.verdict().clock()
                            && isSame(verdict.ratio(), change.verdict().ratio()),
                    change.arm().label(),
                    change.verdict().sentence(),
                    verdict.sentence());
            change.writing().ifPresent(this::check);
        }
    }

    private static Ratio ratio(List<Double> before, List<Double> after, long seed) {
        return Bootstrap.ratio(before, after, StoppingSchedule.DOUBT, new SplittableRandom(seed));
    }

    private static boolean sameWork(Arm before, Arm after) {
        return doing(after).isSame(doing(before));
    }

    private static EngineWork doing(Arm arm) {
        return new EngineWork(arm.statement(), arm.plan(), arm.work().steps());
    }

    private void check(Writing writing) {
        double ratio = writing.before().median() / writing.after().median();
        unless(
                isSame(ratio, writing.ratio().value()),
                "writing into " + writing.table(),
                String.valueOf(writing.ratio().value()),
                String.valueOf(ratio));
    }

    private void check(List<Long> sizes, Curve curve) {
        check(curve.label(), "time", curve.time(), PowerFit.ofTimes(sizes, curve.arms()));
        check(curve.label(), "work", curve.steps(), PowerFit.ofSteps(sizes, curve.arms()));
    }

    private void check(String label, String what, Fit said, Fit fit) {
        boolean agrees = isNear(said.exponent(), fit.exponent())
                && isNear(said.low(), fit.low())
                && isNear(said.high(), fit.high())
                && said.best().equals(fit.best())
                && said.alsoPossible().equals(fit.alsoPossible())
                && said.fixed() == fit.fixed();
        unless(agrees, label, said.power() + ", " + said.sentence(what), fit.power() + ", " + fit.sentence(what));
    }

    private static boolean isSame(Ratio a, Ratio b) {
        return isSame(a.value(), b.value()) && isSame(a.low(), b.low()) && isSame(a.high(), b.high());
    }

    private static boolean isSame(double a, double b) {
        return isNear(a / b, 1);
    }

    private static boolean isNear(double a, double b) {
        return Math.abs(a - b) <= ROUNDING;
    }
}
