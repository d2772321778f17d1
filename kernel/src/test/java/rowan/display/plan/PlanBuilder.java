package rowan.display.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import rowan.model.Count;
import rowan.model.Finding;
import rowan.model.Finding.Severity;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Access;
import rowan.model.plan.QueryPlan.Bound;
import rowan.model.plan.QueryPlan.Estimate;
import rowan.model.plan.QueryPlan.Execution;
import rowan.model.plan.QueryPlan.IndexColumn;
import rowan.model.plan.QueryPlan.IndexUse;
import rowan.model.plan.QueryPlan.Join;
import rowan.model.plan.QueryPlan.Measurement;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Reading;
import rowan.model.plan.QueryPlan.Target;
import rowan.model.plan.QueryPlan.Wanted;

/** A plan written down step by step, with what was found about it. */
public final class PlanBuilder {

    private final String statement;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Execution> execution = Optional.empty();

    private PlanBuilder(String statement) {
        this.statement = statement;
    }

    public static PlanBuilder plan(String statement) {
        return new PlanBuilder(statement);
    }

    public PlanBuilder step(Step step) {
        nodes.add(step.node());
        return this;
    }

    public PlanBuilder took(long rows, double millis, long steps, long pages) {
        execution = Optional.of(new Execution(
                rows, Duration.ofNanos((long) (millis * 1e6)), new Count.Exact(steps), OptionalLong.of(pages), false));
        return this;
    }

    PlanBuilder took(Execution whole) {
        execution = Optional.of(whole);
        return this;
    }

    PlanBuilder warning(String subject, String sentence, String remedy) {
        return finding(Severity.WARNING, subject, sentence, remedy);
    }

    PlanBuilder note(String subject, String sentence, String remedy) {
        return finding(Severity.NOTE, subject, sentence, remedy);
    }

    PlanBuilder fine(String subject, String sentence) {
        return finding(Severity.FINE, subject, sentence, "");
    }

    private PlanBuilder finding(Severity severity, String subject, String sentence, String remedy) {
        findings.add(
                new Finding(severity, subject, sentence, Optional.of(remedy).filter(sql -> !sql.isEmpty())));
        return this;
    }

    PlanBuilder unseen(String note) {
        notes.add(note);
        return this;
    }

    public QueryPlan plan() {
        return new QueryPlan(statement, nodes, execution, notes);
    }

    List<Finding> findings() {
        return findings;
    }

    /** A step that reads; {@code target} is a table, with its alias behind a blank. */
    public static Step read(Access access, String target) {
        String[] names = target.split(" ", 2);
        return new Step(Operation.READ, new Target(names[0], names.length > 1 ? names[1] : ""), "SCAN " + target)
                .by(access);
    }

    public static Step scan(String target) {
        return read(Access.FULL_SCAN, target);
    }

    static Step seek(String target) {
        return read(Access.INDEX_SEEK, target).detail("SEARCH " + target);
    }

    /** A look-up by primary key. */
    public static Step key(String target, String... columns) {
        return read(Access.KEY_SEEK, target)
                .detail("SEARCH " + target + " USING INTEGER PRIMARY KEY")
                .index("", columns);
    }

    public static Step sort(String purpose) {
        return new Step(Operation.TEMPORARY_SORT, new Target(purpose, ""), "USE TEMP B-TREE FOR " + purpose);
    }

    /** A step in the engine's own words. */
    static Step other(Operation operation, String detail, Step... children) {
        Step step = new Step(operation, Target.NONE, detail);
        for (Step child : children) {
            step.children.add(child.node());
        }
        return step;
    }

    /** A step being written down. */
    public static final class Step {
        private final Operation operation;
        private final Target target;
        private final List<Node> children = new ArrayList<>();
        private String detail;
        private Access access;
        private Optional<IndexUse> index = Optional.empty();
        private Join join = Join.INNER;
        private OptionalLong tableRows = OptionalLong.empty();
        private OptionalDouble cost = OptionalDouble.empty();
        private OptionalDouble rows = OptionalDouble.empty();
        private Optional<Measurement> measured = Optional.empty();

        private Step(Operation operation, Target target, String detail) {
            this.operation = operation;
            this.target = target;
            this.detail = detail;
        }

        private Step by(Access how) {
            access = how;
            return this;
        }

        Step detail(String words) {
            detail = words;
            return this;
        }

        public Step index(String name, String... columns) {
            return index(name, false, Optional.empty(), columns);
        }

        Step covering(String name, String... columns) {
            return index(name, true, Optional.empty(), columns);
        }

        /** Columns are written {@code a =}, {@code b range}, {@code c each}, or bare. */
        Step index(String name, boolean covering, Optional<String> where, String... columns) {
            List<IndexColumn> written = new ArrayList<>();
            for (String column : columns) {
                int blank = column.lastIndexOf(' ');
                Optional<Bound> bound = column.endsWith(" =")
                        ? Optional.of(Bound.EQUAL)
                        : column.endsWith(" range")
                                ? Optional.of(Bound.RANGE)
                                : column.endsWith(" each") ? Optional.of(Bound.SKIP) : Optional.empty();
                written.add(new IndexColumn(bound.isPresent() ? column.substring(0, blank) : column, bound));
            }
            detail = name.isEmpty() ? detail : detail + " USING " + (covering ? "COVERING " : "") + "INDEX " + name;
            index = Optional.of(new IndexUse(name, written, covering, where));
            return this;
        }

        Step left() {
            join = Join.LEFT;
            return this;
        }

        Step exists() {
            join = Join.EXISTS;
            return this;
        }

        /** Rows of the table by the statistics. */
        public Step of(long count) {
            tableRows = OptionalLong.of(count);
            return this;
        }

        public Step expected(double count) {
            rows = OptionalDouble.of(count);
            return this;
        }

        Step cost(double units) {
            cost = OptionalDouble.of(units);
            return this;
        }

        Step visited(long loops, long count) {
            measured = Optional.of(new Measurement.Counted(new Count.Exact(loops), count, new Count.NotMeasurable("")));
            return this;
        }

        public Step visited(long loops, long count, long kept) {
            measured = Optional.of(new Measurement.Counted(new Count.Exact(loops), count, new Count.Exact(kept)));
            return this;
        }

        Step visitedAtMost(long loops, long count, long kept) {
            measured = Optional.of(new Measurement.Counted(new Count.Exact(loops), count, new Count.AtMost(kept)));
            return this;
        }

        Step notMeasurable(String reason) {
            measured = Optional.of(
                    new Measurement.NotMeasurable(reason, new Count.NotMeasurable(""), new Count.NotMeasurable("")));
            return this;
        }

        Node node() {
            Optional<Reading> reading = Optional.ofNullable(access)
                    .map(how -> new Reading(how, index, join, true, tableRows, Wanted.NOTHING));
            return new Node(operation, target, reading, detail, new Estimate(cost, rows), measured, children);
        }
    }
}
