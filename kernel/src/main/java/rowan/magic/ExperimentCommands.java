package rowan.magic;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import rowan.experiment.Design;
import rowan.experiment.Design.Conditions;
import rowan.experiment.Design.Prepared;
import rowan.experiment.Experiments;
import rowan.model.Chart.Kind;
import rowan.model.Check;
import rowan.model.Nearest;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Progress;
import rowan.model.experiment.Comparison;
import rowan.model.experiment.Comparison.Finding;
import rowan.model.experiment.Experiment;
import rowan.model.experiment.ExperimentList;
import rowan.model.experiment.Growth;
import rowan.sql.SqlLanguage;
import rowan.sql.SqlOptions;
import rowan.sql.connection.Session;
import rowan.sql.dialect.DatabaseFiles;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.run.Expectations;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Option;
import rowan.workspace.command.Options;
import rowan.workspace.command.Sections;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Output;
import rowan.workspace.contract.Run;

/** {@code %%compare} and {@code %%growth}: what a change to a query or to the schema brings, what it costs, and how that grows. */
final class ExperimentCommands {

    private static final Duration COMPARE_TIME = Duration.ofSeconds(5);
    private static final Duration GROWTH_TIME = Duration.ofSeconds(20);

    /** As it is written in lists, {@code #3}, or without the sign. */
    private static final ArgumentType<Long> NUMBER = ArgumentType.of(
            "NUMBER",
            "the number of an experiment",
            "%experiments lists them all.",
            text -> ArgumentType.number(1, 999_999).reader().apply(text.replaceFirst("^#", "")));

    private static final Option<Duration> BUDGET =
            Option.of("budget", ArgumentType.duration(), "How long samples may be taken.");

    private static final Option<Long> SEED = Option.of(
            "seed", ArgumentType.number(Long.MIN_VALUE, Long.MAX_VALUE), "Of the order of samples and the statistics.");

    private static final Option<Finding> EXPECTED =
            Option.of("expect", ArgumentType.choice(findings()), "Every arm must come out so.");

    private static final Option<Kind> CHART = Option.of(
            "chart", ChartCommands.kindOf(Kind.BAR, Kind.BOX, Kind.HISTOGRAM), "A further picture of the samples.");

    private static final Option<List<Long>> SIZES =
            Option.of("sizes", Sizes.TYPE, "Half decades, 1e3..1e6; or a list, 1000,2000,5000.");

    private final SqlLanguage sql;
    private final Experiments experiments;
    private final Records records;

    ExperimentCommands(SqlLanguage sql, Experiments experiments, Records records) {
        this.sql = sql;
        this.experiments = experiments;
        this.records = records;
    }

    List<Command> rows() {
        Sections sections = new Sections(Set.of("setup", "arm", "instead"), this::lineComments);
        Option<String> save = Option.of(
                "save",
                ArgumentType.file("FILE.json", sql.connections().directory()),
                "Writes the record of this experiment.");
        Options options = conditions(Options.NONE, save)
                .flag("cold", "Empties SQLite's cache before each run; the operating system's stays warm.")
                .option("keep", ArgumentType.text("LABEL"), "Then does to the database what prepares this arm.")
                .with(EXPECTED)
                .with(CHART);
        return List.of(
                Command.of(
                                "compare",
                                Command.Form.CELL,
                                options,
                                "Measures a query as it is and with changes, on private copies of the database.",
                                this::compare)
                        .over(LanguageRule.SQL)
                        .withSections(sections)
                        .beginningWith("""
                                %%compare
                                SELECT count(*) FROM t WHERE c = 7;
                                -- arm: with an index
                                CREATE INDEX t_c ON t(c);
                                """),
                Command.of(
                                "growth",
                                Command.Form.CELL,
                                conditions(Options.NONE.with(SIZES), save),
                                "Measures how the time and the work of a query grow with the size of its tables.",
                                this::grow)
                        .over(LanguageRule.SQL)
                        .withSections(sections)
                        .beginningWith("""
                                %%growth --sizes 1e3..1e5
                                SELECT count(*) FROM sample WHERE c = 7;
                                -- setup
                                CREATE TABLE sample(id INTEGER PRIMARY KEY, c INTEGER);
                                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n)
                                INSERT INTO sample SELECT i, i % 100 FROM n;
                                -- arm: with an index
                                CREATE INDEX sample_c ON sample(c);
                                """),
                Command.of(
                        "experiments",
                        Command.Form.LINE,
                        Options.NONE
                                .with(save.onlyWith(
                                        "the number of one",
                                        call -> call.word(0).isPresent()))
                                .mayHave(NUMBER),
                        "Lists the experiments of this notebook, or shows one again.",
                        this::list));
    }

