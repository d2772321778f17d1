package rowan.magic;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.files.GrowingFile;
import rowan.files.WholeFile;
import rowan.model.Card;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.SqlLanguage;
import rowan.sql.connection.Session;
import rowan.sql.dialect.DatabaseFiles;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.workspace.Settings;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The words of the sqlite3 shell, with its own grammar. */
final class DotCommands {

    private static final Options BOM = Options.NONE.flag(
            "bom", "The file begins with a byte order mark, by which spreadsheets of Windows know UTF-8.");

    private static final ArgumentType<String> SWITCH = ArgumentType.choice("on", "off");

    private final SqlLanguage sql;
    private final SqlCommands commands;
    private final Settings settings;

    DotCommands(SqlLanguage sql, SqlCommands commands, Settings settings) {
        this.sql = sql;
        this.commands = commands;
        this.settings = settings;
    }

    List<Command> rows() {
        ArgumentType<String> pattern = relation("PATTERN");
        ArgumentType<String> file = ArgumentType.file("FILE", sql.connections().directory());
        ImportCommands imports = new ImportCommands(sql, file, relation("TABLE"));
        ScriptCommands scripts = new ScriptCommands(sql, settings, file);
        List<Command> rows = new ArrayList<>(List.of(
                word(
                        ".tables",
                        Options.NONE.mayHave(pattern),
                        "Lists tables and views.",
                        (call, run) -> commands.listed(call, run, queries -> queries.tables(pattern(call)))),
                word(
                        ".schema",
                        Options.NONE
                                .flag("indent", "Nothing: definitions stay as they were written.")
                                .flag("nosys", "Nothing: tables of the engine's own are left out anyway.")
                                .mayHave(pattern),
                        "Shows the SQL that made tables and indexes.",
                        this::schema),
                word(
                                ".indexes",
                                Options.NONE.mayHave(relation("TABLE")),
                                "Lists indexes.",
                                (call, run) -> commands.listed(call, run, queries -> queries.indexes(pattern(call))))
                        .alias(".indices"),
                word(".databases", Options.NONE, "Lists the attached databases.", this::databases),
                word(
                        ".open",
                        Options.NONE
                                .flag("readonly", "Opens it so that nothing can be changed.")
                                .needs(file),
                        "Opens a database.",
                        this::open),
                scripts.read(),
                imports.read(),
                scripts.dump(),
                word(
                                ".backup",
                                Options.NONE
                                        .needs(ArgumentType.file(
                                                "FILE|DATABASE",
                                                sql.connections().directory()))
                                        .mayHave(file),
                                "Writes a copy of the database to a file.",
                                this::backup)
                        .alias(".save"),
                word(
                        ".once",
                        BOM.needs(file),
                        "Writes the next result to a CSV file.",
                        (call, run) -> export(call, false)),
                word(
                        ".output",
                        BOM.mayHave(file),
                        "Writes all further results to a CSV file.",
                        (call, run) -> export(call, true)),
                word(
                        ".eqp",
                        Options.NONE.mayHave(SWITCH),
                        "Shows the plan of every query before its result.",
                        (call, run) -> plans(call)),
                word(
                        ".timer",
                        Options.NONE.mayHave(SWITCH),
                        "Nothing: every result tells its time; %timeit tells it with an interval.",
                        (call, run) -> new Outcome.Value(new Note(
                                "Every result tells its time anyway; %timeit SELECT … tells it with an interval."))),
                imports.mode(),
                imports.separator(),
                scripts.parameter(),
                word(
                        ".lint",
                        Options.NONE.mayHave(ArgumentType.choice("fkey-indexes")),
                        "Finds references that no index serves.",
                        (call, run) -> lint(run)),
                word(
                        ".load",
                        Options.NONE.any(file),
                        "Explains why extensions are not loaded.",
                        (call, run) -> new Outcome.Failure(Problem.usage(
                                "Extensions in machine code are not loaded.",
                                "A function can be written in Java: db.function(\"name\", a -> …)"))),
                word(".print", Options.NONE.any(ArgumentType.anyText("TEXT")).opened(), "Prints text.", (call, run) -> {
                    run.output().stream(Channel.STDOUT, String.join(" ", call.words()) + "\n");
                    return new Outcome.Nothing();
                }),
                word(
                                ".quit",
                                Options.NONE.mayHave(ArgumentType.text("CODE")),
                                "Says how a notebook ends.",
                                (call, run) -> new Outcome.Value(
                                        new Note("A notebook ends with its kernel: Kernel ▸ Shut Down Kernel.")))
                        .alias(".exit", "/exit")));
        rows.addAll(ShellWords.rows());
        return rows;
    }

    static Command word(String name, Options options, String sentence, Command.Handler handler) {
        return Command.of(name, Command.Form.DOT, options, sentence, handler);
    }

    /** The name of a table or a view, or a pattern of such names. */
    private ArgumentType<String> relation(String placeholder) {
        return ArgumentType.text(placeholder)
                .offering(() -> sql.connections().peek().stream()
                        .flatMap(session -> session.schema().relations().stream())
                        .map(Schema.Relation::name)
                        .toList());
    }

