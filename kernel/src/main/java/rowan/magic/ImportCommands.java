package rowan.magic;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowan.model.Nearest;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.sql.SqlLanguage;
import rowan.sql.csv.FieldSeparators;
import rowan.sql.csv.TableImport;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** {@code .import}, and the sqlite3 shell's words that say how what it reads is separated. */
final class ImportCommands {

    private static final Option<Long> SKIP =
            Option.of("skip", ArgumentType.number(0, 999_999_999), "Leaves so many records out.");

    /** What each mode of the shell puts between fields. The others leave it as it was. */
    private static final Map<String, FieldSeparators> MODES = Map.of(
            "csv",
            FieldSeparators.CSV,
            "tabs",
            FieldSeparators.CSV.withColumn('\t'),
            "list",
            FieldSeparators.CSV.withColumn('|'),
            "quote",
            FieldSeparators.CSV,
            "tcl",
            FieldSeparators.CSV.withColumn(' '),
            "ascii",
            FieldSeparators.ASCII);

    private static final Set<String> OF_TERMINAL =
            Set.of("box", "column", "html", "insert", "json", "line", "markdown", "qbox", "table");

    private final SqlLanguage sql;
    private final ArgumentType<String> file;
    private final ArgumentType<String> table;

    /** What the user has chosen last; empty as long as the names of files decide. */
    private volatile Optional<FieldSeparators> chosen = Optional.empty();

    ImportCommands(SqlLanguage sql, ArgumentType<String> file, ArgumentType<String> table) {
        this.sql = sql;
        this.file = file;
        this.table = table;
    }

    Command read() {
        return DotCommands.word(
                ".import",
                Options.NONE
                        .flag("csv", "Fields are separated by commas, as in a file whose name ends in .csv.")
                        .flag("ascii", "Fields end with the sign 31 and records with 30, and none are quoted.")
                        .option("colsep", ArgumentType.text("CHAR"), "What stands between fields.")
                        .option("rowsep", ArgumentType.text("CHAR"), "What ends a record.")
                        .option("schema", ArgumentType.text("NAME"), "The database of the table.")
                        .with(SKIP)
                        .with(Option.flag("verbose", "Tells in detail how the file was read.")
                                .letter('v'))
                        .needs(file)
                        .needs(table),
                "Reads a file of separated values into a table; all of it or nothing.",
                this::read);
    }

    Command mode() {
        return DotCommands.word(
                ".mode",
                Options.NONE
                        .any(ArgumentType.text("MODE")
                                .offering(() -> MODES.keySet().stream().sorted().toList()))
                        .opened(),
                "Sets what .import takes as the end of a field: csv, tabs, list, ascii. Results are always tables.",
                this::mode);
    }

    Command separator() {
        return DotCommands.word(
                ".separator",
                Options.NONE.needs(ArgumentType.text("COLUMN")).mayHave(ArgumentType.text("ROW")),
                "Sets what .import takes as the end of a field, and of a record.",
                this::separator);
    }

    private Outcome read(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Path path = DotCommands.path(call, sql);
            FieldSeparators separators = chosen.orElse(FieldSeparators.of(path));
            if (call.has("csv")) {
                separators = FieldSeparators.CSV;
            } else if (call.has("ascii")) {
                separators = FieldSeparators.ASCII;
            }
            separators = separated(separators, call.option("colsep"), call.option("rowsep"));
            TableImport.Order order = new TableImport.Order(
                    path,
                    call.option("schema"),
                    DotCommands.required(call, 1, "TABLE"),
                    separators,
                    call.option(SKIP).orElse(0L),
                    call.has("verbose"));
            return TableImport.of(sql.connections().current(), order, run);
        });
    }

    private Outcome mode(Invocation call, Run run) {
        Optional<FieldSeparators> mode =
                call.words().stream().filter(MODES::containsKey).findFirst().map(MODES::get);
        Optional<String> first = call.word(0).filter(word -> !word.startsWith("-"));
        if (mode.isEmpty() && first.filter(word -> !OF_TERMINAL.contains(word)).isPresent()) {
            String near = Nearest.to(first.get(), MODES.keySet())
                    .map(name -> "Did you mean " + name + "? ")
                    .orElse("");
            return new Outcome.Failure(Problem.usage(
                    "There is no mode " + first.get() + ".", near + "Those of .import are csv, tabs, list, ascii."));
        }
        if (mode.isEmpty()) {
            return new Outcome.Value(
                    new Note(".mode is about a terminal; here results are tables with names and times."));
        }
        chosen = mode;
        return new Outcome.Value(new Note("From now on .import reads " + told(mode.get())
                + ". Results are tables all the same; .once FILE.csv writes the next one."));
    }

    private Outcome separator(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            FieldSeparators separators = separated(chosen.orElse(FieldSeparators.CSV), call.word(0), call.word(1));
            chosen = Optional.of(separators);
            return new Outcome.Value(new Note("From now on .import reads " + told(separators) + "."));
        });
    }

    private static FieldSeparators separated(FieldSeparators usual, Optional<String> column, Optional<String> row)
            throws SqlFailure {
        return new FieldSeparators(
                column.isPresent() ? sign(column.get()) : usual.column(),
                row.isPresent() ? sign(row.get()) : usual.row(),
                usual.quoted());
    }

    /** One character, which may be written as in Java: {@code \t}. A line may end with two. */
    private static char sign(String written) throws SqlFailure {
        String sign;
        try {
            sign = written.translateEscapes();
        } catch (IllegalArgumentException e) {
            sign = written;
        }
        if (sign.equals("\r\n")) {
            return '\n';
        }
        if (sign.length() != 1 || sign.equals("\"")) {
            throw new SqlFailure(Problem.usage(
                    "What separates fields or records is one character other than a double quote, and not " + written
                            + ".",
                    "A tab is written \\t."));
        }
        return sign.charAt(0);
    }

    private static String told(FieldSeparators separators) {
        return "fields that end with " + named(separators.column())
                + (separators.row() == '\n' ? "" : " and records that end with " + named(separators.row()));
    }

    private static String named(char sign) {
        return switch (sign) {
            case ',' -> "a comma";
            case '\t' -> "a tab";
            case ' ' -> "a blank";
            case '\n' -> "a line";
            default -> Character.isISOControl(sign) ? "the sign " + (int) sign : String.valueOf(sign);
        };
    }
}
