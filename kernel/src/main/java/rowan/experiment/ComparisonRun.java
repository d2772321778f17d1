package rowan.experiment;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.experiment.ClockChoice;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Change;
import rowan.model.experiment.Comparison.Control;
import rowan.model.experiment.Comparison.End;
import rowan.model.experiment.Comparison.Ratio;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Comparison.Sampling;
import rowan.model.experiment.Comparison.Verdict;
import rowan.model.experiment.Experiment.Provenance;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Instruments;
import rowan.workspace.contract.Interrupt;

/** Runs one comparison, from making the copies to the verdicts. It changes only the copies, never the database. */
final class ComparisonRun {

    /** Exact counting of steps slows a query about ninefold, counting of rows fivefold. */
    private static final Counting COUNTING = new Counting(Counting.EXACT_STEPS, 10_000_000);

    /** A tenth of the budget, {@code 1 / WRITING_SHARE}, may be spent on measuring what inserting costs. */
    private static final int WRITING_SHARE = 10;

    private static final int WRITING_PATIENCE = 5;

    /** The share of the budget that may be spent on reading the baseline again. */
    private static final int REPEATING_SHARE = 10;

    /** The whole comparison should take no more than this many times the budget. */
    private static final int ALL = 2;

    /** The time that a first run of an arm gets at least. */
    static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private static final WriteTrial.Result INTERRUPTED = WriteTrial.Result.omitted("the cell was interrupted");

    private final Design design;
    private final Design.Conditions conditions;
    private final Instruments instruments;
    private final Interrupt interrupt;
    private final ProgressLine progress;
    private final Random order;
    private final List<ArmMeasurement> measurements = new ArrayList<>();
    private final List<Sameness> sameness = new ArrayList<>();
    private final List<OptionalLong> addedBytes = new ArrayList<>();
    private ClockChoice clock;
    private int looks;
    private int lastLook;
    private final long start = System.nanoTime();

    ComparisonRun(Design design, Instruments instruments, Interrupt interrupt, ProgressLine progress) {
        this.design = design;
        this.conditions = design.conditions();
        this.instruments = instruments;
        this.interrupt = interrupt;
        this.progress = progress;
        this.order = new Random(conditions.seed());
    }

    /**
     * Measures.
     *
     * @param number counts the notebook's experiments
     * @throws SqlFailure where the database cannot be copied, a change cannot be made, or the query is too slow
     */
    Comparison run(Session session, int number, String started) throws SqlFailure, SQLException {
        try (CopyPool copies = new CopyPool(instruments, interrupt, progress)) {
            progress.say("copying the database");
            PrivateCopy origin = copies.copy(session, design);
            if (!design.setup().isEmpty()) {
                progress.say("setting up");
                copies.setUp(design.setup(), origin);
            }
            String data = EnvironmentSnapshot.data(origin, instruments);
            prepare(copies, origin);
            Map<String, String> environment = EnvironmentSnapshot.of(baseline().copy());
            Sampler sampler = new Sampler(measurements, interrupt, order, progress);
            clock = ClockRule.of(measurements, conditions.cache(), instruments.measuring());
            sampler.warmUp(conditions.cache(), clock.clock(), conditions.budget());
            End end = sampler.sample(clock.clock(), conditions.budget(), StoppingSchedule.MOST_PAIRS, this::decided);
            if (sampler.rounds() < Sampler.FEWEST_ROUNDS) {
                throw new Interrupt.InterruptedRun();
            }
            look();
            List<WriteTrial.Result> writing = writing(end);
            List<String> setup =
                    design.setup().stream().map(p -> p.written().text()).toList();
            return comparison(
                    sampler.rounds(),
                    end,
                    writing,
                    new Provenance(number, started, conditions.seed(), setup, data, environment));
        }
    }

    private ArmMeasurement baseline() {
        return measurements.get(0);
    }

    private ArmMeasurement twin() {
        return measurements.get(1);
    }

    private List<ArmMeasurement> changed() {
        return measurements.subList(2, measurements.size());
    }

    /** The baseline, its twin for the control, and one copy per change: all copies of the same copy. */
    private void prepare(CopyPool copies, PrivateCopy origin) throws SqlFailure, SQLException {
        List<Design.Arm> arms =
                new ArrayList<>(List.of(design.baseline("as it is"), design.baseline("as it is, again")));
        arms.addAll(design.arms());
        for (Design.Arm arm : arms) {
            progress.say("preparing: " + arm.label());
            ArmMeasurement measurement = copies.measurement(arm, origin);
            measurements.add(measurement);
            boolean ended = measurement.examine(baseline(), most());
            refuseSlow(arms.size(), measurement, ended);
        }
        copies.discard(origin);
        baseline().repeat(conditions.budget().dividedBy(REPEATING_SHARE));
        progress.say("counting");
        baseline().measure(conditions.exact() ? Counting.EVERYTHING : COUNTING);
        for (ArmMeasurement measurement : changed()) {
            measurement.measure(conditions.exact() ? Counting.EVERYTHING : COUNTING);
            sameness.add(measurement.sameness(baseline()));
            addedBytes.add(added(measurement));
        }
    }

    /**
     * How long the first run of an arm may take until it is certain that three pairs do not fit; ten seconds in any
     * case.
     */
    private Duration most() {
        long others =
                measurements.stream().mapToLong(ArmMeasurement::firstNanos).sum();
        Duration left = conditions
                .budget()
                .multipliedBy(ALL)
                .dividedBy(Sampler.FEWEST_ROUNDS)
                .minusNanos(others);
        return Collections.max(List.of(left, LEAST_PATIENCE));
    }

