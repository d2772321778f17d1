package rowan.sql.sqlite.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rowan.model.Schema;
import rowan.sql.sqlite.plan.SqlitePlanRow;
import rowan.sql.sqlite.plan.SqliteViews;
import rowan.sql.sqlite.text.SqliteOutline;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;

/**
 * The calls by which a query can count its own rows: for each table it reads, a first condition that sees every row visited
 * and a last one that sees every row kept. Each is {@code likelihood(f(…), 1.0)} and true, so that neither the result nor
 * the planner's estimates change; whoever uses them has to make sure that the plan has not changed either.
 *
 * <p>Conditions reach a table from outside its own SELECT too: SQLite merges subqueries into what is around them, moves
 * conditions down into others, and takes comparisons of rows apart, all of which it adds behind those that are written. The
 * call that sees what is kept therefore stands in a subquery that depends on the row, for such conditions come last
 * ({@code sqlite3WhereCodeOneLoopStart}). In a query that a condition holds, such a call puts that condition last too, and
 * so may spare the query a run.
 */
final class SqliteProbes {

    /**
     * One call.
     *
     * @param function its name, of this probe alone
     * @param source what it counts rows of; empty for {@link What#RUNS}
     * @param side which rows of the source it sees
     * @param last whether no subquery can reject a row behind it
     * @param deferring whether it makes a condition of the query around it come later than it would
     */
    record Probe(
            String function,
            What what,
            Optional<SqliteOutline.Source> source,
            Side side,
            boolean last,
            boolean deferring,
            Place place,
            String call) {}

    /** What a probe counts. */
    enum What {
        /** Runs of a correlated subquery. */
        RUNS,
        /** Rows that a step looks at. */
        VISITED,
        /** Rows that pass all conditions on them. */
        KEPT
    }

    /** Where a source stands in a join, and so what reaches its probes. */
    enum Side {
        /** All its rows do. */
        INNER,
        /** It may lack partners, and its probes see only rows that are there. */
        OUTER,
        /** It may lack partners; this probe sees the rows of NULLs too, which stand in for them. */
        OUTER_WITH_NULLS
    }

    /** A condition of the query, by the token it begins with and the one behind it; from == to where it has none. */
    record Place(int from, int to, boolean isWritten) {}

    /** What the names of all probes begin with. */
    static final String PREFIX = "rowan_probe_";

    private final String sql;
    private final SqliteOutline outline;
    private final Schema schema;
    private final Lexicon lexicon;
    private final List<SqlitePlanRow> plan;
    private final List<Probe> probes = new ArrayList<>();
    private final Map<SqliteOutline.Source, String> refusals = new LinkedHashMap<>();

    private SqliteProbes(String sql, Schema schema, Lexicon lexicon, List<SqlitePlanRow> plan) {
        this.sql = sql;
        this.schema = schema;
        this.lexicon = lexicon;
        this.plan = plan;
        this.outline = SqliteOutline.of(significant(sql));
    }

    /**
     * @param plan the plan without probes: it tells which outer joins the engine has found to be inner ones
     */
    static SqliteProbes of(String sql, Schema schema, Lexicon lexicon, List<SqlitePlanRow> plan) {
        SqliteProbes probes = new SqliteProbes(new SqliteViews(schema, lexicon).written(sql), schema, lexicon, plan);
        probes.outline.cores().forEach(probes::add);
        return probes;
    }

    private List<Token> significant(String text) {
        return lexicon.tokenize(text).stream().filter(Token::isSignificant).toList();
    }

    /** All that could be placed. */
    List<Probe> probes() {
        return probes;
    }

    /** What cannot be counted, each with the reason. */
    Map<SqliteOutline.Source, String> refusals() {
        return refusals;
    }

