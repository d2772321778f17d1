package rowan.magic;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import rowan.files.GrowingFile;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.table.Column;
import rowan.model.table.ResultTable;
import rowan.sql.SqlLanguage;
import rowan.sql.SqlOptions;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.Scripts;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.NewRows;
import rowan.workspace.GivenParameters;
import rowan.workspace.Settings;
import rowan.workspace.cell.Source;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The sqlite3 shell's words about files of SQL: what is read from them, written into them, and bound in them. */
final class ScriptCommands {

    /** How many words each deed of {@code .parameter} has, its own among them; others have one. */
    private static final Map<String, Integer> MOST_WORDS = Map.of("set", 3, "unset", 2);

    private static final ArgumentType<String> DEED = ArgumentType.choice("set", "unset", "list", "clear", "init");

    private static final int PIECE_CHARACTERS = 1 << 16;

    private static final long MOST_CHARACTERS = 1 << 20;

    private final SqlLanguage sql;
    private final Settings settings;
    private final ArgumentType<String> file;

    /**
     * @param file the file that is read
     */
    ScriptCommands(SqlLanguage sql, Settings settings, ArgumentType<String> file) {
        this.sql = sql;
        this.settings = settings;
        this.file = file;
    }

    Command read() {
        return DotCommands.word(".read", Options.NONE.needs(file), "Runs the SQL of a file.", this::read);
    }

    Command dump() {
        return DotCommands.word(
                ".dump",
                Options.NONE
                        .flag("preserve-rowids", "Row ids are kept, as they are anyway.")
                        .flag("newlines", "Line breaks in texts are kept, as they are anyway.")
                        .any(ArgumentType.text("PATTERN")),
                "Prints the SQL that makes the database again.",
                this::dump);
    }

    Command parameter() {
        return DotCommands.word(
                        ".parameter",
                        Options.NONE
                                .needs(DEED)
                                .any(ArgumentType.anyText("NAME VALUE"))
                                .opened(),
                        "Gives a parameter its value.",
                        this::parameter)
                .alias(".param");
    }

    private Outcome read(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Path file = DotCommands.path(call, sql);
            return sql.script(file, run, SqlOptions.PLAIN);
        });
    }

    private Outcome dump(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            List<String> patterns = call.words();
            Optional<GrowingFile> file = settings.takeExport();
            if (file.isPresent()) {
                return TextFiles.write(file.get(), "The dump is", out -> dump(patterns, out, run), run.interrupt());
            }
            Shown shown = new Shown(run);
            try {
                dump(patterns, shown::add, run);
            } finally {
                shown.flush();
            }
            return shown.omitted().<Outcome>map(Outcome.Value::new).orElse(new Outcome.Nothing());
        });
    }

    private void dump(List<String> patterns, Consumer<CharSequence> out, Run run) throws SqlFailure, SQLException {
        Session session = sql.connections().current();
        Dialect dialect = session.dialect();
        Scripts scripts = dialect.need(dialect.scripts(), ".dump asks the engine for its SQL", "writes none");
        // All of one moment.
        session.<Void, SqlFailure>interruptibly(
                run.interrupt(),
                () -> session.asOne("rowan_dump", sql -> NewRows.execute(session.connection(), sql), () -> {
                    scripts.dump(session.connection(), patterns, out, run.interrupt());
                    return null;
                }));
    }

    /** A long text as it is shown: in pieces of a size that front ends are quick with, and no more of them than they can hold. */
    private static final class Shown {

        private final Run run;
        private final StringBuilder piece = new StringBuilder();
        private long characters;
        private long charactersShown;

        Shown(Run run) {
            this.run = run;
        }

        void add(CharSequence line) {
            characters += line.length();
            if (characters <= MOST_CHARACTERS) {
                piece.append(line);
                charactersShown = characters;
            }
            if (piece.length() >= PIECE_CHARACTERS) {
                flush();
            }
        }

        void flush() {
            run.output().stream(Channel.STDOUT, piece.toString());
            piece.setLength(0);
        }

        /** How much was left out, and how to get it; empty where nothing was. */
        Optional<Note> omitted() {
            return charactersShown == characters
                    ? Optional.empty()
                    : Optional.of(
                            new Note("The dump has " + Quantity.count(characters) + " characters, of which the first "
                                    + Quantity.count(charactersShown)
                                    + " are shown. To have all of it in a file, run .once dump.sql before .dump."));
        }
    }

    private Outcome parameter(Invocation call, Run run) {
        GivenParameters parameters = settings.parameters();
        return SqlCommands.answered(() -> {
            String deed = call.word(0, DEED).orElseThrow();
            int most = MOST_WORDS.getOrDefault(deed, 1);
            if (call.words().size() > most) {
                String value = String.join(
                        " ", call.words().subList(most - 1, call.words().size()));
                throw new SqlFailure(Problem.usage(
                        ".parameter " + deed + " takes " + Quantity.count(most - 1, "word")
                                + " behind it, and here are "
                                + Quantity.count(call.words().size() - 1) + ".",
                        deed.equals("set")
                                ? "A value with blanks is put in quotes: \"" + value + '"'
                                : call.command().usage()));
            }
            switch (deed) {
                case "set" -> parameters.set(DotCommands.required(call, 1, "NAME"), value(call, run));
                case "unset" -> parameters.unset(DotCommands.required(call, 1, "NAME"));
                case "clear" -> parameters.clear();
                case "list" -> {
                    return new Outcome.Value(listed(parameters));
                }
                default -> {} // The shell makes its table of values; here there is always room for them.
            }
            return new Outcome.Nothing();
        });
    }

    private static ResultTable listed(GivenParameters parameters) {
        List<List<Object>> rows = new ArrayList<>();
        parameters.all().forEach((name, value) -> rows.add(Arrays.asList(name, value)));
        return new ResultTable(
                List.of(new Column("parameter", ""), new Column("value", "")),
                rows,
                true,
                Duration.ZERO,
                ResultTable.DEFAULT_PAGE_ROWS,
                List.of());
    }

    /** As in the shell, the value is an expression of SQL where it is one, else text. */
    private Object value(Invocation call, Run run) throws SqlFailure, SQLException {
        String text = DotCommands.required(call, 2, "VALUE");
        Session session = sql.connections().current();
        // Within parentheses, so that nothing but one expression is one; a comment ends with its line.
        String query = "SELECT (" + text + "\n)";
        boolean isOne = session.dialect().lexicon().split(Source.of(query)).size() == 1;
        return session.<Object, SqlFailure>interruptibly(run.interrupt(), () -> {
            try (var statement = session.connection().createStatement();
                    var row = statement.executeQuery(isOne ? query : "")) {
                return row.next() ? session.dialect().values().read(row, 1) : null;
            } catch (SQLException e) {
                run.interrupt().check();
                return text;
            }
        });
    }
}
