package rowan.display.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Reading;

/** One plain sentence for each step of a plan, for someone who has never seen one. */
final class PlanSentences {

    private PlanSentences() {}

    /** What the step does; never empty. */
    static String of(PlanTree.Row row) {
        Node node = row.node();
        String sentence = switch (node.operation()) {
            case READ -> node.reading().map(r -> read(r, node, row.outer())).orElse("Reads rows.");
            case CONSTANT -> "Its values are written in the query; no table is read.";
            case TEMPORARY_SORT -> sort(node.target().name());
            default -> PlanGlossary.of(node).sentence();
        };
        boolean inner = row.outer().isPresent() && (node.operation() == Operation.READ);
        return inner
                ? "For each row of " + outer(row.outer().get()) + ": "
                        + sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
                : sentence;
    }

    private static String outer(Node node) {
        return node.operation() == Operation.PART ? "the step above" : PlanWords.subject(node);
    }

    private static String read(Reading reading, Node node, Optional<Node> outer) {
        String name = PlanWords.named(PlanWords.name(node.target().name()));
        String way = reading.access() == Access.FULL_SCAN
                ? scan(reading, name + (outer.isPresent() ? " again" : ""))
                : way(reading, name);
        String where = reading.index()
                .flatMap(IndexUse::where)
                .map(condition -> " The index holds only rows that meet its condition.")
                .orElse("");
        String join = switch (reading.join()) {
            case INNER -> "";
            case LEFT -> " A row without a partner stays, with NULLs.";
            case EXISTS -> " Stops at the first partner: one is enough.";
        };
        return way + where + join;
    }

    private static String scan(Reading reading, String name) {
        return reading.whole()
                ? "Reads every row of " + name + ", from the first to the last."
                : "Reads the rows of " + name + " one by one, from the first on, as far as the query needs them.";
    }

    private static String way(Reading reading, String name) {
        boolean covering = reading.index().filter(IndexUse::covering).isPresent();
        String rows = covering
                ? "; the index holds all that the query asks for, so the table is not touched."
                : ", and looks up the row behind each.";
        List<IndexColumn> columns = reading.index().map(IndexUse::columns).orElse(List.of());
        return switch (reading.access()) {
            case FULL_SCAN -> throw new IllegalArgumentException("told by the caller");
            case INDEX_SCAN ->
                (reading.whole()
                                ? "Reads every entry of the index, in its order"
                                : "Reads the entries of the index in their order, as far as the query needs them")
                        + rows;
            case COUNT -> "Counts the entries without looking at any of them.";
            case SUBQUERY_SCAN -> "Takes the rows that " + name + " gives, one by one.";
            case KEY_SEEK -> key(columns) + ", since the rows of the table are kept in this order.";
            case INDEX_SEEK -> index(columns) + rows;
            case AUTOMATIC_INDEX ->
                "No index fits, so one" + on(columns)
                        + " is built when the first row is looked up, and thrown away after the run.";
            case VIRTUAL_TABLE -> "The table is run by a module, which finds the rows in its own way.";
        };
    }

    private static String key(List<IndexColumn> columns) {
        if (has(columns, Bound.RANGE)) {
            return "Reads one stretch of the table, where " + names(columns) + fit(columns);
        }
        return has(columns, Bound.EQUAL)
                ? "Goes straight to where " + names(columns) + " match" + one(columns)
                : "Reads the rows in the order of their key";
    }

    private static String index(List<IndexColumn> columns) {
        if (has(columns, Bound.SKIP)) {
            return "Tries each value of "
                    + names(columns.stream()
                            .filter(column -> column.bound().equals(Optional.of(Bound.SKIP)))
                            .toList())
                    + " in the index in turn";
        }
        if (has(columns, Bound.RANGE)) {
            return "Reads one stretch of the index, where " + names(columns) + fit(columns);
        }
        return has(columns, Bound.EQUAL)
                ? "Goes straight to the entries of the index where " + names(columns) + " match" + one(columns)
                : "Goes straight to the matching entries of the index";
    }

    private static boolean has(List<IndexColumn> columns, Bound bound) {
        return columns.stream().anyMatch(column -> column.bound().equals(Optional.of(bound)));
    }

    private static String fit(List<IndexColumn> columns) {
        return one(columns).isEmpty() ? " fit" : " fits";
    }

    /** The ending of the verb for one column, {@code matches}; nothing for several. */
    private static String one(List<IndexColumn> columns) {
        return columns.stream().filter(column -> column.bound().isPresent()).count() == 1 ? "es" : "";
    }

    private static String on(List<IndexColumn> columns) {
        String names = names(columns);
        return names.isEmpty() ? "" : " on " + names;
    }

    /** The bound columns: {@code a, b and c}. */
    private static String names(List<IndexColumn> columns) {
        String names = columns.stream()
                .filter(column -> column.bound().isPresent())
                .map(column -> PlanWords.name(column.name()))
                .collect(Collectors.joining(", "));
        int last = names.lastIndexOf(", ");
        return last < 0 ? names : names.substring(0, last) + " and " + names.substring(last + 2);
    }

    private static String sort(String purpose) {
        if (purpose.endsWith("OF ORDER BY")) {
            return "Rows arrive sorted by the first columns already; only those that are equal there are sorted further.";
        }
        if (purpose.endsWith("(DISTINCT)")) {
            return "Keeps each value it has seen, so that none is counted twice.";
        }
        if (purpose.endsWith("(ORDER BY)")) {
            return "Sorts the values of each group before they are put together.";
        }
        return switch (purpose) {
            case "ORDER BY" -> "Collects all rows and sorts them before the first one comes out.";
            case "GROUP BY" -> "Collects all rows and sorts them, so that those of one group stand together.";
            case "DISTINCT" -> "Keeps each row it has given, so that none comes twice.";
            default -> "Collects rows in a temporary, sorted table.";
        };
    }
}