    private Outcome databases(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            // Its file has another name in every run.
            Optional<String> place = Optional.of(session.target().url())
                    .filter(url -> sql.connections().isOwn(session));
            return commands.listed(call, run, queries -> queries.databases(place));
        });
    }

    private static String pattern(Invocation call) {
        return call.word(0).orElse("%");
    }

    static String required(Invocation call, int index, String what) throws SqlFailure {
        return call.word(index)
                .orElseThrow(() -> new SqlFailure(Problem.usage(
                        call.written() + " needs a " + what + ".",
                        call.command().usage())));
    }

    private Outcome schema(Invocation call, Run run) {
        return commands.onCurrent(run, session -> {
            List<String> ddl = new ArrayList<>();
            String query = SqlCommands.catalogQueries(call, session).definitions(pattern(call));
            try (var statement = session.connection().createStatement();
                    var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    ddl.add(rows.getString(1));
                }
            }
            Optional<GrowingFile> file = ddl.isEmpty() ? Optional.empty() : settings.takeExport();
            if (file.isPresent()) {
                return TextFiles.write(
                        file.get(),
                        "The schema is",
                        out -> ddl.forEach(each -> out.accept(each + "\n")),
                        run.interrupt());
            }
            return new Outcome.Value(
                    ddl.isEmpty()
                            ? new Note("There is no such table.")
                            : new Card("schema", List.of(new Card.Code("sql", String.join("\n", ddl)))));
        });
    }

    private Outcome open(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            String file = required(call, 0, "FILE");
            Session session = sql.connections().openFile(file, call.has("readonly"), run.interrupt());
            return new Outcome.Value(SqlCommands.describe(session, run));
        });
    }

    /** The file that the first word names. */
    static Path path(Invocation call, SqlLanguage sql) throws SqlFailure {
        String name = required(call, 0, "FILE");
        if (name.startsWith("|")) {
            throw new SqlFailure(Problem.usage(
                    call.written() + " runs no command, as the sqlite3 shell does with what follows |.",
                    "%sh does, with a file between: " + call.written() + " FILE"));
        }
        return sql.connections().file(name);
    }

    private Outcome export(Invocation call, boolean stays) {
        return SqlCommands.answered(() -> {
            String name = call.word(0).orElse("stdout");
            boolean shown = name.equals("stdout");
            if (shown && !stays) {
                throw new SqlFailure(
                        Problem.usage(".once needs a FILE.", call.command().usage()));
            }
            if (name.equals("off")) {
                settings.export(
                        Optional.of(ProcessBuilder.Redirect.DISCARD.file().toPath()), false, stays);
                return new Outcome.Value(new Note(
                        stays
                                ? "Results are thrown away; .output shows them again."
                                : "The next result is thrown away."));
            }
            Optional<Path> file = shown ? Optional.empty() : Optional.of(path(call, sql));
            if (file.isPresent()) {
                refuseUnwritable(file.get());
            }
            settings.export(file, call.has("bom"), stays);
            return new Outcome.Value(new Note(
                    file.map(f -> (stays ? "Results go to " : "The next result goes to ") + f.getFileName() + ".")
                            .orElse("Results are shown again.")));
        });
    }

    /** Rather than when the result is there, which would be lost. */
    private static void refuseUnwritable(Path file) throws SqlFailure {
        try {
            WholeFile.check(file);
        } catch (IOException e) {
            throw new SqlFailure(Problem.usage(e.getMessage()));
        }
    }

    private Outcome backup(Invocation call, Run run) {
        return commands.onCurrent(run, session -> {
            Optional<String> database =
                    call.word(0).filter(first -> call.word(1).isPresent());
            Path file = sql.connections().file(call.word(1).orElse(call.words().get(0)));
            DatabaseFiles files = session.dialect()
                    .need(session.dialect().files(), call.written() + " copies the file of a database", "has none");
            Optional<Session> open = sql.connections().all().stream()
                    .filter(each -> each.target().isAtSamePlace(new Target("", new Target.File(file), false)))
                    .findFirst();
            if (open.isPresent()) {
                throw new SqlFailure(Problem.usage(
                        file.getFileName() + " is open in this notebook, and is not written over.",
                        "Name another file, or close it first: %sql --close "
                                + open.get().alias()));
            }
            files.save(session.connection(), database, file, run.interrupt());
            return new Outcome.Value(
                    new Note(database.orElse(session.alias()) + " is saved in " + file.getFileName() + "."));
        });
    }

    private Outcome plans(Invocation call) {
        boolean shown = !call.word(0, SWITCH).orElse("on").equals("off");
        settings.plansShown(shown);
        return new Outcome.Value(new Note(shown ? "Plans are shown before results." : "Plans are not shown any more."));
    }

    private Outcome lint(Run run) {
        return commands.onCurrent(run, session -> {
            List<String> remedies = remedies(session);
            return new Outcome.Value(
                    remedies.isEmpty()
                            ? new Note("Every reference is served by an index.")
                            : new Card(
                                    "references without an index",
                                    List.of(
                                            new Card.Paragraph(
                                                    "Deleting or changing a referenced row reads the whole table."),
                                            new Card.Code("sql", String.join("\n", remedies)))));
        });
    }

    private static List<String> remedies(Session session) throws SQLException {
        List<String> remedies = new ArrayList<>();
        for (Schema.Relation table : session.refreshSchema().relations()) {
            for (Schema.ForeignKey key : table.foreignKeys()) {
                int n = key.columns().size();
                boolean isPrimaryKey = n == 1
                        && table.attribute(key.columns().get(0))
                                .filter(a -> a.primaryKeyPosition() == 1)
                                .isPresent();
                boolean served = isPrimaryKey
                        || table.indexes().stream()
                                .anyMatch(i -> i.where().isEmpty()
                                        && i.names().size() >= n
                                        && i.names().subList(0, n).containsAll(key.columns()));
                if (!served) {
                    String columns = String.join(", ", key.columns());
                    remedies.add("CREATE INDEX " + table.name() + "_" + String.join("_", key.columns()) + " ON "
                            + session.dialect().lexicon().quote(table.name()) + "(" + columns + ");");
                }
            }
        }
        return remedies;
    }
}
