package rowan.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import rowan.model.Note;
import rowan.model.Secrets;
import rowan.model.plan.QueryPlan;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.editor.SqlCompleteness;
import rowan.sql.editor.SqlCompletion;
import rowan.sql.editor.SqlInspection;
import rowan.sql.log.StatementRecorder;
import rowan.sql.run.Adviser;
import rowan.sql.run.Background;
import rowan.sql.run.Parameters;
import rowan.sql.statement.Statement;
import rowan.sql.text.Expressions;
import rowan.sql.text.NamesInText;
import rowan.sql.text.Snippets;
import rowan.sql.text.Templates;
import rowan.workspace.Settings;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Language;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** SQL cells. Open {@link SqlRun} for what happens to one. */
public final class SqlLanguage implements Language {

    private final Connections connections;
    private final Settings settings;
    private final Snippets snippets;
    private final Bindings bindings;
    private final Expressions expressions;
    private final StatementRecorder recorder;
    private final Adviser adviser;
    private final Background background = new Background();

    /**
     * @param expressions evaluates what stands in {@code {{…}}} and is no plain name
     * @param recorder is told of every statement
     * @param adviser looks for what would make a statement quicker whose plan is shown
     */
    public SqlLanguage(
            Connections connections,
            Settings settings,
            Snippets snippets,
            Bindings bindings,
            Expressions expressions,
            StatementRecorder recorder,
            Adviser adviser) {
        this.connections = connections;
        this.settings = settings;
        this.snippets = snippets;
        this.bindings = bindings;
        this.expressions = expressions;
        this.recorder = recorder;
        this.adviser = adviser;
    }

    @Override
    public String name() {
        return LanguageRule.SQL;
    }

    /** The databases that are open. */
    public Connections connections() {
        return connections;
    }

    /** The queries that are saved by name. */
    public Snippets snippets() {
        return snippets;
    }

    /** What runs without a cell waiting for it. */
    public Background background() {
        return background;
    }

    @Override
    public Outcome run(Source source, Run run) {
        return run(source, run, SqlOptions.PLAIN);
    }

    /** Runs SQL with the options of a command. */
    public Outcome run(Source source, Run run, SqlOptions options) {
        NamesInText.remarks(source, connections.dialect().lexicon(), run.bindings())
                .forEach(remark -> run.output().show(new Note(remark)));
        return run(run, options, (session, own) -> single(session, own, options).of(filled(session, source, own)));
    }

    /** Runs a file of SQL. Nothing is put into it but the values that {@code .parameter} has set. */
    public Outcome script(Path file, Run run, SqlOptions options) {
        SqlOptions ofFile = options.ofFile();
        return run(
                run,
                ofFile,
                (session, own) -> new ScriptRun(session, own, ofFile, single(session, own, ofFile), file).outcome());
    }

    /** What is done on the session that options choose. */
    @FunctionalInterface
    private interface OnSession {
        Outcome on(Session session, Run run) throws SqlFailure, SQLException;
    }

    private SqlRun single(Session session, Run run, SqlOptions options) {
        return new SqlRun(session, run, options, settings, snippets, recorder, adviser);
    }

    private Outcome run(Run run, SqlOptions options, OnSession work) {
        try {
            Session session = options.on().isPresent()
                    ? connections.partner(options.on().get(), run.interrupt())
                    : connections.current();
            if (options.background()) {
                String label = options.on().orElse(session.alias());
                background.start(label, run, own -> runOn(session, own, work));
                return new Outcome.Value(new Note("Running on " + label + "; %wait " + label + " shows how it ends."));
            }
            return runWithBackground(session, run, work);
        } catch (SqlFailure e) {
            return new Outcome.Failure(e.problem());
        }
    }

    /** A statement with the values of its parameters, the variables of this run. */
    public BoundStatement bind(Statement statement, Run run) throws SqlFailure {
        return Parameters.named(
                        settings.parameters(),
                        run.bindings(),
                        connections.current().dialect())
                .bind(statement);
    }

