package rowan.magic;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.sql.SqlLanguage;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The words of xeus-sqlite and xeus-sql, in capitals: done where they can be, else answered with what does it here. */
final class XeusCommands {

    private static final String FILE_OF_XEUS_SQL = "db=";

    /** The words that are not carried out, and what is said to each. */
    private static final Map<String, String> ANSWERS = new TreeMap<>(Map.of(
            "DELETE", "A database is closed by %sql --close NAME, and its file is deleted by %sh rm FILE.",
            "GET_INFO", "%status shows the engine, the database with its file, and its settings.",
            "BACKUP", ".backup FILE writes a copy of the database.",
            "IS_UNENCRYPTED", "No database is encrypted here.",
            "SET_KEY", "Encrypted databases cannot be read here.",
            "REKEY", "Encrypted databases cannot be read here.",
            "LOAD_EXTENSION",
                    "Extensions in machine code are not loaded; a function can be written in Java:"
                            + " db.function(\"name\", a -> …).",
            "FETCH", "%sh curl -O URL fetches a file, and %LOAD opens it."));

    private final SqlLanguage sql;

    XeusCommands(SqlLanguage sql) {
        this.sql = sql;
    }

    List<Command> rows() {
        ArgumentType<String> file = ArgumentType.file("FILE", sql.connections().directory());
        ArgumentType<String> word = ArgumentType.text("WORD");
        List<String> answered = List.copyOf(ANSWERS.keySet());
        return List.of(
                line(
                        "LOAD",
                        Options.NONE.several(file),
                        "Opens a database, as .open does; with r behind it to read only.",
                        this::load),
                line(
                        "CREATE",
                        Options.NONE.needs(file),
                        "Opens a new database; one that is there is left as it is.",
                        this::create),
                line(
                        "TABLE_EXISTS",
                        Options.NONE.needs(ArgumentType.text("TABLE")),
                        "Says whether there is a table.",
                        this::exists),
                line("XVEGA_PLOT", Options.NONE.any(word).opened(), "Says how %%chart draws it.", this::plot),
                line(
                                answered.get(0),
                                Options.NONE.any(word).opened(),
                                "Nothing: says by which word Rowan does it.",
                                this::answer)
                        .alias(answered.subList(1, answered.size()).toArray(String[]::new)));
    }

    private static Command line(String name, Options options, String sentence, Command.Handler handler) {
        return Command.of(name, Command.Form.LINE, options, sentence, handler);
    }

    private Outcome answer(Invocation call, Run run) {
        return new Outcome.Failure(Problem.usage(
                call.written() + " is not done here.",
                ANSWERS.get(call.written().replaceFirst("^%+", ""))));
    }

    /** {@code %LOAD chinook.db r}; of xeus-sql, {@code %LOAD sqlite3 db=chinook.db timeout=2}. */
    private Outcome load(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Optional<String> named = call.words().stream()
                    .filter(word -> word.startsWith(FILE_OF_XEUS_SQL))
                    .map(word -> word.substring(FILE_OF_XEUS_SQL.length()))
                    .findFirst();
            String file = named.orElse(call.words().get(0));
            boolean readOnly =
                    named.isEmpty() && call.word(1).filter("r"::equals).isPresent();
            if (Files.notExists(sql.connections().file(file))) {
                throw new SqlFailure(Problem.usage(
                        "There is no file " + file + ".",
                        "%CREATE " + file + " makes it. %load, in small letters, runs a" + " file of SQL or Java."));
            }
            Session session = sql.connections().openFile(file, readOnly, run.interrupt());
            return new Outcome.Value(SqlCommands.describe(session, run));
        });
    }

    private Outcome create(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            String file = call.words().get(0);
            if (Files.exists(sql.connections().file(file))) {
                throw new SqlFailure(Problem.usage(
                        file + " is there already, and is not written over.", "%LOAD " + file + " opens it."));
            }
            Session session = sql.connections().openFile(file, false, run.interrupt());
            return new Outcome.Value(SqlCommands.describe(session, run));
        });
    }

    private Outcome exists(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            String table = call.words().get(0);
            boolean exists =
                    sql.connections().current().refreshSchema().relation(table).isPresent();
            return new Outcome.Value(
                    new Note(exists ? "There is a table " + table + "." : "There is no table " + table + "."));
        });
    }

    /** {@code %XVEGA_PLOT X_FIELD a Y_FIELD b MARK bar <> SELECT …}, as a cell of this kernel. */
    private Outcome plot(Invocation call, Run run) {
        List<String> words = call.words();
        int query = words.indexOf("<>");
        String chart = "%%chart" + option(words, "X_FIELD", "--x") + option(words, "Y_FIELD", "--y") + kind(words);
        String statement = query < 0 ? "SELECT …" : String.join(" ", words.subList(query + 1, words.size()));
        return new Outcome.Failure(
                Problem.usage(call.written() + " is not done here.", "%%chart draws it:\n" + chart + "\n" + statement));
    }

    private static String option(List<String> words, String field, String option) {
        int at = words.indexOf(field);
        return at < 0 || at + 1 == words.size() ? "" : " " + option + " " + words.get(at + 1);
    }

    private static String kind(List<String> words) {
        String mark = option(words, "MARK", "").strip().toLowerCase(Locale.ROOT);
        return switch (mark) {
            case "bar", "line" -> " --kind " + mark;
            case "arc" -> " --kind pie";
            case "point", "circle", "square" -> " --kind scatter";
            default -> "";
        };
    }
}