    /**
     * Refuses a query of which three pairs do not fit into twice the budget; arms that have not run yet are taken to
     * need no time.
     */
    private void refuseSlow(int arms, ArmMeasurement last, boolean ended) throws SqlFailure {
        long round = measurements.stream().mapToLong(ArmMeasurement::firstNanos).sum();
        Duration needed = Duration.ofNanos(round * Sampler.FEWEST_ROUNDS);
        Duration budget = conditions.budget();
        if (ended && needed.compareTo(budget.multipliedBy(ALL)) <= 0) {
            return;
        }
        long first = baseline().firstNanos();
        boolean isArm = measurements.size() > 2;
        String run = (isArm ? "One run of " + last.label() : "One run")
                + (ended ? " takes " : " was stopped when it had taken ")
                + Quantity.nanos(last.firstNanos())
                + (isArm && last.firstNanos() >= 2 * first
                        ? ", " + Quantity.ratio(last.firstNanos() / (double) first) + " × as long as the query as it is"
                        : "");
        long seconds =
                1 + Duration.ofNanos(round * StoppingSchedule.FEWEST_PAIRS).toSeconds();
        throw new SqlFailure(Problem.usage(
                run + ". Three pairs of " + Quantity.count(arms, "arm") + ", the control included, would take at least "
                        + Quantity.duration(needed) + ", "
                        + Quantity.ratio(needed.toNanos() / (double) budget.toNanos())
                        + " × the budget of " + Quantity.duration(budget) + ".",
                "Allow more, --budget " + seconds + "s" + (isArm ? ", leave " + last.label() + " out" : "")
                        + ", or measure a smaller table."));
    }

    private OptionalLong added(ArmMeasurement measurement) throws SQLException {
        Map<String, Long> before = baseline().copy().indexBytes();
        Map<String, Long> after = measurement.copy().indexBytes();
        long added = before.keySet().equals(after.keySet())
                ? measurement.copy().size() - baseline().copy().size()
                : sum(after) - sum(before);
        return added == 0 ? OptionalLong.empty() : OptionalLong.of(added);
    }

    private static long sum(Map<String, Long> bytes) {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the measurements so far are enough for a verdict on every change. */
    private boolean decided() {
        look();
        int pairs = baseline().samples().size();
        Ratio control = control();
        for (int i = 0; i < changed().size(); i++) {
            if (!VerdictRule.isSettled(verdict(i, control, pairs))) {
                return false;
            }
        }
        return true;
    }

    /** Takes one look at the intervals. Each look widens them once, however often its numbers are used. */
    private void look() {
        int pairs = baseline().samples().size();
        looks += pairs == lastLook ? 0 : 1;
        lastLook = pairs;
    }

    /** The generator of resamples begins anew with each look, so that a look does not depend on those before. */
    private SplittableRandom random() {
        return new SplittableRandom(conditions.seed());
    }

    private Ratio control() {
        return Bootstrap.ratio(baseline().samples(), twin().samples(), StoppingSchedule.DOUBT, random());
    }

    private Verdict verdict(int change, Ratio control, int pairs) {
        ArmMeasurement changed = changed().get(change);
        Ratio ratio = Bootstrap.ratio(baseline().samples(), changed.samples(), StoppingSchedule.DOUBT, random());
        return VerdictRule.of(
                ratio,
                control,
                sameness.get(change),
                pairs,
                changed.doing().isSame(baseline().doing()),
                clock.clock());
    }

    private List<WriteTrial.Result> writing(End end) throws SQLException {
        List<WriteTrial.Result> costs = new ArrayList<>();
        WriteTrial trial = new WriteTrial(instruments, interrupt, order, random());
        Duration share =
                conditions.budget().dividedBy(WRITING_SHARE).dividedBy(changed().size());
        for (ArmMeasurement measurement : changed()) {
            Duration left = conditions.budget().multipliedBy(ALL).minusNanos(System.nanoTime() - start);
            Duration most = Collections.max(
                    List.of(share, Collections.min(List.of(share.multipliedBy(WRITING_PATIENCE), left))));
            try {
                if (end == End.INTERRUPTED) {
                    costs.add(INTERRUPTED);
                } else {
                    progress.say("inserting rows: " + measurement.label());
                    costs.add(trial.of(baseline(), measurement, share, most));
                }
            } catch (Interrupt.InterruptedRun e) {
                costs.add(INTERRUPTED);
            }
        }
        return costs;
    }

    private Comparison comparison(int pairs, End end, List<WriteTrial.Result> writing, Provenance provenance) {
        Ratio control = control();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < changed().size(); i++) {
            changes.add(new Change(
                    changed().get(i).arm(),
                    verdict(i, control, pairs),
                    sameness.get(i),
                    addedBytes.get(i),
                    writing.get(i).writing(),
                    writing.get(i).omitted()));
        }
        List<Integer> batches = measurements.stream().map(ArmMeasurement::batch).toList();
        int outliers = measurements.stream()
                .mapToInt(c -> c.times().timing().outliers())
                .sum();
        Sampling sampling =
                new Sampling(pairs, batches, looks, outliers, conditions.cache(), clock, conditions.budget(), end);
        return new Comparison(
                design.query().written().text(),
                baseline().arm(),
                changes,
                new Control(twin().times(), control),
                sampling,
                provenance);
    }
}
