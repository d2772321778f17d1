package rowan.display.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;

/**
 * The steps of a plan in the order in which they are drawn. An engine lists nested loops side by side, the outer first;
 * here the inner one hangs below the outer, since it runs for each of its rows, and a sort stands above what it sorts.
 * Made without recursion, for plans may be thousands of steps deep.
 */
final class PlanTree {

    /** How many levels are indented; what lies deeper tells its level in words. */
    static final int INDENTED_LEVELS = 12;

    private PlanTree() {}

    /**
     * One step where it stands.
     *
     * @param level 0 for a root
     * @param parent the place in the list of the step above; -1 for a root
     * @param outer the read whose every row starts this step again, if there is one
     * @param stem the lines of the tree in front of its name
     * @param continued the lines of the tree in front of what follows below its name
     */
    record Row(Node node, int level, int parent, Optional<Node> outer, String stem, String continued) {}

    /** A step with the steps that work for it: its own children, and the loops inside of it. */
    private record Branch(Node node, List<Branch> own, List<Branch> inner) {
        Branch(Node node) {
            this(node, new ArrayList<>(), new ArrayList<>());
        }

        List<Branch> below() {
            List<Branch> all = new ArrayList<>(own);
            all.addAll(inner);
            return all;
        }
    }

    private record Siblings(List<Node> nodes, List<Branch> place) {}

    private record Open(Branch branch, int level, int parent, Optional<Node> outer, String indent, boolean last) {}

    /** All steps, each before those below it. */
    static List<Row> rows(List<Node> nodes) {
        List<Row> rows = new ArrayList<>();
        Deque<Open> open = new ArrayDeque<>();
        push(open, arranged(nodes), 0, -1, Optional.empty(), "");
        while (!open.isEmpty()) {
            Open next = open.pop();
            List<Branch> below = next.branch().below();
            boolean root = next.level() == 0;
            boolean indented = next.level() < INDENTED_LEVELS;
            String stem = root ? "" : next.indent() + (next.last() ? "└─ " : "├─ ");
            String deep = next.level() > INDENTED_LEVELS ? "level " + next.level() + ": " : "";
            String indent = root ? "" : indented ? next.indent() + (next.last() ? "   " : "│  ") : next.indent();
            String continued = indented ? indent + (below.isEmpty() ? "" : "│") : indent;
            Node node = next.branch().node();
            rows.add(new Row(node, next.level(), next.parent(), next.outer(), stem + deep, continued));
            Optional<Node> outer = isLoop(node) ? Optional.of(node) : isBlock(node) ? Optional.empty() : next.outer();
            push(open, next.branch().inner(), next.level() + 1, rows.size() - 1, outer, indent);
            push(
                    open,
                    next.branch().own(),
                    next.level() + 1,
                    rows.size() - 1,
                    isBlock(node) ? Optional.empty() : next.outer(),
                    indent,
                    next.branch().inner().isEmpty());
        }
        return rows;
    }

    private static void push(
            Deque<Open> open, List<Branch> branches, int level, int parent, Optional<Node> outer, String indent) {
        push(open, branches, level, parent, outer, indent, true);
    }

    private static void push(
            Deque<Open> open,
            List<Branch> branches,
            int level,
            int parent,
            Optional<Node> outer,
            String indent,
            boolean endsBelow) {
        for (int i = branches.size() - 1; i >= 0; i--) {
            open.push(new Open(branches.get(i), level, parent, outer, indent, endsBelow && i == branches.size() - 1));
        }
    }

    private static List<Branch> arranged(List<Node> nodes) {
        List<Branch> top = new ArrayList<>();
        Deque<Siblings> waiting = new ArrayDeque<>(List.of(new Siblings(nodes, top)));
        while (!waiting.isEmpty()) {
            Siblings siblings = waiting.pop();
            List<Branch> roots = new ArrayList<>();
            List<Branch> place = roots;
            List<Branch> sorts = new ArrayList<>();
            for (Node node : siblings.nodes()) {
                Branch branch = new Branch(node);
                waiting.push(new Siblings(node.children(), branch.own()));
                if (node.operation() == Operation.TEMPORARY_SORT) {
                    sorts.add(branch);
                } else {
                    (isApart(node) ? roots : place).add(branch);
                    place = isLoop(node) ? branch.inner() : place;
                }
            }
            for (Branch sort : sorts) {
                sort.inner().addAll(roots);
                roots = new ArrayList<>(List.of(sort));
            }
            siblings.place().addAll(roots);
        }
        return top;
    }

    /** Whether what follows in the same list runs for each row of this: a read, or an OR that reads in several ways. */
    private static boolean isLoop(Node node) {
        return node.operation() == Operation.READ
                || node.operation() == Operation.CONSTANT
                || node.operation() == Operation.PART
                        && node.children().stream().anyMatch(child -> child.operation() == Operation.PART);
    }

    /** Whether a step stands for itself beside the loops: the second pass of a RIGHT JOIN. */
    private static boolean isApart(Node node) {
        return node.operation() == Operation.PART && !isLoop(node);
    }

    /** Whether a query of its own begins here, which no loop around it starts again. */
    private static boolean isBlock(Node node) {
        return node.operation() == Operation.SUBQUERY;
    }
}
