package rowan;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import rowan.experiment.Design;
import rowan.experiment.Design.Conditions;
import rowan.experiment.Design.Prepared;
import rowan.experiment.Design.Arm;
import rowan.experiment.Experiments;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Finding;
import rowan.model.Quantity;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.connection.Connections;
import rowan.sql.connection.Session;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.cell.Source;

/**
 * Is a verdict of %%compare to be trusted, and is there one? Compares a query with itself, at rest and beside eight loops that
 * keep the machine busy, and at rest with a query that is longer by a known share; the query counts in SQL, on one thread.
 * That is blind to where copies of a table lie in memory; so a table is scanned too, with an index beside it that does not
 * help. Writes the report that is kept beside it.
 */
public final class Calibration {

    private static final int LOOP = 4_000;
    private static final int ROWS = 100_000;
    private static final int BUSY = 8;
    private static final Path REPORT = Path.of("src", "bench", "calibration.md");

    /** What is hoped for: shares of all comparisons of a series. */
    private static final double MOST_FALSE = 0.01;

    private static final double MOST_SILENT = 0.3;
    private static final double LEAST_FOUND = 0.95;
    private static final int PLAIN = 200;

    private final Session session;
    private final Duration budget;
    private long seed;

    private Calibration(Session session, Duration budget, long seed) {
        this.session = session;
        this.budget = budget;
        this.seed = seed;
    }

