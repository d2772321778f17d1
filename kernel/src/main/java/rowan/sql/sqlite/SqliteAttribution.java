package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import rowan.sql.BoundStatement;
import rowan.sql.Dialect;

/**
 * Which step of the plan each probe counts for. {@code EXPLAIN} tells at which address of the statement's program a
 * probe is called, {@code EXPLAIN QUERY PLAN} at which address each step begins.
 */
final class SqliteAttribution {

    private final List<SqlitePlanRow> rows;
    private final Map<String, Set<Integer>> calls;

    private SqliteAttribution(List<SqlitePlanRow> rows, Map<String, Set<Integer>> calls) {
        this.rows = rows;
        this.calls = calls;
    }

    /** Of a statement with probes in it. */
    static SqliteAttribution of(Connection connection, Dialect dialect, BoundStatement instrumented)
            throws SQLException {
        Map<String, Set<Integer>> calls = new HashMap<>();
        BoundStatement question = new BoundStatement("EXPLAIN " + instrumented.sql(), instrumented.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect);
                ResultSet program = prepared.executeQuery()) {
            while (program.next()) {
                String called = Optional.ofNullable(program.getString("p4")).orElse("");
                if (called.startsWith(SqliteProbes.PREFIX) && called.contains("(")) {
                    calls.computeIfAbsent(called.substring(0, called.indexOf('(')), f -> new TreeSet<>())
                            .add(program.getInt("addr"));
                }
            }
        }
        return new SqliteAttribution(SqlitePlanRow.read(connection, dialect, instrumented), calls);
    }

    /**
     * The place in the plan of the one step that a probe counts for; empty where it is called for several, and where a
     * neighbour has the same name, since the two may have changed places. The branches of an OR over several indexes share
     * their probe, which counts for the OR.
     */
    Optional<Integer> place(SqliteProbes.Probe probe) {
        Set<Integer> places = new TreeSet<>();
        for (int address : calls.getOrDefault(probe.function(), Set.of())) {
            nearest(probe, address).map(this::or).ifPresent(places::add);
        }
        return places.size() == 1
                ? Optional.of(places.iterator().next()).filter(place -> isAlone(place, probe))
                : Optional.empty();
    }

    /**
     * The last step before an address that the probe can belong to. In the plan's program each step before it takes an
     * address of its own, which the program that runs does not have.
     */
    private Optional<Integer> nearest(SqliteProbes.Probe probe, int address) {
        List<Integer> byAddress = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            byAddress.add(place);
        }
        byAddress.sort((a, b) -> Integer.compare(rows.get(a).id(), rows.get(b).id()));
        Optional<Integer> nearest = Optional.empty();
        for (int before = 0; before < byAddress.size(); before++) {
            int place = byAddress.get(before);
            SqlitePlanRow row = rows.get(place);
            boolean fits = probe.source().map(row::reads).orElse(row.isCorrelated());
            if (fits && row.id() - before <= address && !isWithin(place, SqlitePlanRow::isRightJoin)) {
                nearest = Optional.of(place);
            }
        }
        return nearest;
    }

    private boolean isAlone(int place, SqliteProbes.Probe probe) {
        return probe.source().isEmpty()
                || rows.stream()
                                .filter(row -> row.parent() == rows.get(place).parent())
                                .filter(row -> row.reads(probe.source().get()))
                                .count()
                        <= 1;
    }

    private boolean isWithin(int place, Predicate<SqlitePlanRow> kind) {
        return parent(place)
                .filter(p -> kind.test(rows.get(p)) || isWithin(p, kind))
                .isPresent();
    }

    private int or(int place) {
        Optional<Integer> branch = parent(place);
        Optional<Integer> or =
                branch.flatMap(this::parent).filter(p -> rows.get(p).isMultiIndexOr());
        return or.orElse(place);
    }

    private Optional<Integer> parent(int place) {
        for (int other = 0; other < place; other++) {
            if (rows.get(other).id() == rows.get(place).parent()) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
