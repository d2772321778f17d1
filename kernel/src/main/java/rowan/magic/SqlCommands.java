package rowan.magic;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import rowan.files.NamedFile;
import rowan.model.Card;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import rowan.sql.SqlLanguage;
import rowan.sql.SqlOptions;
import rowan.sql.connection.Session;
import rowan.sql.dialect.CatalogQueries;
import rowan.sql.dialect.ConnectionSettings;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.run.Expectations;
import rowan.sql.run.ExpectedCount;
import rowan.sql.run.NewRows;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands that run SQL and choose the database for it. */
final class SqlCommands {

    private static final Option<ExpectedCount> EXPECTED_ROWS =
            Option.of("expect-rows", expected("--expect-rows"), "It must give so many rows.");

    private static final Option<ExpectedCount> EXPECTED_STEPS =
            Option.of("expect-steps", expected("--expect-steps"), "It must take so many VM steps.");

    private static final Option<Double> SECONDS = Option.of(
            "seconds",
            ArgumentType.of("N", "a number of seconds up to 86,400", "Write 30 or 0.5.", SqlCommands::seconds),
            "How long, 30 unless given.");

    private final SqlLanguage sql;

    private volatile boolean hasToldOpenOne;

    SqlCommands(SqlLanguage sql) {
        this.sql = sql;
    }

    private static ArgumentType<ExpectedCount> expected(String option) {
        return ArgumentType.of(
                "N", "a number or a comparison", "Write " + option + " 3 or \"< 1000\".", ExpectedCount::of);
    }

    private static Optional<Double> seconds(String text) {
        try {
            // Double.parseDouble would take 1d for a number of Java's type double.
            return Optional.of(new BigDecimal(text).doubleValue()).filter(n -> n >= 0 && n <= 86_400);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Options options() {
        ArgumentType<String> name = ArgumentType.text("NAME");
        ArgumentType<String> open = name.offering(sql.connections()::names);
        ArgumentType<String> text = ArgumentType.text("TEXT");
        return Options.NONE
                .option("alias", name, "A short name for the database that is opened.")
                .flag("read-only", "Opens the database so that nothing can be changed.")
                .with(Option.flag("connections", "Lists what is open.").letter('l'))
                .with(Option.of("close", open, "Closes a connection.").letter('x'))
                .option("on", ArgumentType.text("LABEL"), "Runs on another connection to the same database.")
                .flag("background", "Does not wait; %wait LABEL shows how it ends.")
                .flag("yes", "UPDATE or DELETE without WHERE is meant.")
                .with(Option.of("save", name, "Saves the query, for others to read from it by name.")
                        .letter('S'))
                .with(Option.of(
                                "with",
                                ArgumentType.text("NAME,…").offering(sql.snippets()::names),
                                "Builds on saved queries.")
                        .letter('w')
                        .list())
                .with(Option.flag("no-execute", "Only saves.").letter('N'))
                .with(Option.of(
                                "file",
                                ArgumentType.file("FILE", sql.connections().directory()),
                                "Runs the SQL of a file.")
                        .letter('f'))
                .with(Option.flag("persist", "Makes a table of a captured result, or of a Table of Java.")
                        .letter('p'))
                .with(Option.flag("persist-replace", "As --persist; one of that name is replaced.")
                        .letter('P'))
                .flag("append", "As --persist; one of that name gets further rows.")
                .with(Option.flag("no-index", "Nothing: rows have no index here.")
                        .letter('n'))
                .option("expect-error", text, "It must fail, with this in the message.")
                .with(EXPECTED_ROWS)
                .option("expect-plan", text, "Its plan must contain this.")
                .with(EXPECTED_STEPS)
                .mayHave(ArgumentType.text("URL|ALIAS").offering(this::databases))
                .code("[NAME <<] [SQL]");
    }

    /** The databases that are open, and the URLs of files. */
    private List<String> databases(String begun) {
        ArgumentType<String> file = ArgumentType.file("FILE", sql.connections().directory());
        List<String> databases = new ArrayList<>();
        for (String url : sql.connections().fileUrls()) {
            if (begun.startsWith(url)) {
                file.offers().apply(begun.substring(url.length())).forEach(each -> databases.add(url + each));
            } else {
                databases.add(url);
            }
        }
        databases.addAll(sql.connections().names());
        return ArgumentType.beginning(databases, begun);
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "sql",
                                Command.Form.LINE_OR_CELL,
                                options(),
                                "Runs SQL, or opens and chooses a database.",
                                this::run)
                        .over(LanguageRule.SQL),
                Command.of(
                        "wait",
                        Command.Form.LINE,
                        Options.NONE.with(SECONDS).any(ArgumentType.text("LABEL")),
                        "Waits for what runs in the background and shows how it ended.",
                        this::await),
                Command.of(
                        "status",
                        Command.Form.LINE,
                        Options.NONE,
                        "Shows the current database, its settings and its transaction.",
                        (call, run) -> answered(this::status)));
    }

