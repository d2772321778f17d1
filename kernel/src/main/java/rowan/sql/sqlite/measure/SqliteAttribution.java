package rowan.sql.sqlite.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import rowan.sql.sqlite.measure.SqliteInstrumented.Instruction;
import rowan.sql.sqlite.measure.SqliteInstrumented.Placed;
import rowan.sql.sqlite.plan.SqlitePlanRow;

/**
 * Which step of the plan each probe counts for, and whether the statement's program has another condition behind it:
 * {@code EXPLAIN} tells at which address a probe is called, {@code EXPLAIN QUERY PLAN} at which address each step begins.
 */
final class SqliteAttribution {

    /** What ends the last loop's conditions: from here on its row is used. */
    private static final Set<String> USES =
            Set.of("ResultRow", "SorterInsert", "AggStep", "AggStep1", "Yield", "Next", "Prev", "Return", "Halt");

    private final List<Placed> rows;
    private final SqliteInstrumented statement;
    private final List<Optional<Integer>> parents;

    /** Plans have hundreds of steps, and each probe is compared with all others. */
    private final Map<SqliteProbes.Probe, Optional<Integer>> places = new HashMap<>();

    SqliteAttribution(SqliteInstrumented statement) {
        this.rows = statement.rows();
        this.statement = statement;
        this.parents = parents(rows);
    }

    private static List<Optional<Integer>> parents(List<Placed> rows) {
        Map<Integer, Integer> before = new HashMap<>();
        List<Optional<Integer>> parents = new ArrayList<>();
        for (Placed placed : rows) {
            parents.add(Optional.ofNullable(before.get(placed.row().parent())));
            before.putIfAbsent(placed.row().id(), parents.size() - 1);
        }
        return parents;
    }

    /**
     * The place in the plan of the one step that a probe counts for. What a step keeps is counted behind all subqueries that
     * its conditions hold, which may read something of the same name; so it belongs to the step that the probe of what is
     * visited belongs to.
     *
     * @param active all probes of the statement
     */
    Optional<Integer> place(SqliteProbes.Probe probe, List<SqliteProbes.Probe> active) {
        boolean alone = probe.source()
                .filter(source -> rows.stream()
                                .filter(placed -> placed.row().reads(source))
                                .count()
                        == 1)
                .isPresent();
        if (probe.source().isEmpty() || alone) {
            return place(probe);
        }
        List<SqliteProbes.Probe> here = active.stream()
                .filter(other -> other.what() == SqliteProbes.What.VISITED)
                .filter(other -> place(other).isPresent())
                .toList();
        Optional<Integer> place = here.stream()
                .filter(other -> other.source().equals(probe.source()))
                .findFirst()
                .flatMap(this::place);
        // Something of the same name that is looked up within its conditions stands nearer to both.
        return here.stream().filter(other -> place(other).equals(place)).count() == 1 ? place : Optional.empty();
    }

    /**
     * The place in the plan of the one step that a probe is called at; empty where it is called for several, and where a
     * neighbour has the same name, since the two may have changed places. The branches of an OR over several indexes share
     * their probe, which counts for the OR.
     */
    private Optional<Integer> place(SqliteProbes.Probe probe) {
        return places.computeIfAbsent(probe, this::found);
    }

    private Optional<Integer> found(SqliteProbes.Probe probe) {
        Set<Integer> found = new TreeSet<>();
        for (int address : statement.calls(probe)) {
            nearest(probe, address).map(this::or).ifPresent(found::add);
        }
        return found.size() == 1
                ? Optional.of(found.iterator().next()).filter(place -> isAlone(place, probe))
                : Optional.empty();
    }

    /**
     * Whether a row that a probe has seen may still be rejected before the next loop is started. A condition that does so
     * jumps to where the probe's own would; the loop that comes next begins at an address that is known. Behind the last loop
     * nobody says where the conditions end, and what else may skip a row cannot be told from them.
     */
    boolean isFollowedByCondition(SqliteProbes.Probe probe, int place) {
        return statement.calls(probe).stream()
                .anyMatch(call -> isFollowedByCondition(call, place, probe.side() != SqliteProbes.Side.INNER));
    }

    private boolean isFollowedByCondition(int call, int place, boolean outer) {
        List<Instruction> program = statement.program();
        int tested = call;
        while (tested < program.size() && !program.get(tested).operation().equals("IfNot")) {
            tested++;
        }
        if (tested == program.size()) {
            return true;
        }
        int rejected = program.get(tested).target();
        Optional<Integer> next = next(place, tested);
        if (next.isEmpty() && !outer) {
            return false;
        }
        for (int at = tested + 1; at < next.orElse(program.size()); at++) {
            if (next.isEmpty() && USES.contains(program.get(at).operation())) {
                return false;
            }
            // A row that DISTINCT has seen before is found in its table; no condition jumps so.
            if (program.get(at).target() == rejected
                    && !program.get(at).operation().equals("Found")) {
                return true;
            }
        }
        return false;
    }

    /** Where the loop inside of a step begins. */
    private Optional<Integer> next(int place, int behind) {
        return rows.stream()
                .filter(placed -> placed.row().parent() == rows.get(place).row().parent())
                .filter(placed -> placed.row().isLoop() && placed.address() > behind)
                .map(Placed::address)
                .min(Integer::compare);
    }

    /** The last step before an address that the probe can belong to. */
    private Optional<Integer> nearest(SqliteProbes.Probe probe, int address) {
        Optional<Integer> nearest = Optional.empty();
        for (int place = 0; place < rows.size(); place++) {
            Placed placed = rows.get(place);
            boolean fits =
                    probe.source().map(placed.row()::reads).orElse(placed.row().isCorrelated());
            boolean later =
                    nearest.map(n -> rows.get(n).row().id() < placed.row().id()).orElse(true);
            if (fits && later && placed.address() <= address && !isWithin(place, SqlitePlanRow::isRightJoin)) {
                nearest = Optional.of(place);
            }
        }
        return nearest;
    }

    private boolean isAlone(int place, SqliteProbes.Probe probe) {
        return probe.source().isEmpty()
                || rows.stream()
                                .map(Placed::row)
                                .filter(row ->
                                        row.parent() == rows.get(place).row().parent())
                                .filter(row -> row.reads(probe.source().get()))
                                .count()
                        <= 1;
    }

    private boolean isWithin(int place, Predicate<SqlitePlanRow> kind) {
        return parent(place)
                .filter(p -> kind.test(rows.get(p).row()) || isWithin(p, kind))
                .isPresent();
    }

    private int or(int place) {
        Optional<Integer> branch = parent(place);
        Optional<Integer> or =
                branch.flatMap(this::parent).filter(p -> rows.get(p).row().isMultiIndexOr());
        return or.orElse(place);
    }

    private Optional<Integer> parent(int place) {
        return parents.get(place);
    }
}