    /** The options of everything that measures on copies. */
    private static Options conditions(Options options, Option<String> save) {
        return options.with(BUDGET)
                .with(SEED)
                .flag("exact", "Counts steps and rows one by one, however many there are.")
                .with(save)
                .flag("yes", "A database of more than a gigabyte may be copied.");
    }

    private Outcome compare(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            Body body = new Body(sql, session, call, run);
            Prepared query = body.query();
            List<Prepared> setup = body.setup();
            List<WrittenArm> arms = arms(body, query);
            Optional<WrittenArm> kept = kept(call, arms);
            Optional<Finding> expected = call.option(EXPECTED);
            Optional<Kind> chart = call.option(CHART);
            records.refuseUnwritable(call.option("save"));
            List<Design.Arm> designed = arms.stream().map(WrittenArm::design).toList();
            Design design = new Design(
                    query, setup, designed, body.captured(query, setup, designed), conditions(call, COMPARE_TIME));
            if (kept.isPresent()) {
                refuseUnwritable(session, run.interrupt());
            }
            if (setup.isEmpty()) {
                // A mistake in the query is told before anything is copied.
                sql.explain(session, query.written(), run);
            }
            Output.Live live = run.output().open(new Progress("measuring", OptionalDouble.of(0)));
            Comparison comparison;
            try {
                comparison = experiments.compare(design, session, run.interrupt(), live::update);
            } catch (SqlFailure | RuntimeException e) {
                live.update(new Note("nothing was measured"));
                throw e;
            }
            live.update(comparison);
            chart.ifPresent(kind -> run.output().show(comparison.chart(kind)));
            records.save(call.option("save"), comparison, run);
            if (comparison.sampling().end() == Comparison.End.INTERRUPTED) {
                return new Outcome.Interrupted("The cell was interrupted after "
                        + comparison.sampling().pairs() + " pairs; what they show stands above.");
            }
            if (kept.isPresent()) {
                Outcome outcome = keep(kept.get(), comparison, run);
                if (!outcome.isOk() || expected.isEmpty()) {
                    return outcome;
                }
            }
            return expected.isPresent()
                    ? met(call.option("expect").orElseThrow(), expected.get(), comparison)
                    : new Outcome.Nothing();
        });
    }

    private Outcome list(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Optional<Long> number = call.word(0, NUMBER);
            if (number.isEmpty()) {
                return new Outcome.Value(ExperimentList.of(experiments.all()));
            }
            Optional<Experiment> experiment = experiments.get(number.get().intValue());
            if (experiment.isEmpty()) {
                throw new SqlFailure(Problem.usage(
                        "There is no experiment " + number.get() + ".",
                        experiments.all().isEmpty()
                                ? "None has been made yet; %%compare makes one."
                                : "There are 1 to " + experiments.all().size() + "."));
            }
            records.refuseUnwritable(call.option("save"));
            records.save(call.option("save"), experiment.get(), run);
            return new Outcome.Value(experiment.get());
        });
    }

    private Outcome grow(Invocation call, Run run) {
        return SqlCommands.answered(() -> {
            Session session = sql.connections().current();
            List<Long> sizes = call.option(SIZES).or(() -> Sizes.of("1e3..1e5")).orElseThrow();
            Conditions conditions = conditions(call, GROWTH_TIME);
            List<Design> designs = new ArrayList<>();
            for (long n : sizes) {
                Run sized = new Run(run.output(), run.interrupt(), new SizedBindings(run.bindings(), n), run.cell());
                Body body = new Body(sql, session, call, sized);
                Prepared query = body.query();
                List<Prepared> setup = body.setup();
                if (setup.stream()
                        .allMatch(statement -> statement.bound().values().isEmpty())) {
                    throw new SqlFailure(Problem.usage(
                            "The setup does not use :n, so that all sizes would be the same.",
                            "Below a line -- setup, make a table of :n rows: … WHERE i < :n"));
                }
                List<Design.Arm> arms = body.sections("arm", "instead").isEmpty()
                        ? List.of()
                        : arms(body, query).stream().map(WrittenArm::design).toList();
                designs.add(new Design(query, setup, arms, body.captured(query, setup, arms), conditions));
            }
            records.refuseUnwritable(call.option("save"));
            Output.Live live = run.output().open(new Progress("measuring", OptionalDouble.of(0)));
            Growth growth;
            try {
                growth = experiments.grow(sizes, designs, session, run.interrupt(), live::update);
            } catch (SqlFailure | RuntimeException e) {
                live.update(new Note("nothing was measured"));
                throw e;
            }
            live.update(growth);
            records.save(call.option("save"), growth, run);
            return run.interrupt().requested()
                    ? new Outcome.Interrupted("The cell was interrupted after "
                            + growth.sizes().size() + " sizes; what they show stands above.")
                    : new Outcome.Nothing();
        });
    }

    /** What the options say about how to measure. */
    private static Conditions conditions(Invocation call, Duration budget) {
        return new Conditions(
                call.option(BUDGET).orElse(budget),
                call.has("cold") ? Comparison.Cache.COLD : Comparison.Cache.WARM,
                call.option(SEED).orElse(Conditions.SEED),
                call.has("exact"),
                call.has("yes"));
    }

    /** An arm with the text that prepares it, for {@code --keep}. */
    private record WrittenArm(Design.Arm design, Source preparation) {}

    private static List<WrittenArm> arms(Body body, Prepared query) throws SqlFailure {
        List<WrittenArm> arms = new ArrayList<>();
        Set<String> labels = new HashSet<>(Set.of("as it is"));
        for (Invocation.Section section : body.sections("arm", "instead")) {
            boolean instead = section.kind().equals("instead");
            String label = section.label().isEmpty() ? section.kind() + " " + (arms.size() + 1) : section.label();
            if (!labels.add(label)) {
                throw new SqlFailure(Problem.usage(
                        "Two arms are called " + label + ".", "Give each a label of its own: -- arm: LABEL"));
            }
            List<Prepared> statements = body.prepared(section.source());
            if (statements.isEmpty()) {
                throw new SqlFailure(Problem.usage(
                        "The arm " + label + (instead ? " has no query." : " changes nothing."),
                        instead
                                ? "Write below it the query that is run in place of the first."
                                : "Write below it what prepares it: CREATE INDEX …"));
            }
            Prepared last = statements.get(statements.size() - 1);
            if (instead) {
                body.requireQuery(last.written());
            } else if (body.isQuery(last.written())) {
                throw new SqlFailure(Problem.usage(
                        "The arm " + label + " ends with a query, which changes nothing.",
                        "To measure it in place of the first, begin the section with -- instead: " + label));
            }
            List<Prepared> preparation = instead ? statements.subList(0, statements.size() - 1) : statements;
            int end = instead
                    ? last.written().source().offset() - section.source().offset()
                    : section.source().text().length();
            arms.add(new WrittenArm(
                    new Design.Arm(label, preparation, instead ? last : query),
                    section.source().part(0, end)));
        }
        if (arms.isEmpty()) {
            throw new SqlFailure(
                    Problem.usage(
                            "There is nothing to compare with.",
                            body.missedSection()
                                    .orElse(
                                            "Add a line -- arm: with index, and below it CREATE INDEX …; that is done on a private copy.")));
        }
        return arms;
    }

    private static Optional<WrittenArm> kept(Invocation call, List<WrittenArm> arms) throws SqlFailure {
        if (call.option("keep").isEmpty()) {
            return Optional.empty();
        }
        String label = call.option("keep").get();
        List<String> labels = arms.stream().map(arm -> arm.design().label()).toList();
        if (!labels.contains(label)) {
            throw new SqlFailure(Problem.usage(
                    "--keep names no arm: " + label + ".",
                    Nearest.to(label, labels)
                            .map(near -> "Did you mean --keep \"" + near + "\"?")
                            .orElse("The arms are called " + String.join(", ", labels) + ".")));
        }
        WrittenArm arm = arms.get(labels.indexOf(label));
        if (arm.design().preparation().isEmpty()) {
            throw new SqlFailure(Problem.usage(
                    label + " is another query and changes nothing that could be kept.",
                    "Use that query where the first one stands."));
        }
        return Optional.of(arm);
    }

    /** What cannot be kept need not be measured first. */
    private static void refuseUnwritable(Session session, Interrupt interrupt) throws SqlFailure, SQLException {
        synchronized (session) {
            session.settle(interrupt);
            Optional<DatabaseFiles> files = session.dialect().files();
            Optional<Problem> problem =
                    files.isPresent() ? files.get().unwritable(session.connection()) : Optional.empty();
            if (problem.isPresent()) {
                throw new SqlFailure(
                        problem.get()
                                .withNote(
                                        "Nothing was measured: --keep could not do it afterwards. Leave --keep out to measure."));
            }
        }
    }

    /** Does to the database what prepared an arm, unless that has changed what the query gives. */
    private Outcome keep(WrittenArm arm, Comparison comparison, Run run) {
        String label = arm.design().label();
        boolean different = comparison.changes().stream()
                .anyMatch(c -> c.arm().label().equals(label) && c.sameness().isDifferent());
        if (different) {
            return new Outcome.Failure(Problem.of(
                    "NotKept",
                    label + " gives a different result and was not kept; the database is as it was.",
                    "If that is what you want, run its statements in a cell of their own."));
        }
        SqlOptions options = new SqlOptions(
                Optional.empty(), false, true, false, Optional.empty(), List.of(), Expectations.NONE, false);
        return sql.run(arm.preparation(), run, options);
    }

    private static Map<String, Finding> findings() {
        Map<String, Finding> findings = new LinkedHashMap<>();
        findings.put("faster", Finding.FASTER);
        findings.put("slower", Finding.SLOWER);
        findings.put("same", Finding.NO_DIFFERENCE);
        return findings;
    }

    /** Where the current engine has comments that end with their line; opens nothing. */
    private List<Integer> lineComments(String text) {
        return sql.connections().dialect().lexicon().lineComments(text);
    }

    private static Outcome met(String expectation, Finding wanted, Comparison comparison) {
        for (Comparison.Change change : comparison.changes()) {
            if (change.verdict().finding() != wanted) {
                return new Outcome.Failure(Problem.of(
                        "ExpectationFailed",
                        "expected that " + change.arm().label() + " is " + expectation,
                        "it came out as: " + change.verdict().sentence()));
            }
        }
        return new Outcome.Value(new Check("it is " + expectation, true, ""));
    }

    /** The names of a notebook, and {@code n}, the size that is measured now. */
    private record SizedBindings(Bindings others, long n) implements Bindings {

        private static final String N = "n";

        @Override
        public Optional<Bound> get(String name) {
            return name.equals(N) ? Optional.of(new Bound(n)) : others.get(name);
        }

        @Override
        public void put(String name, Object value, Optional<String> type) {
            others.put(name, value, type);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new TreeSet<>(others.names());
            names.add(N);
            return names;
        }
    }
}
