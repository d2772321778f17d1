package rowan.display;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rowan.model.Quantity;
import rowan.model.QueryPlan;
import rowan.model.QueryPlan.Access;
import rowan.model.QueryPlan.Bound;
import rowan.model.QueryPlan.IndexUse;
import rowan.model.QueryPlan.Node;

/** A step of a plan in words. */
final class PlanWords {

    /** In front of steps that do more than an index would need. */
    static final String WARNING = "▲";

    private PlanWords() {}

    /** What the step is about: a table, an order. */
    static String subject(Node node) {
        return switch (node.operation()) {
            case READ -> named(node.target().toString());
            case TEMPORARY_SORT -> "sort for " + node.target();
            case CONSTANT -> "constant row";
            case SUBQUERY, CORRELATED_SUBQUERY, REUSED_SUBQUERY ->
                node.target().name().isEmpty()
                        ? lower(node.detail())
                        : named(node.target().toString());
            case COMPOUND, PART, PREPARE -> lower(node.detail());
            case OTHER -> node.detail();
        };
    }

    /** {@code (subquery-2)} is SQLite's name for a subquery without one. */
    private static String named(String target) {
        return target.matches("\\(subquery-\\d+\\)")
                ? target.substring(1, target.length() - 1).replace('-', ' ')
                : target;
    }

    /** How it is done; empty where the subject says it all. */
    static String manner(Node node) {
        if (node.operation() == QueryPlan.Operation.TEMPORARY_SORT) {
            return "temporary B-tree";
        }
        if (node.reading().isEmpty()) {
            return "";
        }
        QueryPlan.Reading reading = node.reading().get();
        String use = reading.index().map(PlanWords::index).orElse("");
        return switch (reading.access()) {
            case FULL_SCAN ->
                "full scan"
                        + (reading.tableRows().isPresent()
                                ? " of " + Quantity.count(reading.tableRows().getAsLong(), "row")
                                : "");
            case INDEX_SCAN -> "scan of the whole index, " + use;
            case KEY_SEEK -> "seek, primary key" + use;
            case INDEX_SEEK -> "seek, " + use;
            case AUTOMATIC_INDEX -> "index built for this run only" + use;
            case COUNT -> "entries counted without a look at them";
            case SUBQUERY_SCAN -> "";
            case VIRTUAL_TABLE -> "virtual table " + use;
        };
    }

    /** Whether an index could spare work here. */
    static boolean isWarning(Node node) {
        return node.isFullScan() || node.isAccess(Access.AUTOMATIC_INDEX);
    }

    /** {@code covering, posts_author(author_id =, created range, title)}. */
    private static String index(IndexUse use) {
        List<String> columns = new ArrayList<>();
        for (QueryPlan.IndexColumn column : use.columns()) {
            columns.add(column.name() + column.bound().map(PlanWords::sign).orElse(""));
        }
        String bounds = columns.isEmpty() ? "" : "(" + String.join(", ", columns) + ")";
        String where = use.where().map(condition -> " where " + condition).orElse("");
        String kind = use.covering() && !use.name().isEmpty() ? "covering, " : "";
        return kind + use.name() + (use.name().isEmpty() ? " " : "") + bounds + where;
    }

    private static String sign(Bound bound) {
        return switch (bound) {
            case EQUAL -> " =";
            case RANGE -> " range";
            case SKIP -> " each value";
        };
    }

    private static String lower(String words) {
        return words.toLowerCase(Locale.ROOT);
    }
}
