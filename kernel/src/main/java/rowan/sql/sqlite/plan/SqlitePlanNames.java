package rowan.sql.sqlite.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan.Target;
import rowan.sql.statement.Lexicon;
import rowan.sql.text.Scope;

/**
 * The names that a plan can speak of. A plan says {@code o} where the query says {@code orders AS o}, and writes names
 * without quotes, so that only the statement, the views it reads and the catalog together tell what is meant.
 */
final class SqlitePlanNames {

    private final Schema schema;
    private final Lexicon lexicon;
    private final List<SqlitePlanQuery> queries = new ArrayList<>();
    private final Set<String> subqueries = new HashSet<>();
    private final Set<String> recursive = new HashSet<>();
    private final Set<String> views = new HashSet<>();
    private boolean sorts;

    /**
     * What a name stands for.
     *
     * @param relation empty for a subquery, for SQLite's own tables, and where the name has several meanings
     * @param subquery whether it is a WITH, a view or a query in FROM
     */
    record Meaning(Target target, Optional<Schema.Relation> relation, boolean subquery) {}

    SqlitePlanNames(Schema schema, Lexicon lexicon, String sql) {
        this.schema = schema;
        this.lexicon = lexicon;
        read(sql);
    }

    /** The queries of a statement, and those of the views it reads. */
    private void read(String sql) {
        for (SqlitePlanQuery query : SqlitePlanQuery.of(lexicon, sql)) {
            queries.add(query);
            Scope scope = query.scope();
            scope.withNames().forEach(this::addSubquery);
            for (String alias : scope.tables().keySet()) {
                scope.relation(alias, schema)
                        .filter(r -> r.kind() == Schema.Kind.VIEW && views.add(r.database() + '.' + r.name()))
                        .ifPresent(view -> read(view.ddl()));
            }
        }
    }

    /** Takes note of a name that the plan itself gives to a subquery. */
    void addSubquery(String name) {
        subqueries.add(name.toLowerCase(Locale.ROOT));
    }

