package rowan.sql.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rowan.model.Check;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.plan.QueryPlan;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.StatementWork;

/**
 * What an author says a statement will do, so that a notebook fails loudly when it is no longer true.
 *
 * @param error a piece of the error it must end with
 * @param rows how many rows it gives
 * @param plan a piece of its plan in the engine's words
 * @param steps how many steps it takes
 */
public record Expectations(
        Optional<String> error, Optional<ExpectedCount> rows, Optional<String> plan, Optional<ExpectedCount> steps) {

    /** Nothing in particular. */
    public static final Expectations NONE =
            new Expectations(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether a problem is the one that was expected: its name, its sentence or a note contains the words. */
    Check ofProblem(Problem problem) {
        String wanted = error.orElseThrow().toLowerCase(Locale.ROOT);
        String all = (problem.name() + "\n" + problem.message() + "\n" + String.join("\n", problem.notes()))
                .toLowerCase(Locale.ROOT);
        return new Check("fails with " + error.get(), all.contains(wanted), problem.message());
    }

    /** The check of a statement that should have failed and did not. */
    Check ofSuccess() {
        return new Check("fails with " + error.orElseThrow(), false, "it did not fail");
    }

    /** The checks that a value answers. */
    public List<Check> ofRows(Object value) {
        if (rows.isEmpty()) {
            return List.of();
        }
        String written = rows.get().written();
        String claim = "gives " + written + (written.equals("1") ? " row" : " rows");
        if (!(value instanceof ResultTable table)) {
            return List.of(new Check(claim, false, "it gave no table"));
        }
        boolean holds = rows.get().isMetBy(table.rows().size());
        boolean exact = holds && rows.get().sign().equals("=");
        return List.of(new Check(
                claim,
                holds,
                exact ? "" : "it gave " + Quantity.count(table.rows().size(), "row")));
    }

    /** The checks that a plan and a count of steps answer. */
    public List<Check> ofPlan(QueryPlan explained, Optional<StatementWork> work) {
        List<Check> checks = new ArrayList<>();
        if (plan.isPresent()) {
            String wanted = plan.get().toLowerCase(Locale.ROOT);
            List<String> details =
                    explained.walk().stream().map(QueryPlan.Node::detail).toList();
            boolean holds =
                    details.stream().anyMatch(d -> d.toLowerCase(Locale.ROOT).contains(wanted));
            checks.add(new Check(
                    "has a plan with " + plan.get(), holds, holds ? "" : "the plan is " + String.join("; ", details)));
        }
        if (steps.isPresent() && work.isPresent()) {
            checks.add(new Check(
                    "takes " + steps.get().written() + " VM steps",
                    steps.get().isMetBy(work.get().steps().number().orElseThrow()),
                    "it took " + work.get().steps().words() + " steps"));
        }
        return checks;
    }
}
