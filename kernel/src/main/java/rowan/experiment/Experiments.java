package rowan.experiment;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import rowan.model.Progress;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Experiment;
import rowan.model.experiment.Growth;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Instruments;
import rowan.workspace.contract.Interrupt;

/** The experiments of a notebook: does them, numbers them, and keeps what came out. */
public final class Experiments {

    private final List<Experiment> done = new ArrayList<>();

    /**
     * Measures a query as it is and with changes.
     *
     * @param progress hears how far it is
     * @throws SqlFailure where the database cannot be copied, a change cannot be made, or the query is too slow
     * @throws Interrupt.InterruptedRun if the user stopped it before there was anything to tell; if there is, the
     *     comparison says that it was stopped
     */
    public Comparison compare(Design design, Session session, Interrupt interrupt, Consumer<Progress> progress)
            throws SqlFailure {
        ComparisonRun run = new ComparisonRun(
                design, Instruments.of(session.dialect(), "An experiment"), interrupt, new ProgressLine(progress));
        try {
            return keep(run.run(session, next(), now()));
        } catch (SQLException e) {
            interrupt.check();
            throw new SqlFailure(session.dialect().problem(session.connection(), e));
        }
    }

    /**
     * Measures a query over growing tables.
     *
     * @param designs one per size, with its {@code n} bound; at least three
     * @throws SqlFailure where the database cannot be copied, or a setup or a change cannot be made
     * @throws Interrupt.InterruptedRun if the user stopped it before three sizes were measured
     */
    public Growth grow(
            List<Long> sizes, List<Design> designs, Session session, Interrupt interrupt, Consumer<Progress> progress)
            throws SqlFailure {
        GrowthRun run = new GrowthRun(
                sizes,
                designs,
                Instruments.of(session.dialect(), "An experiment"),
                interrupt,
                new ProgressLine(progress));
        try {
            return keep(run.run(session, next(), now()));
        } catch (SQLException e) {
            interrupt.check();
            throw new SqlFailure(session.dialect().problem(session.connection(), e));
        }
    }

    private synchronized <E extends Experiment> E keep(E experiment) {
        done.add(experiment);
        return experiment;
    }

    private synchronized int next() {
        return done.size() + 1;
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** All so far, the first one first. */
    public synchronized List<Experiment> all() {
        return List.copyOf(done);
    }

    /** The one with this number. */
    public synchronized Optional<Experiment> get(int number) {
        return number >= 1 && number <= done.size() ? Optional.of(done.get(number - 1)) : Optional.empty();
    }
}
