package rowan.magic;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import rowan.model.Chart;
import rowan.model.Chart.Axis;
import rowan.model.Chart.Kind;
import rowan.model.Chart.Point;
import rowan.model.Chart.Scale;
import rowan.model.Chart.Series;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import rowan.sql.SqlLanguage;
import rowan.sql.SqlOptions;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Expectations;
import rowan.sql.statement.Lexicon;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** {@code %chart} and JupySQL's {@code %sqlplot}: a result as a picture. */
final class ChartCommands {

    /** More of these nobody can tell apart. */
    private static final Map<Kind, Integer> MOST =
            Map.of(Kind.BAR, 200, Kind.BOX, 40, Kind.PIE, 20, Kind.LINE, 50_000, Kind.SCATTER, 50_000);

    private static final SqlOptions WHOLE =
            new SqlOptions(Optional.empty(), false, false, true, Optional.empty(), List.of(), Expectations.NONE, false);

    private static final Option<Kind> KIND = Option.of(
            "kind", kindOf(Kind.LINE, Kind.BAR, Kind.SCATTER, Kind.BOX, Kind.HISTOGRAM, Kind.PIE), "The shape.");

    private static final int MOST_BINS = 1_000;

    private static final Option<Long> BINS =
            Option.of("bins", ArgumentType.number(1, MOST_BINS), "How many bars a histogram has.");

    private static final Option<Long> BINS_OF_CHART =
            BINS.onlyWith("--kind histogram", call -> call.option(KIND).equals(Optional.of(Kind.HISTOGRAM)));

    private static final Option<Double> BIN_WIDTH = Option.of(
                    "binwidth",
                    ArgumentType.of("N", "a number above zero", "", ChartCommands::width),
                    "How wide a bar is.")
            .letter('W');

    private static final Option<String> TABLE = Option.of(
                    "table", ArgumentType.text("NAME"), "The table or the saved query.")
            .letter('t');

    private static final ArgumentType<String> SHAPE =
            ArgumentType.choice("bar", "histogram", "hist", "boxplot", "box", "pie");

    private final SqlLanguage sql;