    /** Work that fails with a problem. */
    @FunctionalInterface
    interface Answer {
        Outcome get() throws SqlFailure, SQLException;
    }

    /** The outcome of work that may fail. */
    static Outcome answered(Answer answer) {
        try {
            return answer.get();
        } catch (SqlFailure e) {
            return new Outcome.Failure(e.problem());
        } catch (SQLException e) {
            return new Outcome.Failure(
                    e instanceof Databases.Failure failure
                            ? failure.problem()
                            : Problem.of("SQLException", e.getMessage()));
        }
    }

    /** Work on the current connection. */
    @FunctionalInterface
    interface OnCurrent {
        Outcome run(Session session) throws SqlFailure, SQLException;
    }

    /** Does work on the current connection that an interrupt stops and whose errors are told in words. */
    Outcome onCurrent(Run run, OnCurrent work) {
        return answered(() -> {
            Session session = sql.connections().current();
            synchronized (session) {
                return session.interruptibly(run.interrupt(), () -> work.run(session));
            }
        });
    }

    /** The queries of a session's engine that list what its database contains, for a command that cannot do without. */
    static CatalogQueries catalogQueries(Invocation call, Session session) throws SqlFailure {
        Dialect dialect = session.dialect();
        return dialect.need(
                dialect.catalogQueries(),
                call.written() + " lists what the engine tells of the database",
                "has no queries for that");
    }

    /** What a query lists that the current engine has for it. */
    Outcome listed(Invocation call, Run run, Function<CatalogQueries, String> query) {
        return answered(() -> {
            Session session = sql.connections().current();
            return sql.run(Source.of(query.apply(catalogQueries(call, session))), run);
        });
    }

    private Outcome run(Invocation call, Run run) {
        Optional<Problem> misfit = misfit(call);
        if (misfit.isPresent()) {
            return new Outcome.Failure(misfit.get());
        }
        return answered(() -> {
            if (call.has("connections")) {
                return new Outcome.Value(connections());
            }
            if (call.has("close")) {
                sql.connections().close(call.option("close").orElseThrow());
                return new Outcome.Value(new Note(call.option("close").orElseThrow() + " is closed."));
            }
            Optional<NewRows.Existing> persisted = persisted(call);
            if (persisted.isPresent()) {
                return persist(call, persisted.get(), run);
            }
            Optional<Session> opened = Optional.empty();
            Optional<String> remark = Optional.empty();
            if (call.word(0).isPresent()) {
                remark = meansOpenOne(call);
                opened = Optional.of(sql.connections()
                        .use(call.words().get(0), call.option("alias"), call.has("read-only"), run.interrupt()));
            }
            Optional<Path> file = call.option("file").isPresent()
                    ? Optional.of(sql.connections().file(call.option("file").get()))
                    : Optional.empty();
            boolean hasCode = file.isPresent() || !call.code().isBlank();
            if (hasCode && opened.isPresent() && opened.get().takeMadeFile()) {
                run.output().show(madeFile(opened.get()));
            }
            if (file.isPresent() && call.option("save").isEmpty()) {
                return sql.script(file.get(), run, options(call));
            }
            Source code = file.isPresent() ? script(file.get(), run) : sql.named(call.code(), run);
            if (code.isBlank()) {
                return opened.isPresent() ? opened(opened.get(), remark, run) : withoutCode(call);
            }
            if (remark.isPresent() && !hasToldOpenOne) {
                hasToldOpenOne = true;
                run.output().show(new Note(remark.get()));
            }
            if (call.option("save").isPresent()) {
                Session session = sql.connections().current();
                sql.snippets()
                        .save(
                                call.option("save").get(),
                                code.text(),
                                relations(session),
                                session.dialect().lexicon());
                if (call.has("no-execute")) {
                    return new Outcome.Value(
                            new Note("saved as " + call.option("save").get()));
                }
            }
            return file.isPresent() ? sql.script(file.get(), run, options(call)) : sql.run(code, run, options(call));
        });
    }