    /**
     * Arguments: how many comparisons of the same with the same at rest, how many beside busy loops, how many of each
     * slowdown, how many of scans at rest and beside the loops each, the budget of one comparison, and the first seed; 200,
     * 200, 50, 100, 2s and 1 by default. With arguments the report is printed only.
     */
    public static void main(String[] arguments) throws Exception {
        int same = number(arguments, 0, 200);
        int loaded = number(arguments, 1, 200);
        int slower = number(arguments, 2, 50);
        int scans = number(arguments, 3, 100);
        Duration budget = Quantity.toDuration(arguments.length > 4 ? arguments[4] : "2s").orElseThrow();
        int seed = number(arguments, 5, 1);
        System.err.println("first seed " + seed);
        SqliteDialect dialect = new SqliteDialect();
        try (Connections connections = new Connections(List.of(dialect), Path.of("target"))) {
            Session session = connections.current();
            try (var statement = session.connection().createStatement()) {
                statement.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, price INTEGER, note TEXT)");
                statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                        + ") INSERT INTO orders SELECT i, i * 7919 % 2000, i * 37 % 20011, 'order number ' || i FROM n");
            }
            Calibration calibration = new Calibration(session, budget, seed);
            calibration.series(calibration.counting(0), false, 5); // What the compiler has to learn is learned here.
            List<Series> all = new ArrayList<>();
            long start = System.nanoTime();
            all.add(calibration.series(calibration.counting(0), false, same));
            for (int percent : new int[] {10, 50, PLAIN}) {
                all.add(calibration.series(calibration.counting(percent), false, slower));
            }
            all.add(calibration.series(calibration.scanning(), false, scans));
            if (loaded + scans > 0) {
                try (BusyLoops loops = BusyLoops.start(BUSY)) {
                    all.add(calibration.series(calibration.counting(0), true, loaded));
                    all.add(calibration.series(calibration.scanning(), true, scans));
                }
            }
            all.removeIf(series -> series.comparisons().isEmpty());
            String report = calibration.report(all, Duration.ofNanos(System.nanoTime() - start), seed);
            System.out.println(report);
            if (arguments.length == 0) {
                Files.writeString(REPORT, report, StandardCharsets.UTF_8);
            }
        }
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private Map<String, String> environment = Map.of();

    private record Series(Trial trial, boolean busy, List<Comparison> comparisons, List<Long> millis) {

        String name() {
            return trial.name() + (busy ? ", beside " + BUSY + " loops" : "");
        }

        long count(Finding finding) {
            return count(c -> c.changes().get(0).verdict().finding() == finding);
        }

        long count(Predicate<Comparison> which) {
            return comparisons.stream().filter(which).count();
        }

        double quantile(double share, java.util.function.ToDoubleFunction<Comparison> of) {
            double[] sorted = comparisons.stream().mapToDouble(of).sorted().toArray();
            return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
        }
    }

    /**
     * What is compared.
     *
     * @param percent how much slower the second is
     */
    private record Trial(String name, int percent, Prepared query, Arm arm) {}

    private Trial counting(int percent) {
        return new Trial(percent + " %", percent, counted(LOOP), new Arm("slower", List.of(), counted(LOOP + LOOP * percent / 100)));
    }

    private Prepared counted(int times) {
        return prepared("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + times + ") SELECT max(i) > 0 FROM n");
    }

    private Trial scanning() {
        Prepared query = prepared("SELECT sum(price) FROM orders WHERE user_id = 42");
        Prepared index = prepared("CREATE INDEX orders_price ON orders(price)");
        return new Trial("0 %, a scan", 0, query, new Arm("wrong column", List.of(index), query));
    }

    private Series series(Trial trial, boolean busy, int times) throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            comparisons.add(compare(trial));
            millis.add((System.nanoTime() - start) / 1_000_000);
            if ((i + 1) % 50 == 0) {
                System.err.println(trial.name() + (busy ? ", busy: " : ": ") + (i + 1) + " of " + times);
            }
        }
        if (times > 0) {
            environment = comparisons.get(0).provenance().environment();
        }
        return new Series(trial, busy, comparisons, millis);
    }

    private Comparison compare(Trial trial) throws Exception {
        Conditions conditions = new Conditions(budget, Comparison.Cache.WARM, seed++, false, false);
        Design design = new Design(trial.query(), List.of(), List.of(trial.arm()), Map.of(), conditions);
        return new Experiments().compare(design, session, new InterruptSignal(), progress -> {});
    }

    private Prepared prepared(String text) {
        return new Prepared(
                session.dialect().lexicon().split(Source.of(text)).get(0), BoundStatement.of(text));
    }

    private String report(List<Series> all, Duration duration, int first) {
        StringBuilder report = new StringBuilder("# How far the verdicts of %%compare can be trusted\n\n"
                + "Written by `rowan.Calibration`, which `mvn -pl kernel -Pbench -Dbench.main=rowan.Calibration verify` runs. It took "
                + duration.toMinutes() + " minutes, with seeds from " + first + " and a budget of " + Quantity.duration(budget)
                + " each.\nEach row compares a query that counts in SQL with itself or with one that counts further by a known share,\n"
                + "through everything that %%compare does: copies, warm-up, looks, control, verdict rule. A scan reads a table of 100,000\n"
                + "rows, with and without an index that does not help; each arm has a copy of its own, which lies elsewhere in memory.\n"
                + "The loops are another process whose threads keep both cores busy.\n"
                + "An interval that reaches beyond a tenth, or, where the work differs, beyond what counts as none, gives no verdict.\n\n"
                + "| slower by | comparisons | clock | faster | slower | no difference | without a verdict |"
                + " width of the 99 % interval: median, 95 % of them | measured ratio: median | pairs: median, most | time: median |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|\n");
        for (Series series : all) {
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %d | %d | %d | %d (%s) | %.1f %%, %.1f %% | %.3f | %.0f, %.0f | %s |%n",
                    series.name(),
                    series.comparisons().size(),
                    clocks(series),
                    series.count(Finding.FASTER),
                    series.count(Finding.SLOWER),
                    series.count(Finding.NO_DIFFERENCE),
                    silent(series),
                    percent(silent(series), series),
                    100 * series.quantile(0.5, Calibration::width),
                    100 * series.quantile(0.95, Calibration::width),
                    series.quantile(0.5, c -> c.changes().get(0).verdict().ratio().value()),
                    series.quantile(0.5, c -> c.sampling().pairs()),
                    series.quantile(1, c -> c.sampling().pairs()),
                    Quantity.duration(Duration.ofMillis(series.millis().stream().sorted().skip(series.millis().size() / 2).findFirst().orElseThrow()))));
        }
        report.append('\n');
        for (Series series : all) {
            long faster = series.count(Finding.FASTER);
            long slower = series.count(Finding.SLOWER);
            if (series.trial().percent() == 0) {
                goal(report, "false verdicts, " + series.name(), faster + slower, series, MOST_FALSE, true);
                goal(report, "without a verdict, " + series.name(), silent(series), series, MOST_SILENT, true);
                report.append("- intervals that do not contain 1, ").append(series.name()).append(": ")
                        .append(percent(series.count(c -> isApart(c.changes().get(0).verdict().ratio())), series))
                        .append("; of the A/A controls ")
                        .append(percent(series.count(c -> isApart(c.control().ratio())), series))
                        .append('\n');
            } else {
                goal(report, "in the wrong direction, " + series.name(), faster, series, 0, true);
                if (series.trial().percent() == PLAIN) {
                    goal(report, "found slower, " + series.name(), slower, series, LEAST_FOUND, false);
                }
            }
        }
        report.append('\n');
        environment.forEach((name, value) -> {
            if (!name.startsWith("PRAGMA")) {
                report.append("- ").append(name).append(": ").append(value).append('\n');
            }
        });
        return report.toString();
    }

    private static long silent(Series series) {
        return series.comparisons().size() - series.count(Finding.FASTER) - series.count(Finding.SLOWER)
                - series.count(Finding.NO_DIFFERENCE);
    }

    private static String clocks(Series series) {
        return series.comparisons().stream()
                .map(c -> c.sampling().clock().clock().words())
                .distinct()
                .sorted()
                .collect(java.util.stream.Collectors.joining(", "));
    }

    private static void goal(StringBuilder report, String what, long part, Series of, double limit, boolean atMost) {
        double share = part / (double) of.comparisons().size();
        boolean met = atMost ? share <= limit : share >= limit;
        report.append("- ").append(what).append(": ").append(percent(part, of)).append(atMost ? ", wanted at most " : ", wanted at least ")
                .append(Quantity.percent(limit)).append(met ? ": met" : ": MISSED").append('\n');
    }

    private static boolean isApart(Comparison.Ratio ratio) {
        return ratio.low() > 1 || ratio.high() < 1;
    }

    private static double width(Comparison comparison) {
        Comparison.Ratio ratio = comparison.changes().get(0).verdict().ratio();
        return (ratio.high() - ratio.low()) / ratio.value();
    }

    private static String percent(long part, Series of) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / of.comparisons().size());
    }
}
