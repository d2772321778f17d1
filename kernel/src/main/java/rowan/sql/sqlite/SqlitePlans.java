package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.QueryPlan;
import rowan.model.QueryPlan.Access;
import rowan.model.QueryPlan.Bound;
import rowan.model.QueryPlan.Estimate;
import rowan.model.QueryPlan.IndexColumn;
import rowan.model.QueryPlan.IndexUse;
import rowan.model.QueryPlan.Join;
import rowan.model.QueryPlan.Node;
import rowan.model.QueryPlan.Operation;
import rowan.model.QueryPlan.Reading;
import rowan.model.QueryPlan.Target;
import rowan.model.QueryPlan.Wanted;
import rowan.model.Schema;
import rowan.sql.BoundStatement;
import rowan.sql.Dialect;
import rowan.sql.Scope;
import rowan.sql.Token;

/**
 * Reads {@code EXPLAIN QUERY PLAN}: rows of (id, parent, cost, detail), where a parent comes before its children. The
 * details are written by {@code sqlite3WhereExplainOneScan} and {@code ExplainQueryPlan} in SQLite's source; a line that is
 * not understood stays in the plan in SQLite's own words.
 */
final class SqlitePlans {

    private static final Pattern SORT = Pattern.compile("USE TEMP B-TREE FOR (.*)");
    private static final Pattern SUBQUERY =
            Pattern.compile("(?:CO-ROUTINE|MATERIALIZE) (.*)|(?:CORRELATED |REUSE )*(?:SCALAR|LIST)? ?SUBQUERY \\d+");
    private static final Pattern COMPOUND = Pattern.compile("COMPOUND QUERY|MERGE \\((.*)\\)");
    private static final Pattern PART = Pattern.compile("LEFT-MOST SUBQUERY|UNION ALL|UNION USING TEMP B-TREE"
            + "|(?:INTERSECT|EXCEPT) USING TEMP B-TREE|LEFT|RIGHT|INDEX \\d+|SETUP|RECURSIVE STEP|MULTI-INDEX OR"
            + "|RIGHT-JOIN .*");
    private static final Pattern PREPARE = Pattern.compile(
            "BLOOM FILTER ON .*|CREATE BLOOM FILTER|USING (?:ROWID SEARCH ON TABLE|INDEX) .* FOR IN-OPERATOR");
    private static final Pattern CONSTANT =
            Pattern.compile("SCAN (?:\\d+ )?CONSTANT ROWS?|SCAN \\d+-ROW VALUES CLAUSE");
    private static final Pattern USE = Pattern.compile(
            " (?<kind>USING AUTOMATIC PARTIAL COVERING INDEX|USING AUTOMATIC COVERING INDEX|USING COVERING INDEX"
                    + "|USING INDEX|USING PRIMARY KEY|USING INTEGER PRIMARY KEY|VIRTUAL TABLE INDEX)");
    private static final Pattern RANGE = Pattern.compile("(?<column>.+?)[<>]\\?");

    private final Schema schema;
    private final Scope scope;
    private final Set<String> subqueries = new HashSet<>();

    private SqlitePlans(Schema schema, Scope scope) {
        this.schema = schema;
        this.scope = scope;
    }

    /** One row of the engine's answer. */
    private record Line(int id, int parent, double logEstimate, String detail) {}

