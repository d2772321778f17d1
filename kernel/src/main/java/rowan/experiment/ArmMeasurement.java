package rowan.experiment;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.model.experiment.Clock;
import rowan.model.experiment.Comparison.Sameness;
import rowan.model.experiment.Experiment.Answer;
import rowan.model.experiment.Experiment.Arm;
import rowan.model.experiment.Experiment.Work;
import rowan.model.experiment.Times;
import rowan.model.plan.QueryPlan;
import rowan.sql.connection.Cancelling;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Instruments;
import rowan.sql.run.Ordering;
import rowan.workspace.TimeLimit;
import rowan.workspace.contract.Interrupt;

/** An arm while it is measured: its copy, its query, and the samples so far. */
final class ArmMeasurement implements AutoCloseable {

    /** How often rows are read again to see whether they stay the same. */
    private static final int REPEATS = 5;

    private final String label;
    private final Design.Arm designed;
    private final PrivateCopy copy;
    private final Instruments instruments;
    private final Dialect dialect;
    private final Interrupt interrupt;
    private final List<Lap> samples = new ArrayList<>();
    private final Batches<SQLException> batches = new Batches<>(this::execute);
    private Clock clock = Clock.WALL;
    private PreparedStatement prepared;
    private boolean cold;
    private boolean contradicted;
    private Ordering ordering;
    private Fingerprint fingerprint;
    private Set<String> unsteady = Set.of();
    private long firstNanos;
    private QueryPlan plan;
    private Work work;

    ArmMeasurement(Design.Arm designed, PrivateCopy copy, Instruments instruments, Interrupt interrupt) {
        this.label = designed.label();
        this.designed = designed;
        this.copy = copy;
        this.instruments = instruments;
        this.dialect = instruments.dialect();
        this.interrupt = interrupt;
    }

    String label() {
        return label;
    }

    PrivateCopy copy() {
        return copy;
    }

    /** By the clock that counts, in nanoseconds. */
    List<Double> samples() {
        return samples.stream().map(lap -> lap.by(clock)).toList();
    }

    /** By both clocks; at least one sample has been taken. */
    Times times() {
        return Lap.times(clock, samples);
    }

    /** Forgets samples beyond so many. */
    void keep(int rounds) {
        samples.subList(rounds, samples.size()).clear();
    }

    int batch() {
        return batches.size();
    }

    /** How long the first run took, with nothing in any cache of the engine. */
    long firstNanos() {
        return firstNanos;
    }

    /**
     * StoppingSchedule at the plan, and reads the rows once.
     *
     * @param baseline whose order the rows are compared with; this one, if it is the first
     * @param most how long that may take
     * @return whether it came to its end in that time
     */
    boolean examine(ArmMeasurement baseline, Duration most) throws SqlFailure, SQLException {
        try {
            plan = instruments.plans().explain(copy.connection(), query(), schema());
            prepared = query().prepare(copy.connection(), dialect.values());
            unsteady = instruments.measuring().unsteadyFunctions(copy.connection(), query());
            ordering = baseline == this ? ownOrdering() : baseline.ordering;
            return readFirst(new TimeLimit(interrupt, most));
        } catch (SQLException e) {
            interrupt.check();
            throw failure(e);
        }
    }

    private boolean readFirst(TimeLimit limit) throws SQLException {
        long start = System.nanoTime();
        Cancelling cancelling = Cancelling.on(limit, copy::cancel);
        try {
            fingerprint = read(limit);
        } catch (SQLException e) {
            if (interrupt.requested() || !limit.hasPassed()) {
                throw e;
            }
            return false;
        } finally {
            cancelling.close();
            firstNanos = System.nanoTime() - start;
        }
        return true;
    }

    /** Counts the steps of one run. */
    void count(long exactUpTo) throws SQLException {
        rowan.sql.dialect.StatementWork counted =
                instruments.measuring().count(copy.connection(), query(), exactUpTo, interrupt);
        work = new Work(counted.steps());
    }

