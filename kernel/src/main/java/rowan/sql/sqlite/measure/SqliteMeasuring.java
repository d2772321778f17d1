package rowan.sql.sqlite.measure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.sqlite.Function;
import org.sqlite.core.Codes;
import rowan.model.Count;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Execution;
import rowan.model.plan.QueryPlan.Node;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Counting;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.StatementWork;
import rowan.sql.sqlite.plan.SqlitePlanRow;
import rowan.workspace.contract.Interrupt;

/**
 * Runs a query and counts what each step of its plan did. SQLite as the driver ships it cannot tell; so the query is run
 * once more with a call in its conditions for each table, which sees every row that the step visits. That is trusted only
 * where plan, costs and number of rows stay what they were.
 */
public final class SqliteMeasuring {

    /** One by one no more probes are tried: each takes a plan of its own. */
    private static final int MOST_TRIED = 100;

    private static final Count NO_ROWS_OF_NULLS =
            new Count.NotMeasurable("rows that stand in for a missing partner are not counted");

    private final Connection connection;
    private final Dialect dialect;
    private final Interrupt interrupt;
    private final BoundStatement statement;
    private final List<SqlitePlanRow> original;
    private final SqliteProbes probes;
    private final Map<SqliteProbes.Probe, Counter> counters = new LinkedHashMap<>();

    public SqliteMeasuring(
            Connection connection, Dialect dialect, BoundStatement statement, Schema schema, Interrupt interrupt)
            throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.interrupt = interrupt;
        this.statement = statement;
        this.original = SqlitePlanRow.read(connection, dialect, statement);
        this.probes = SqliteProbes.of(statement.sql(), schema, dialect.lexicon(), original);
    }

    /** Counts its calls, and those with NULL; always true. */
    private static final class Counter extends Function {
        private long calls;
        private long nulls;

        @Override
        protected void xFunc() throws SQLException {
            calls++;
            nulls += value_type(0) == Codes.SQLITE_NULL ? 1 : 0;
            result(1);
        }

        private void reset() {
            calls = 0;
            nulls = 0;
        }
    }

    /**
     * Runs the statement several times: for the clock, with nothing installed; for its steps; for its rows; for its pages.
     *
     * @param plan the plan of the same statement on the same connection
     */
    public QueryPlan of(QueryPlan plan, Counting counting) throws SQLException {
        SqliteUndoing undoing = new SqliteUndoing(connection, dialect, statement);
        boolean query = undoing.isQuery();
        long start = System.nanoTime();
        long rows = undoing.after(() -> rows(statement));
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        StatementWork work = new SqliteWork(connection, dialect, interrupt).count(statement, counting.exactUpTo());
        List<Node> nodes = plan.nodes();
        if (!query) {
            nodes = new SqliteCounts(original, Map.of(), "only queries are counted row by row").in(nodes);
        } else if (!SqliteWork.isAbove(work, counting.rowsUpTo())) {
            nodes = counted(nodes, rows);
        }
        OptionalLong pages =
                query ? new SqlitePages(connection, dialect, interrupt).of(statement) : OptionalLong.empty();
        Execution execution = new Execution(rows, elapsed, work.steps(), pages, !query);
        return new QueryPlan(plan.statement(), nodes, Optional.of(execution), plan.notes());
    }

    private long rows(BoundStatement running) throws SQLException {
        long rows = 0;
        try (PreparedStatement prepared = running.prepare(connection, dialect.values())) {
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
        List<SqliteProbes.Probe> first =
                active.stream().filter(probe -> !probe.deferring()).toList();
        if (!isHarmless(first)) {
            first = List.of();
        }
        boolean same = first.isEmpty() || rows(instrumented(first)) == rows;
        SqliteCounts counts = new SqliteCounts(
                original,
                probes.refusals(),
                active.isEmpty() && isTooLarge()
                        ? "the query has more tables than are tried one by one"
                        : same
                                ? "counting would change the plan, or could not tell it from another step"
                                : "the query gives another result each time");
        if (same && !first.isEmpty()) {
            add(first, counts);
            if (first.size() < active.size()) {
                addDeferring(active, rows, counts);
            }
        }
        return counts.in(nodes);
    }

    private void add(List<SqliteProbes.Probe> active, SqliteCounts counts) throws SQLException {
        SqliteAttribution attribution = attribution(active);
        for (SqliteProbes.Probe probe : active) {
            attribution.place(probe, active).ifPresent(place -> add(probe, place, attribution, counts));
        }
    }

    /** Takes in what deferring probes count, of queries that look at as many rows with them as without. */
    private void addDeferring(List<SqliteProbes.Probe> active, long rows, SqliteCounts counts) throws SQLException {
        Map<SqliteProbes.Probe, Long> visited = new HashMap<>();
        active.forEach(probe -> visited.put(probe, counters.get(probe).calls));
        counters.values().forEach(Counter::reset);
        if (rows(instrumented(active)) != rows) {
            return;
        }
        SqliteAttribution attribution = attribution(active);
        for (SqliteProbes.Probe probe : active) {
            boolean faithful = active.stream()
                    .filter(other -> other.what() == SqliteProbes.What.VISITED
                            && other.source().equals(probe.source()))
                    .anyMatch(other -> counters.get(other).calls == visited.get(other));
            if (probe.deferring() && faithful) {
                attribution.place(probe, active).ifPresent(place -> add(probe, place, attribution, counts));
            }
        }
    }

    private SqliteAttribution attribution(List<SqliteProbes.Probe> active) throws SQLException {
        return new SqliteAttribution(SqliteInstrumented.of(connection, dialect, instrumented(active)));
    }

    private void add(SqliteProbes.Probe probe, int place, SqliteAttribution attribution, SqliteCounts counts) {
        Counter counter = counters.get(probe);
        switch (probe.what()) {
            case RUNS -> counts.runs(place, counter.calls);
            case VISITED -> counts.visited(place, counter.calls);
            case KEPT -> {
                boolean exact = probe.last() && !attribution.isFollowedByCondition(probe, place);
                Count all = count(counter.calls, exact);
                switch (probe.side()) {
                    case INNER -> counts.kept(place, all, all);
                    case OUTER -> counts.kept(place, all, NO_ROWS_OF_NULLS);
                    case OUTER_WITH_NULLS -> counts.kept(place, count(counter.calls - counter.nulls, exact), all);
                }
            }
        }
    }

    private static Count count(long number, boolean exact) {
        return exact || number == 0 ? new Count.Exact(number) : new Count.AtMost(number);
    }

    private BoundStatement instrumented(List<SqliteProbes.Probe> active) {
        return new BoundStatement(probes.text(active), statement.values());
    }

    private boolean isTooLarge() {
        return probes.probes().size() > MOST_TRIED;
    }

    /** The probes under which the plan stays what it is: all, or as many as can be had. */
    private List<SqliteProbes.Probe> harmless() {
        if (isHarmless(probes.probes())) {
            return probes.probes();
        }
        if (isTooLarge()) {
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
            return SqliteInstrumented.of(connection, dialect, instrumented(active))
                    .shape()
                    .equals(SqliteInstrumented.shape(original));
        } catch (SQLException notAccepted) {
            return false;
        }
    }
}
