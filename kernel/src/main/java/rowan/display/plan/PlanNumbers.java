package rowan.display.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import rowan.model.Count;
import rowan.model.Quantity;
import rowan.model.experiment.Experiment.Work;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Execution;
import rowan.model.plan.QueryPlan.Measurement.Counted;
import rowan.model.plan.QueryPlan.Measurement.NotMeasurable;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;

/** What was counted and what was expected, in words with units. */
final class PlanNumbers {

    /** Up to this factor an estimate is as good as right, and the factor is not told. */
    private static final double CLOSE = 2;

    private static final int BAR_CELLS = 10;
    private static final String BLOCKS = "▏▎▍▌▋▊▉█";

    private PlanNumbers() {}

    /** {@code 20 rows · 9.40 ms · 104,005 VM steps · 312 pages}. */
    static String headline(Execution execution) {
        List<String> parts = new ArrayList<>();
        parts.add(Quantity.count(execution.rows(), "row") + (execution.onCopy() ? " changed" : ""));
        parts.add(Quantity.duration(execution.elapsed()));
        parts.add(Work.words(execution.steps()));
        execution.pages().ifPresent(pages -> parts.add(Quantity.count(pages, "page")));
        if (execution.onCopy()) {
            parts.add("on a private copy");
        }
        return String.join(" · ", parts);
    }

    /** The part of all rows visited that a step visits, from 0 to 1; empty where it was not counted. */
    static OptionalDouble share(Node node, long visitedInAll) {
        Optional<Counted> counted = node.counted();
        return counted.isEmpty() || visitedInAll == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counted.get().visited() / visitedInAll);
    }

    /** All rows that a plan visits, as far as they were counted; 0 where that is one step only, which has no share. */
    static long visited(QueryPlan plan) {
        List<Counted> counted =
                plan.walk().stream().flatMap(node -> node.counted().stream()).toList();
        return counted.size() < 2
                ? 0
                : counted.stream().mapToLong(Counted::visited).sum();
    }

    /** {@code ███▌}: at most ten cells, in eighths; something for all that is more than nothing. */
    static String bar(double share) {
        int eighths = (int) Math.round(share * BAR_CELLS * 8);
        eighths = share > 0 ? Math.max(1, eighths) : 0;
        String part = eighths % 8 == 0 ? "" : BLOCKS.substring(eighths % 8 - 1, eighths % 8);
        return "█".repeat(eighths / 8) + part;
    }

    /** {@code 100,000 rows visited, 212 kept (0.2 %)}; empty where nothing was measured. */
    static String counts(Node node) {
        return node.measured()
                .map(measured -> measured instanceof Counted counted
                        ? counts(node, counted)
                        : "not measurable: " + ((NotMeasurable) measured).reason()
                                + kept(measured.kept(), Long.MAX_VALUE))
                .orElse("");
    }

    private static String counts(Node node, Counted counted) {
        boolean seek = node.isAccess(Access.KEY_SEEK)
                || node.isAccess(Access.INDEX_SEEK)
                || node.isAccess(Access.AUTOMATIC_INDEX);
        Count loops = counted.loops();
        String starts = loops.words().isEmpty() || loops.is(1) && !seek
                ? ""
                : seek ? loops.words("look-up") + ", " : "started " + loops.words("time") + ", ";
        String visited = seek && loops.isMoreThan(1) && loops.is(counted.visited())
                ? "one row each"
                : Quantity.count(counted.visited(), "row") + " visited";
        return starts + visited + kept(counted.kept(), counted.visited());
    }

    private static String kept(Count kept, long visited) {
        if (visited == 0 || kept.number().isEmpty()) {
            return "";
        }
        if (kept.is(visited)) {
            return ", all kept";
        }
        String share = kept.certain().isPresent() && visited < Long.MAX_VALUE
                ? " (" + Quantity.percent((double) kept.certain().getAsLong() / visited) + ")"
                : "";
        return kept.number().getAsLong() >= visited ? "" : ", " + kept.words() + " kept" + share;
    }

    /** {@code planner expected 10 · 240 × more}; empty where the engine does not say. */
    static String estimate(Node node) {
        if (node.operation() == Operation.CONSTANT) {
            return "";
        }
        if (node.measured().isPresent()) {
            return node.estimate().rows().isPresent()
                    ? expected(node, node.estimate().rows().getAsDouble())
                    : "";
        }
        OptionalDouble rows = node.estimate().rows();
        OptionalDouble cost = node.estimate().cost();
        String price = cost.isPresent() ? "cost " + Quantity.ratio(cost.getAsDouble()) : "";
        if (rows.isEmpty()) {
            return price.isEmpty() ? "" : "estimated " + price;
        }
        return "planner expects " + rows(rows.getAsDouble()) + (price.isEmpty() ? "" : ", " + price);
    }

    private static String expected(Node node, double rows) {
        String expected = "planner expected " + number(rows) + each(node);
        Optional<Counted> counted = node.counted().filter(c -> c.loops().isMoreThan(0));
        if (counted.isEmpty()) {
            return expected;
        }
        double actual = Math.max(
                1,
                (double) counted.get().visited()
                        / counted.get().loops().certain().orElseThrow());
        double factor = actual / Math.max(1, rows);
        if (factor >= CLOSE) {
            return expected + " · " + factor(factor) + " × more";
        }
        return 1 / factor >= CLOSE ? expected + " · " + factor(1 / factor) + " × fewer" : expected;
    }

    /** {@code 240}, {@code 2.5}: more digits would claim what no estimate has. */
    private static String factor(double factor) {
        long tenths = Math.round(factor * 10);
        return factor >= 10 || tenths % 10 == 0 ? Quantity.count(Math.round(factor)) : tenths / 10 + "." + tenths % 10;
    }

    private static String each(Node node) {
        return node.counted().filter(c -> c.loops().isMoreThan(1)).isPresent() ? " each time" : "";
    }

    private static String rows(double rows) {
        return number(rows) + (number(rows).equals("1") ? " row" : " rows");
    }

    /** Estimates are rough; a part of a row is told only where there is less than one. */
    private static String number(double rows) {
        return rows >= 1 || rows == 0 ? Quantity.count(Math.round(rows)) : Quantity.ratio(rows);
    }
}
