package rowan.sql.sqlite.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rowan.model.Count;
import rowan.model.Count.Exact;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Measurement;
import rowan.model.plan.QueryPlan.Measurement.Counted;
import rowan.model.plan.QueryPlan.Measurement.NotMeasurable;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.sql.sqlite.plan.SqlitePlanRow;
import rowan.sql.sqlite.text.SqliteOutline;

/** What probes counted, put where it belongs in the plan, with the number of loops that follows from it. */
final class SqliteCounts {

    private static final Count UNKNOWN = new Count.NotMeasurable("the engine leaves no place to count them");

    private final List<SqlitePlanRow> rows;
    private final Map<SqliteOutline.Source, String> refusals;
    private final String otherwise;
    private final Map<Integer, Long> runs = new HashMap<>();
    private final Map<Integer, Long> visited = new HashMap<>();
    private final Map<Integer, Count> kept = new HashMap<>();
    private final Map<Integer, Count> passed = new HashMap<>();

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

    /** Takes in how often a correlated subquery ran. */
    void runs(int place, long count) {
        runs.put(place, count);
    }

    /** Takes in how many rows a step looked at. */
    void visited(int place, long count) {
        visited.put(place, count);
    }

    /**
     * Takes in how many rows a step passed on.
     *
     * @param withNulls how many with the rows of NULLs that an outer join makes
     */
    void kept(int place, Count rows, Count withNulls) {
        kept.put(place, rows);
        passed.put(place, withNulls);
    }

    /** The plan's nodes with their measurements. */
    List<Node> in(List<Node> nodes) {
        return in(nodes, 0, new Exact(1), false);
    }

    private List<Node> in(List<Node> nodes, int parent, Count starts, boolean ofRightJoin) {
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
        Count loops = starts;
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
                loops = rightJoin ? UNKNOWN : passed.getOrDefault(place, UNKNOWN);
            }
            counted.add(deeper);
        }
        return counted;
    }

    private boolean isCoroutine(int place) {
        return rows.get(place).detail().startsWith("CO-ROUTINE ");
    }

    /** How often what belongs to a node is started. A co-routine that an inner loop reads may be run again and again. */
    private Count inside(Node node, int place, Count loops, boolean oneCoroutine) {
        if (isCoroutine(place) && !oneCoroutine) {
            return UNKNOWN;
        }
        return switch (node.operation()) {
            case CORRELATED_SUBQUERY -> runs.containsKey(place) ? new Exact(runs.get(place)) : UNKNOWN;
            case SUBQUERY, COMPOUND, READ -> new Exact(1);
            case PART -> rows.get(place).detail().equals("RECURSIVE STEP") ? UNKNOWN : loops;
            default -> UNKNOWN;
        };
    }

    private Measurement measurement(Node node, int place, Count loops, boolean ofRightJoin) {
        SqlitePlanRow row = rows.get(place);
        if (node.isAccess(Access.AUTOMATIC_INDEX)) {
            return none(place, loops, "its index is built while the query runs");
        }
        if (visited.containsKey(place)) {
            long rows = visited.get(place);
            Count passedOn = rows == 0 ? new Exact(0) : kept.getOrDefault(place, UNKNOWN);
            return new Counted(isCertain(loops, rows) ? loops : UNKNOWN, rows, passedOn);
        }
        if (ofRightJoin) {
            return none(place, loops, "it looks for rows without a partner, behind all conditions");
        }
        if (node.isAccess(Access.COUNT)) {
            return none(place, loops, "its entries are counted page by page, and no row is looked at");
        }
        if (row.detail().startsWith("SCAN (subquery-")) {
            return none(place, loops, "it is a subquery that has no name to count by");
        }
        if (isBranchOfOr(row)) {
            return none(place, loops, "the branches of an OR are counted together");
        }
        return none(
                place,
                loops,
                refusals.entrySet().stream()
                        .filter(refusal -> row.reads(refusal.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(otherwise));
    }

    /** What gave no row may never have been started, though it belongs to what is started once. */
    private static boolean isCertain(Count loops, long rows) {
        return rows > 0 || !loops.is(1);
    }

    private NotMeasurable none(int place, Count loops, String reason) {
        Count passedOn = kept.getOrDefault(place, UNKNOWN);
        return new NotMeasurable(reason, isCertain(loops, passedOn.certain().orElse(0)) ? loops : UNKNOWN, passedOn);
    }

    private boolean isBranchOfOr(SqlitePlanRow row) {
        return rows.stream()
                .filter(branch -> branch.id() == row.parent())
                .anyMatch(branch -> rows.stream().anyMatch(or -> or.id() == branch.parent() && or.isMultiIndexOr()));
    }
}
