package rowan.sql;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import rowan.files.GrowingFile;
import rowan.model.Check;
import rowan.model.Done;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.table.ResultTable;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Sending;
import rowan.sql.connection.Session;
import rowan.sql.connection.Ticker;
import rowan.sql.csv.CsvFiles;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.StatementWork;
import rowan.sql.log.StatementRecorder;
import rowan.sql.run.Adviser;
import rowan.sql.run.CapturedTables;
import rowan.sql.run.Expectations;
import rowan.sql.run.FailureReport;
import rowan.sql.run.Parameters;
import rowan.sql.run.StatementRunner;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.text.Capture;
import rowan.sql.text.Snippets;
import rowan.workspace.Settings;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.LongStep;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** One run of a piece of SQL: its statements in order, until the first that fails. */
final class SqlRun {

    /** A statement of so many characters is repeated in full. */
    private static final int SHORT = 60;

    private final Session session;
    private final Run run;
    private final SqlOptions options;
    private final Settings settings;
    private final Snippets snippets;
    private final StatementRecorder recorder;
    private final Parameters parameters;
    private final StatementPlans plans;
    private final AtomicLong rowsRead = new AtomicLong();

    SqlRun(
            Session session,
            Run run,
            SqlOptions options,
            Settings settings,
            Snippets snippets,
            StatementRecorder recorder,
            Adviser adviser) {
        this.session = session;
        this.run = run;
        this.options = options;
        this.settings = settings;
        this.snippets = snippets;
        this.recorder = recorder;
        this.plans = new StatementPlans(session, adviser);
        this.parameters = options.fromFile()
                ? Parameters.ofFile(settings.parameters(), session.dialect())
                : Parameters.named(settings.parameters(), run.bindings(), session.dialect());
    }

    Outcome of(Source source) throws SQLException {
        synchronized (session) {
            return alone(source);
        }
    }

    private Outcome alone(Source source) throws SQLException {
        List<Statement> statements = session.dialect().lexicon().split(source);
        session.catchUp();
        session.fileNews().ifPresent(news -> run.output().show(new Note(news)));
        OptionalLong changesBefore = OptionalLong.empty();
        int at = 0;
        try {
            Object value = null;
            for (; at < statements.size(); at++) {
                if (value != null) {
                    run.output().show(value);
                }
                rowsRead.set(0);
                changesBefore = session.transaction().changes();
                Statement statement = statements.get(at);
                boolean last = at == statements.size() - 1;
                value = ticking(steps -> {
                    session.settle(run.interrupt(), steps);
                    return carryOut(statement, last, steps);
                });
            }
            if (options.expectations().error().isPresent()) {
                return new FailureReport(session, options.expectations(), changesBefore).missing();
            }
            return value == null ? new Outcome.Nothing() : new Outcome.Value(withTransaction(value));
        } catch (SqlFailure e) {
            return new FailureReport(session, options.expectations(), changesBefore)
                    .failed(e.problem(), statements, at);
        } catch (Interrupt.InterruptedRun e) {
            return new FailureReport(session, options.expectations(), changesBefore).interrupted(List.of());
        } finally {
            if (!statements.stream().allMatch(this::onlyReads)) {
                session.glance();
            }
        }
    }

    private boolean onlyReads(Statement statement) {
        return session.dialect().effect(statement) == Effect.READ;
    }

    /** Something that may take long. */
    @FunctionalInterface
    private interface Ticking<T> {
        T run(LongStep.Listener steps) throws SqlFailure, SQLException;
    }

    /** Does something, and tells meanwhile that it goes on. */
    private <T> T ticking(Ticking<T> work) throws SqlFailure, SQLException {
        try (Ticker ticker = new Ticker(run.output(), rowsRead::get, !options.background())) {
            T value = work.run(ticker.steps());
            ticker.done();
            return value;
        }
    }

    /** How a statement would be run; its mistakes are told as if it were run. */
    QueryPlan explain(Statement written) throws SqlFailure, SQLException {
        return prepared(written, (bound, interrupt) -> plans.explained(bound));
    }