    /** The names of all tables and views, in which case does not count. */
    static Set<String> relations(Session session) throws SQLException {
        return session.refreshSchema().relations().stream()
                .map(Schema.Relation::name)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    /** What is wrong with options that do not go with the rest of the call, which would be left undone without a word. */
    private Optional<Problem> misfit(Invocation call) {
        for (String option : List.of("read-only", "alias")) {
            if (call.has(option) && call.words().isEmpty()) {
                return Optional.of(Problem.usage(
                        "--" + option + " is for a database that is opened, and none is named.",
                        "Name it: " + sql.connections().opening() + " --" + option
                                + (option.equals("alias") ? " NAME" : "")));
            }
        }
        if (call.has("no-execute") && !call.has("save")) {
            return Optional.of(Problem.usage(
                    "--no-execute only saves, and no name is given.", "Add --save NAME, or leave it out."));
        }
        if (call.has("file") && !call.code().isBlank()) {
            return Optional.of(Problem.usage(
                    "--file runs the SQL of a file, and there is SQL in the cell too.",
                    "Leave one of them out, or write it in a cell of its own."));
        }
        boolean isOfConnections = call.has("connections") || call.has("close");
        if (isOfConnections && !(call.words().isEmpty() && call.code().isBlank())) {
            return Optional.of(Problem.usage(
                    "--" + (call.has("close") ? "close NAME" : "connections")
                            + " stands alone, and something follows it.",
                    "Write what follows in a line of its own."));
        }
        return Optional.empty();
    }

    private static Outcome opened(Session session, Optional<String> remark, Run run) throws SQLException {
        Note described = describe(session, run);
        return new Outcome.Value(remark.map(sentence -> new Note(described.sentence() + "\n" + sentence))
                .orElse(described));
    }

    /** What is said of a URL that names no database, and means the one that is open; nothing of the notebook's own. */
    private Optional<String> meansOpenOne(Invocation call) throws SqlFailure {
        String url = call.words().get(0);
        if (call.has("alias") || !sql.connections().meansOpenOne(url)) {
            return Optional.empty();
        }
        Session open = sql.connections().current();
        return sql.connections().isOwn(open)
                ? Optional.empty()
                : open.dialect()
                        .memoryUrl()
                        .map(memory -> url + " alone means the database that is open, " + open.alias() + "; %sql "
                                + memory + " opens a new one in memory.");
    }

    /** What is to become of a table that is there; empty where none is made. */
    private static Optional<NewRows.Existing> persisted(Invocation call) {
        if (call.has("persist-replace")) {
            return Optional.of(NewRows.Existing.REPLACED);
        }
        if (call.has("append")) {
            return Optional.of(NewRows.Existing.EXTENDED);
        }
        return call.has("persist") ? Optional.of(NewRows.Existing.REFUSED) : Optional.empty();
    }

    private Outcome persist(Invocation call, NewRows.Existing existing, Run run) throws SqlFailure, SQLException {
        // A name such as values begins a statement, too.
        String name = call.word(0).orElse(call.code().text().strip());
        if (name.isEmpty()) {
            throw new SqlFailure(Problem.usage("Which result?", "Write its name: %sql --persist NAME"));
        }
        ResultTable rows = run.bindings()
                .get(name)
                .map(Bindings.Bound::value)
                .flatMap(TableReader::read)
                .orElseThrow(() -> new SqlFailure(Problem.usage(
                        "No result and no table of Java is called " + name + ".",
                        "Capture one: " + name + " << SELECT …")));
        Session session = sql.connections().current();
        synchronized (session) {
            return NewRows.persist(session, name, rows, existing, run.interrupt());
        }
    }

    private Outcome withoutCode(Invocation call) {
        return new Outcome.Failure(Problem.usage(
                call.written() + " has nothing to run.",
                "Write SQL behind it" + (call.isCell() ? " or below it" : "") + ", or open a database: "
                        + sql.connections().opening()));
    }

    private SqlOptions options(Invocation call) {
        Expectations expectations = new Expectations(
                call.option("expect-error"),
                call.option(EXPECTED_ROWS),
                call.option("expect-plan"),
                call.option(EXPECTED_STEPS));
        List<String> with = call.option("with")
                .map(names -> Arrays.asList(names.split(",")))
                .orElse(List.of());
        return new SqlOptions(
                call.option("on"),
                call.has("background"),
                call.has("yes"),
                call.isKept(),
                Optional.empty(),
                with,
                expectations,
                false);
    }

    private static Source script(Path file, Run run) throws SqlFailure {
        try {
            return Source.of(NamedFile.text(file, run.interrupt()));
        } catch (IOException e) {
            run.interrupt().check();
            throw SqlFailure.unreadable(file, e);
        }
    }

    private static Note madeFile(Session session) {
        return new Note(session.alias() + " is the current database, in a new file: "
                + session.target().file().orElseThrow());
    }

    /** What is said of a database that has become the current one. */
    static Note describe(Session session, Run run) throws SQLException {
        return session.interruptibly(run.interrupt(), () -> describe(session));
    }

    private static Note describe(Session session) throws SQLException {
        if (session.takeMadeFile()) {
            return madeFile(session);
        }
        long tables = session.refreshSchema().relations().stream()
                .filter(r -> r.kind() != Schema.Kind.VIEW)
                .count();
        Optional<ConnectionSettings> settings = session.dialect().settings();
        Optional<String> warning = settings.isPresent()
                ? settings.get().warning(session.connection(), session.schema())
                : Optional.empty();
        return new Note(session.alias() + " is the current database, with " + Quantity.count(tables, "table") + "."
                + warning.map(sentence -> "\n" + sentence).orElse(""));
    }

    private ResultTable connections() throws SqlFailure {
        Session current = sql.connections().current();
        current.glance();
        List<List<Object>> rows = new ArrayList<>();
        for (Session session : sql.connections().all()) {
            rows.add(List.of(
                    session.alias(),
                    session.target().url(),
                    session == current ? "current" : "",
                    session.transaction().isOpen() ? "open" : ""));
        }
        return new ResultTable(
                List.of(
                        new Column("name", ""),
                        new Column("database", ""),
                        new Column("use", ""),
                        new Column("transaction", "")),
                rows,
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
    }

    private Outcome await(Invocation call, Run run) {
        List<String> labels = call.words().isEmpty() ? sql.background().labels() : call.words();
        if (labels.isEmpty()) {
            return new Outcome.Value(new Note("Nothing runs in the background."));
        }
        Duration limit = Duration.ofMillis((long) (call.option(SECONDS).orElse(30.0) * 1_000));
        Outcome outcome = new Outcome.Nothing();
        for (String label : labels) {
            if (outcome instanceof Outcome.Value value) {
                run.output().show(value.value());
            }
            outcome = sql.background().await(label, limit, run.interrupt());
            if (!outcome.isOk()) {
                return outcome;
            }
        }
        return outcome;
    }

    private Outcome status() throws SqlFailure, SQLException {
        Session session = sql.connections().current();
        List<Card.Entry> entries = new ArrayList<>();
        entries.add(new Card.Fact(
                "engine", session.dialect().name() + " " + session.dialect().version(session.connection())));
        entries.add(new Card.Fact("database", session.target().url()));
        if (!sql.connections().isOwn(session)) { // Whose file has another name in every run.
            session.target().file().ifPresent(file -> entries.add(new Card.Fact("file", file.toString())));
            if (session.target().location() instanceof Target.Server server) {
                entries.add(new Card.Fact("server", server.toString()));
            }
        }
        session.shownSettings().forEach((name, value) -> entries.add(new Card.Fact(name, value)));
        session.glance();
        session.fileFate().ifPresent(fate -> entries.add(new Card.Paragraph(fate)));
        entries.add(new Card.Fact("transaction", session.transaction().note().orElse("none")));
        return new Outcome.Value(new Card(session.alias(), entries));
    }
}
