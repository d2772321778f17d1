package rowan.model.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import rowan.model.Count;
import rowan.model.Finding;
import rowan.model.Remedy;

/**
 * How an engine means to run a query, as a tree that is the same for every engine; and, where the query was measured, what
 * each step really did.
 *
 * @param statement the query, as it was explained
 * @param nodes the roots; nested loops stand side by side, the outer first
 * @param execution what the whole run took, where it was measured
 * @param notes what the plan cannot show, such as the triggers that a statement fires; a sentence each
 * @param remedies what is worth trying, where somebody looked for it
 */
public record QueryPlan(
        String statement, List<Node> nodes, Optional<Execution> execution, List<String> notes, List<Remedy> remedies) {
    public QueryPlan {
        Objects.requireNonNull(statement);
        nodes = List.copyOf(nodes);
        notes = List.copyOf(notes);
        remedies = List.copyOf(remedies);
    }

    /** A plan for which nobody has looked for remedies. */
    public QueryPlan(String statement, List<Node> nodes, Optional<Execution> execution, List<String> notes) {
        this(statement, nodes, execution, notes, List.of());
    }

    /** What a node does. */
    public enum Operation {
        /** Reads a table, view or subquery; see {@link Reading}. */
        READ,
        /** Gives rows that stand in the query itself. */
        CONSTANT,
        /** Sorts, groups or removes duplicates in a temporary B-tree. */
        TEMPORARY_SORT,
        /** Runs a subquery, once. */
        SUBQUERY,
        /** Runs a subquery for each row of the query around it. */
        CORRELATED_SUBQUERY,
        /** Takes the result of a subquery that has already run. */
        REUSED_SUBQUERY,
        /** Joins the results of several queries: UNION, INTERSECT, EXCEPT. */
        COMPOUND,
        /** A part of a compound, of an OR, of a recursion or of a right join; it groups its children. */
        PART,
        /** Builds a filter or a list for a later node. */
        PREPARE,
        /** Not understood; the engine's words are shown as they are. */
        OTHER
    }

    /** How rows are found. */
    public enum Access {
        /** The rows of a table are visited from its first one on. */
        FULL_SCAN,
        /** The entries of an index are visited from its first one on, in its order. */
        INDEX_SCAN,
        /** The entries of a table or index are counted page by page, without looking at one of them. */
        COUNT,
        /** Every row that a subquery gives is visited. */
        SUBQUERY_SCAN,
        /** One row by its row id or primary key, or a range of them. */
        KEY_SEEK,
        /** The entries of an index that match. */
        INDEX_SEEK,
        /** The entries of an index that is built anew on every run. */
        AUTOMATIC_INDEX,
        /** A virtual table decides for itself. */
        VIRTUAL_TABLE
    }

    /** What happens to a row of the outer loop that finds no partner here, or more than one. */
    public enum Join {
        INNER,
        /** It is kept, with NULLs. */
        LEFT,
        /** One partner is enough. */
        EXISTS
    }

    /** How a column of an index narrows a search. */
    public enum Bound {
        EQUAL,
        RANGE,
        /** Each distinct value of the column is tried in turn. */
        SKIP
    }

    /** A column of an index, or an expression, and the way it is bound, if it is. */
    public record IndexColumn(String name, Optional<Bound> bound) {}

    /**
     * The index or key that a node uses.
     *
     * @param name empty for a row id or a primary key that is the table itself
     * @param covering whether the index alone answers, without a look-up in the table
     * @param where the condition of a partial index
     */
    public record IndexUse(String name, List<IndexColumn> columns, boolean covering, Optional<String> where) {
        public IndexUse {
            columns = List.copyOf(columns);
        }
    }

    /**
     * What is read.
     *
     * @param name a table, a view, or {@code subquery 2}; empty for nodes that read nothing
     * @param alias its name in the query where that is another one, else empty
     */
    public record Target(String name, String alias) {

        /** For nodes that read nothing. */
        public static final Target NONE = new Target("", "");

        /** {@code orders o}. */
        @Override
        public String toString() {
            return alias.isEmpty() ? name : name + " " + alias;
        }
    }

    /**
     * What the query asks of a table, as far as an index might serve it.
     *
     * @param database the database of the table, where that has to be said; else empty
     * @param table the table's name; this and all others as SQL needs them written, in quotes where it must be and with
     *     the collation where it is not the column's own
     * @param equal columns that must equal something
     * @param range columns that must lie in a range
     * @param orders lists of columns by which the rows are sorted or grouped
     * @param either lists of columns, one of which must meet a condition of its own for each side of an OR
     * @param filtered whether there are such conditions wherever the query reads the table
     * @param used all columns that the query reads; empty where that is not known
     */
    public record Wanted(
            String database,
            String table,
            List<String> equal,
            List<String> range,
            List<List<String>> orders,
            List<List<String>> either,
            boolean filtered,
            List<String> used) {

        /** Nothing that an index could serve, or nothing that is known. */
        public static final Wanted NOTHING =
                new Wanted("", "", List.of(), List.of(), List.of(), List.of(), false, List.of());

        public Wanted {
            equal = List.copyOf(equal);
            range = List.copyOf(range);
            orders = List.copyOf(orders);
            either = List.copyOf(either);
            used = List.copyOf(used);
        }
    }

    /**
     * How a {@link Operation#READ} reads.
     *
     * @param whole whether a scan goes on to the last row; if not, the query may have enough before
     * @param tableRows how many rows the table has by the engine's statistics; empty where nobody counted
     */
    public record Reading(
            Access access, Optional<IndexUse> index, Join join, boolean whole, OptionalLong tableRows, Wanted wanted) {}

    /**
     * What the planner expected.
     *
     * @param cost in its own unit; comparable only within one engine
     * @param rows rows visited each time the node is started
     */
    public record Estimate(OptionalDouble cost, OptionalDouble rows) {

        /** The engine does not say. */
        public static final Estimate UNKNOWN = new Estimate(OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** What was counted at a node when the query ran; or why it could not be. */
    public sealed interface Measurement {

        /**
         * Counts over all loops.
         *
         * @param loops how often the loop around asked for rows here, in vain where it had only NULL to look for
         * @param visited rows looked at
         * @param kept rows that met all conditions and were passed on
         */
        record Counted(Count loops, long visited, Count kept) implements Measurement {}

        /**
         * @param reason what stands in the way of counting the rows looked at, as the end of a sentence: {@code the index is built while it runs}
         * @param loops how often the loop around asked for rows here
         * @param kept rows that met all conditions and were passed on
         */
        record NotMeasurable(String reason, Count loops, Count kept) implements Measurement {}

        /** How often the loop around asked for rows here. */
        Count loops();

        /** Rows that met all conditions and were passed on. */
        Count kept();
    }

    /**
     * What a whole run took.
     *
     * @param rows rows that came out, or were changed
     * @param elapsed by the clock, with nothing installed that would slow it: once, which is no benchmark; of a plan that
     *     belongs to an experiment, the median of its samples
     * @param steps the engine's smallest unit of work; SQLite's VM steps
     * @param pages pages read with an empty cache; empty where the platform cannot say
     * @param onCopy whether it ran on a private copy, since it writes
     */
    public record Execution(long rows, Duration elapsed, Count steps, OptionalLong pages, boolean onCopy) {

        private Execution took(Duration other) {
            return new Execution(rows, other, steps, pages, onCopy);
        }
    }

    /**
     * One step of the plan.
     *
     * @param target what is read; of a temporary sort, what it is for: {@code ORDER BY}
     * @param reading how a {@link Operation#READ} reads; empty for all others
     * @param detail the engine's own words, always complete
     */
    public record Node(
            Operation operation,
            Target target,
            Optional<Reading> reading,
            String detail,
            Estimate estimate,
            Optional<Measurement> measured,
            List<Node> children) {
        public Node {
            Objects.requireNonNull(target);
            Objects.requireNonNull(detail);
            children = List.copyOf(children);
        }

        /** Whether a table is read row by row. */
        public boolean isFullScan() {
            return isAccess(Access.FULL_SCAN);
        }

        /** Whether rows are found in this way. */
        public boolean isAccess(Access access) {
            return reading.filter(r -> r.access() == access).isPresent();
        }

        /** What was counted, if it was. */
        public Optional<Measurement.Counted> counted() {
            return measured.filter(Measurement.Counted.class::isInstance).map(Measurement.Counted.class::cast);
        }

        /** This node with what was counted. */
        public Node measured(Measurement measurement) {
            return new Node(operation, target, reading, detail, estimate, Optional.of(measurement), children);
        }

        /** This node with what the query wants of the table it reads. */
        public Node wanting(Wanted wanted) {
            Optional<Reading> wanting =
                    reading.map(r -> new Reading(r.access(), r.index(), r.join(), r.whole(), r.tableRows(), wanted));
            return new Node(operation, target, wanting, detail, estimate, measured, children);
        }

        /** This node and those below it, of a query that may end before it has read all. */
        public Node ending() {
            Optional<Reading> some =
                    reading.map(r -> new Reading(r.access(), r.index(), r.join(), false, r.tableRows(), r.wanted()));
            List<Node> below = children.stream().map(Node::ending).toList();
            return new Node(operation, target, some, detail, estimate, measured, below);
        }

        /** This node with other children. */
        public Node withChildren(List<Node> others) {
            return new Node(operation, target, reading, detail, estimate, measured, others);
        }

        /** This node and all below it, parents first; without recursion, for plans may be thousands of steps deep. */
        public Stream<Node> walk() {
            List<Node> all = new ArrayList<>();
            Deque<Node> waiting = new ArrayDeque<>(List.of(this));
            while (!waiting.isEmpty()) {
                Node next = waiting.pop();
                all.add(next);
                for (int i = next.children.size() - 1; i >= 0; i--) {
                    waiting.push(next.children.get(i));
                }
            }
            return all.stream();
        }
    }

    /** All nodes, parents first. */
    public List<Node> walk() {
        List<Node> all = new ArrayList<>();
        nodes.forEach(node -> node.walk().forEach(all::add));
        return all;
    }

    /** The rows visited at all steps together; empty where one of them could not be counted, or none reads anything. */
    public OptionalLong visited() {
        long visited = 0;
        List<Node> reads = reads();
        for (Node read : reads) {
            if (read.counted().isEmpty()) {
                return OptionalLong.empty();
            }
            visited += read.counted().get().visited();
        }
        return reads.isEmpty() ? OptionalLong.empty() : OptionalLong.of(visited);
    }

    /** The reason why a step could not be counted, if there is such a step. */
    public Optional<String> notMeasurable() {
        return reads().stream()
                .flatMap(node -> node.measured().stream())
                .filter(Measurement.NotMeasurable.class::isInstance)
                .map(measured -> ((Measurement.NotMeasurable) measured).reason())
                .findFirst();
    }

    /** The steps at which rows are visited; of an OR whose branches are counted together, the OR. */
    private List<Node> reads() {
        List<Node> reads = new ArrayList<>();
        Deque<Node> waiting = new ArrayDeque<>(nodes);
        while (!waiting.isEmpty()) {
            Node next = waiting.pop();
            boolean together =
                    next.operation() != Operation.READ && next.counted().isPresent();
            if (together || next.operation() == Operation.READ) {
                reads.add(next);
            }
            if (!together) {
                waiting.addAll(next.children());
            }
        }
        return reads;
    }

    /** The same plan, whose run took so long. */
    public QueryPlan took(Duration elapsed) {
        return new QueryPlan(statement, nodes, execution.map(e -> e.took(elapsed)), notes, remedies);
    }

    /** The same plan with what is known of its steps. */
    public QueryPlan with(List<Node> others) {
        return new QueryPlan(statement, others, execution, notes, remedies);
    }

    /** The same plan with what is worth trying, and why something was not tried. */
    public QueryPlan advised(List<Remedy> found, Optional<String> note) {
        List<String> all = new ArrayList<>(notes);
        note.ifPresent(all::add);
        return new QueryPlan(statement, nodes, execution, all, found);
    }

    /** What is worth saying about the plan, the most serious first. */
    public List<Finding> findings() {
        return PlanFindings.of(this);
    }

    /** Whether something about the plan makes one ask for new statistics. */
    public boolean asksForStatistics() {
        return PlanFindings.asksForStatistics(this);
    }
}
