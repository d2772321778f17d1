package rowan.sql.sqlite.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Estimate;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Operation;
import rowan.model.plan.QueryPlan.Target;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.statement.Lexicon;

/**
 * Reads {@code EXPLAIN QUERY PLAN}: rows of (id, parent, cost, detail), where a parent comes before its children. The
 * details are those of {@code sqlite3WhereAddExplainText} and of every {@code ExplainQueryPlan} in SQLite's source; a line
 * that is not understood stays in the plan in SQLite's own words.
 */
public final class SqlitePlans {

    private static final String RECURSION = "RECURSIVE STEP";
    private static final Pattern SORT = pattern("USE TEMP B-TREE FOR (.*)");
    private static final Pattern SORT_OF_ALL = pattern("USE TEMP B-TREE FOR (?:ORDER|GROUP) BY");
    private static final Pattern QUERY_IN_FROM = pattern("(?:CO-ROUTINE|MATERIALIZE) (.*)");
    private static final Pattern SUBQUERY =
            pattern("(?<kind>CORRELATED |REUSE |)(?:(?:SCALAR|LIST) )?SUBQUERY (?<number>\\d+)");
    private static final Pattern COMPOUND = pattern("COMPOUND QUERY|MERGE \\((?:UNION|UNION ALL|INTERSECT|EXCEPT)\\)");
    private static final Pattern PART =
            pattern("LEFT-MOST SUBQUERY|UNION ALL|LEFT|RIGHT|INDEX \\d+|MULTI-INDEX OR|SETUP|" + RECURSION);
    private static final Pattern RIGHT_JOIN = pattern("RIGHT-JOIN (.*)");
    private static final Pattern BLOOM_FILTER = pattern("BLOOM FILTER ON (.*)");
    private static final Pattern IN_TABLE = pattern("USING ROWID SEARCH ON TABLE (.*) FOR IN-OPERATOR");
    private static final Pattern IN_INDEX = pattern("USING INDEX (.*) FOR IN-OPERATOR");
    private static final Pattern CONSTANT =
            pattern("SCAN (?:(?<rows>\\d+) )?CONSTANT ROWS?|SCAN (?<values>\\d+)-ROW VALUES CLAUSE");

    private final SqlitePlanNames names;
    private final SqlitePlanReads reads;

    private SqlitePlans(SqlitePlanNames names, SqlitePlanReads reads) {
        this.names = names;
        this.reads = reads;
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }

    public static QueryPlan explain(Connection connection, Dialect dialect, BoundStatement statement, Schema schema)
            throws SQLException {
        List<SqlitePlanRow> rows = SqlitePlanRow.read(connection, dialect, statement);
        return plan(statement.sql(), rows, schema, dialect.lexicon(), new SqliteEstimates(connection));
    }

    /** The plan that the rows of the engine's answer are. */
    static QueryPlan plan(
            String sql, List<SqlitePlanRow> lines, Schema schema, Lexicon lexicon, SqliteEstimates estimates) {
        SqlitePlanNames names = new SqlitePlanNames(schema, lexicon, sql);
        Map<Integer, List<SqlitePlanRow>> children = new LinkedHashMap<>();
        Map<Integer, String> queries = new HashMap<>();
        Set<Integer> known = new HashSet<>(Set.of(0));
        for (SqlitePlanRow line : lines) {
            if (SORT_OF_ALL.matcher(line.detail()).matches()) {
                names.addSort();
            }
            // A line whose parent is not known, or comes later, is a root: none is dropped.
            int parent = known.contains(line.parent()) ? line.parent() : 0;
            known.add(line.id());
            children.computeIfAbsent(parent, p -> new ArrayList<>()).add(line);
            Matcher query = QUERY_IN_FROM.matcher(line.detail());
            if (query.matches()) {
                names.addSubquery(query.group(1));
                queries.put(line.id(), query.group(1));
            } else if (line.detail().equals(RECURSION) && queries.containsKey(line.parent())) {
                names.addRecursive(queries.get(line.parent()));
            }
        }
        SqlitePlans plans = new SqlitePlans(names, new SqlitePlanReads(names, estimates));
        return new QueryPlan(sql, plans.nodes(0, children), Optional.empty(), List.of());
    }

