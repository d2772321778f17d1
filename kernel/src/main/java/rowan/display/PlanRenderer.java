package rowan.display;

import java.util.ArrayList;
import java.util.List;
import rowan.model.QueryPlan;
import rowan.model.QueryPlan.Node;
import rowan.model.QueryPlan.Operation;

/**
 * Draws a {@link QueryPlan} as a tree. SQLite lists nested loops side by side, the outer first; here the inner one hangs
 * below the outer, since it runs for each of its rows, and a sort stands above what it sorts.
 */
final class PlanRenderer {

    private PlanRenderer() {}

    /** A step with the steps that work for it. */
    private record Branch(Node node, List<Branch> below) {}

    static MimeBundle draw(QueryPlan plan) {
        return MimeBundle.text(plain(plan)).with(MimeBundle.HTML, html(plan).source());
    }

    static String plain(QueryPlan plan) {
        List<String[]> lines = new ArrayList<>();
        append(arranged(plan.nodes()), "", true, lines);
        int width = lines.stream().mapToInt(l -> TextWidth.of(l[0])).max().orElse(0);
        List<String> text = new ArrayList<>();
        for (String[] line : lines) {
            text.add((TextWidth.left(line[0], width) + "   " + line[1]).stripTrailing());
        }
        if (plan.walk().stream().anyMatch(Node::isFullScan)) {
            text.add(PlanWords.WARNING + " every row is looked at");
        }
        return text.isEmpty() ? "nothing is read" : String.join("\n", text);
    }

    private static void append(List<Branch> branches, String indent, boolean root, List<String[]> lines) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            Node node = branches.get(i).node();
            String stem = root ? "" : last ? "└─ " : "├─ ";
            String mark = PlanWords.isWarning(node) ? PlanWords.WARNING + " " : "";
            lines.add(new String[] {indent + stem + PlanWords.subject(node), mark + PlanWords.manner(node)});
            append(branches.get(i).below(), indent + (root ? "" : last ? "   " : "│  "), false, lines);
        }
    }

    /** The steps as they work for each other. */
    private static List<Branch> arranged(List<Node> nodes) {
        List<Branch> roots = new ArrayList<>();
        List<Branch> place = roots;
        List<Node> sorts = new ArrayList<>();
        for (Node node : nodes) {
            if (node.operation() == Operation.TEMPORARY_SORT) {
                sorts.add(node);
            } else {
                Branch branch = new Branch(node, new ArrayList<>(arranged(node.children())));
                place.add(branch);
                place = node.operation() == Operation.READ ? branch.below() : place;
            }
        }
        for (Node sort : sorts) {
            roots = new ArrayList<>(List.of(new Branch(sort, roots)));
        }
        return roots;
    }

    static Html html(QueryPlan plan) {
        List<Branch> branches = arranged(plan.nodes());
        return branches.isEmpty() ? Html.element("div", Html.text("nothing is read")) : list(branches);
    }

    private static Html list(List<Branch> branches) {
        List<Html> items = new ArrayList<>();
        for (Branch branch : branches) {
            items.add(item(branch));
        }
        return Html.tag("ul")
                .with(
                        "style",
                        "list-style-type: none; margin: 0; padding-left: 20px; border-left: 1px solid " + Palette.LINE)
                .of(Html.join(items));
    }

    private static Html item(Branch branch) {
        Node node = branch.node();
        boolean warning = PlanWords.isWarning(node);
        String manner = PlanWords.manner(node);
        Html.Tag how = Html.tag("span").with("title", node.detail());
        if (warning) {
            how.with("style", "background: " + Palette.BAD_GROUND + "; padding: 1px 6px; border-radius: 3px");
        } else if (node.reading().isPresent()) {
            how.with("style", "background: " + Palette.GOOD_GROUND + "; padding: 1px 6px; border-radius: 3px");
        }
        Html line = Html.element(
                "div",
                Html.element("b", Html.text(PlanWords.subject(node))),
                Html.text(manner.isEmpty() ? "" : "  "),
                manner.isEmpty() ? Html.NOTHING : how.of((warning ? PlanWords.WARNING + " " : "") + manner));
        return Html.tag("li")
                .with("style", "margin: 2px 0")
                .of(line, branch.below().isEmpty() ? Html.NOTHING : list(branch.below()));
    }
}