    private void add(SqliteOutline.Core core) {
        // A condition on a column from outside is checked once, before the first row is read.
        outline.outerColumn(core)
                .ifPresent(column -> add(What.RUNS, Optional.empty(), Side.INNER, true, false, where(core), column));
        boolean anyRight = plan.stream().anyMatch(SqlitePlanRow::isRightJoin);
        int lastRight = -1;
        for (int i = 0; i < core.sources().size(); i++) {
            boolean right = core.sources().get(i).joining() == SqliteOutline.Joining.RIGHT_OR_FULL;
            lastRight = right && anyRight ? i : lastRight;
        }
        for (int i = 0; i < core.sources().size(); i++) {
            SqliteOutline.Source source = core.sources().get(i);
            boolean right = source.joining() == SqliteOutline.Joining.RIGHT_OR_FULL && anyRight;
            boolean written =
                    source.joining() != SqliteOutline.Joining.FIRST && source.joining() != SqliteOutline.Joining.INNER;
            boolean outer = right || written && plan.stream().anyMatch(row -> row.isLeftJoin() && row.reads(source));
            Optional<String> row = rowName(core, source);
            if (row.isEmpty()) {
                refusals.put(source, "it has no column to count by");
            } else if (!outer && i < lastRight) {
                // Conditions of WHERE are checked behind a RIGHT JOIN, not before it.
                refusals.put(source, "it stands left of a RIGHT or FULL JOIN");
            } else if (source.nested() || outer && source.on().isEmpty()) {
                refusals.put(source, "the way it is joined leaves no place to count");
            } else {
                add(core, i, row.get(), outer, anyRight);
            }
        }
    }

    private void add(SqliteOutline.Core core, int index, String row, boolean outer, boolean anyRight) {
        SqliteOutline.Source source = core.sources().get(index);
        Optional<Place> own = source.on().map(SqliteProbes::written);
        // Conditions behind the ON of an inner join are checked behind those of WHERE.
        Place behindAll = core.sources().subList(index, core.sources().size()).stream()
                .filter(s -> (s.joining() == SqliteOutline.Joining.INNER || isMadeInner(s)) && !s.nested())
                .flatMap(s -> s.on().stream())
                .reduce((a, b) -> b)
                .map(SqliteProbes::written)
                .or(() -> own.filter(on -> !outer))
                .orElse(where(core));
        String name = lexicon.quote(source.alias()) + "." + row;
        // Conditions of WHERE see the rows of NULLs of a LEFT JOIN too, which have no row id.
        boolean known = relation(core, source)
                .filter(r -> r.kind() == Schema.Kind.TABLE)
                .isPresent();
        Place first = outer ? own.orElseThrow() : where(core);
        Side side = !outer ? Side.INNER : anyRight || !known ? Side.OUTER : Side.OUTER_WITH_NULLS;
        add(What.VISITED, Optional.of(source), outer ? Side.OUTER : side, true, false, first, name);
        boolean last = !outline.mayGainSubquery(core);
        boolean deferring = outline.outerColumn(core).isEmpty() && outline.isWithinCondition(core);
        add(What.KEPT, Optional.of(source), side, last, deferring, side == Side.OUTER ? first : behindAll, name);
    }

    /** Whether it is written as a LEFT JOIN and the engine has found that no row without a partner can come out. */
    private boolean isMadeInner(SqliteOutline.Source source) {
        return source.joining() == SqliteOutline.Joining.LEFT
                && plan.stream().anyMatch(row -> row.reads(source))
                && plan.stream().noneMatch(row -> row.isLeftJoin() && row.reads(source));
    }

    private static Place where(SqliteOutline.Core core) {
        return core.where().map(SqliteProbes::written).orElse(new Place(core.fromEnd(), core.fromEnd(), false));
    }

    private static Place written(SqliteOutline.Span span) {
        return new Place(span.from(), span.to(), true);
    }

