package rowan.advice;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Reading;

/**
 * How much of a plan is work that an index could spare, as a number to compare with that of another plan of the same
 * statement: first what is read anew for each row of a loop around, then the indexes that are built on every run, then what
 * is read once, then the sorts. Tables known to be small do not count.
 */
final class PlanShape {

    /** So few rows that reading them all is as good as looking them up. */
    private static final long FEW_ROWS = 1_000;

    /** To build an index on so few on every run is quick too. */
    private static final long FEW_TO_BUILD = 500;

    /** To read so few again and again is no work. */
    private static final long VERY_FEW = 50;

    /** To sort fewer is no work. */
    private static final double MANY_ROWS = 100;

    private static final long SCAN_IN_A_LOOP = 1_000_000_000;
    private static final long AUTOMATIC_INDEX = 1_000_000;
    private static final long SCAN = 1_000;
    /** A scan that may end before it has read all. */
    private static final long PARTIAL_SCAN = 500;

    private static final long GROUPING = 10;
    private static final long SORT = 2;
    private static final long PARTIAL_SORT = 1;

    private final Map<String, Long> rows;

    /** @param rows how many rows tables have, by name, where that is known better than by the plans themselves */
    PlanShape(Map<String, Long> rows) {
        this.rows = rows;
    }

    /** The less the better. */
    long cost(QueryPlan plan) {
        return cost(plan.nodes(), false, true);
    }

    /**
     * Whether a plan does something that the one before it did not, and that may cost more than it spares: reads a table
     * anew for each row of a loop around, or looks up all rows of a table in the order of an index, other than to group
     * them.
     */
    boolean isRisky(QueryPlan plan, QueryPlan before) {
        return again(plan.nodes(), false) > again(before.nodes(), false)
                || lookUps(plan) > lookUps(before) && groupings(plan) >= groupings(before);
    }

    private long again(List<Node> nodes, boolean around) {
        boolean within = around;
        long again = 0;
        for (Node node : nodes) {
            boolean scan = node.isFullScan() || node.isAccess(Access.INDEX_SCAN) || node.isAccess(Access.SUBQUERY_SCAN);
            again += within && scan && tableRows(node) > VERY_FEW ? 1 : 0;
            again += again(node.children(), isEach(node, within) || around);
            within |= node.reading().filter(PlanShape::isLoop).isPresent();
        }
        return again;
    }

    private static boolean isEach(Node node, boolean within) {
        return node.operation() == Operation.CORRELATED_SUBQUERY
                || node.detail().equals("RECURSIVE STEP")
                || node.operation() == Operation.PART && within;
    }

    private static long lookUps(QueryPlan plan) {
        return plan.walk().stream()
                .filter(node -> node.isAccess(Access.INDEX_SCAN))
                .filter(node -> node.reading().orElseThrow().whole() || sorts(plan) > 0)
                .filter(node -> node.reading()
                        .orElseThrow()
                        .index()
                        .filter(IndexUse::covering)
                        .isEmpty())
                .count();
    }

    private static long groupings(QueryPlan plan) {
        return plan.walk().stream().filter(node -> sort(node) == GROUPING).count();
    }

    /** The sorts of a plan, a partial one less than a whole one. */
    static long sorts(QueryPlan plan) {
        return plan.walk().stream().mapToLong(PlanShape::sort).sum();
    }

    /** Whether something in a plan is worth thinking about: a scan, an index that is built on every run, a sort. */
    boolean isImprovable(QueryPlan plan) {
        return plan.walk().stream()
                .anyMatch(node -> node.operation() == Operation.TEMPORARY_SORT
                        || (node.isAccess(Access.AUTOMATIC_INDEX)
                                        || node.isFullScan()
                                        || node.isAccess(Access.INDEX_SCAN))
                                && !isSmall(node));
    }

    private boolean isSmall(Node node) {
        long few = node.isAccess(Access.AUTOMATIC_INDEX) ? FEW_TO_BUILD : FEW_ROWS;
        if (node.counted().isPresent()) {
            return node.counted().get().visited() <= few;
        }
        boolean partial = node.reading()
                .orElseThrow()
                .index()
                .filter(i -> i.where().isPresent())
                .isPresent();
        return partial ? node.estimate().rows().orElse(Double.MAX_VALUE) <= few : tableRows(node) <= few;
    }

    private long tableRows(Node node) {
        OptionalLong known = node.reading().orElseThrow().tableRows();
        return rows.getOrDefault(node.target().name(), known.orElse(Long.MAX_VALUE));
    }

    /**
     * The cost of nested loops.
     *
     * @param again whether they are run for each row of something
     * @param sure whether they are run whatever the data are
     */
    private long cost(List<Node> nodes, boolean again, boolean sure) {
        boolean within = again;
        boolean many = nodes.stream().anyMatch(this::readsMany);
        long cost = 0;
        for (Node node : nodes) {
            cost += sure && many ? sort(node) : 0;
            boolean matters =
                    sure || node.reading().filter(r -> r.wanted().filtered()).isPresent();
            cost += matters && node.reading().isPresent() && !isSmall(node)
                    ? reading(node.reading().get(), within)
                    : 0;
            cost += cost(node.children(), isEach(node, within) || again, sure && isSure(node, nodes));
            within |= node.reading().filter(PlanShape::isLoop).isPresent();
        }
        return cost;
    }

    /** Whether what is below a node is run as soon as the node is: a query in FROM is if it is read first. */
    private static boolean isSure(Node node, List<Node> nodes) {
        return switch (node.operation()) {
            case CORRELATED_SUBQUERY -> false;
            case SUBQUERY ->
                nodes.stream()
                        .filter(other -> other.reading().isPresent())
                        .findFirst()
                        .filter(first ->
                                first.target().name().equals(node.target().name()))
                        .isPresent();
            default -> true;
        };
    }

    private boolean readsMany(Node node) {
        return node.reading().isPresent()
                && !isSmall(node)
                && node.estimate().rows().orElse(MANY_ROWS) >= MANY_ROWS;
    }

    /** Duplicates are removed row by row, which is no sort that the first row waits for. */
    private static long sort(Node node) {
        String what = node.target().name();
        if (node.operation() != Operation.TEMPORARY_SORT || what.endsWith("DISTINCT") || what.endsWith(")")) {
            return 0;
        }
        return what.startsWith("LAST ") ? PARTIAL_SORT : what.equals("GROUP BY") ? GROUPING : SORT;
    }

    private static long reading(Reading reading, boolean again) {
        return switch (reading.access()) {
            case FULL_SCAN, INDEX_SCAN -> again ? SCAN_IN_A_LOOP : reading.whole() ? SCAN : PARTIAL_SCAN;
            case SUBQUERY_SCAN -> again ? SCAN_IN_A_LOOP : 0;
            case AUTOMATIC_INDEX -> AUTOMATIC_INDEX;
            default -> 0;
        };
    }

    /** Whether what is read behind it is read for many rows. */
    private static boolean isLoop(Reading reading) {
        boolean oneRow = reading.access() == Access.KEY_SEEK
                && reading.index().stream()
                        .flatMap(index -> index.columns().stream())
                        .allMatch(column ->
                                column.bound().filter(b -> b == Bound.EQUAL).isPresent());
        return !oneRow;
    }
}