    /**
     * Work with a statement that could be run.
     *
     * @param <T> what it gives
     */
    @FunctionalInterface
    public interface Prepared<T> {
        T with(BoundStatement statement, Interrupt interrupt) throws SqlFailure, SQLException;
    }

    /**
     * Does work with a statement on the database's own connection: with the variables of this run for its parameters, and with
     * the captured results that it reads. What the engine has against it is told as if it were run.
     */
    public <T> T prepared(Session session, Statement statement, Run run, Prepared<T> work)
            throws SqlFailure, SQLException {
        return single(session, run, SqlOptions.PLAIN).prepared(statement, work);
    }

    /** How a statement would be run, without running it. */
    public QueryPlan explain(Session session, Statement statement, Run run) throws SqlFailure, SQLException {
        return single(session, run, SqlOptions.PLAIN).explain(statement);
    }

    /** How a statement would be run, with what might make it quicker. */
    public QueryPlan advise(Session session, Statement statement, Run run) throws SqlFailure, SQLException {
        return single(session, run, SqlOptions.PLAIN).advise(statement);
    }

    /**
     * Runs a statement and tells what each step of its plan did; one that writes is run on a private copy.
     *
     * @param advised whether to try what might make it quicker
     * @param largeAllowed whether a database of more than a gigabyte may be copied
     * @param budget how long that may take; when it is over, the plan says that it was not measured
     */
    public QueryPlan measure(
            Session session, Statement statement, boolean advised, boolean largeAllowed, Duration budget, Run run)
            throws SqlFailure, SQLException {
        return single(session, run, SqlOptions.PLAIN).measure(statement, advised, largeAllowed, budget);
    }

    /** Runs what the cell waits for; who interrupts it stops what runs in the background too. */
    private Outcome runWithBackground(Session session, Run run, OnSession work) {
        Interrupt.Registration both = run.interrupt().onRequest(background::interruptAll);
        try {
            return runOn(session, run, work);
        } finally {
            both.close();
        }
    }

    private Outcome runOn(Session session, Run run, OnSession work) {
        recorder.enter(run);
        try {
            return work.on(session, run);
        } catch (SqlFailure e) {
            return new Outcome.Failure(e.problem());
        } catch (SQLException e) {
            run.interrupt().check();
            return new Outcome.Failure(session.worded(e).problem());
        }
    }

    /** The source of a {@code %sql} with its {@code {name}} replaced, as ipython-sql has it. */
    public Source named(Source source, Run run) throws SqlFailure {
        NamesInText named = NamesInText.filled(source, connections.dialect().lexicon(), run.bindings());
        if (!named.source().text().equals(source.text())) {
            run.output().show(new Note(Secrets.masked(named.source().text().strip())));
        }
        named.remarks().forEach(remark -> run.output().show(new Note(remark)));
        return named.source();
    }

    /** The source with its {@code {{…}}} replaced. What was pasted is shown, so that nobody has to guess what was run. */
    public Source filled(Session session, Source source, Run run) throws SqlFailure {
        if (!Templates.in(source)) {
            return source;
        }
        Source filled =
                new Templates(run, expressions).fill(source, session.dialect().lexicon());
        if (!filled.text().equals(source.text())) {
            run.output().show(new Note(Secrets.masked(filled.text().strip())));
        }
        return filled;
    }

    @Override
    public Completions complete(Source source, int at) {
        return SqlCompletion.at(source.text(), at, connections, snippets, bindings);
    }

    @Override
    public Optional<Inspection> inspect(Source source, int at, Detail detail) {
        return SqlInspection.at(source.text(), at, detail, connections, bindings);
    }

    @Override
    public Completeness isComplete(Source source) {
        return SqlCompleteness.of(source.text(), connections.dialect().lexicon());
    }
}
