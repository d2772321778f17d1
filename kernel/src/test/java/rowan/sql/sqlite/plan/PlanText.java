package rowan.sql.sqlite.plan;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Join;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Reading;

/** A plan as text in which every field shows that was read. */
final class PlanText {

    private PlanText() {}

    static String of(QueryPlan plan) {
        return lines(plan.nodes(), "  ");
    }

    private static String lines(List<Node> nodes, String indent) {
        return nodes.stream()
                .map(node -> indent + of(node) + "\n" + lines(node.children(), indent + "  "))
                .collect(Collectors.joining());
    }

    static String of(Node node) {
        StringBuilder text = new StringBuilder(node.operation().toString());
        if (!node.target().toString().isEmpty()) {
            text.append(" [").append(node.target().name());
            text.append(
                    node.target().alias().isEmpty()
                            ? "]"
                            : " AS " + node.target().alias() + "]");
        }
        node.reading().ifPresent(reading -> text.append(of(reading)));
        node.estimate().rows().ifPresent(rows -> text.append(String.format(Locale.ROOT, ", expects %.0f rows", rows)));
        return text.append("   <- ").append(node.detail()).toString();
    }

    private static String of(Reading reading) {
        return " " + reading.access()
                + (reading.join() == Join.INNER ? "" : " " + reading.join())
                + reading.index().map(PlanText::of).orElse("")
                + (reading.tableRows().isPresent()
                        ? " of " + reading.tableRows().getAsLong()
                        : "");
    }

    private static String of(IndexUse index) {
        return " " + index.name() + "("
                + index.columns().stream().map(PlanText::of).collect(Collectors.joining(", ")) + ")"
                + (index.covering() ? " covering" : "")
                + index.where().map(where -> " where " + where).orElse("");
    }

    static String of(IndexColumn column) {
        return column.name() + column.bound().map(b -> " " + b).orElse("");
    }
}
