package rowan.experiment;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.experiment.ClockChoice;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Experiment.Provenance;
import rowan.model.experiment.Growth;
import rowan.model.experiment.Growth.Curve;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Instruments;
import rowan.workspace.contract.Interrupt;

/** One query over growing tables: at each size all arms side by side, as in a comparison. */
final class GrowthRun {

    /** Enough for an interval of the median between the 13th and the 29th of the samples. */
    private static final int MOST_ROUNDS = 41;

    /** A line through two points fits always. */
    static final int FEWEST_SIZES = 3;

    private final List<Long> sizes;
    private final List<Design> designs;
    private final Design.Conditions conditions;
    private final Instruments instruments;
    private final Interrupt interrupt;
    private final ProgressLine progress;
    private final Random order;
    private final List<List<Arm>> measured = new ArrayList<>();
    private final List<Sameness> sameness = new ArrayList<>();
    private ClockChoice clock;
    private Duration left;

    /**
     * @param designs one per size, with its {@code n} bound
     */
    GrowthRun(
            List<Long> sizes,
            List<Design> designs,
            Instruments instruments,
            Interrupt interrupt,
            ProgressLine progress) {
        this.sizes = sizes;
        this.designs = designs;
        this.conditions = designs.get(0).conditions();
        this.instruments = instruments;
        this.interrupt = interrupt;
        this.progress = progress;
        this.order = new Random(conditions.seed());
        this.left = conditions.budget();
    }

    Growth run(Session session, int number, String started) throws SqlFailure, SQLException {
        try (CopyPool copies = new CopyPool(instruments, interrupt, progress)) {
            progress.say("copying the database");
            PrivateCopy origin = copies.copy(session, designs.get(0));
            String data = EnvironmentSnapshot.data(origin, instruments);
            Map<String, String> environment = EnvironmentSnapshot.of(origin);
            boolean complete = measureAll(copies, origin);
            List<String> setup =
                    designs.get(0).setup().stream().map(p -> p.written().text()).toList();
            return growth(complete, new Provenance(number, started, conditions.seed(), setup, data, environment));
        }
    }

    /** @return whether all sizes were measured; an interrupt after the third leaves a shorter curve */
    private boolean measureAll(CopyPool copies, PrivateCopy origin) throws SqlFailure, SQLException {
        for (int i = 0; i < sizes.size(); i++) {
            try {
                if (!measure(copies, origin, i)) {
                    return false;
                }
            } catch (Interrupt.InterruptedRun e) {
                if (measured.size() < FEWEST_SIZES) {
                    throw e;
                }
                return false;
            } catch (SQLException e) {
                if (interrupt.requested() && measured.size() >= FEWEST_SIZES) {
                    return false;
                }
                throw e;
            }
        }
        return true;
    }

    /** Measures one size; false where there is no time for it. */
    private boolean measure(CopyPool copies, PrivateCopy origin, int index) throws SqlFailure, SQLException {
        Design design = designs.get(index);
        progress.prefix(":n = " + Quantity.count(sizes.get(index)) + " · ");
        progress.say("setting up");
        PrivateCopy base = copies.duplicate(origin);
        List<ArmMeasurement> measurements = new ArrayList<>();
        try {
            copies.setUp(design.setup(), base);
            List<Design.Arm> arms = new ArrayList<>(List.of(design.baseline("as it is")));
            Duration most = Collections.max(List.of(left, ComparisonRun.LEAST_PATIENCE));
            boolean ended = true;
            arms.addAll(design.arms());
            for (Design.Arm arm : arms) {
                ArmMeasurement measurement = copies.measurement(arm, base);
                measurements.add(measurement);
                ended = measurement.examine(measurements.get(0), most) && ended;
                if (!ended) {
                    break;
                }
            }
            long round =
                    measurements.stream().mapToLong(ArmMeasurement::firstNanos).sum();
            if (!ended || Duration.ofNanos(Sampler.FEWEST_ROUNDS * round).compareTo(left) > 0) {
                refuseEarly(round);
                return false;
            }
            if (measured.isEmpty()) {
                clock = ClockRule.of(measurements, conditions.cache(), instruments.measuring());
            }
            for (ArmMeasurement measurement : measurements) {
                measurement.count(conditions.exact() ? Long.MAX_VALUE : Counting.EXACT_STEPS);
            }
            sample(measurements, left.dividedBy(sizes.size() - index));
            keep(measurements);
            return true;
        } finally {
            measurements.forEach(measurement -> copies.discard(measurement.copy()));
            copies.discard(base);
        }
    }

    private void refuseEarly(long roundNanos) throws SqlFailure {
        if (measured.size() < FEWEST_SIZES) {
            throw new SqlFailure(Problem.usage(
                    "At size " + Quantity.count(sizes.get(measured.size())) + " one round of all arms takes "
                            + Quantity.nanos(roundNanos) + ", too long for the budget of "
                            + Quantity.duration(conditions.budget()) + ".",
                    "Allow more, --budget 60s, or choose smaller --sizes."));
        }
    }

    private void sample(List<ArmMeasurement> measurements, Duration share) throws SQLException {
        long start = Clocks.now(clock.clock());
        Sampler sampler = new Sampler(measurements, interrupt, order, progress);
        sampler.warmUp(conditions.cache(), clock.clock(), share);
        sampler.sample(clock.clock(), share, MOST_ROUNDS, () -> false);
        interrupt.check();
        left = left.minusNanos(Clocks.now(clock.clock()) - start);
    }

    private void keep(List<ArmMeasurement> measurements) {
        List<Arm> arms = new ArrayList<>();
        for (int i = 0; i < measurements.size(); i++) {
            ArmMeasurement measurement = measurements.get(i);
            arms.add(measurement.arm());
            Sameness now = measurement.sameness(measurements.get(0));
            if (sameness.size() <= i) {
                sameness.add(now);
            } else if (now.compareTo(sameness.get(i)) > 0) {
                sameness.set(i, now);
            }
        }
        measured.add(arms);
    }

    private Growth growth(boolean complete, Provenance provenance) {
        List<Long> done = sizes.subList(0, measured.size());
        List<Curve> curves = IntStream.range(0, sameness.size())
                .mapToObj(i ->
                        curve(done, measured.stream().map(arms -> arms.get(i)).toList(), sameness.get(i)))
                .toList();
        return new Growth(designs.get(0).query().written().text(), done, curves, clock, complete, provenance);
    }

    private static Curve curve(List<Long> sizes, List<Arm> arms, Sameness sameness) {
        return new Curve(
                arms.get(0).label(), arms, sameness, PowerFit.ofTimes(sizes, arms), PowerFit.ofSteps(sizes, arms));
    }
}