    /** How a statement would be run, with what might make it quicker. */
    QueryPlan advise(Statement written) throws SqlFailure, SQLException {
        return ticking(steps -> prepared(written, (bound, interrupt) -> plans.advised(bound, interrupt, steps)));
    }

    /**
     * How a statement was run, with what was counted at each step. One that writes is run on a private copy.
     *
     * @param advised whether to try what might make it quicker, and tell it with the plan
     * @param largeAllowed whether a database of more than a gigabyte may be copied
     * @param budget how long it may run; advice has a limit of its own
     */
    QueryPlan measure(Statement written, boolean advised, boolean largeAllowed, Duration budget)
            throws SqlFailure, SQLException {
        return ticking(steps -> prepared(
                written,
                (bound, interrupt) -> plans.measured(written, bound, advised, largeAllowed, budget, interrupt, steps)));
    }

    /**
     * Does work with a statement that could be run: with the values of its parameters, and with the tables that it reads by the
     * names of captured results.
     */
    <T> T prepared(Statement written, SqlLanguage.Prepared<T> work) throws SqlFailure, SQLException {
        synchronized (session) {
            return session.interruptibly(run.interrupt(), () -> {
                session.refreshSchema();
                Statement statement = applied(written, List.of());
                CapturedTables tables = tables(statement);
                BoundStatement bound = parameters.bind(statement);
                try {
                    return work.with(bound, run.interrupt());
                } catch (SQLException e) {
                    run.interrupt().check();
                    throw problem(e, statement, bound);
                } finally {
                    tables.drop();
                }
            });
        }
    }

    /**
     * One statement: its value, to be shown.
     *
     * @param last whether none follows, so that what the options say of the result is about this one
     * @param steps hears how far a statement is that takes long
     */
    Object carryOut(Statement whole, boolean last, LongStep.Listener steps) throws SqlFailure, SQLException {
        run.interrupt().check();
        Optional<Capture> written = Capture.of(whole);
        Statement statement = applied(written.map(Capture::statement).orElse(whole), last ? options.with() : List.of());
        Optional<String> capture = written.map(Capture::name).or(() -> last ? options.capture() : Optional.empty());
        // Whatever becomes of this statement: no later one is to go over the file that was meant for it.
        Optional<GrowingFile> file = plans.askedFor(statement).isPresent() ? Optional.empty() : settings.takeExport();
        try {
            return session.interruptibly(run.interrupt(), () -> {
                CapturedTables tables = tables(statement);
                try {
                    Object value = carryOut(statement, capture, file, steps);
                    session.transaction().carriedOut(statement);
                    return value;
                } finally {
                    tables.drop();
                }
            });
        } finally {
            if (statement.transactionControl().isPresent()) {
                session.glance();
            }
        }
    }

    private CapturedTables tables(Statement statement) throws SqlFailure, SQLException {
        return options.fromFile()
                ? CapturedTables.none(session)
                : CapturedTables.of(session, statement, run.bindings());
    }

    private Object carryOut(
            Statement statement, Optional<String> capture, Optional<GrowingFile> file, LongStep.Listener steps)
            throws SqlFailure, SQLException {
        BoundStatement bound = bound(statement);
        try {
            session.transaction().requireWithinBlock(List.of(statement));
            refuseUnbounded(statement, bound);
            Optional<Statement> explained = plans.askedFor(statement);
            // Captured, it is a table as any other, with the rows that the engine gives.
            if (explained.isPresent() && capture.isEmpty()) {
                return prepared(explained.get(), (asked, interrupt) -> plans.advised(asked, interrupt, steps));
            }
            return measured(statement, bound, capture, file, steps);
        } catch (SQLException e) {
            run.interrupt().check();
            throw problem(e, statement, bound);
        }
    }

