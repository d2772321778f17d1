package rowan.experiment;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import rowan.model.Problem;
import rowan.sql.connection.Cancelling;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.CapturedTables;
import rowan.sql.run.Instruments;
import rowan.sql.statement.Effect;
import rowan.sql.statement.NamesUsed;
import rowan.workspace.contract.Interrupt;

/** Where the private copies of one experiment are: made here, stopped by an interrupt, and removed when it is closed. */
final class CopyPool implements AutoCloseable {

    private final Instruments instruments;
    private final Dialect dialect;
    private final Interrupt interrupt;
    private final List<PrivateCopy> copies = new CopyOnWriteArrayList<>();
    private final Cancelling cancelling;
    private final ProgressLine progress;

    CopyPool(Instruments instruments, Interrupt interrupt, ProgressLine progress) {
        this.instruments = instruments;
        this.dialect = instruments.dialect();
        this.interrupt = interrupt;
        this.progress = progress;
        this.cancelling = Cancelling.on(interrupt, () -> copies.forEach(PrivateCopy::cancel));
    }

    /** A copy of the user's database, with the captured results that the experiment reads. */
    PrivateCopy copy(Session session, Design design) throws SqlFailure, SQLException {
        synchronized (session) {
            session.settle(interrupt);
            PrivateCopy copy = instruments
                    .copies()
                    .copy(
                            session.connection(),
                            new NamesUsed(design.statements(), statement -> dialect.effect(statement) == Effect.READ),
                            PrivateCopy.most(design.conditions().largeAllowed()),
                            interrupt,
                            progress);
            copies.add(copy);
            CapturedTables.put(design.captured(), copy, dialect);
            return copy;
        }
    }

    PrivateCopy duplicate(PrivateCopy copy) throws SqlFailure {
        interrupt.check();
        PrivateCopy duplicate = copy.duplicate();
        copies.add(duplicate);
        return duplicate;
    }

    /** An arm on a copy of its own, with what prepares it carried out. */
    ArmMeasurement measurement(Design.Arm arm, PrivateCopy origin) throws SqlFailure {
        PrivateCopy copy = duplicate(origin);
        carryOut(arm.preparation(), copy, "in arm " + arm.label());
        try {
            copy.settle();
        } catch (SQLException e) {
            interrupt.check();
            throw new SqlFailure(dialect.problem(copy.connection(), e));
        }
        return new ArmMeasurement(arm, copy, instruments, interrupt);
    }

    void setUp(List<Design.Prepared> setup, PrivateCopy copy) throws SqlFailure {
        carryOut(setup, copy, "in the setup");
    }

    /** Closes a copy that is not needed any more. */
    void discard(PrivateCopy copy) {
        copies.remove(copy);
        copy.close();
    }

    /**
     * Carries out statements on a copy.
     *
     * @param place where they stand, for the words of an error
     */
    private void carryOut(List<Design.Prepared> statements, PrivateCopy copy, String place) throws SqlFailure {
        for (Design.Prepared each : statements) {
            interrupt.check();
            carryOut(each, copy.connection(), place);
        }
        try {
            if (dialect.inTransaction(copy.connection())) {
                throw new SqlFailure(Problem.usage(
                        "A transaction is left open " + place + ".", "End it with COMMIT, or leave BEGIN out."));
            }
        } catch (SQLException e) {
            throw new SqlFailure(dialect.problem(copy.connection(), e));
        }
    }

    private void carryOut(Design.Prepared each, Connection copy, String place) throws SqlFailure {
        BoundStatement bound = each.bound();
        try {
            if (dialect.hooks().intercept(copy, each.written()).isPresent()) {
                return;
            }
            try (var prepared = bound.prepare(copy, dialect.values())) {
                dialect.hooks().watched(copy, bound.sql(), progress, prepared::execute);
            }
        } catch (SQLException e) {
            interrupt.check();
            throw new SqlFailure(problem(e, each, copy).withNote(place + "; the database itself is unchanged"));
        }
    }

    private Problem problem(SQLException error, Design.Prepared each, Connection copy) {
        try {
            return dialect.problem(
                    copy,
                    error,
                    each.written(),
                    each.bound(),
                    instruments.catalog().schema(copy));
        } catch (SQLException unreadable) {
            return dialect.problem(copy, error);
        }
    }

    @Override
    public void close() {
        cancelling.close();
        copies.forEach(PrivateCopy::close);
    }
}
