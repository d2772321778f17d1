package rowan.sql.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.Check;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.connection.Session;
import rowan.sql.statement.Statement;
import rowan.workspace.contract.Outcome;

/** What is told of a run that did not come to its end: what has become of the statements before, behind, and of the transaction. */
public final class FailureReport {

    private final Session session;
    private final Expectations expectations;
    private final OptionalLong changesBefore;

    /**
     * @param changesBefore how many rows the transaction had changed that was open before the last statement; empty where
     *     none was
     */
    public FailureReport(Session session, Expectations expectations, OptionalLong changesBefore) {
        this.session = session;
        this.expectations = expectations;
        this.changesBefore = changesBefore;
    }

    /**
     * A statement failed, which may be what was expected.
     *
     * @param at which of the statements it was, from 0
     */
    public Outcome failed(Problem problem, List<Statement> statements, int at) throws SQLException {
        if (expectations.error().isPresent()) {
            return expected(problem);
        }
        int all = statements.size();
        Problem told = all > 1 ? numbered(problem, statements.get(at), at, all) : problem;
        if (isRolledBack()) {
            told = told.withNote(rolledBack());
            told = at < all - 1 ? told.withNote(notRun(at, all)) : told;
        } else if (at > 0) {
            String which = at == 1 ? "statement 1" : "statements 1–" + at;
            told = told.withNote(which + stay(at == 1) + (at < all - 1 ? "; " + notRun(at, all) : ""));
        } else if (all > 1) {
            told = told.withNote(notRun(at, all));
        }
        if (session.transaction().isOpen()) {
            told = told.withNote(session.transaction().note().orElse(""));
        }
        return new Outcome.Failure(told);
    }

    private Outcome expected(Problem problem) {
        Check check = expectations.ofProblem(problem);
        return check.holds()
                ? new Outcome.Value(isRolledBack() ? new Check(check.claim(), true, rolledBack()) : check)
                : new Outcome.Failure(problem.withNote("expected: " + check.claim()));
    }

    /** Nothing failed although that was expected. */
    public Outcome missing() {
        Check check = expectations.ofSuccess();
        return new Outcome.Failure(Problem.of("ExpectationFailed", "expected that it " + check.claim(), check.seen()));
    }

    /**
     * A statement of a file failed, or the file itself.
     *
     * @param statement which it was; empty where the file is at fault
     * @param before how many statements of the file had been carried out
     * @param notes what else to tell
     */
    public Outcome failed(Problem problem, String file, Optional<Statement> statement, long before, List<String> notes)
            throws SQLException {
        if (expectations.error().isPresent()) {
            return expected(problem);
        }
        Problem told = statement
                .map(each -> placed(problem, file + ", line " + line(problem, each)))
                .orElse(problem);
        if (isRolledBack()) {
            told = told.withNote(rolledBack());
        } else if (before > 0) {
            told = told.withNote(Quantity.count(before, "statement") + " of the file before it "
                    + (before == 1 ? "stays" : "stay")
                    + (session.transaction().isOpen() && !session.transaction().isFailed()
                            ? " in the open transaction"
                            : "")
                    + "; what follows was not run");
        }
        if (session.transaction().isOpen()) {
            told = told.withNote(session.transaction().note().orElse(""));
        }
        for (String note : notes) {
            told = told.withNote(note);
        }
        return new Outcome.Failure(told);
    }

    private static int line(Problem problem, Statement failed) {
        return problem.complaints().isEmpty()
                ? failed.source().line()
                : problem.complaints().get(0).passage().number();
    }

    private static Problem placed(Problem problem, String place) {
        return new Problem(
                problem.name(),
                place + ": " + problem.message(),
                problem.complaints(),
                problem.notes(),
                problem.trace());
    }

    private static Problem numbered(Problem problem, Statement failed, int at, int all) {
        return placed(problem, "statement " + (at + 1) + " of " + all + ", line " + line(problem, failed));
    }

    /** What has become of the statements that were carried out before. */
    private String stay(boolean one) {
        String stay = one ? " stays" : " stay";
        return session.transaction().isFailed()
                ? (one ? " was" : " were") + " carried out; what they did within the failed transaction is not kept"
                : stay + (session.transaction().isOpen() ? " in the open transaction" : " (autocommit)");
    }

    private static String notRun(int at, int all) {
        return at == all - 2
                ? "statement " + all + " was not run"
                : "statements " + (at + 2) + "–" + all + " were not run";
    }

    private boolean isRolledBack() {
        return changesBefore.isPresent() && !session.transaction().isOpen();
    }

    private String rolledBack() {
        return session.transaction().rolledBack(changesBefore.getAsLong());
    }

    /**
     * The cell was interrupted. SQLite ends a transaction in which a statement is interrupted that writes, and no other.
     *
     * @param notes what else to tell
     */
    public Outcome interrupted(List<String> notes) {
        session.glance();
        String sentence = "The cell was interrupted.";
        if (isRolledBack()) {
            sentence = "The cell was interrupted while a statement was writing. " + rolledBack();
        } else if (session.transaction().isFailed()) {
            sentence =
                    "The cell was interrupted, which has failed the transaction: ROLLBACK ends it, and nothing of it is"
                            + " kept.";
        } else if (session.transaction().isOpen()) {
            sentence = "The cell was interrupted. The transaction is still open.";
        }
        return new Outcome.Interrupted(
                Stream.concat(Stream.of(sentence), notes.stream()).collect(Collectors.joining(" ")));
    }
}
