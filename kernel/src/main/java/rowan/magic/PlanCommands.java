package rowan.magic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Commands that show how a query is run, and what a change to it or to the schema brings. */
final class PlanCommands {

    private static final Set<String> PLANNED = Set.of("SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE");

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Option<Duration> BUDGET = Option.of(
                    "budget", ArgumentType.duration(), "How long --measure may run it, 60s unless given.")
            .onlyWith("--measure", call -> call.has("measure"));

    private static final Option<PlanExport.Format> FORMAT =
            Option.of("format", ArgumentType.choice(formats()), "Gives the plan as text.");

    private final SqlLanguage sql;
    private final Map<String, QueryPlan> plans = new ConcurrentSkipListMap<>();

    PlanCommands(SqlLanguage sql) {
        this.sql = sql;
    }

    List<Command> rows() {
        return List.of(Command.of(
                        "plan",
                        Command.Form.LINE_OR_CELL,
                        Options.NONE
                                .flag("measure", "Runs it too, and counts what each step really does.")
                                .with(BUDGET)
                                .flag("no-advice", "Tries no index, which is quicker where many plans are counted.")
                                .option("as", ArgumentType.text("NAME"), "Keeps the plan under a name.")
                                .option(
                                        "against",
                                        ArgumentType.text("NAME").offering(plans::keySet),
                                        "Shows what differs from a plan that was kept.")
                                .with(FORMAT.notWith("against"))
                                .flag("yes", "A database of more than a gigabyte may be copied.")
                                .code("SQL"),
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
            Statement statement = session.dialect()
                    .plans()
                    .flatMap(plans -> plans.explained(written))
                    .orElse(written);
            if (!PLANNED.contains(statement.verb())) {
                throw new SqlFailure(Problem.usage(
                        "There is no plan for " + statement.verb() + ".",
                        "A plan is made for SELECT, INSERT, UPDATE and DELETE."));
            }
            Optional<QueryPlan> before = call.option("against").isPresent()
                    ? Optional.of(kept(call.option("against").get()))
                    : Optional.empty();
            Duration budget = call.option(BUDGET).orElse(LONGEST);
            boolean advised = !call.has("no-advice");
            QueryPlan plan = call.has("measure")
                    ? sql.measure(session, statement, advised, call.has("yes"), budget, run)
                    : advised ? sql.advise(session, statement, run) : sql.explain(session, statement, run);
            call.option("as").ifPresent(name -> plans.put(name, plan));
            return new Outcome.Value(
                    before.isPresent() ? PlanDifference.of(before.get(), plan) : formatted(plan, call.option(FORMAT)));
        });
    }

    private static Object formatted(QueryPlan plan, Optional<PlanExport.Format> format) {
        return format.<Object>map(known -> new PlanExport(plan, known)).orElse(plan);
    }

    private static Map<String, PlanExport.Format> formats() {
        Map<String, PlanExport.Format> formats = new LinkedHashMap<>();
        for (PlanExport.Format format : PlanExport.Format.values()) {
            formats.put(format.name().toLowerCase(Locale.ROOT), format);
        }
        return formats;
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
