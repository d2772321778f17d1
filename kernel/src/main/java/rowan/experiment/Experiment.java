package rowan.experiment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import rowan.model.Comparison;
import rowan.model.Comparison.Arm;
import rowan.model.Comparison.Change;
import rowan.model.Comparison.Ratio;
import rowan.model.Problem;
import rowan.model.Progress;
import rowan.model.QueryPlan;
import rowan.sql.BoundStatement;
import rowan.sql.Dialect;
import rowan.sql.PrivateCopy;
import rowan.sql.Session;
import rowan.sql.SqlFailure;
import rowan.sql.Statement;
import rowan.sql.Work;
import rowan.workspace.Interrupt;

/**
 * Measures one query as things are and with changes, each on a private copy of the database: warmed up, in batches of at
 * least a millisecond, in random order within each round. The database itself is only copied.
 */
public final class Experiment {

    private static final int ROUNDS = 41;
    private static final int FEWEST_ROUNDS = 7;
    private static final long BATCH_NANOS = 1_000_000;
    private static final long WARM_UP_NANOS = 60_000_000;
    private static final long BUDGET_NANOS = 12_000_000_000L;
    private static final long EXACT_STEPS = 2_000_000;

    /**
     * A change to be measured.
     *
     * @param label in the author's words
     * @param statements what prepares it, such as {@code CREATE INDEX}
     */
    public record Treatment(String label, List<Statement> statements) {
        public Treatment {
            statements = List.copyOf(statements);
        }
    }

    private final Session session;
    private final Dialect dialect;
    private final BoundStatement query;
    private final Interrupt interrupt;
    private final Consumer<Progress> progress;
    /** Of a fixed seed: the order is arbitrary, and the same for the same experiment. */
    private final Random random = new Random(20_261_121);

    private final List<Candidate> candidates = new ArrayList<>();
    private Optional<PrivateCopy> original = Optional.empty();

    /**
     * @param query a statement that only reads
     * @param progress hears how far it is
     */
    public Experiment(Session session, BoundStatement query, Interrupt interrupt, Consumer<Progress> progress) {
        this.session = session;
        this.dialect = session.dialect();
        this.query = query;
        this.interrupt = interrupt;
        this.progress = progress;
    }

    /** An arm while it is measured. */
    private static final class Candidate {
        private final String label;
        private final PrivateCopy copy;
        private final List<Double> samples = new ArrayList<>();
        private int batch = 1;
        private long addedBytes;
        private long rows;
        private long fingerprint;

        Candidate(String label, PrivateCopy copy) {
            this.label = label;
            this.copy = copy;
        }

        Connection connection() {
            return copy.connection();
        }
    }

    /**
     * Measures.
     *
     * @param largeAllowed whether a database of more than a gigabyte may be copied
     * @throws SqlFailure where the database cannot be copied or a change cannot be made
     */
    public Comparison run(List<Treatment> treatments, boolean largeAllowed) throws SqlFailure, SQLException {
        Interrupt.Registration registration = interrupt.onRequest(this::cancel);
        try {
            prepare(treatments, largeAllowed);
            measure();
            return comparison();
        } finally {
            registration.close();
            candidates.forEach(candidate -> candidate.copy.close());
            original.ifPresent(PrivateCopy::close);
        }
    }

    private synchronized void cancel() {
        candidates.forEach(candidate -> dialect.cancel(candidate.connection()));
    }

    private synchronized void add(Candidate candidate) {
        candidates.add(candidate);
    }

    /** The baseline, its twin for the control, and one copy per change. */
    private void prepare(List<Treatment> treatments, boolean largeAllowed) throws SqlFailure, SQLException {
        progress.accept(new Progress("copying the database", OptionalDouble.empty()));
        original = Optional.of(dialect.copy(session.connection(), largeAllowed, interrupt));
        // All arms are copies of the same copy, made in the same way.
        add(new Candidate("as it is", original.get().duplicate()));
        add(new Candidate("as it is, again", original.get().duplicate()));
        for (Treatment treatment : treatments) {
            interrupt.check();
            Candidate candidate =
                    new Candidate(treatment.label(), original.get().duplicate());
            add(candidate);
            long before = size(candidate.connection());
            for (Statement statement : treatment.statements()) {
                carryOut(statement, candidate);
            }
            candidate.addedBytes = size(candidate.connection()) - before;
        }
    }

    private void carryOut(Statement statement, Candidate candidate) throws SqlFailure {
        try (java.sql.Statement plain = candidate.connection().createStatement()) {
            plain.execute(statement.text());
        } catch (SQLException e) {
            interrupt.check();
            Problem problem = dialect.problem(
                    candidate.connection(), e, statement, BoundStatement.of(statement.text()), session.schema());
            throw new SqlFailure(problem.withNote("in arm " + candidate.label + "; the database itself is unchanged"));
        }
    }

