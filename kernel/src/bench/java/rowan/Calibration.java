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
import rowan.experiment.Design.Treatment;
import rowan.experiment.Experiments;
import rowan.model.Comparison;
import rowan.model.Comparison.Finding;
import rowan.sql.BoundStatement;
import rowan.sql.Connections;
import rowan.sql.JavaFunction;
import rowan.sql.Session;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.InterruptSignal;
import rowan.workspace.Source;

/**
 * Is a verdict of %%compare to be trusted? Compares a query with itself, a thousand times, and with a query that is slower
 * by a known share, a hundred times each; a function of SQL burns a counted loop. That is blind to where copies of a table
 * lie in memory; so a table is scanned too, two hundred times, with an index beside it that does not help. Writes the report
 * that is kept beside it.
 */
public final class Calibration {

    private static final int LOOP = 40_000;
    private static final int ROWS = 100_000;
    private static final Path REPORT = Path.of("src", "bench", "calibration.md");

    private final Session session;
    private long seed = 1;

    private Calibration(Session session) {
        this.session = session;
    }

    /**
     * Arguments: how many comparisons of the same with the same, how many of each slowdown, and how many of scans; 1000, 100
     * and 200 by default. With arguments the report is printed only.
     */
    public static void main(String[] arguments) throws Exception {
        int same = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
        int slower = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        int scans = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 200;
        SqliteDialect dialect = new SqliteDialect();
        try (Connections connections = new Connections(List.of(dialect), Path.of("target"))) {
            Session session = connections.current();
            dialect.function(
                    session.connection(),
                    new JavaFunction("burn", 1, false, values -> burn(((Number) values[0]).intValue())));
            Calibration calibration = new Calibration(session);
            calibration.series(calibration.burning(0), 30); // What the compiler has to learn is learned here.
            List<Series> all = new ArrayList<>();
            long start = System.nanoTime();
            all.add(calibration.series(calibration.burning(0), same));
            for (int percent : new int[] {10, 25, 100}) {
                all.add(calibration.series(calibration.burning(percent), slower));
            }
            try (var statement = session.connection().createStatement()) {
                statement.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, price INTEGER, note TEXT)");
                statement.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS
                        + ") INSERT INTO orders SELECT i, i * 7919 % 2000, i * 37 % 20011, 'order number ' || i FROM n");
            }
            all.add(calibration.series(calibration.scanning(), scans));
            all.removeIf(series -> series.comparisons().isEmpty());
            String report = report(all, Duration.ofNanos(System.nanoTime() - start), calibration.environment);
            System.out.println(report);
            if (arguments.length == 0) {
                Files.writeString(REPORT, report, StandardCharsets.UTF_8);
            }
        }
    }

    private Map<String, String> environment = Map.of();

    /** Work that a compiler can neither leave out nor shorten; gives 0. */
    private static long burn(int times) {
        long x = times;
        for (int i = 0; i < times; i++) {
            x = x * 6364136223846793005L + 1442695040888963407L;
        }
        return x == 42 ? 1 : 0;
    }

    private record Series(Trial trial, List<Comparison> comparisons) {

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
    private record Trial(String name, int percent, Prepared query, Treatment treatment) {}

    private Trial burning(int percent) {
        Prepared slower = prepared("SELECT burn(" + (LOOP + LOOP * percent / 100) + ")");
        return new Trial(percent + " %", percent, prepared("SELECT burn(" + LOOP + ")"), new Treatment("slower", List.of(), slower));
    }

    private Trial scanning() {
        Prepared query = prepared("SELECT sum(price) FROM orders WHERE user_id = 42");
        Prepared index = prepared("CREATE INDEX orders_price ON orders(price)");
        return new Trial("0 %, a scan", 0, query, new Treatment("wrong column", List.of(index), query));
    }

    private Series series(Trial trial, int times) throws Exception {
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            comparisons.add(compare(trial));
            if ((i + 1) % 50 == 0) {
                System.err.println(trial.name() + ": " + (i + 1) + " of " + times);
            }
        }
        if (times > 0) {
            environment = comparisons.get(0).provenance().environment();
        }
        return new Series(trial, comparisons);
    }

    private Comparison compare(Trial trial) throws Exception {
        Conditions conditions =
                new Conditions(Duration.ofSeconds(5), Comparison.Cache.WARM, seed++, false, false);
        Design design = new Design(trial.query(), List.of(), List.of(trial.treatment()), Map.of(), conditions);
        return new Experiments().compare(design, session, new InterruptSignal(), progress -> {});
    }

    private Prepared prepared(String text) {
        return new Prepared(
                session.dialect().lexicon().split(Source.of(text)).get(0), BoundStatement.of(text));
    }

    private static String report(List<Series> all, Duration duration, Map<String, String> environment) {
        StringBuilder report = new StringBuilder("# How far the verdicts of %%compare can be trusted\n\n"
                + "Written by `rowan.Calibration`, which `mvn -pl kernel -Pbench -Dbench.main=rowan.Calibration verify` runs. It took "
                + duration.toMinutes() + " minutes. Each row compares `SELECT burn(n)` with itself or with a loop that is longer\n"
                + "by a known share, through everything that %%compare does: copies, warm-up, looks, control, verdict rule. The last row\n"
                + "scans a table of 100,000 rows, with and without an index that does not help; each arm has a copy of its own, which\n"
                + "lies elsewhere in memory.\n\n"
                + "| slower by | comparisons | faster | slower | no difference | too noisy | right direction, of those given |"
                + " width of the 99 % interval: median, 95 % of them | measured ratio: median | pairs: median, most |\n"
                + "|---|---|---|---|---|---|---|---|---|---|\n");
        for (Series series : all) {
            long faster = series.count(Finding.FASTER);
            long slower = series.count(Finding.SLOWER);
            String right = faster + slower == 0
                    ? "none given"
                    : series.trial().percent() == 0 ? "wrong: " + percent(faster + slower, series) : percent(slower, faster + slower);
            report.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d (%s) | %d (%s) | %d | %s | %.1f %%, %.1f %% | %.3f | %.0f, %.0f |%n",
                    series.trial().name(),
                    series.comparisons().size(),
                    faster,
                    slower,
                    percent(slower, series),
                    series.count(Finding.NO_DIFFERENCE),
                    percent(series.count(Finding.NO_DIFFERENCE), series),
                    series.count(Finding.TOO_NOISY),
                    right,
                    100 * series.quantile(0.5, Calibration::width),
                    100 * series.quantile(0.95, Calibration::width),
                    series.quantile(0.5, c -> c.changes().get(0).verdict().ratio().value()),
                    series.quantile(0.5, c -> c.sampling().pairs()),
                    series.quantile(1, c -> c.sampling().pairs())));
        }
        for (Series same : all) {
            if (same.trial().percent() == 0) {
                long missed = same.count(c -> isApart(c.control()));
                long excluded = same.count(c -> isApart(c.changes().get(0).verdict().ratio()));
                report.append("\nOf the comparisons of the same with the same (")
                        .append(same.trial().name())
                        .append("), ")
                        .append(percent(excluded, same))
                        .append(" of the intervals do not contain 1, and ")
                        .append(percent(missed, same))
                        .append(" of the A/A controls.\n");
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

    private static boolean isApart(Comparison.Ratio ratio) {
        return ratio.low() > 1 || ratio.high() < 1;
    }

    private static double width(Comparison comparison) {
        Comparison.Ratio ratio = comparison.changes().get(0).verdict().ratio();
        return (ratio.high() - ratio.low()) / ratio.value();
    }

    private static String percent(long part, Series of) {
        return percent(part, of.comparisons().size());
    }

    private static String percent(long part, long of) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / of);
    }
}
