package rowan;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;
import rowan.workspace.RecordingSink;
import rowan.workspace.Workspace;

/**
 * What it takes to make a table of Tablesaw from a million captured rows, beside what the capture itself takes: CPU time of the
 * whole process, in one run, by turns. {@code mvn -pl kernel -Pbench verify -Dbench.main=rowan.TablesawBenchmark}
 */
public final class TablesawBenchmark {

    private static final int ROUNDS = 7;

    private static final String QUERY =
            "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000000)"
                    + " SELECT i AS id, i % 1000 AS customer, i * 0.37 AS amount,"
                    + " 'product ' || (i % 5000) AS product, 'note ' || i AS note FROM s";

    private TablesawBenchmark() {}

    /** Prints a line for each round, and the medians. */
    public static void main(String[] arguments) {
        PrintStream out = System.out; // Cells take its place.
        double[] captures = new double[ROUNDS];
        double[] tables = new double[ROUNDS];
        try (Workspace workspace = Workspaces.open(Path.of("target"))) {
            run(workspace, "CREATE TABLE t AS " + QUERY);
            run(workspace, "Table t = null; // Tablesaw");
            for (int round = 0; round < ROUNDS; round++) {
                captures[round] = cpuSeconds(() -> run(workspace, "r << SELECT * FROM t"));
                tables[round] = cpuSeconds(() -> run(workspace, "t = Tablesaw.from(r);"));
                print(out, "round " + (round + 1), captures[round], tables[round]);
            }
            double insert = cpuSeconds(() -> run(workspace, "db.insert(\"back\", t);"));
            out.printf(Locale.ROOT, "db.insert of all rows  %.2f s CPU%n", insert);
        }
        // The first rounds run code that is not compiled yet.
        print(out, "warm, median", median(captures), median(tables));
    }

    private static void run(Workspace workspace, String cell) {
        Outcome outcome = workspace.run(cell, new CellId(1), new RecordingSink(), new InterruptSignal());
        if (!outcome.isOk()) {
            throw new IllegalStateException(cell + ": " + outcome);
        }
    }

    private static void print(PrintStream out, String what, double capture, double table) {
        out.printf(
                Locale.ROOT, "%-13s capture %.2f s, Tablesaw.from %.2f s: %.2f ×%n", what, capture, table, table / capture);
    }

    private static double median(double[] seconds) {
        double[] warm = Arrays.copyOfRange(seconds, 2, seconds.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    private static double cpuSeconds(Runnable work) {
        var process = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long before = process.getProcessCpuTime();
        work.run();
        return (process.getProcessCpuTime() - before) / 1e9;
    }
}