    /** Bytes in use; a dropped index leaves free pages, which a new one takes first. */
    private static long size(Connection connection) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet pages = statement.executeQuery("SELECT (page_count - freelist_count) * page_size"
                        + " FROM pragma_page_count, pragma_freelist_count, pragma_page_size")) {
            return pages.next() ? pages.getLong(1) : 0;
        }
    }

    private void measure() throws SQLException {
        for (Candidate candidate : candidates) {
            warmUp(candidate);
        }
        List<Candidate> order = new ArrayList<>(candidates);
        long start = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            if (round >= FEWEST_ROUNDS && System.nanoTime() - start > BUDGET_NANOS) {
                break;
            }
            Collections.shuffle(order, random);
            for (Candidate candidate : order) {
                interrupt.check();
                candidate.samples.add(sample(candidate));
            }
            progress.accept(new Progress(
                    (round + 1) + " of " + ROUNDS + " pairs", OptionalDouble.of((round + 1) / (double) ROUNDS)));
        }
    }

    /** Runs until it has run for a while; learns how many executions make a batch that a clock can measure. */
    private void warmUp(Candidate candidate) throws SQLException {
        fingerprint(candidate);
        long start = System.nanoTime();
        long executions = 0;
        do {
            interrupt.check();
            execute(candidate, 1);
            executions++;
        } while (System.nanoTime() - start < WARM_UP_NANOS);
        long each = Math.max(1, (System.nanoTime() - start) / executions);
        candidate.batch = (int) Math.max(1, Math.min(100_000, (BATCH_NANOS + each - 1) / each));
    }

    private double sample(Candidate candidate) throws SQLException {
        long start = System.nanoTime();
        execute(candidate, candidate.batch);
        return (System.nanoTime() - start) / (double) candidate.batch;
    }

    /** Runs to the last row; no handler is installed, which would be measured too. */
    private void execute(Candidate candidate, int times) throws SQLException {
        try (PreparedStatement prepared = query.prepare(candidate.connection(), dialect)) {
            for (int i = 0; i < times; i++) {
                try (ResultSet rows = prepared.executeQuery()) {
                    while (rows.next()) {
                        interruptible();
                    }
                }
            }
        } catch (SQLException e) {
            interrupt.check();
            throw e;
        }
    }

    private void interruptible() {
        if (interrupt.requested()) {
            interrupt.check();
        }
    }

    /** A number that is the same for the same rows in any order. */
    private void fingerprint(Candidate candidate) throws SQLException {
        try (PreparedStatement prepared = query.prepare(candidate.connection(), dialect);
                ResultSet rows = prepared.executeQuery()) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                long row = 17;
                for (int i = 1; i <= columns; i++) {
                    Object value = dialect.read(rows, i);
                    int hash = value instanceof byte[] bytes
                            ? Arrays.hashCode(bytes)
                            : String.valueOf(value).hashCode();
                    row = row * 1_000_003
                            + hash
                            + (value == null ? 1 : value.getClass().getName().hashCode());
                }
                candidate.fingerprint += row * row + row;
                candidate.rows++;
                interruptible();
            }
        }
    }

    private Comparison comparison() throws SQLException {
        Candidate baseline = candidates.get(0);
        Candidate twin = candidates.get(1);
        Ratio control = Bootstrap.ratio(baseline.samples, twin.samples, random);
        List<Change> changes = new ArrayList<>();
        for (Candidate candidate : candidates.subList(2, candidates.size())) {
            Ratio ratio = Bootstrap.ratio(baseline.samples, candidate.samples, random);
            boolean same = baseline.rows == candidate.rows && baseline.fingerprint == candidate.fingerprint;
            OptionalLong added =
                    candidate.addedBytes > 0 ? OptionalLong.of(candidate.addedBytes) : OptionalLong.empty();
            changes.add(new Change(arm(candidate), VerdictRule.of(ratio, control, same), added));
        }
        return new Comparison(query.sql(), arm(baseline), changes, control, baseline.samples.size());
    }

    private Arm arm(Candidate candidate) throws SQLException {
        Connection connection = candidate.connection();
        QueryPlan plan = dialect.explain(connection, query, dialect.schema(connection));
        Work work = dialect.count(connection, query, EXACT_STEPS, interrupt);
        return new Arm(candidate.label, candidate.samples, plan, work.steps(), work.exact(), work.rows());
    }
}