    /** What the engine does not understand is told before a parameter that has no value. */
    private BoundStatement bound(Statement statement) throws SqlFailure {
        try {
            return parameters.bind(statement);
        } catch (SqlFailure unbound) {
            BoundStatement plain = BoundStatement.of(statement.text());
            try {
                plain.prepare(session.connection(), session.dialect().values()).close();
            } catch (SQLException e) {
                throw problem(e, statement, plain);
            }
            throw unbound;
        }
    }

    private Object measured(
            Statement statement,
            BoundStatement bound,
            Optional<String> capture,
            Optional<GrowingFile> file,
            LongStep.Listener steps)
            throws SqlFailure, SQLException {
        Expectations expectations = options.expectations();
        List<Check> checks = List.of();
        if (session.dialect().isPlainQuery(statement)
                && (settings.plansShown()
                        || expectations.plan().isPresent()
                        || expectations.steps().isPresent())) {
            session.refreshSchema();
            QueryPlan plan = plans.explained(bound);
            Optional<StatementWork> work = expectations.steps().isPresent()
                    ? Optional.of(
                            plans.measuring().count(session.connection(), bound, Counting.EXACT_STEPS, run.interrupt()))
                    : Optional.empty();
            checks = expectations.ofPlan(plan, work);
            if (settings.plansShown()) {
                run.output().show(plan);
            }
        }
        boolean whole =
                options.whole() || capture.isPresent() || expectations.rows().isPresent() || file.isPresent();
        StatementRunner runner = new StatementRunner(session, settings.pageRows(), recorder, rowsRead, steps);
        Object value = send(runner, statement, bound, whole);
        record(statement, value, runner.rowsChanged());
        if (statement.verb().equals("ANALYZE")) {
            session.forgetSchema();
        }
        if (value instanceof ResultTable table) {
            run.bindings().put(Bindings.LAST, table);
        }
        if (file.isPresent() && value instanceof ResultTable table) {
            return CsvFiles.write(table, file.get(), run.interrupt());
        }
        Object shown = capture.isPresent() ? captured(capture.get(), value) : value;
        List<Check> all = new ArrayList<>(expectations.ofRows(value));
        all.addAll(checks);
        return verified(shown, all);
    }

    /** Sends a statement, and tells the log when, on which connection and with what success. */
    private Object send(StatementRunner runner, Statement statement, BoundStatement bound, boolean whole)
            throws SqlFailure, SQLException {
        Sending sending = begins(statement);
        try {
            Object value = runner.run(statement, bound, whole);
            sending.took((value instanceof ResultTable table ? table.elapsed() : ((Done) value).elapsed()).toNanos());
            return value;
        } catch (SQLException e) {
            sending.failed(e, run.interrupt());
            run.interrupt().check();
            SqlFailure failure = problem(e, statement, bound);
            sending.failed(failure, run.interrupt());
            throw failure;
        } catch (Interrupt.InterruptedRun e) {
            sending.failed(e, run.interrupt());
            throw e;
        } finally {
            sending.end();
        }
    }

    /** A statement is about to be sent. */
    Sending begins(Statement statement) {
        return recorder.begins(
                session.lane(), run.cell(), statement.text(), statement.source().line());
    }

    private void record(Statement statement, Object value, long rowsChanged) {
        if (value instanceof ResultTable table) {
            recorder.ran(
                    statement.text(),
                    statement.source().line(),
                    table.elapsed().toNanos(),
                    table.rows().size());
        } else if (value instanceof Done done) {
            recorder.ran(
                    statement.text(), statement.source().line(), done.elapsed().toNanos(), rowsChanged);
        }
    }

    /** The value with its checks below it, or the first check that does not hold as a failure. */
    private Object verified(Object value, List<Check> checks) throws SqlFailure {
        if (checks.isEmpty()) {
            return value;
        }
        run.output().show(value);
        for (int i = 0; i < checks.size() - 1; i++) {
            require(checks.get(i));
            run.output().show(checks.get(i));
        }
        Check last = checks.get(checks.size() - 1);
        require(last);
        return last;
    }