    /** Takes note of a subquery that reads what it gives itself. */
    void addRecursive(String name) {
        recursive.add(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a subquery reads what it gives itself, so that nobody knows beforehand how many rows that will be. */
    boolean isRecursive(String name) {
        return recursive.contains(name.toLowerCase(Locale.ROOT));
    }

    /** Whether a column may have been compared with several values at once, by IN or by an OR that SQLite makes one. */
    boolean hasAlternatives() {
        return queries.stream().flatMap(q -> q.tokens().stream()).anyMatch(t -> t.is("IN") || t.is("OR"));
    }

    /** Takes note that a query sorts or groups all its rows before it gives the first. */
    void addSort() {
        sorts = true;
    }

    /**
     * Whether a query may have enough before all is read: LIMIT ends it, and so does the first row of an EXISTS. One that
     * sorts all its rows has to read them before it counts any.
     */
    boolean mayEnd() {
        boolean sortsAll = sorts && queries.size() == 1;
        return !sortsAll
                && queries.stream().flatMap(q -> q.tokens().stream()).anyMatch(t -> t.is("LIMIT") || t.is("EXISTS"));
    }

    /** Whether an item is read only to find the least or the greatest value of a column, among all its rows. */
    boolean isExtreme(String item, String column) {
        List<SqlitePlanQuery> readers = queries.stream()
                .filter(q -> q.scope().table(item).isPresent() && q.hasExtreme())
                .toList();
        return !readers.isEmpty() && readers.stream().allMatch(q -> q.isExtremeOf(column));
    }

    private Stream<Scope> scopes() {
        return queries.stream().map(SqlitePlanQuery::scope);
    }

    /** All names that what is read may have in the plan, those of the statement before those of the catalog. */
    List<String> items() {
        Comparator<String> longest = Comparator.comparingInt(String::length).reversed();
        Stream<String> written = scopes().flatMap(s -> Stream.concat(
                s.tables().keySet().stream(),
                s.tables().entrySet().stream()
                        .filter(t -> s.databases().containsKey(t.getKey()))
                        .map(t -> s.databases().get(t.getKey()) + "." + t.getValue())));
        Stream<String> known =
                schema.relations().stream().flatMap(r -> Stream.of(r.name(), r.database() + "." + r.name()));
        Set<String> items = new LinkedHashSet<>();
        Stream.concat(written, subqueries.stream()).sorted(longest).forEach(items::add);
        known.sorted(longest).forEach(items::add);
        return List.copyOf(items);
    }

    /** All names of indexes, the longest first. */
    List<String> indexes() {
        return schema.relations().stream()
                .flatMap(r -> r.indexes().stream())
                .map(Schema.Index::name)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The table that an index belongs to. */
    Optional<String> tableOf(String index) {
        return schema.relations().stream()
                .filter(r -> r.indexes().stream().anyMatch(i -> i.name().equals(index)))
                .map(Schema.Relation::name)
                .findFirst();
    }

    /**
     * What a name in the plan stands for.
     *
     * @param item the name as the plan has it
     * @param fits which tables the rest of the line allows, such as those that have the index it names
     */
    Meaning meaning(String item, Predicate<Schema.Relation> fits) {
        Set<Meaning> meanings = new LinkedHashSet<>();
        scopes().filter(scope -> scope.table(item).isPresent() && !isQualified(scope, item))
                .forEach(scope -> meanings.add(written(scope, item)));
        if (meanings.isEmpty()) {
            // The plan of count(*) leaves the database out.
            scopes().filter(scope -> scope.table(item).isPresent())
                    .forEach(scope -> meanings.add(written(scope, item)));
        }
        if (meanings.isEmpty() || isSubquery(item)) {
            meanings.add(meaning(item));
        }
        List<Meaning> possible = meanings.stream()
                .filter(m -> m.relation().filter(fits).isPresent())
                .toList();
        List<Meaning> left = possible.isEmpty() ? List.copyOf(meanings) : possible;
        return left.size() == 1
                ? left.get(0)
                : new Meaning(
                        new Target(item, ""), Optional.empty(), left.stream().allMatch(Meaning::subquery));
    }

    /** Whether the plan calls a table by its database too. */
    private static boolean isQualified(Scope scope, String item) {
        return scope.databases().containsKey(item) && scope.tables().get(item).equalsIgnoreCase(item);
    }

    /** A name of the statement's own. */
    private Meaning written(Scope scope, String item) {
        String table = scope.tables().get(item);
        String alias = table.equalsIgnoreCase(item) ? "" : item;
        boolean main = !scope.databases().containsKey(item);
        if (main && subqueries.contains(table.toLowerCase(Locale.ROOT))) {
            return new Meaning(new Target(table, alias), Optional.empty(), true);
        }
        return meaning(scope.relation(item, schema), table, alias);
    }

    /** A name that the statement does not give: of a table, with or without its database, or of a subquery. */
    private Meaning meaning(String item) {
        if (isSubquery(item)) {
            return new Meaning(new Target(readable(item), ""), Optional.empty(), true);
        }
        Optional<Schema.Relation> relation = schema.relations().stream()
                .filter(r -> (r.database() + "." + r.name()).equalsIgnoreCase(item))
                .findFirst()
                .or(() -> schema.relation(item));
        boolean qualified =
                relation.filter(r -> !r.name().equalsIgnoreCase(item)).isPresent();
        return meaning(relation, qualified ? relation.get().name() : item, "");
    }

    /** A table is called by its database only where its name alone means another one. */
    private Meaning meaning(Optional<Schema.Relation> relation, String table, String alias) {
        boolean view = relation.filter(r -> r.kind() == Schema.Kind.VIEW).isPresent();
        boolean hidden = relation.filter(r -> !schema.relation(table).equals(Optional.of(r)))
                .isPresent();
        String name = hidden ? relation.get().database() + "." + table : table;
        return new Meaning(new Target(name, alias), view ? Optional.empty() : relation, view);
    }

    private boolean isSubquery(String item) {
        return subqueries.contains(item.toLowerCase(Locale.ROOT))
                || !readable(item).equals(item);
    }

    /** {@code subquery 2} for {@code (subquery-2)}, {@code join 1} for {@code (join-1)}. */
    static String readable(String item) {
        return item.matches("\\((subquery|join)-\\d+\\)")
                ? item.substring(1, item.length() - 1).replace('-', ' ')
                : item;
    }
}