    private void add(
            What what,
            Optional<SqliteOutline.Source> source,
            Side side,
            boolean last,
            boolean deferring,
            Place place,
            String argument) {
        String function = PREFIX + probes.size();
        String called = function + "(" + argument + ")";
        String call = "likelihood(" + (what == What.KEPT ? "(SELECT " + called + ")" : called) + ", 1.0)";
        probes.add(new Probe(function, what, source, side, last, deferring, place, call));
    }

    /** A column that every row has and every index of the table knows; for a subquery any column. */
    private Optional<String> rowName(SqliteOutline.Core core, SqliteOutline.Source source) {
        if (source.kind() == SqliteOutline.Kind.FUNCTION) {
            return Optional.of("rowid");
        }
        Optional<Schema.Relation> relation = relation(core, source);
        if (relation.isPresent()) {
            return relation.get().kind() == Schema.Kind.VIEW
                    ? relation.get().attributes().stream()
                            .map(a -> lexicon.quote(a.name()))
                            .findFirst()
                    : rowName(relation.get());
        }
        return source.alias().isEmpty()
                ? Optional.empty()
                : outline.firstColumn(source, core).map(lexicon::quote);
    }

    private Optional<String> rowName(Schema.Relation relation) {
        if (isWithoutRowid(relation)) {
            return relation.attributes().stream()
                    .filter(a -> a.primaryKeyPosition() == 1)
                    .map(a -> lexicon.quote(a.name()))
                    .findFirst();
        }
        return List.of("rowid", "_rowid_", "oid").stream()
                .filter(name -> relation.attribute(name).isEmpty())
                .findFirst();
    }

    private Optional<Schema.Relation> relation(SqliteOutline.Core core, SqliteOutline.Source source) {
        boolean common = source.database().isEmpty() && core.commonTables().containsKey(source.name());
        if (source.kind() != SqliteOutline.Kind.NAMED || common) {
            return Optional.empty();
        }
        return schema.relation(source.database(), source.name());
    }

    private boolean isWithoutRowid(Schema.Relation relation) {
        List<Token> tokens = significant(relation.ddl());
        for (int at = tokens.size() - 1; at > 0 && !tokens.get(at).text().equals(")"); at--) {
            if (tokens.get(at).is("ROWID") && tokens.get(at - 1).is("WITHOUT")) {
                return true;
            }
        }
        return false;
    }

    /** The query with some of the probes in it. */
    String text(List<Probe> active) {
        Map<Integer, StringBuilder> insertions = new TreeMap<>();
        // A WHERE that has to be added comes behind the ON that ends where it begins.
        List<Place> places = active.stream()
                .map(Probe::place)
                .distinct()
                .sorted(Comparator.comparing(place -> !place.isWritten()))
                .toList();
        for (Place place : places) {
            String first = joined(active, place, What.RUNS, What.VISITED);
            String last = joined(active, place, What.KEPT);
            if (place.isWritten()) {
                insert(insertions, start(place.from()), (first.isEmpty() ? "" : first + " AND ") + "(");
                insert(insertions, end(place.to() - 1), ")" + (last.isEmpty() ? "" : " AND " + last));
            } else {
                String both = first + (first.isEmpty() || last.isEmpty() ? "" : " AND ") + last;
                insert(insertions, end(place.from() - 1), " WHERE " + both);
            }
        }
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (Map.Entry<Integer, StringBuilder> insertion : insertions.entrySet()) {
            text.append(sql, copied, insertion.getKey()).append(insertion.getValue());
            copied = insertion.getKey();
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    private static String joined(List<Probe> active, Place place, What... kinds) {
        return String.join(
                " AND ",
                active.stream()
                        .filter(p -> p.place().equals(place) && List.of(kinds).contains(p.what()))
                        .map(Probe::call)
                        .toList());
    }

    private static void insert(Map<Integer, StringBuilder> insertions, int at, String text) {
        insertions.computeIfAbsent(at, place -> new StringBuilder()).append(text);
    }

    private int start(int token) {
        return outline.tokens().get(token).from();
    }

    private int end(int token) {
        return outline.tokens().get(token).to();
    }
}