    ChartCommands(SqlLanguage sql) {
        this.sql = sql;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "chart",
                                Command.Form.LINE_OR_CELL,
                                Options.NONE
                                        .option("x", ArgumentType.text("COLUMN"), "What lies along the x axis.")
                                        .option(
                                                "y",
                                                ArgumentType.text("COLUMN"),
                                                "What is shown; of a histogram, --x alone.")
                                        .with(KIND)
                                        .option("title", ArgumentType.anyText("TEXT"), "What the picture shows.")
                                        .with(BINS_OF_CHART)
                                        .mayHave(ArgumentType.text("RESULT"))
                                        .code("[SQL]"),
                                "Draws a result: of a query, a captured one, or the last.",
                                this::chart)
                        .over(LanguageRule.SQL)
                        .beginningWith("""
                                %%chart --x c --y n --kind bar
                                SELECT c, count(*) AS n FROM t GROUP BY c;
                                """),
                Command.of(
                        "sqlplot",
                        Command.Form.LINE,
                        Options.NONE
                                .with(TABLE)
                                .with(Option.of(
                                                "column",
                                                ArgumentType.text("COLUMN"),
                                                "What is drawn; more may follow.")
                                        .letter('c'))
                                .with(BINS.letter('b'))
                                .with(BIN_WIDTH)
                                .with(Option.of("breaks", ArgumentType.text("N"), "Refused: bars are of one width.")
                                        .letter('B'))
                                .with(Option.of("orient", ArgumentType.choice("h", "v"), "Nothing: bars stand.")
                                        .letter('o'))
                                .with(Option.flag("show-numbers", "Nothing: numbers are shown where the pointer is.")
                                        .letter('S'))
                                .with(Option.of("schema", ArgumentType.text("NAME"), "The database of the table.")
                                        .letter('s'))
                                .with(Option.of(
                                                "with",
                                                ArgumentType.text("NAME,…").offering(sql.snippets()::names),
                                                "Builds on saved queries.")
                                        .letter('w')
                                        .list())
                                .needs(SHAPE)
                                .any(ArgumentType.text("COLUMN")),
                        "Draws columns of a table, as JupySQL does.",
                        this::plot));
    }

    private static Optional<Double> width(String text) {
        try {
            return Optional.of(Double.valueOf(text)).filter(width -> width > 0 && width < Double.POSITIVE_INFINITY);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** One of some kinds of charts. */
    static ArgumentType<Kind> kindOf(Kind... kinds) {
        Map<String, Kind> names = new LinkedHashMap<>();
        for (Kind kind : kinds) {
            names.put(kind.name().toLowerCase(Locale.ROOT), kind);
        }
        return ArgumentType.choice(names);
    }

    private Outcome chart(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Optional<Kind> kind = call.option(KIND);
            boolean counts = kind.equals(Optional.of(Kind.HISTOGRAM));
            if (counts && call.option("y").isPresent()) {
                throw new SqlFailure(Problem.usage(
                        "A histogram counts the values of one column, which --x names.",
                        "Write --x " + call.option("y").get() + " without --y, or choose another --kind."));
            }
            Outcome found = call.code().isBlank() ? result(call, run) : sql.run(call.code(), run, WHOLE);
            if (!(found instanceof Outcome.Value value && value.value() instanceof ResultTable table)) {
                return found;
            }
            String x = column(table, call, "x");
            if (counts) {
                String title = call.option("title").orElse("how often " + x + " has which value");
                return new Outcome.Value(histogram(title, table, List.of(x), bins(call)));
            }
            return new Outcome.Value(drawn(table, x, column(table, call, "y"), kind, call.option("title")));
        });
    }

    private static Outcome result(Invocation call, Run run) throws SqlFailure {
        String name = call.word(0).orElse(Bindings.LAST);
        Optional<Bindings.Bound> bound = run.bindings().get(name);
        ResultTable table = bound.map(Bindings.Bound::value)
                .flatMap(TableReader::read)
                .orElseThrow(() -> new SqlFailure(Problem.usage(
                        call.word(0).isEmpty() ? "There is no result yet." : "No result is called " + name + ".",
                        "Write the query behind it: %chart --x COLUMN --y COLUMN SELECT …")));
        if (!table.complete()) {
            throw new SqlFailure(Problem.usage(
                    "Of " + name + " the first page alone was read, and a chart of it would mislead.",
                    "Capture it, " + name + "_all << SELECT …, or write the query behind %chart."));
        }
        return new Outcome.Value(table);
    }

    /** The column that an option names; without it, the first for x and the second for y. */
    private static String column(ResultTable table, Invocation call, String option) throws SqlFailure {
        List<String> names = table.columnNames();
        int place = option.equals("x") ? 0 : 1;
        if (call.option(option).isEmpty() && names.size() > place) {
            return names.get(place);
        }
        String wanted = call.option(option)
                .orElseThrow(() -> new SqlFailure(Problem.usage(
                        "The result has one column, " + names.get(0) + ", and a chart needs two.",
                        "How often each value occurs is drawn by --kind histogram.")));
        try {
            return names.get(table.indexOf(wanted));
        } catch (IllegalArgumentException e) {
            throw new SqlFailure(Problem.usage(
                    "The result has no column " + wanted + ", or more than one.",
                    Nearest.to(wanted, names)
                            .map(near -> "Did you mean --" + option + " " + near + "?")
                            .orElse("It has " + String.join(", ", names) + ".")));
        }
    }

    /** How many bars were asked for; 0 where the data decide. */
    private static int bins(Invocation call) {
        return call.option(BINS).orElse(0L).intValue();
    }

    /** The numbers of a column, those that are NULL left out, or, where places matter, kept as NaN. */
    private static List<Double> numbers(ResultTable table, String column, boolean keepsPlaces) throws SqlFailure {
        List<Double> numbers = new ArrayList<>();
        long row = 0;
        for (Object value : table.column(column)) {
            row++;
            if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                numbers.add(number.doubleValue());
            } else if (value == null) {
                if (keepsPlaces) {
                    numbers.add(Double.NaN);
                }
            } else {
                throw new SqlFailure(Problem.usage(
                        "Column " + column + " has no number in row " + Quantity.count(row) + ".",
                        "Draw numbers; text that means one is converted by CAST(" + column + " AS REAL)."));
            }
        }
        if (numbers.stream().allMatch(n -> n.isNaN())) {
            throw new SqlFailure(Problem.usage("Column " + column + " has no values, so there is nothing to draw."));
        }
        return numbers;
    }

    private static Chart histogram(String title, ResultTable table, List<String> columns, int bins) throws SqlFailure {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        for (String column : columns) {
            values.put(column, numbers(table, column, false));
        }
        return withoutNulls(Chart.histogram(title, String.join(", ", columns), values, bins), table, columns);
    }

    /** A chart with a note for each column whose NULLs it does not show. */
    private static Chart withoutNulls(Chart chart, ResultTable table, List<String> columns) {
        Chart noted = chart;
        for (String column : columns) {
            noted = noted(noted, table, column, "are not drawn");
        }
        return noted;
    }

    private static Chart noted(Chart chart, ResultTable table, String column, String fate) {
        List<Object> values = table.column(column);
        long nulls = values.stream().filter(Objects::isNull).count();
        return nulls == 0
                ? chart
                : chart.withNote(column + " is NULL in " + Quantity.count(nulls) + " of "
                        + Quantity.count(values.size(), "row") + ", which " + fate + ".");
    }

    private static Chart drawn(ResultTable table, String x, String y, Optional<Kind> wanted, Optional<String> title)
            throws SqlFailure {
        List<Double> heights = numbers(table, y, true);
        List<Object> places = table.column(x);
        boolean numeric = places.stream().allMatch(v -> v == null || v instanceof Number);
        Kind kind = wanted.orElse(numeric ? Kind.LINE : Kind.BAR);
        boolean leavesGaps = kind == Kind.LINE || kind == Kind.BAR;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < heights.size(); i++) {
            Object place = places.get(i);
            boolean drawable = (leavesGaps || !heights.get(i).isNaN()) && (place != null || !numeric);
            if (drawable) {
                double at = place instanceof Number number ? number.doubleValue() : i;
                String label = place instanceof Number ? Quantity.number(at) : String.valueOf(place);
                points.add(Point.of(place == null ? "NULL" : label, at, heights.get(i)));
            }
        }
        List<Series> series = kind == Kind.BOX ? grouped(points) : List.of(new Series(y, points));
        refuseTooMany(kind, kind == Kind.BOX ? series.size() : points.size());
        if (kind == Kind.PIE && points.stream().anyMatch(p -> p.value() < 0)) {
            throw new SqlFailure(Problem.usage("A pie cannot show negative numbers.", "Draw it with --kind bar."));
        }
        if (kind == Kind.PIE && points.stream().allMatch(p -> p.value() == 0)) {
            throw new SqlFailure(
                    Problem.usage("A pie cannot show shares where every number is 0.", "Draw it with --kind bar."));
        }
        boolean lies = numeric && (kind == Kind.LINE || kind == Kind.SCATTER);
        Chart chart = new Chart(
                kind,
                title.orElse(y + " by " + x),
                new Axis(x, lies ? Scale.LINEAR : Scale.CATEGORIES),
                new Axis(y, Scale.LINEAR),
                series);
        chart = noted(chart, table, y, leavesGaps ? "leave gaps" : "are not drawn");
        return numeric ? noted(chart, table, x, "have no place here") : chart;
    }

    /** One box for each value on the x axis. */
    private static List<Series> grouped(List<Point> points) {
        Map<String, List<Point>> groups = new LinkedHashMap<>();
        points.forEach(
                p -> groups.computeIfAbsent(p.label(), l -> new ArrayList<>()).add(p));
        return groups.entrySet().stream()
                .map(group -> new Series(group.getKey(), group.getValue()))
                .toList();
    }

    private static void refuseTooMany(Kind kind, int count) throws SqlFailure {
        int most = MOST.getOrDefault(kind, Integer.MAX_VALUE);
        if (count > most) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            throw new SqlFailure(Problem.usage(
                    "That would be " + Quantity.count(count) + " in a " + name + " chart, and more than "
                            + Quantity.count(most) + " cannot be told apart.",
                    "Group them in SQL, GROUP BY …, or choose another --kind."));
        }
    }

    private Outcome plot(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            String shape = call.word(0, SHAPE).orElseThrow();
            String table =
                    call.option(TABLE).orElseThrow(() -> new SqlFailure(Problem.usage("Which table?", "--table NAME")));
            List<String> columns = new ArrayList<>();
            call.option("column").ifPresent(columns::add);
            columns.addAll(call.words().subList(1, call.words().size()));
            if (columns.isEmpty()) {
                throw new SqlFailure(Problem.usage("Which column?", "--column NAME"));
            }
            if (call.option("breaks").isPresent()) {
                throw new SqlFailure(Problem.usage(
                        "Bars of different width are not drawn.",
                        "Write --bins N or --binwidth N; or count in SQL, SELECT CASE WHEN … GROUP BY 1, and draw that by"
                                + " %%chart --kind bar."));
            }
            Outcome found = sql.run(Source.of(query(shape, call.option("schema"), table, columns)), run, options(call));
            if (!(found instanceof Outcome.Value value && value.value() instanceof ResultTable rows)) {
                return found;
            }
            return new Outcome.Value(plotted(shape, table, rows, bins(call, rows, columns)));
        });
    }

    private static SqlOptions options(Invocation call) {
        List<String> with =
                call.option("with").map(names -> List.of(names.split(","))).orElse(List.of());
        return new SqlOptions(Optional.empty(), false, false, true, Optional.empty(), with, Expectations.NONE, false);
    }

    /** How many bars are wanted; 0 where that is left open. */
    private static int bins(Invocation call, ResultTable rows, List<String> columns) throws SqlFailure {
        if (call.option(BIN_WIDTH).isEmpty()) {
            return bins(call);
        }
        DoubleSummaryStatistics values = new DoubleSummaryStatistics();
        for (String column : columns) {
            numbers(rows, column, false).forEach(values::accept);
        }
        double bars = Math.ceil(
                (values.getMax() - values.getMin()) / call.option(BIN_WIDTH).get());
        if (bars > MOST_BINS) {
            throw new SqlFailure(Problem.usage(
                    "That would be more than " + Quantity.count(MOST_BINS) + " bars.", "Write a larger --binwidth."));
        }
        return (int) Math.max(1, bars);
    }

    private String query(String shape, Optional<String> schema, String table, List<String> columns) {
        Lexicon lexicon = sql.connections().dialect().lexicon();
        String from = " FROM " + schema.map(name -> lexicon.quote(name) + ".").orElse("") + lexicon.quote(table);
        List<String> names = columns.stream().map(lexicon::quote).toList();
        boolean counts = (shape.equals("bar") || shape.equals("pie")) && columns.size() == 1;
        return counts
                ? "SELECT " + names.get(0) + ", count(*) AS \"count\"" + from + " GROUP BY 1 ORDER BY 2 DESC, 1"
                : "SELECT " + String.join(", ", names) + from;
    }

    private static Chart plotted(String shape, String table, ResultTable rows, int bins) throws SqlFailure {
        List<String> columns = rows.columnNames();
        String title = String.join(", ", columns) + " of " + table;
        if (shape.equals("bar") || shape.equals("pie")) {
            Kind kind = shape.equals("bar") ? Kind.BAR : Kind.PIE;
            return drawn(rows, columns.get(0), columns.get(1), Optional.of(kind), Optional.of(title));
        }
        if (shape.startsWith("hist")) {
            return histogram(title, rows, columns, bins);
        }
        List<Series> boxes = new ArrayList<>();
        for (String column : columns) {
            List<Point> points = numbers(rows, column, false).stream()
                    .map(value -> Point.of(column, 0, value))
                    .toList();
            boxes.add(new Series(column, points));
        }
        Axis value = new Axis("value", Scale.LINEAR);
        return withoutNulls(new Chart(Kind.BOX, title, new Axis("", Scale.CATEGORIES), value, boxes), rows, columns);
    }
}
