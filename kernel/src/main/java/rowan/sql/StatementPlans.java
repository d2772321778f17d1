package rowan.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rowan.model.Quantity;
import rowan.model.plan.QueryPlan;
import rowan.sql.connection.Cancelling;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Measuring;
import rowan.sql.dialect.Plans;
import rowan.sql.dialect.PrivateCopies;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Adviser;
import rowan.sql.run.Instruments;
import rowan.sql.statement.Effect;
import rowan.sql.statement.NamesUsed;
import rowan.sql.statement.Statement;
import rowan.workspace.TimeLimit;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;

/** The plans of a session's statements: the engine's own, with what was counted, and with what may help. */
final class StatementPlans {

    private final Session session;
    private final Adviser adviser;

    StatementPlans(Session session, Adviser adviser) {
        this.session = session;
        this.adviser = adviser;
    }

    /** How a statement would be run. */
    QueryPlan explained(BoundStatement bound) throws SqlFailure, SQLException {
        return plans().explain(session.connection(), bound, session.schema());
    }

    /** How a statement would be run, with what might make it quicker. */
    QueryPlan advised(BoundStatement bound, Interrupt interrupt, LongStep.Listener steps)
            throws SqlFailure, SQLException {
        return foreseen(explained(bound), question(bound, false, interrupt, steps));
    }

    /** The statement whose plan another asks for in the engine's own words. */
    Optional<Statement> askedFor(Statement statement) {
        return session.dialect().plans().flatMap(plans -> plans.explained(statement));
    }

    private Plans plans() throws SqlFailure {
        Dialect dialect = session.dialect();
        return dialect.need(dialect.plans(), "A plan is the engine's own", "tells none");
    }

    /** What counts, where the engine does that. */
    Measuring measuring() throws SqlFailure {
        Dialect dialect = session.dialect();
        return dialect.need(dialect.measuring(), "Only the engine can count what a statement takes", "counts nothing");
    }

    /** The plan with what may help, where the engine has what it takes to try that. */
    private QueryPlan foreseen(QueryPlan plan, Optional<Adviser.Question> question) {
        return question.map(asked -> adviser.foreseen(plan, asked)).orElse(plan);
    }

    /**
     * How a statement was run, with what was counted at each step. One that writes is run on a private copy.
     *
     * @param advised whether to try what might make it quicker, and tell it with the plan
     * @param largeAllowed whether a database of more than a gigabyte may be copied
     * @param budget how long it may run; advice has a limit of its own
     */
    QueryPlan measured(
            Statement written,
            BoundStatement bound,
            boolean advised,
            boolean largeAllowed,
            Duration budget,
            Interrupt interrupt,
            LongStep.Listener steps)
            throws SqlFailure, SQLException {
        Optional<Adviser.Question> question =
                advised ? question(bound, largeAllowed, interrupt, steps) : Optional.empty();
        TimeLimit limit = new TimeLimit(interrupt, budget);
        Optional<QueryPlan> measured = inTime(written, bound, largeAllowed, limit, steps);
        if (measured.isPresent()) {
            QueryPlan plan = measured.get();
            return question.map(asked -> adviser.tried(plan, asked)).orElse(plan);
        }
        session.settle(interrupt); // What was stopped may have left the engine refusing every statement.
        QueryPlan foreseen = foreseen(explained(bound), question);
        return foreseen.advised(
                foreseen.remedies(),
                Optional.of("Nothing was counted: it was stopped when the budget of " + Quantity.duration(budget)
                        + " was over. It runs several times; allow more, --budget 300s, or measure it on fewer rows."));
    }

    /** The measured plan, unless time was over before. */
    private Optional<QueryPlan> inTime(
            Statement written, BoundStatement bound, boolean largeAllowed, TimeLimit limit, LongStep.Listener steps)
            throws SqlFailure, SQLException {
        try {
            QueryPlan plan = measured(written, bound, largeAllowed, limit, steps);
            return limit.hasPassed() ? Optional.empty() : Optional.of(plan);
        } catch (SQLException e) {
            limit.check();
            if (limit.hasPassed()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private QueryPlan measured(
            Statement written, BoundStatement bound, boolean largeAllowed, Interrupt interrupt, LongStep.Listener steps)
            throws SqlFailure, SQLException {
        Dialect dialect = session.dialect();
        if (reads(written)) {
            return measured(session.connection(), session::cancel, bound, interrupt);
        }
        PrivateCopies copies = dialect.need(
                dialect.copies(),
                "A statement that writes is measured on a private copy of the database",
                "makes none");
        try (PrivateCopy copy = copies.copy(
                session.connection(),
                new NamesUsed(List.of(written), this::reads),
                PrivateCopy.most(largeAllowed),
                interrupt,
                steps)) {
            return measured(copy.connection(), copy::cancel, bound, interrupt);
        }
    }

    /**
     * @param cancel stops what runs on the connection, where whoever has it takes note
     */
    private QueryPlan measured(Connection connection, Runnable cancel, BoundStatement bound, Interrupt interrupt)
            throws SqlFailure, SQLException {
        Measuring measuring = measuring();
        Cancelling cancelling = Cancelling.on(interrupt, cancel);
        try {
            return measuring.measure(connection, bound, session.schema(), Counting.OF_A_PLAN, interrupt);
        } finally {
            cancelling.close();
        }
    }

    /** Empty where the engine lacks what it takes to answer it. */
    private Optional<Adviser.Question> question(
            BoundStatement bound, boolean largeAllowed, Interrupt interrupt, LongStep.Listener steps) {
        return Instruments.in(session.dialect())
                .map(instruments -> new Adviser.Question(
                        session.connection(), instruments, session.schema(), bound, largeAllowed, interrupt, steps));
    }

    private boolean reads(Statement statement) {
        return session.dialect().effect(statement) == Effect.READ;
    }
}
