package rowan.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How an engine means to run a query, as a tree that is the same for every engine.
 *
 * @param statement the query, as it was explained
 * @param nodes the roots, outer loop first
 */
public record QueryPlan(String statement, List<Node> nodes) {
    public QueryPlan {
        Objects.requireNonNull(statement);
        nodes = List.copyOf(nodes);
    }

    /** What a node does. */
    public enum Operation {
        /** Reads a table, view or subquery, one way or another; see {@link Access}. */
        READ,
        /** Sorts, groups or removes duplicates in a temporary structure. */
        TEMPORARY_SORT,
        /** Runs a subquery. */
        SUBQUERY,
        /** Joins the results of several queries: UNION, INTERSECT, EXCEPT. */
        COMPOUND,
        /** A part of a compound, of an OR or of a recursion; it groups its children. */
        PART,
        /** Builds a filter or a temporary table for a later node. */
        PREPARE,
        /** Not understood; the engine's words are shown as they are. */
        OTHER
    }

    /** How a table is read. */
    public enum Access {
        /** Every row is visited. */
        FULL_SCAN,
        /** Every entry of an index is visited, in its order. */
        INDEX_SCAN,
        /** One row by its row id or integer primary key, or a range of them. */
        KEY_SEEK,
        /** The entries of an index that match. */
        INDEX_SEEK,
        /** The entries of an index that is built anew on every run. */
        AUTOMATIC_INDEX,
        /** A virtual table decides for itself. */
        VIRTUAL_TABLE
    }

    /** How a column of an index narrows a search. */
    public enum Bound {
        EQUAL,
        RANGE,
        /** Each distinct value of the column is tried in turn. */
        SKIP
    }

    /** A column of an index and the way it is bound, if it is. */
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
     * What was counted at a node when the query ran.
     *
     * @param loops how often the node was started
     * @param visited rows looked at, over all loops
     * @param kept rows passed on, over all loops; empty where it cannot be counted
     */
    public record Measured(OptionalLong loops, OptionalLong visited, OptionalLong kept) {}

    /**
     * One step of the plan.
     *
     * @param target the table with its alias, {@code posts p}, or the subquery; empty where there is none
     * @param detail the engine's own words, always complete
     * @param cost the planner's estimate, in its own unit; comparable only within one engine
     * @param tableRows how many rows the table has, where that is known
     */
    public record Node(
            Operation operation,
            String target,
            Optional<Access> access,
            Optional<IndexUse> index,
            String detail,
            OptionalDouble cost,
            OptionalLong tableRows,
            Optional<Measured> measured,
            List<Node> children) {
        public Node {
            Objects.requireNonNull(detail);
            children = List.copyOf(children);
        }

        /** Whether every row of the table is visited. */
        public boolean isFullScan() {
            return access.filter(a -> a == Access.FULL_SCAN).isPresent();
        }

        /** This node and all below it, parents first. */
        public Stream<Node> walk() {
            return Stream.concat(Stream.of(this), children.stream().flatMap(Node::walk));
        }
    }

    /** All nodes, parents first. */
    public List<Node> walk() {
        List<Node> all = new ArrayList<>();
        nodes.forEach(node -> node.walk().forEach(all::add));
        return all;
    }
}
