package rowan.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import rowan.experiment.Experiment;
import rowan.model.Check;
import rowan.model.Comparison;
import rowan.model.PlanDifference;
import rowan.model.PlanExport;
import rowan.model.Problem;
import rowan.model.Progress;
import rowan.model.QueryPlan;
import rowan.sql.BoundStatement;
import rowan.sql.Session;
import rowan.sql.SqlFailure;
import rowan.sql.SqlLanguage;
import rowan.sql.Statement;
import rowan.workspace.Command;
import rowan.workspace.Invocation;
import rowan.workspace.LanguageRule;
import rowan.workspace.Options;
import rowan.workspace.Outcome;
import rowan.workspace.Output;
import rowan.workspace.Run;

/** Commands that show how a query is run, and what a change to it or to the schema brings. */
final class PlanCommands {

    private static final Set<String> PLANNED = Set.of("SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE");

    private final SqlLanguage sql;
    private final Map<String, QueryPlan> plans = new ConcurrentSkipListMap<>();

    PlanCommands(SqlLanguage sql) {
        this.sql = sql;
    }

    List<Command> rows() {
        return List.of(
                Command.of(
                                "plan",
                                Command.Form.LINE_OR_CELL,
                                Options.words("SQL")
                                        .flag("measure", "Runs it too, and counts what each step really does.")
                                        .option("as", "NAME", "Keeps the plan under a name.")
                                        .option("against", "NAME", "Shows what differs from a plan that was kept.")
                                        .option("format", "text|json|mermaid|dot", "Gives the plan as text.")
                                        .flag("yes", "A database of more than a gigabyte may be copied."),
                                "Shows how the database runs a statement, as a tree.",
                                this::plan)
                        .over(LanguageRule.SQL),
                Command.of(
                                "compare",
                                Command.Form.CELL,
                                Options.NONE
                                        .option("expect", "faster|slower|same", "Every arm must come out so.")
                                        .flag("yes", "A database of more than a gigabyte may be copied."),
                                "Measures a query before and after a change, on private copies of the database.",
                                this::compare)
                        .over(LanguageRule.SQL)
                        .withSections("arm"));
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
            QueryPlan plan = call.has("measure")
                    ? sql.measure(session, statement, call.has("yes"), run)
                    : sql.explain(session, statement, run);
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

    private Outcome compare(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            Statement statement = query(call, session);
            if (!statement.isQuery()) {
                throw new SqlFailure(Problem.usage(
                        "%%compare measures queries, and " + statement.verb() + " is none.",
                        "Put the SELECT first, and what changes the database below a line -- arm: label"));
            }
            List<Experiment.Treatment> treatments = treatments(call, session);
            BoundStatement bound = sql.bind(statement, run);
            sql.explain(session, statement, run); // Fails with the place of a mistake before anything is copied.
            Output.Live live = run.output().open(new Progress("measuring", OptionalDouble.of(0)));
            Experiment experiment = new Experiment(session, bound, run.interrupt(), live::update);
            Comparison comparison = experiment.run(treatments, call.has("yes"));
            live.update(comparison);
            return call.option("expect").isPresent()
                    ? expected(call.option("expect").get(), comparison)
                    : new Outcome.Nothing();
        });
    }

    private static List<Experiment.Treatment> treatments(Invocation call, Session session) throws SqlFailure {
        List<Experiment.Treatment> treatments = new ArrayList<>();
        for (Invocation.Section section : call.sections()) {
            List<Statement> statements = session.dialect().lexicon().split(section.source());
            if (statements.isEmpty()) {
                throw new SqlFailure(Problem.usage(
                        "The arm " + section.label() + " changes nothing.",
                        "Write below it what prepares it: CREATE INDEX …"));
            }
            String label = section.label().isEmpty() ? "arm " + (treatments.size() + 1) : section.label();
            treatments.add(new Experiment.Treatment(label, statements));
        }
        if (treatments.isEmpty()) {
            throw new SqlFailure(Problem.usage(
                    "There is nothing to compare with.",
                    "Add a line -- arm: with index, and below it CREATE INDEX …; that is done on a private copy."));
        }
        return treatments;
    }

    private static Outcome expected(String expectation, Comparison comparison) throws SqlFailure {
        Comparison.Finding wanted = switch (expectation.toLowerCase(Locale.ROOT)) {
            case "faster" -> Comparison.Finding.FASTER;
            case "slower" -> Comparison.Finding.SLOWER;
            case "same" -> Comparison.Finding.NO_DIFFERENCE;
            default ->
                throw new SqlFailure(Problem.usage("--expect takes faster, slower or same, not " + expectation + "."));
        };
        for (Comparison.Change change : comparison.changes()) {
            if (change.verdict().finding() != wanted) {
                return new Outcome.Failure(Problem.of(
                        "ExpectationFailed",
                        "expected that " + change.arm().label() + " is " + expectation,
                        "it came out as "
                                + change.verdict()
                                        .finding()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')));
            }
        }
        return new Outcome.Value(new Check("it is " + expectation, true, ""));
    }
}
