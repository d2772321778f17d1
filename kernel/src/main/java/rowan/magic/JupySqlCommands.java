package rowan.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rowan.model.Card;
import rowan.model.Nearest;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.SqlLanguage;
import rowan.sql.SqlOptions;
import rowan.sql.connection.Session;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Expectations;
import rowan.sql.run.ExpectedCount;
import rowan.workspace.Settings;
import rowan.workspace.cell.Source;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The words of JupySQL and ipython-sql, so that notebooks written for them run as they are. */
final class JupySqlCommands {

    /** Settings that exist there and change nothing here. */
    private static final List<String> KNOWN = List.of(
            "displaylimit",
            "autolimit",
            "autocommit",
            "autopandas",
            "autopolars",
            "column_local_vars",
            "displaycon",
            "dsn_filename",
            "feedback",
            "lazy_execution",
            "named_parameters",
            "polars_dataframe_kwargs",
            "short_errors",
            "style");

    private static final ArgumentType<Long> ROWS =
            ArgumentType.number(0, Integer.MAX_VALUE).orWord("None", 0L);

    private static final String EXAMPLE = "Write %config SqlMagic.displaylimit=20";

    /** What is asked of one table. */
    private static final Set<String> OF_TABLE = Set.of("columns", "profile", "explore", "test");

    private static final ArgumentType<String> WHAT =
            ArgumentType.choice("tables", "columns", "profile", "snippets", "explore", "test", "connect");

    /** JupySQL's comparisons of a column with a number, and what a row must fulfil. */
    private static final Map<String, String> COMPARISONS = new TreeMap<>(Map.of(
            "greater", ">",
            "greater-or-equal", ">=",
            "less-than", "<",
            "less-than-or-equal", "<="));