    /** Counts all that one run makes the engine do: steps, rows at each step of the plan, pages. */
    void measure(Counting counting) throws SQLException {
        plan = instruments.measuring().measure(copy.connection(), query(), schema(), counting, interrupt);
        QueryPlan.Execution run = plan.execution().orElseThrow();
        work = new Work(run.steps(), plan.visited(), run.pages());
    }

    EngineWork doing() {
        return new EngineWork(query().sql(), plan, work.steps());
    }

    private SqlFailure failure(SQLException error) throws SQLException {
        Problem problem =
                dialect.problem(copy.connection(), error, designed.query().written(), query(), schema());
        return new SqlFailure(
                problem.withNote("in arm " + label + "; nothing was measured, and the database itself is unchanged"));
    }

    private Schema schema() throws SQLException {
        return instruments.catalog().schema(copy.connection());
    }

    BoundStatement query() {
        return designed.query().bound();
    }

    /** How the rows compare with those of another. */
    Sameness sameness(ArmMeasurement baseline) {
        return baseline.isUnsteady() || isUnsteady()
                ? Sameness.CHANGES_EVERY_TIME
                : baseline.fingerprint.with(fingerprint);
    }

    /** Whether its rows may be others each time, by what it calls or by what it has given. */
    private boolean isUnsteady() {
        return !unsteady.isEmpty() || contradicted;
    }

    /** Reads the rows some more times, to see whether they stay the same; once in any case. */
    void repeat(Duration most) throws SQLException {
        long end = System.nanoTime() + most.toNanos();
        for (int i = 0; i < REPEATS && !contradicted && (i == 0 || System.nanoTime() < end); i++) {
            contradicted = fingerprint.with(read(interrupt)).isDifferent();
        }
    }

    private Ordering ownOrdering() throws SQLException {
        ResultSetMetaData columns = prepared.getMetaData();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return Ordering.of(designed.query().written(), labels);
    }

    /** Reads all rows and tells what they are. */
    private Fingerprint read(Interrupt limit) throws SQLException {
        Fingerprint read = new Fingerprint(ordering);
        try (ResultSet rows = prepared.executeQuery()) {
            Object[] row = new Object[rows.getMetaData().getColumnCount()];
            while (rows.next()) {
                limit.check();
                for (int i = 0; i < row.length; i++) {
                    row[i] = dialect.values().read(rows, i + 1);
                }
                read.add(row);
            }
        }
        return read;
    }

    /** Every execution from now on finds the engine's own cache empty. */
    void chillBeforeEach() {
        cold = true;
    }

    /**
     * See {@link Batches#warmUp}.
     *
     * @param counting the clock that counts from now on
     */
    void warmUp(Clock counting, long leastNanos, long mostNanos) throws SQLException {
        clock = counting;
        batches.warmUp(clock, leastNanos, mostNanos);
    }

    void sample() throws SQLException {
        samples.add(batches.sample());
    }

    /**
     * Runs to the last row, so many times. No handler is installed, which would be measured too; the preparation and the
     * chilling are outside of the clocks.
     *
     * @return the mean of one execution
     */
    private Lap execute(int times) throws SQLException {
        Clocks clocks = new Clocks();
        try {
            for (int i = 0; i < times; i += cold ? 1 : times) {
                if (cold) {
                    copy.chill();
                }
                clocks.start();
                drain(cold ? 1 : times);
                clocks.stop();
            }
        } catch (SQLException e) {
            interrupt.check();
            throw e;
        }
        return clocks.lap(times);
    }

    private void drain(int times) throws SQLException {
        for (int i = 0; i < times; i++) {
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    if (interrupt.requested()) {
                        interrupt.check();
                    }
                }
            }
            if (interrupt.requested()) {
                interrupt.check();
            }
        }
    }

    Arm arm() {
        List<String> preparation =
                designed.preparation().stream().map(p -> p.written().text()).toList();
        Times times = times();
        return new Arm(
                label,
                query().sql(),
                preparation,
                times,
                plan.took(Duration.ofNanos(Math.round(times.timing().median()))),
                work,
                new Answer(fingerprint.rows(), fingerprint.name(), List.copyOf(unsteady)));
    }

    @Override
    public void close() {
        copy.close();
    }
}
