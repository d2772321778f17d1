package rowan.display.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Node;

/** A plan as a graph in the languages of Mermaid and Graphviz: a box for each step, an arrow from it to what works for it. */
final class PlanGraph {

    private PlanGraph() {}

    /**
     * A Mermaid flowchart. In its labels {@code #35;} stands for a character by its code, see "entity codes to escape
     * characters" in its manual; every ASCII sign that could mean something is written so.
     */
    static String mermaid(QueryPlan plan) {
        List<String> lines = new ArrayList<>(List.of("flowchart TD"));
        List<PlanTree.Row> rows = PlanTree.rows(plan.nodes());
        for (int i = 0; i < rows.size(); i++) {
            lines.add("  n" + (i + 1) + "[\"" + label(rows.get(i).node(), "<br>", PlanGraph::mermaidText) + "\"]");
        }
        arrows(rows, " --> ", "", lines);
        return String.join("\n", lines);
    }

    /** A directed graph in Graphviz' DOT language, whose quoted strings know {@code \"}, {@code \\} and {@code \n}. */
    static String dot(QueryPlan plan) {
        List<String> lines = new ArrayList<>(List.of("digraph plan {", "  node [shape=box, fontname=\"Helvetica\"];"));
        List<PlanTree.Row> rows = PlanTree.rows(plan.nodes());
        for (int i = 0; i < rows.size(); i++) {
            lines.add("  n" + (i + 1) + " [label=\"" + label(rows.get(i).node(), "\\n", PlanGraph::dotText) + "\"];");
        }
        arrows(rows, " -> ", ";", lines);
        lines.add("}");
        return String.join("\n", lines);
    }

    private static void arrows(List<PlanTree.Row> rows, String arrow, String end, List<String> lines) {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).parent() >= 0) {
                lines.add("  n" + (rows.get(i).parent() + 1) + arrow + "n" + (i + 1) + end);
            }
        }
    }

    private static String label(Node node, String lineEnd, Function<String, String> escaped) {
        List<String> lines = new ArrayList<>();
        for (String line : List.of(
                PlanWords.glyph(node) + " " + PlanWords.subject(node),
                PlanWords.manner(node),
                PlanNumbers.counts(node),
                PlanNumbers.estimate(node))) {
            if (!line.isEmpty()) {
                lines.add(escaped.apply(line));
            }
        }
        return String.join(lineEnd, lines);
    }

    private static String mermaidText(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean harmless = c > 0x7f || Character.isLetterOrDigit(c) || " .,:=()_-".indexOf(c) >= 0;
            if (harmless) {
                escaped.appendCodePoint(c);
            } else {
                escaped.append('#').append(c).append(';');
            }
        });
        return escaped.toString();
    }

    private static String dotText(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