    private static void require(Check check) throws SqlFailure {
        if (!check.holds()) {
            throw new SqlFailure(unmet(check));
        }
    }

    private static Problem unmet(Check check) {
        return Problem.of("ExpectationFailed", "expected that it " + check.claim(), check.seen());
    }

    private Object captured(String name, Object value) throws SqlFailure, SQLException {
        if (!(value instanceof ResultTable table)) {
            throw new SqlFailure(Problem.usage(
                    "The statement gives no rows, so there is nothing to capture as " + name + ".",
                    "It was carried out. Capture a SELECT, or a statement with RETURNING."));
        }
        run.bindings().put(name, table);
        String size = Quantity.count(table.rows().size(), "row") + " × "
                + Quantity.count(table.columns().size(), "column");
        List<String> notes = new ArrayList<>(table.notes());
        if (session.refreshSchema().relation(name).isPresent()) {
            notes.add("FROM " + name + " goes on reading the database's " + name
                    + ": to read the capture there, give it another name.");
        }
        return new Done(name + " ← " + size, table.elapsed(), notes);
    }

    /** The statement on top of the saved queries that it reads. */
    private Statement applied(Statement written, List<String> asked) throws SqlFailure {
        if (asked.isEmpty() && (options.fromFile() || snippets.names().isEmpty())) {
            return written;
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        session.schema().relations().stream().map(Schema.Relation::name).forEach(names::add);
        return snippets.applied(written, asked, names, session.dialect().lexicon());
    }

    /**
     * A forgotten WHERE is the costliest slip there is; in a transaction it can be undone. Refused is what would be carried out
     * otherwise: what the engine has against the statement comes first.
     */
    private void refuseUnbounded(Statement statement, BoundStatement bound) throws SqlFailure, SQLException {
        String verb = statement.verb();
        boolean changesAll = (verb.equals("UPDATE") || verb.equals("DELETE")) && !isBounded(statement);
        if (!changesAll || options.confirmed() || session.transaction().isOpen()) {
            return;
        }
        bound.prepare(session.connection(), session.dialect().values()).close();
        String again = isShort(statement.text()) ? "%sql --yes " + statement.text() : "begin the cell with %%sql --yes";
        throw new SqlFailure(Problem.usage(
                verb + " without WHERE would " + (verb.equals("DELETE") ? "delete" : "change") + " every row of "
                        + statement.changedTable().orElse("the table")
                        + ", and there is no transaction to roll back.",
                "Add WHERE, or BEGIN a transaction first. If every row is meant: " + again));
    }

    /** Whether it says which rows: a WHERE of a query within it is about other ones. */
    private static boolean isBounded(Statement statement) {
        int depth = 0;
        for (Token token : statement.significant()) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (depth == 0 && (token.is("WHERE") || token.is("LIMIT"))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShort(String text) {
        return text.length() <= SHORT && text.indexOf('\n') < 0;
    }

    /** What the engine complained about, in the user's words. */
    SqlFailure problem(SQLException error, Statement statement, BoundStatement bound) {
        session.glance();
        Schema schema = session.schema();
        Problem problem = error instanceof Databases.Failure failure
                ? failure.problem()
                : session.dialect().problem(session.connection(), error, statement, bound, schema);
        boolean emptied = session.alias().equals(Connections.OWN)
                && schema.relations().isEmpty()
                && problem.message().startsWith("there is no table");
        return new SqlFailure(
                emptied
                        ? problem.withNote(
                                "The notebook's own database is empty, as it is after every start of the kernel;"
                                        + " run the cells above again.")
                        : problem);
    }

    private Object withTransaction(Object value) throws SQLException {
        Optional<String> note = session.transaction().note();
        if (note.isPresent() && value instanceof ResultTable table) {
            return table.withNote(note.get());
        }
        if (note.isPresent() && value instanceof Done done) {
            return done.withNote(note.get());
        }
        return value;
    }
}
