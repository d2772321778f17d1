package rowan.magic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import rowan.model.Problem;
import rowan.model.plan.PlanDifference;
import rowan.model.plan.PlanExport;
import rowan.model.plan.QueryPlan;
import rowan.sql.SqlLanguage;
import rowan.sql.connection.Session;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.statement.Statement;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands that show how a query is run, and what a change to it or to the schema brings. */
final class PlanCommands {

    private static final Set<String> PLANNED = Set.of("SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE");

    private static final Duration BUDGET = Duration.ofSeconds(60);

    private final SqlLanguage sql;
    private final Map<String, QueryPlan> plans = new ConcurrentSkipListMap<>();

    PlanCommands(SqlLanguage sql) {
        this.sql = sql;
    }

    List<Command> rows() {
        return List.of(Command.of(
                        "plan",
                        Command.Form.LINE_OR_CELL,
                        Options.words("SQL")
                                .flag("measure", "Runs it too, and counts what each step really does.")
                                .option("budget", "TIME", "How long --measure may run it: 60s.")
                                .flag("no-advice", "Tries no index, which is quicker where many plans are counted.")
                                .option("as", "NAME", "Keeps the plan under a name.")
                                .option("against", "NAME", "Shows what differs from a plan that was kept.")
                                .option("format", "text|json|mermaid|dot", "Gives the plan as text.")
                                .flag("yes", "A database of more than a gigabyte may be copied."),
                        "Shows how the database runs a statement, as a tree.",
                        this::plan)
                .over(LanguageRule.SQL)
                .beginningWith("%%plan --measure\nSELECT * FROM t WHERE c = 7;"));
    }

    /** The one query of a command's body. */
    private Statement query(Invocation call, Session session) throws SqlFailure {
        List<Statement> statements = session.dialect().lexicon().split(call.code());
        if (statements.size() != 1) {
            throw new SqlFailure(Problem.usage(
                    call.written() + " takes one statement, and there are " + statements.size() + ".",
                    call.command().usage()));
        }
        return statements.get(0);
    }

    private Outcome plan(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            Statement written = query(call, session);
            Statement statement = written.explained().orElse(written);
            if (!PLANNED.contains(statement.verb())) {
                throw new SqlFailure(Problem.usage(
                        "There is no plan for " + statement.verb() + ".",
                        "A plan is made for SELECT, INSERT, UPDATE and DELETE."));
            }
            Optional<QueryPlan> before = call.option("against").isPresent()
                    ? Optional.of(kept(call.option("against").get()))
                    : Optional.empty();
            Duration budget = call.option("budget").isPresent()
                    ? ExperimentCommands.duration(call.option("budget").get())
                    : BUDGET;
            boolean advised = !call.has("no-advice");
            QueryPlan plan = call.has("measure")
                    ? sql.measure(session, statement, advised, call.has("yes"), budget, run)
                    : advised ? sql.advise(session, statement, run) : sql.explain(session, statement, run);
            call.option("as").ifPresent(name -> plans.put(name, plan));
            return new Outcome.Value(
                    before.isPresent() ? PlanDifference.of(before.get(), plan) : formatted(plan, call));
        });
    }

    private static Object formatted(QueryPlan plan, Invocation call) throws SqlFailure {
        if (call.option("format").isEmpty()) {
            return plan;
        }
        String format = call.option("format").get();
        return PlanExport.Format.of(format)
                .map(known -> new PlanExport(plan, known))
                .orElseThrow(() -> new SqlFailure(
                        Problem.usage("--format takes text, json, mermaid or dot, not " + format + ".")));
    }

    private QueryPlan kept(String name) throws SqlFailure {
        QueryPlan plan = plans.get(name);
        if (plan == null) {
            throw new SqlFailure(Problem.usage(
                    "No plan is kept as " + name + ".",
                    plans.isEmpty()
                            ? "Keep one first: %%plan --as " + name
                            : "These are: " + String.join(", ", plans.keySet()) + "."));
        }
        return plan;
    }
}
