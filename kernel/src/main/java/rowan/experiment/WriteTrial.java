package rowan.experiment;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.model.experiment.Comparison.Writing;
import rowan.model.experiment.Timing;
import rowan.sql.dialect.PrivateCopy.Reinsertion;
import rowan.sql.run.Instruments;
import rowan.workspace.contract.Interrupt;

/**
 * What a changed index costs where rows are inserted: the last rows of its table are taken out and put back, in one
 * transaction that is rolled back, with and without the change.
 */
final class WriteTrial {

    private static final int ROWS = 10_000;
    private static final int MOST_ROUNDS = 15;

    /** With fewer rounds not even the widest interval is a 99 % one: 2 · (1/2)^8 &lt; 0.01. */
    private static final int FEWEST_ROUNDS = 8;

    private final Instruments instruments;
    private final Interrupt interrupt;
    private final Random order;
    private final SplittableRandom random;

    WriteTrial(Instruments instruments, Interrupt interrupt, Random order, SplittableRandom random) {
        this.instruments = instruments;
        this.interrupt = interrupt;
        this.order = order;
        this.random = random;
    }

    /**
     * What came out.
     *
     * @param writing the costs, where they were measured
     * @param omitted why they were not; empty also where the change touches no index
     */
    record Result(Optional<Writing> writing, Optional<String> omitted) {

        static final Result NOTHING_TO_MEASURE = new Result(Optional.empty(), Optional.empty());

        static Result omitted(String reason) {
            return new Result(Optional.empty(), Optional.of(reason));
        }
    }

    /** A measurement with what is inserted into its copy, and how long that took each time. */
    private record Trial(Connection connection, Reinsertion reinsertion, List<Double> nanos) {}

    /**
     * Measures one change.
     *
     * @param budget when it is over there are no more rounds than are needed
     * @param most what those may take; if they take longer, nothing is measured
     */
    Result of(ArmMeasurement baseline, ArmMeasurement changed, Duration budget, Duration most) throws SQLException {
        Optional<Schema.Relation> table = table(
                instruments.catalog().schema(baseline.copy().connection()),
                instruments.catalog().schema(changed.copy().connection()));
        if (table.isEmpty()) {
            return Result.NOTHING_TO_MEASURE;
        }
        String name = table.get().name();
        try {
            Optional<Trial> before = trial(baseline, table.get());
            Optional<Trial> after = trial(changed, table.get());
            return before.isPresent() && after.isPresent()
                    ? measured(name, before.get(), after.get(), budget, most)
                    : Result.omitted(name + " has no rows");
        } catch (SQLException refused) {
            // A trigger may forbid it; the comparison itself stands.
            interrupt.check();
            return Result.omitted("putting rows of " + name + " back was refused: "
                    + instruments
                            .dialect()
                            .problem(changed.copy().connection(), refused)
                            .message());
        }
    }

    /** The table whose indexes are not the same any more. */
    private static Optional<Schema.Relation> table(Schema before, Schema after) {
        return before.relations().stream()
                .filter(table -> after.relations().stream()
                        .anyMatch(changed -> changed.database().equals(table.database())
                                && changed.name().equals(table.name())
                                && !names(changed).equals(names(table))))
                .findFirst();
    }

    private static Set<String> names(Schema.Relation table) {
        Set<String> names = new HashSet<>();
        table.indexes().forEach(index -> names.add(index.name()));
        return names;
    }

    private static Optional<Trial> trial(ArmMeasurement measurement, Schema.Relation table) throws SQLException {
        return measurement
                .copy()
                .reinsertion(table, ROWS)
                .map(r -> new Trial(measurement.copy().connection(), r, new ArrayList<>()));
    }

    private Result measured(String table, Trial before, Trial after, Duration budget, Duration most)
            throws SQLException {
        List<Trial> trials = new ArrayList<>(List.of(before, after));
        long start = System.nanoTime();
        for (Trial trial : trials) {
            time(trial);
        }
        long needed = FEWEST_ROUNDS * (System.nanoTime() - start);
        if (needed > most.toNanos()) {
            return Result.omitted("that would take " + Quantity.nanos(needed) + " for "
                    + Quantity.count(before.reinsertion().rows(), "row") + ", and the budget leaves "
                    + Quantity.duration(most));
        }
        long end = System.nanoTime() + budget.toNanos();
        for (int round = 0; round < FEWEST_ROUNDS || round < MOST_ROUNDS && System.nanoTime() < end; round++) {
            Collections.shuffle(trials, order);
            for (Trial trial : trials) {
                trial.nanos().add(time(trial));
            }
        }
        Writing writing = new Writing(
                table,
                before.reinsertion().rows(),
                new Timing(before.nanos()),
                new Timing(after.nanos()),
                Bootstrap.ratio(before.nanos(), after.nanos(), 1 - Timing.CONFIDENCE, random));
        return new Result(Optional.of(writing), Optional.empty());
    }

    private double time(Trial trial) throws SQLException {
        interrupt.check();
        execute(trial.connection(), instruments.dialect().begin());
        try {
            for (String statement : trial.reinsertion().before()) {
                execute(trial.connection(), statement);
            }
            long start = System.nanoTime();
            execute(trial.connection(), trial.reinsertion().insert());
            return System.nanoTime() - start;
        } finally {
            execute(trial.connection(), "ROLLBACK");
        }
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
