package rowan.sql.sqlite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.QueryPlan.Access;
import rowan.model.QueryPlan.Join;
import rowan.model.QueryPlan.Kept;
import rowan.model.QueryPlan.Measurement;
import rowan.model.QueryPlan.Measurement.Counted;
import rowan.model.QueryPlan.Measurement.NotMeasurable;
import rowan.model.QueryPlan.Node;
import rowan.model.QueryPlan.Operation;

/** What probes counted, put where it belongs in the plan, with the number of loops that follows from it. */
final class SqliteCounts {

    private final List<SqlitePlanRow> rows;
    private final Map<SqliteOutline.Source, String> refusals;
    private final String otherwise;
    private final Map<Integer, Long> runs = new HashMap<>();
    private final Map<Integer, Long> visited = new HashMap<>();
    private final Map<Integer, Kept> kept = new HashMap<>();

    /**
     * @param rows what the plan's nodes were made of, in the same order
     * @param refusals what no probe could be placed for, and why
     * @param otherwise why all others that were not counted were not
     */
    SqliteCounts(List<SqlitePlanRow> rows, Map<SqliteOutline.Source, String> refusals, String otherwise) {
        this.rows = rows;
        this.refusals = refusals;
        this.otherwise = otherwise;
    }

    /** Takes in what a probe counted at a place of the plan. */
    void add(int place, SqliteProbes.Probe probe, long count) {
        switch (probe.what()) {
            case RUNS -> runs.put(place, count);
            case VISITED -> visited.put(place, count);
            // The branches of an OR may find a row more than once.
            case KEPT ->
                kept.put(
                        place, new Kept(count, probe.exact() && !rows.get(place).isMultiIndexOr()));
        }
    }

    /** The plan's nodes with their measurements. */
    List<Node> in(List<Node> nodes) {
        return in(nodes, 0, OptionalLong.of(1), false);
    }

    private List<Node> in(List<Node> nodes, int parent, OptionalLong starts, boolean ofRightJoin) {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < rows.size(); place++) {
            if (rows.get(place).parent() == parent) {
                places.add(place);
            }
        }
        boolean rightJoin = places.stream().anyMatch(place -> rows.get(place).isRightJoin());
        boolean oneCoroutine =
                places.stream().filter(place -> isCoroutine(place)).count() == 1
                        && nodes.stream()
                                .filter(node -> node.reading().isPresent())
                                .findFirst()
                                .filter(node -> node.isAccess(Access.SUBQUERY_SCAN))
                                .isPresent();
        List<Node> counted = new ArrayList<>();
        OptionalLong loops = starts;
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            int place = places.get(i);
            SqlitePlanRow row = rows.get(place);
            List<Node> children =
                    in(node.children(), row.id(), inside(node, place, loops, oneCoroutine), row.isRightJoin());
            Node deeper = node.withChildren(children);
            if (node.operation() == Operation.READ || row.isMultiIndexOr()) {
                Measurement measurement = measurement(node, place, loops, ofRightJoin);
                deeper = deeper.measured(measurement);
                loops = rightJoin ? OptionalLong.empty() : passedOn(node, measurement);
            }
            counted.add(deeper);
        }
        return counted;
    }

    private boolean isCoroutine(int place) {
        return rows.get(place).detail().startsWith("CO-ROUTINE ");
    }

    /** How often what belongs to a node is started. A co-routine that an inner loop reads may be run again and again. */
    private OptionalLong inside(Node node, int place, OptionalLong loops, boolean oneCoroutine) {
        if (isCoroutine(place) && !oneCoroutine) {
            return OptionalLong.empty();
        }
        return switch (node.operation()) {
            case CORRELATED_SUBQUERY ->
                runs.containsKey(place) ? OptionalLong.of(runs.get(place)) : OptionalLong.empty();
            case SUBQUERY, COMPOUND, READ -> OptionalLong.of(1);
            case PART -> rows.get(place).detail().equals("RECURSIVE STEP") ? OptionalLong.empty() : loops;
            default -> OptionalLong.empty();
        };
    }

    /** How often the next loop is started: for each row that this one passes on. */
    private static OptionalLong passedOn(Node node, Measurement measurement) {
        boolean withNulls =
                node.reading().filter(reading -> reading.join() == Join.LEFT).isPresent();
        return measurement instanceof Counted counted && !withNulls
                ? counted.kept()
                        .filter(Kept::exact)
                        .map(k -> OptionalLong.of(k.rows()))
                        .orElse(OptionalLong.empty())
                : OptionalLong.empty();
    }

    private Measurement measurement(Node node, int place, OptionalLong loops, boolean ofRightJoin) {
        SqlitePlanRow row = rows.get(place);
        if (node.isAccess(Access.AUTOMATIC_INDEX)) {
            return new NotMeasurable("its index is built while the query runs");
        }
        if (visited.containsKey(place)) {
            long rows = visited.get(place);
            // What gave no row may never have been started.
            boolean certain = rows > 0 || loops.isPresent() && loops.getAsLong() != 1;
            return new Counted(certain ? loops : OptionalLong.empty(), rows, Optional.ofNullable(kept.get(place)));
        }
        if (ofRightJoin) {
            return new NotMeasurable("it looks for rows without a partner, behind all conditions");
        }
        if (node.isAccess(Access.COUNT)) {
            return new NotMeasurable("its entries are counted page by page, and no row is looked at");
        }
        if (row.detail().startsWith("SCAN (subquery-")) {
            return new NotMeasurable("the engine made it for a window function");
        }
        if (isBranchOfOr(row)) {
            return new NotMeasurable("the branches of an OR are counted together");
        }
        return new NotMeasurable(refusals.entrySet().stream()
                .filter(refusal -> row.reads(refusal.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise));
    }

    private boolean isBranchOfOr(SqlitePlanRow row) {
        return rows.stream()
                .filter(branch -> branch.id() == row.parent())
                .anyMatch(branch -> rows.stream().anyMatch(or -> or.id() == branch.parent() && or.isMultiIndexOr()));
    }
}
