package rowan.experiment;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison.Cache;
import rowan.model.experiment.Comparison.End;
import rowan.workspace.contract.Interrupt;

/** Takes samples of several measurements in rounds, in random order within each, until enough is known. */
final class Sampler {

    private static final long LEAST_WARM_UP_NANOS = 20_000_000;

    /** The share of the budget that all warming up may take, beside it; every query has run several times before. */
    private static final int WARM_UP_SHARE = 10;

    /** Until the first look, which alone can give a verdict, the budget may be overdrawn by this part of it. */
    private static final int OVERDRAFT = 4;

    /** On a busy machine, what is budgeted by CPU time may take this many times as long. */
    private static final int PATIENCE = 2;

    /** Fewer than this are no measurement. */
    static final int FEWEST_ROUNDS = 3;

    private final List<ArmMeasurement> measurements;
    private final Interrupt interrupt;
    private final Random order;
    private final ProgressLine progress;
    private int rounds;

    /**
     * @param order gives the same order for the same seed
     */
    Sampler(List<ArmMeasurement> measurements, Interrupt interrupt, Random order, ProgressLine progress) {
        this.measurements = List.copyOf(measurements);
        this.interrupt = interrupt;
        this.order = order;
        this.progress = progress;
    }

    int rounds() {
        return rounds;
    }

    void warmUp(Cache cache, Clock clock, Duration budget) throws SQLException {
        long most = budget.toNanos() / WARM_UP_SHARE / measurements.size();
        for (ArmMeasurement measurement : measurements) {
            interrupt.check();
            if (cache == Cache.COLD) {
                measurement.chillBeforeEach();
            }
            measurement.warmUp(clock, Math.min(LEAST_WARM_UP_NANOS, most), most);
        }
    }

    /**
     * Samples until {@code decided} says so at one of its looks, as many rounds are done as ever are, or time is over.
     * After an interrupt the measurements have their samples of all rounds that were finished.
     *
     * @param budget by the clock that counts; by wall time, twice that at most
     * @param decided asked at the fixed looks only
     */
    End sample(Clock clock, Duration budget, int mostRounds, BooleanSupplier decided) throws SQLException {
        Duration late = budget.plus(budget.dividedBy(OVERDRAFT));
        List<ArmMeasurement> shuffled = new ArrayList<>(measurements);
        long start = Clocks.now(clock);
        long startWall = System.nanoTime();
        try {
            while (rounds < mostRounds) {
                long spent = Math.max(Clocks.now(clock) - start, (System.nanoTime() - startWall) / PATIENCE);
                if (rounds >= FEWEST_ROUNDS && spent > (rounds < StoppingSchedule.FIRST ? late : budget).toNanos()) {
                    return End.BUDGET;
                }
                Collections.shuffle(shuffled, order);
                for (ArmMeasurement measurement : shuffled) {
                    interrupt.check();
                    measurement.sample();
                }
                rounds++;
                progress.measuring(rounds, spent, budget);
                if (rounds < mostRounds && StoppingSchedule.at(rounds) && decided.getAsBoolean()) {
                    return End.DECIDED;
                }
            }
            return End.ENOUGH;
        } catch (Interrupt.InterruptedRun e) {
            measurements.forEach(measurement -> measurement.keep(rounds));
            return End.INTERRUPTED;
        }
    }
}