    static QueryPlan explain(Connection connection, Dialect dialect, BoundStatement statement, Schema schema)
            throws SQLException {
        List<Line> lines = new ArrayList<>();
        // The values are bound, since with statistics the plan may depend on them.
        BoundStatement question = new BoundStatement("EXPLAIN QUERY PLAN " + statement.sql(), statement.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect);
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                lines.add(new Line(rows.getInt(1), rows.getInt(2), rows.getDouble(3), rows.getString(4)));
            }
        }
        List<Token> tokens = dialect.lexicon().tokenize(statement.sql()).stream()
                .filter(Token::isSignificant)
                .toList();
        return new SqlitePlans(schema, Scope.of(tokens)).plan(statement.sql(), lines);
    }

    private QueryPlan plan(String sql, List<Line> lines) {
        Map<Integer, List<Line>> children = new LinkedHashMap<>();
        for (Line line : lines) {
            children.computeIfAbsent(line.parent(), parent -> new ArrayList<>()).add(line);
            Matcher subquery = SUBQUERY.matcher(line.detail());
            if (subquery.matches() && subquery.group(1) != null) {
                subqueries.add(subquery.group(1));
            }
        }
        return new QueryPlan(sql, nodes(0, children), Optional.empty(), List.of());
    }

    private List<Node> nodes(int parent, Map<Integer, List<Line>> children) {
        return children.getOrDefault(parent, List.of()).stream()
                .map(line -> node(line, nodes(line.id(), children)))
                .toList();
    }

    private Node node(Line line, List<Node> children) {
        String detail = line.detail();
        Matcher sort = SORT.matcher(detail);
        if (sort.matches()) {
            return plain(Operation.TEMPORARY_SORT, sort.group(1), detail, children);
        }
        Matcher subquery = SUBQUERY.matcher(detail);
        if (subquery.matches()) {
            return plain(
                    Operation.SUBQUERY, Optional.ofNullable(subquery.group(1)).orElse(""), detail, children);
        }
        if (COMPOUND.matcher(detail).matches()) {
            return plain(Operation.COMPOUND, "", detail, children);
        }
        if (PART.matcher(detail).matches()) {
            return plain(Operation.PART, "", detail, children);
        }
        if (PREPARE.matcher(detail).matches()) {
            return plain(Operation.PREPARE, "", detail, children);
        }
        if (CONSTANT.matcher(detail).matches()) {
            return plain(Operation.READ, "", detail, children);
        }
        if (detail.startsWith("SCAN ") || detail.startsWith("SEARCH ")) {
            return read(line, children);
        }
        return plain(Operation.OTHER, "", detail, children);
    }

    private static Node plain(Operation operation, String target, String detail, List<Node> children) {
        return new Node(
                operation,
                new Target(target, ""),
                Optional.empty(),
                detail,
                Estimate.UNKNOWN,
                Optional.empty(),
                children);
    }

    private Node read(Line line, List<Node> children) {
        boolean search = line.detail().startsWith("SEARCH ");
        String rest = line.detail().substring(search ? "SEARCH ".length() : "SCAN ".length());
        rest = rest.endsWith(" LEFT-JOIN") ? rest.substring(0, rest.length() - " LEFT-JOIN".length()) : rest;
        int itemEnd = itemEnd(rest);
        String item = rest.substring(0, itemEnd).replaceFirst(" EXISTS$", "");
        Optional<Schema.Relation> relation = relation(item);
        Matcher use = USE.matcher(rest);
        boolean isSubquery = subqueries.contains(item) || item.startsWith("(");
        Access access = isSubquery ? Access.SUBQUERY_SCAN : Access.FULL_SCAN;
        Optional<IndexUse> index = Optional.empty();
        if (use.find(itemEnd)) {
            String kind = use.group("kind");
            String behind = rest.substring(use.end()).stripLeading();
            access = access(kind, search);
            index = index(kind, behind, relation);
        }
        // The third column is the planner's running cost as SQLite's LogEst: ten times the logarithm to base 2.
        OptionalDouble cost = line.logEstimate() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.pow(2, line.logEstimate() / 10));
        OptionalLong rows = relation.map(Schema.Relation::rowCount).orElse(OptionalLong.empty());
        Target target = scope.table(item)
                .filter(table -> !table.equalsIgnoreCase(item))
                .map(table -> new Target(table, item))
                .orElse(new Target(item, ""));
        Reading reading = new Reading(access, index, Join.INNER, rows, Wanted.NOTHING);
        return new Node(
                Operation.READ,
                target,
                Optional.of(reading),
                line.detail(),
                new Estimate(cost, OptionalDouble.empty()),
                Optional.empty(),
                children);
    }

    /** Where the name of what is read ends; names are not quoted, so a known one is looked for first. */
    private int itemEnd(String rest) {
        Optional<String> known = schema.relations().stream()
                .map(Schema.Relation::name)
                .filter(name -> rest.equals(name) || rest.startsWith(name + " "))
                .max(Comparator.comparingInt(String::length));
        if (known.isPresent()) {
            return known.get().length();
        }
        Matcher use = USE.matcher(rest);
        return use.find() ? use.start() : rest.length();
    }

    private Optional<Schema.Relation> relation(String item) {
        String bare = item.substring(item.lastIndexOf('.') + 1);
        return scope.table(item)
                .flatMap(schema::relation)
                .or(() -> schema.relation(item))
                .or(() -> schema.relation(bare));
    }

    private static Access access(String kind, boolean search) {
        return switch (kind) {
            case "USING PRIMARY KEY", "USING INTEGER PRIMARY KEY" -> Access.KEY_SEEK;
            case "USING COVERING INDEX", "USING INDEX" -> search ? Access.INDEX_SEEK : Access.INDEX_SCAN;
            case "VIRTUAL TABLE INDEX" -> Access.VIRTUAL_TABLE;
            default -> Access.AUTOMATIC_INDEX;
        };
    }

    private static Optional<IndexUse> index(String kind, String behind, Optional<Schema.Relation> relation) {
        if (kind.equals("VIRTUAL TABLE INDEX")) {
            return Optional.of(new IndexUse(behind, List.of(), false, Optional.empty()));
        }
        List<Schema.Index> known = relation.map(Schema.Relation::indexes).orElse(List.of());
        Optional<Schema.Index> index = known.stream()
                .filter(i -> behind.equals(i.name()) || behind.startsWith(i.name() + " "))
                .max(Comparator.comparingInt(i -> i.name().length()));
        boolean named = kind.equals("USING COVERING INDEX") || kind.equals("USING INDEX");
        int open = behind.indexOf('(', index.map(i -> i.name().length()).orElse(0));
        String name = !named
                ? ""
                : index.map(Schema.Index::name)
                        .orElse(open < 0 ? behind : behind.substring(0, open).strip());
        List<IndexColumn> written = open < 0 ? List.of() : terms(behind.substring(open + 1, behind.lastIndexOf(')')));
        List<IndexColumn> bound = kind.equals("USING INTEGER PRIMARY KEY") ? named(written, relation) : written;
        List<IndexColumn> columns = index.map(i -> aligned(i.columns(), bound)).orElse(bound);
        return Optional.of(new IndexUse(name, columns, kind.contains("COVERING"), index.flatMap(Schema.Index::where)));
    }

    /** SQLite calls an integer primary key {@code rowid}, whatever its own name is. */
    private static List<IndexColumn> named(List<IndexColumn> columns, Optional<Schema.Relation> relation) {
        Optional<String> key = relation.flatMap(r -> r.attributes().stream()
                .filter(a -> a.primaryKeyPosition() == 1)
                .map(Schema.Attribute::name)
                .findFirst());
        return columns.stream()
                .map(c -> new IndexColumn(key.orElse(c.name()), c.bound()))
                .toList();
    }

    /** The columns of an index, the first ones bound as the terms say, the others not at all. */
    private static List<IndexColumn> aligned(List<String> columns, List<IndexColumn> bound) {
        List<IndexColumn> aligned = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            aligned.add(new IndexColumn(
                    columns.get(i), i < bound.size() ? bound.get(i).bound() : Optional.empty()));
        }
        return aligned;
    }

    /** {@code a=? AND ANY(b) AND c>? AND c<?}, or row values, {@code (a,b)>(?,?)}. */
    private static List<IndexColumn> terms(String constraint) {
        List<IndexColumn> columns = new ArrayList<>();
        for (String term : constraint.split(" AND ")) {
            Matcher range = RANGE.matcher(term);
            if (term.endsWith("=?")) {
                columns.add(new IndexColumn(term.substring(0, term.length() - 2), Optional.of(Bound.EQUAL)));
            } else if (term.startsWith("ANY(")) {
                columns.add(new IndexColumn(term.substring(4, term.length() - 1), Optional.of(Bound.SKIP)));
            } else if (term.startsWith("(")) {
                for (String column : term.substring(1, term.indexOf(')')).split(",")) {
                    addRange(columns, column);
                }
            } else if (range.matches()) {
                addRange(columns, range.group("column"));
            } else {
                columns.add(new IndexColumn(term, Optional.empty()));
            }
        }
        return columns;
    }

    /** A lower and an upper bound of one column are one range. */
    private static void addRange(List<IndexColumn> columns, String column) {
        IndexColumn range = new IndexColumn(column, Optional.of(Bound.RANGE));
        if (!columns.contains(range)) {
            columns.add(range);
        }
    }
}
