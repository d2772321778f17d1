package rowan.model.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import rowan.model.plan.PlanDifference.Step;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;

/**
 * Pairs the steps of two plans in three rounds, each less strict: by query block and name; by name wherever it stands, since
 * a planner may pull a subquery into the query around it; by table, since another query may call it otherwise. Within a
 * round the first goes with the first.
 */
final class PlanPairs {

    private static final List<Function<Placed, Optional<String>>> ROUNDS = List.of(
            step -> Optional.of(step.block() + "/" + step.name()),
            step -> step.isReader() ? Optional.of(step.name()) : Optional.empty(),
            step -> step.isReader() ? Optional.of(lower(step.node().target().name())) : Optional.empty());

    private PlanPairs() {}

    /** A step and the query blocks around it. */
    private record Placed(Node node, String block) {

        boolean isReader() {
            return node.operation() == Operation.READ;
        }

        /** What the step is about, whichever way it is done. */
        String name() {
            return switch (node.operation()) {
                case READ -> "read " + lower(node.target().toString());
                case TEMPORARY_SORT -> "sort " + node.target().name().replaceFirst("^LAST (TERM|\\d+ TERMS) OF ", "");
                case SUBQUERY, CORRELATED_SUBQUERY, REUSED_SUBQUERY ->
                    "subquery "
                            + (node.target().name().isEmpty()
                                    ? node.detail().replaceFirst("^CORRELATED ", "")
                                    : lower(node.target().name()));
                default -> node.operation() + " " + node.detail();
            };
        }

        private boolean isBlock() {
            return switch (node.operation()) {
                case SUBQUERY, CORRELATED_SUBQUERY, COMPOUND, PART -> true;
                default -> false;
            };
        }
    }

    static List<Step> of(QueryPlan before, QueryPlan after) {
        List<Placed> was = placed(before);
        List<Placed> is = placed(after);
        Placed[] partners = new Placed[is.size()];
        List<Placed> left = new ArrayList<>(was);
        for (Function<Placed, Optional<String>> round : ROUNDS) {
            left = paired(left, is, partners, round);
        }
        return inOrder(was, left, is, partners);
    }

    /** Finds partners for those that have none by one rule; answers which steps of the plan before remain. */
    private static List<Placed> paired(
            List<Placed> before, List<Placed> after, Placed[] partners, Function<Placed, Optional<String>> rule) {
        Map<String, Deque<Integer>> places = new HashMap<>();
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == null) {
                int place = i;
                rule.apply(after.get(i))
                        .ifPresent(key -> places.computeIfAbsent(key, k -> new ArrayDeque<>())
                                .add(place));
            }
        }
        List<Placed> left = new ArrayList<>();
        for (Placed step : before) {
            Deque<Integer> free = rule.apply(step).map(places::get).orElse(null);
            if (free == null || free.isEmpty()) {
                left.add(step);
            } else {
                partners[free.pop()] = step;
            }
        }
        return left;
    }

    private static List<Step> inOrder(List<Placed> was, List<Placed> gone, List<Placed> is, Placed[] partners) {
        Map<Placed, List<Step>> behind = new IdentityHashMap<>();
        Placed last = null;
        Set<Placed> missing = Collections.newSetFromMap(new IdentityHashMap<>());
        missing.addAll(gone);
        List<Step> steps = new ArrayList<>();
        for (Placed step : was) {
            if (!missing.contains(step)) {
                last = step;
            } else {
                Step lost = new Step(Optional.of(step.node()), Optional.empty());
                (last == null ? steps : behind.computeIfAbsent(last, k -> new ArrayList<>())).add(lost);
            }
        }
        for (int i = 0; i < partners.length; i++) {
            Optional<Placed> partner = Optional.ofNullable(partners[i]);
            steps.add(new Step(partner.map(Placed::node), Optional.of(is.get(i).node())));
            partner.map(behind::get).ifPresent(steps::addAll);
        }
        return steps;
    }

    /** All steps of a plan, parents first, each with its block. */
    private static List<Placed> placed(QueryPlan plan) {
        List<Placed> all = new ArrayList<>();
        Deque<Placed> waiting = new ArrayDeque<>();
        plan.nodes().forEach(node -> waiting.add(new Placed(node, "")));
        while (!waiting.isEmpty()) {
            Placed step = waiting.pop();
            all.add(step);
            String block = step.isBlock() ? step.block() + "/" + step.name() : step.block();
            List<Node> children = step.node().children();
            for (int i = children.size() - 1; i >= 0; i--) {
                waiting.push(new Placed(children.get(i), block));
            }
        }
        return all;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
