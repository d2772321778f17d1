package rowan.sql;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import rowan.model.Done;
import rowan.model.Quantity;
import rowan.sql.connection.Sending;
import rowan.sql.connection.Session;
import rowan.sql.connection.Ticker;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Scripts;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Expectations;
import rowan.sql.run.FailureReport;
import rowan.sql.run.ScriptReader;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/**
 * One run of a file of SQL, which is read as it goes: what gives rows is shown, all else is counted. Settings that keep the
 * database sound are afterwards as they were before.
 */
final class ScriptRun {

    private static final int MOST_SHOWN = 20;

    private static final Set<String> ADDING = Set.of("INSERT", "REPLACE");

    private final Session session;
    private final Run run;
    private final SqlOptions options;
    private final SqlRun single;
    private final Path file;
    private final Optional<Scripts> scripts;
    private Optional<Statement> current = Optional.empty();
    private OptionalLong changesBefore = OptionalLong.empty();
    private boolean isAdding;
    private long carriedOut;
    private long added;
    private long shown;

    /**
     * @param single carries out one statement
     */
    ScriptRun(Session session, Run run, SqlOptions options, SqlRun single, Path file) {
        this.session = session;
        this.run = run;
        this.options = options;
        this.single = single;
        this.file = file;
        this.scripts = session.dialect().scripts();
    }

    Outcome outcome() throws SQLException {
        synchronized (session) {
            return alone();
        }
    }

    private Outcome alone() throws SQLException {
        session.settle(run.interrupt());
        session.catchUp();
        long start = System.nanoTime();
        OptionalLong countBefore = session.totalChanges();
        Scripts.Protection protection = scripts.isPresent() ? scripts.get().protection(session.connection()) : List::of;
        try {
            Object last = session.interruptibly(run.interrupt(), this::all);
            if (options.expectations().error().isPresent()) {
                return brokenOff().missing();
            }
            String what = file.getFileName() + ": " + Quantity.count(carriedOut, "statement") + changed(countBefore);
            List<String> notes = notes(protection);
            session.transaction().note().ifPresent(notes::add);
            return told(new Done(what, Duration.ofNanos(System.nanoTime() - start), notes), last);
        } catch (SqlFailure e) {
            return brokenOff()
                    .failed(e.problem(), file.getFileName().toString(), current, carriedOut, notes(protection));
        } catch (Interrupt.InterruptedRun e) {
            return brokenOff().interrupted(notes(protection));
        } finally {
            session.forgetSchema();
            session.refreshSchema();
        }
    }

    private Optional<String> omitted() {
        return shown <= MOST_SHOWN
                ? Optional.empty()
                : Optional.of(Quantity.count(shown - MOST_SHOWN, "result") + " behind the first " + MOST_SHOWN
                        + (shown == MOST_SHOWN + 1 ? " is" : " are")
                        + " not shown; .output FILE before it has all of them in a file.");
    }

    private String changed(OptionalLong before) throws SQLException {
        return before.isPresent()
                ? ", " + Quantity.count(session.totalChanges().orElseThrow() - before.getAsLong(), "row") + " changed"
                : "";
    }

    private FailureReport brokenOff() {
        return new FailureReport(session, options.expectations(), changesBefore);
    }

    private Outcome told(Done done, Object last) {
        if (last instanceof Done remarked) {
            Done whole = done;
            for (String note : remarked.notes()) {
                whole = whole.withNote(note);
            }
            return new Outcome.Value(whole);
        }
        if (carriedOut > 1) {
            run.output().show(done);
        }
        return last == null ? new Outcome.Nothing() : new Outcome.Value(last);
    }

    /** Carries all out, and gives the value of the last. */
    private Object all() throws SqlFailure, SQLException {
        Object value = null;
        try (ScriptReader reader = new ScriptReader(file, session.dialect().lexicon(), run.interrupt());
                Ticker ticker = new Ticker(run.output(), () -> added, !options.background())) {
            Optional<Statement> next = reader.next();
            while (next.isPresent()) {
                if (value != null && isShown(value)) {
                    show(value);
                }
                current = next;
                next = reader.next();
                value = carryOut(current.get(), next.isEmpty(), ticker.steps());
                carriedOut++;
            }
            ticker.done();
            return value;
        } catch (CharacterCodingException e) {
            current = Optional.empty();
            throw SqlFailure.unreadable(
                    file, "It is not written in UTF-8" + (carriedOut == 0 ? "." : ", somewhere behind what was run."));
        } catch (IOException e) {
            run.interrupt().check();
            current = Optional.empty();
            throw SqlFailure.unreadable(file, e);
        }
    }

    /** Nobody reads thousands of results, and a notebook would have to keep them all. */
    private void show(Object value) {
        if (shown < MOST_SHOWN) {
            run.output().show(value);
        }
        shown++;
    }

    private static boolean isShown(Object value) {
        return !(value instanceof Done done) || !done.notes().isEmpty();
    }

    private Object carryOut(Statement statement, boolean last, LongStep.Listener steps)
            throws SqlFailure, SQLException {
        run.interrupt().check();
        boolean adds = !last && scripts.isPresent() && isPlainlyAdding(statement);
        if (!adds || !isAdding) {
            session.transaction().refresh();
            changesBefore = session.transaction().changes();
        }
        isAdding = adds;
        if (!adds) {
            return single.carryOut(statement, last, steps);
        }
        // Most of a large file are rows, and most of the time would go into what is told of each.
        try {
            session.transaction().requireWithinBlock(List.of(statement));
            insert(statement);
            added++;
            return null;
        } catch (SQLException e) {
            changesBefore = session.transaction().changes();
            run.interrupt().check();
            throw single.problem(e, statement, BoundStatement.of(statement.text()));
        }
    }

    private void insert(Statement statement) throws SQLException {
        session.settle(run.interrupt());
        Sending sending = single.begins(statement);
        try {
            scripts.orElseThrow().insert(session.connection(), statement.text());
        } catch (SQLException e) {
            sending.failed(e, run.interrupt());
            throw e;
        } finally {
            sending.end();
        }
    }

    /** Whether a statement adds rows, gives none and takes no values. */
    private boolean isPlainlyAdding(Statement statement) {
        return ADDING.contains(statement.verb())
                && options.expectations().equals(Expectations.NONE)
                && statement.significant().stream()
                        .noneMatch(token -> token.kind() == Token.Kind.PARAMETER || token.is("RETURNING"));
    }

    private List<String> notes(Scripts.Protection protection) throws SQLException {
        List<String> notes = restored(protection);
        omitted().ifPresent(notes::add);
        return notes;
    }

    /** What the file has loosened is put back; while its transaction is open, once that has ended. */
    private List<String> restored(Scripts.Protection protection) throws SQLException {
        session.transaction().refresh();
        List<String> sentences = new ArrayList<>(protection.restore());
        if (session.transaction().isOpen()) {
            session.transaction().restoreLater(protection);
        }
        return sentences;
    }
}