    private List<Node> nodes(int parent, Map<Integer, List<SqlitePlanRow>> children) {
        // Taken out, since ids that come twice must not show a line twice.
        List<SqlitePlanRow> lines = Optional.ofNullable(children.remove(parent)).orElse(List.of());
        List<Node> nodes = new ArrayList<>();
        for (SqlitePlanRow line : lines) {
            nodes.add(node(line, nodes(line.id(), children)));
        }
        return nodes;
    }

    private Node node(SqlitePlanRow line, List<Node> children) {
        String detail = line.detail();
        Matcher constant = CONSTANT.matcher(detail);
        if (constant.matches()) {
            String rows = Optional.ofNullable(constant.group("values"))
                    .or(() -> Optional.ofNullable(constant.group("rows")))
                    .orElse("1");
            Estimate estimate = new Estimate(OptionalDouble.empty(), OptionalDouble.of(Double.parseDouble(rows)));
            return node(Operation.CONSTANT, Target.NONE, detail, estimate, children);
        }
        return reads.read(detail, line.logCost(), children).orElseGet(() -> other(detail, children));
    }

    private Node other(String detail, List<Node> children) {
        Matcher subquery = SUBQUERY.matcher(detail);
        if (subquery.matches()) {
            Operation operation = switch (subquery.group("kind")) {
                case "CORRELATED " -> Operation.CORRELATED_SUBQUERY;
                case "REUSE " -> Operation.REUSED_SUBQUERY;
                default -> Operation.SUBQUERY;
            };
            // The one value of a scalar subquery is that of its first row.
            List<Node> below = detail.contains("SCALAR")
                    ? children.stream().map(Node::ending).toList()
                    : children;
            return plain(operation, "subquery " + subquery.group("number"), detail, below);
        }
        Matcher matcher = QUERY_IN_FROM.matcher(detail);
        if (matcher.matches()) {
            return plain(Operation.SUBQUERY, SqlitePlanNames.readable(matcher.group(1)), detail, children);
        }
        matcher = SORT.matcher(detail);
        if (matcher.matches()) {
            return plain(Operation.TEMPORARY_SORT, matcher.group(1), detail, children);
        }
        matcher = RIGHT_JOIN.matcher(detail);
        if (matcher.matches()) {
            return plain(Operation.PART, SqlitePlanNames.readable(matcher.group(1)), detail, children);
        }
        matcher = BLOOM_FILTER.matcher(detail);
        if (matcher.matches()) {
            Target target = reads.filtered(matcher.group(1));
            return node(Operation.PREPARE, target, detail, Estimate.UNKNOWN, children);
        }
        matcher = IN_TABLE.matcher(detail);
        if (matcher.matches()) {
            return plain(Operation.PREPARE, matcher.group(1), detail, children);
        }
        matcher = IN_INDEX.matcher(detail);
        if (matcher.matches()) {
            String index = matcher.group(1);
            return plain(Operation.PREPARE, names.tableOf(index).orElse(index), detail, children);
        }
        boolean compound = COMPOUND.matcher(detail).matches();
        boolean part = PART.matcher(detail).matches();
        Operation operation = compound
                ? Operation.COMPOUND
                : part ? Operation.PART : detail.equals("CREATE BLOOM FILTER") ? Operation.PREPARE : Operation.OTHER;
        return plain(operation, "", detail, children);
    }

    private static Node plain(Operation operation, String target, String detail, List<Node> children) {
        return node(operation, new Target(target, ""), detail, Estimate.UNKNOWN, children);
    }

    private static Node node(
            Operation operation, Target target, String detail, Estimate estimate, List<Node> children) {
        return new Node(operation, target, Optional.empty(), detail, estimate, Optional.empty(), children);
    }
}