    private static final ArgumentType<Double> NUMBER = ArgumentType.of("N", "a number", "", text -> {
        try {
            return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    });

    /** As a query is run that finds what must not be. */
    private static final SqlOptions NO_ROWS = new SqlOptions(
            Optional.empty(),
            false,
            false,
            false,
            Optional.empty(),
            List.of(),
            new Expectations(Optional.empty(), ExpectedCount.of("0"), Optional.empty(), Optional.empty()),
            false);

    private final SqlLanguage sql;
    private final SqlCommands commands;
    private final Settings settings;

    JupySqlCommands(SqlLanguage sql, SqlCommands commands, Settings settings) {
        this.sql = sql;
        this.commands = commands;
        this.settings = settings;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "load_ext",
                                Command.Form.LINE,
                                Options.NONE.needs(ArgumentType.text("NAME")),
                                "Nothing: SQL is built in.",
                                (call, run) -> new Outcome.Nothing())
                        .alias("reload_ext"),
                Command.of(
                        "config",
                        Command.Form.LINE,
                        Options.NONE.several(ArgumentType.text("SqlMagic.SETTING=VALUE")),
                        "Sets how many rows are shown: SqlMagic.displaylimit=20.",
                        (call, run) -> config(call)),
                Command.of(
                        "sqlcmd",
                        Command.Form.LINE,
                        sqlcmdOptions(),
                        "Lists tables, columns or saved queries, shows, sums up or tests a table.",
                        this::sqlcmd),
                Command.of(
                        "sqlrender",
                        Command.Form.LINE,
                        Options.NONE
                                .with(Option.of(
                                                "with",
                                                ArgumentType.text("NAME").offering(sql.snippets()::names),
                                                "Nothing: what a saved query builds on is found by itself.")
                                        .letter('w'))
                                .needs(ArgumentType.text("NAME").offering(sql.snippets()::names)),
                        "Shows a saved query with those it reads.",
                        (call, run) -> render(call)));
    }

    private Options sqlcmdOptions() {
        Options options = Options.NONE
                .with(Option.of("table", ArgumentType.text("NAME"), "The table that is meant.")
                        .letter('t'))
                .with(Option.of("schema", ArgumentType.text("NAME"), "The database of the table.")
                        .letter('s'))
                .with(Option.of(
                                "delete",
                                ArgumentType.text("NAME").offering(sql.snippets()::names),
                                "Forgets a saved query.")
                        .letter('d'))
                .with(Option.of("column", ArgumentType.text("NAME"), "The column that is tested.")
                        .letter('c'))
                .flag("no-nulls", "No value of the column is NULL.");
        for (Map.Entry<String, String> comparison : COMPARISONS.entrySet()) {
            options = options.option(
                    comparison.getKey(), NUMBER, "Every value of the column is " + comparison.getValue() + " this.");
        }
        return options.needs(WHAT).mayHave(ArgumentType.text("NAME"));
    }

    private Outcome render(Invocation call) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            String name = call.words().get(0);
            String query = sql.snippets()
                    .whole(
                            name,
                            SqlCommands.relations(session),
                            session.dialect().lexicon());
            return new Outcome.Value(new Card(name, List.of(new Card.Code("sql", query))));
        });
    }

    private Outcome config(Invocation call) {
        String written = String.join(" ", call.words());
        String[] sides = written.split("\\s*=\\s*", 2);
        String key = sides[0].replaceFirst("^SqlMagic\\.", "");
        if (!KNOWN.contains(key)) {
            String near = Nearest.to(key, KNOWN)
                    .map(n -> "Did you mean SqlMagic." + n + "? ")
                    .orElse("");
            return new Outcome.Failure(Problem.usage("There is no setting " + sides[0] + ".", near + EXAMPLE));
        }
        if (sides.length < 2) {
            return new Outcome.Failure(Problem.usage(sides[0] + " needs = and a value behind it.", EXAMPLE));
        }
        if (!key.equals("displaylimit") && !key.equals("autolimit")) {
            return new Outcome.Value(new Note("SqlMagic." + key + " changes nothing here."));
        }
        if (key.equals("autolimit")) {
            return new Outcome.Value(new Note("Results are never cut; only the first rows are shown."));
        }
        Optional<Long> rows = ROWS.reader().apply(sides[1].replaceAll("[\"']", ""));
        if (rows.isEmpty()) {
            return new Outcome.Failure(Problem.usage(
                    sides[0] + " takes " + ROWS.expected() + ", not " + (sides[1].isEmpty() ? "nothing" : sides[1])
                            + ".",
                    "None and 0 show all rows."));
        }
        settings.pageRows(rows.get() == 0 ? Integer.MAX_VALUE : rows.get().intValue());
        return new Outcome.Nothing();
    }

    private Outcome sqlcmd(Invocation call, Run run) {
        String what = call.word(0, WHAT).orElseThrow();
        Optional<Problem> misfit = misfit(call, what);
        if (misfit.isPresent()) {
            return new Outcome.Failure(misfit.get());
        }
        return switch (what) {
            case "tables" ->
                commands.listed(
                        call,
                        run,
                        queries -> "SELECT name AS Name FROM (" + queries.tables("%") + ") AS listed ORDER BY 1");
            case "columns" -> onTable(call, table -> commands.listed(call, run, queries -> queries.columns(table)));
            case "profile" -> onTable(call, table -> profile(call, table, run));
            case "explore" -> onTable(call, table -> sql.run(Source.of("SELECT * FROM " + quoted(table)), run));
            case "test" -> onTable(call, table -> test(call, table, run));
            case "connect" ->
                new Outcome.Failure(Problem.usage(
                        "There is no form for connections here.",
                        "A database is opened by its URL: " + sql.connections().opening()));
            default -> snippets(call);
        };
    }

    /** What is wrong with options and words that have no meaning for what is listed. */
    private static Optional<Problem> misfit(Invocation call, String what) {
        String meant = call.written() + " " + what;
        boolean isOfTable = OF_TABLE.contains(what);
        if (call.has("table") && (!isOfTable || call.word(1).isPresent())) {
            return Optional.of(Problem.usage(
                    isOfTable ? meant + " takes one table." : meant + " has no use for --table.", "Leave it out."));
        }
        if (call.has("schema") && !isOfTable) {
            return Optional.of(Problem.usage(meant + " has no use for --schema.", "Leave it out."));
        }
        if (call.has("delete") && !what.equals("snippets")) {
            return Optional.of(Problem.usage(
                    meant + " deletes nothing.", call.written() + " snippets --delete NAME forgets a saved query."));
        }
        return Optional.empty();
    }

    private String quoted(String name) {
        return sql.connections().dialect().lexicon().quote(name);
    }

    private String quoted(Schema.Relation table) {
        return (table.database().isEmpty() ? "" : quoted(table.database()) + ".") + quoted(table.name());
    }

    /** Looks for the rows that do not fulfil what every row must. */
    private Outcome test(Invocation call, Schema.Relation table, Run run) throws SqlFailure {
        String column = call.option("column")
                .orElseThrow(() -> new SqlFailure(Problem.usage(
                        "Which column?", "%sqlcmd test --table " + table.name() + " --column NAME --greater 0")));
        List<String> claims = new ArrayList<>();
        COMPARISONS.forEach((name, sign) ->
                call.option(name).ifPresent(number -> claims.add(quoted(column) + " " + sign + " " + number)));
        if (call.has("no-nulls")) {
            claims.add(quoted(column) + " IS NOT NULL");
        }
        if (claims.isEmpty()) {
            throw new SqlFailure(Problem.usage(
                    "What is tested of " + column + "?",
                    "One of --" + String.join(", --", COMPARISONS.keySet()) + ", --no-nulls."));
        }
        String query = "SELECT * FROM " + quoted(table) + " WHERE NOT (" + String.join(" AND ", claims) + ")";
        return sql.run(Source.of(query), run, NO_ROWS);
    }

    private Outcome profile(Invocation call, Schema.Relation table, Run run) throws SqlFailure {
        Dialect dialect = sql.connections().current().dialect();
        String query = dialect.need(
                dialect.catalogQueries().flatMap(queries -> queries.profile(table)),
                call.written() + " profile sums a table up by one query",
                "has none for that");
        return sql.run(Source.of(query), run);
    }

    /** What is done with a table that the user named. */
    @FunctionalInterface
    private interface OnTable {
        Outcome run(Schema.Relation table) throws SqlFailure;
    }

    private Outcome onTable(Invocation call, OnTable work) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            Schema schema = session.refreshSchema();
            String name = call.option("table")
                    .or(() -> call.word(1))
                    .orElseThrow(() -> new SqlFailure(Problem.usage(
                            "Which table?", call.written() + " " + call.words().get(0) + " --table NAME")));
            Optional<Schema.Relation> table =
                    schema.relation(call.option("schema").orElse(""), name);
            if (table.isEmpty()) {
                String near = Nearest.to(
                                name,
                                schema.relations().stream()
                                        .map(Schema.Relation::name)
                                        .toList())
                        .map(n -> "Did you mean " + n + "?")
                        .orElse(".tables lists them all.");
                return new Outcome.Failure(Problem.usage("There is no table " + name + ".", near));
            }
            return work.run(table.get());
        });
    }

    private Outcome snippets(Invocation call) {
        return SqlCommands.answered(() -> {
            if (call.option("delete").isPresent()) {
                String name = call.option("delete").get();
                return sql.snippets().remove(name)
                        ? new Outcome.Value(new Note(name + " is forgotten."))
                        : new Outcome.Failure(Problem.usage("No query is saved as " + name + "."));
            }
            if (call.word(1).isPresent()) {
                String name = call.words().get(1);
                return new Outcome.Value(new Card(
                        name, List.of(new Card.Code("sql", sql.snippets().query(name)))));
            }
            List<Card.Fact> saved = new ArrayList<>();
            for (String name : sql.snippets().names()) {
                saved.add(new Card.Fact(
                        name, sql.snippets().query(name).lines().findFirst().orElse("")));
            }
            return new Outcome.Value(
                    saved.isEmpty()
                            ? new Note("No query is saved. %%sql --save NAME saves one.")
                            : new Card("Saved queries", List.of(new Card.Listing(saved))));
        });
    }
}
