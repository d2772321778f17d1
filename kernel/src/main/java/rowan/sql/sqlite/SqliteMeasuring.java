package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.Function;
import rowan.model.QueryPlan;
import rowan.model.QueryPlan.Execution;
import rowan.model.QueryPlan.Node;
import rowan.model.Schema;
import rowan.sql.BoundStatement;
import rowan.sql.Counting;
import rowan.sql.Dialect;
import rowan.sql.Work;
import rowan.workspace.Interrupt;
import rowan.workspace.Source;

/**
 * Runs a query and counts what each step of its plan did. SQLite as the driver ships it cannot tell; so the query is run
 * once more with a call in its conditions for each table, which sees every row that the step visits. That is trusted only
 * where plan, costs and number of rows stay what they were.
 */
final class SqliteMeasuring {

    /** One by one no more probes are tried: each takes a plan of its own. */
    private static final int MOST_TRIED = 100;

    private final Connection connection;
    private final Dialect dialect;
    private final Interrupt interrupt;
    private final BoundStatement statement;
    private final List<SqlitePlanRow> original;
    private final SqliteProbes probes;
    private final Map<SqliteProbes.Probe, Counter> counters = new LinkedHashMap<>();

    SqliteMeasuring(
            Connection connection, Dialect dialect, BoundStatement statement, Schema schema, Interrupt interrupt)
            throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.interrupt = interrupt;
        this.statement = statement;
        this.original = SqlitePlanRow.read(connection, dialect, statement);
        this.probes = SqliteProbes.of(statement.sql(), schema, dialect.lexicon(), original);
    }

    /** Counts its calls; always true. */
    private static final class Counter extends Function {
        private long calls;

        @Override
        protected void xFunc() throws SQLException {
            calls++;
            result(1);
        }
    }

    /**
     * Runs the statement several times: for the clock, with nothing installed; for its steps; for its rows; for its pages.
     *
     * @param plan the plan of the same statement on the same connection
     */
    QueryPlan of(QueryPlan plan, Counting counting) throws SQLException {
        boolean query = isQuery();
        long start = System.nanoTime();
        long rows = undone(query, () -> rows(statement));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        SqliteWork steps = new SqliteWork(connection, dialect, interrupt);
        Work coarse = undone(query, () -> steps.coarsely(statement));
        Work work = coarse.steps() > counting.exactUpTo() ? coarse : undone(query, () -> steps.exactly(statement));
        List<Node> nodes = plan.nodes();
        if (!query) {
            nodes = new SqliteCounts(original, Map.of(), "only queries are counted row by row").in(nodes);
        } else if (work.steps() <= counting.rowsUpTo()) {
            nodes = counted(nodes, rows);
        }
        OptionalLong pages =
                query ? new SqlitePages(connection, dialect, interrupt).of(statement) : OptionalLong.empty();
        Execution execution = new Execution(rows, elapsed, work.steps(), work.exact(), pages, !query);
        return new QueryPlan(plan.statement(), nodes, Optional.of(execution), plan.notes());
    }

    private boolean isQuery() {
        return new SqliteLexicon().split(Source.of(statement.sql())).stream().allMatch(rowan.sql.Statement::isQuery);
    }

    private interface Running<T> {
        T run() throws SQLException;
    }

    /** Runs a query as it is, and anything else in a transaction that is rolled back. */
    private <T> T undone(boolean query, Running<T> running) throws SQLException {
        if (query) {
            return running.run();
        }
        execute("BEGIN");
        try {
            return running.run();
        } finally {
            if (dialect.inTransaction(connection)) {
                execute("ROLLBACK");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement plain = connection.createStatement()) {
            plain.execute(sql);
        }
    }

    private long rows(BoundStatement running) throws SQLException {
        long rows = 0;
        try (PreparedStatement prepared = running.prepare(connection, dialect)) {
            if (prepared.execute()) {
                try (ResultSet result = prepared.getResultSet()) {
                    while (result.next()) {
                        rows++;
                    }
                }
            } else {
                rows = prepared.getLargeUpdateCount();
            }
        }
        interrupt.check();
        return rows;
    }

    private List<Node> counted(List<Node> nodes, long rows) throws SQLException {
        try {
            for (SqliteProbes.Probe probe : probes.probes()) {
                Counter counter = new Counter();
                // A deterministic condition may be moved into a subquery; only such a one is checked before the first
                // row.
                int flags = probe.what() == SqliteProbes.What.RUNS ? Function.FLAG_DETERMINISTIC : 0;
                Function.create(connection, probe.function(), counter, -1, flags);
                counters.put(probe, counter);
            }
            return counted(nodes, rows, harmless());
        } finally {
            for (SqliteProbes.Probe probe : counters.keySet()) {
                Function.destroy(connection, probe.function(), -1);
            }
        }
    }

    private List<Node> counted(List<Node> nodes, long rows, List<SqliteProbes.Probe> active) throws SQLException {
        BoundStatement instrumented = instrumented(active);
        boolean same = active.isEmpty() || rows(instrumented) == rows;
        SqliteCounts counts = new SqliteCounts(
                original,
                probes.refusals(),
                same
                        ? "counting would change the plan, or could not tell it from another step"
                        : "the query gives another result each time");
        if (same && !active.isEmpty()) {
            SqliteAttribution attribution = SqliteAttribution.of(connection, dialect, instrumented);
            for (SqliteProbes.Probe probe : active) {
                attribution.place(probe).ifPresent(place -> counts.add(place, probe, counters.get(probe).calls));
            }
        }
        return counts.in(nodes);
    }

    private BoundStatement instrumented(List<SqliteProbes.Probe> active) {
        return new BoundStatement(probes.text(active), statement.values());
    }

    /** The probes under which the plan stays what it is: all, or as many as can be had. */
    private List<SqliteProbes.Probe> harmless() {
        if (isHarmless(probes.probes())) {
            return probes.probes();
        }
        if (probes.probes().size() > MOST_TRIED) {
            return List.of();
        }
        List<SqliteProbes.Probe> accepted = new ArrayList<>();
        for (SqliteProbes.Probe probe : probes.probes()) {
            accepted.add(probe);
            if (!isHarmless(accepted)) {
                accepted.remove(probe);
            }
        }
        return accepted;
    }

    private boolean isHarmless(List<SqliteProbes.Probe> active) {
        try {
            return shape(SqlitePlanRow.read(connection, dialect, instrumented(active)))
                    .equals(shape(original));
        } catch (SQLException notAccepted) {
            return false;
        }
    }

    /** Parents by place instead of address, costs and words. */
    private static List<List<Object>> shape(List<SqlitePlanRow> rows) {
        Map<Integer, Integer> places = new HashMap<>();
        List<List<Object>> shape = new ArrayList<>();
        for (SqlitePlanRow row : rows) {
            places.put(row.id(), places.size());
            // A view is called by its own name here, its query in parentheses by its alias; subqueries are numbered
            // anew.
            String words = row.detail()
                    .replaceFirst("^(CO-ROUTINE|MATERIALIZE|RIGHT-JOIN) .*", "$1")
                    .replaceAll("(SUBQUERY |subquery-)\\d+", "$1");
            shape.add(List.of(places.getOrDefault(row.parent(), -1), row.logCost(), words));
        }
        return shape;
    }
}
