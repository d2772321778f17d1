package rowan.sql.sqlite.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rowan.model.Schema;
import rowan.model.plan.QueryPlan;
import rowan.model.plan.QueryPlan.Node;
import rowan.model.plan.QueryPlan.Wanted;
import rowan.sql.sqlite.plan.SqliteComparison.Kind;
import rowan.sql.sqlite.text.SqliteOutline;
import rowan.sql.sqlite.text.SqliteOutline.Core;
import rowan.sql.sqlite.text.SqliteOutline.Source;
import rowan.sql.sqlite.text.SqliteOutline.Span;
import rowan.sql.sqlite.text.SqliteTokens;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * What a statement asks of the tables it reads, as far as an index might serve it: conditions on columns, and the orders in
 * which rows are wanted. Rather too much than too little, since the planner is asked which of it is of use.
 */
public final class SqliteWanted {

    private final SqliteOutline outline;
    private final Schema schema;
    private final Lexicon lexicon;
    private final Map<String, Wanted> found = new HashMap<>();

    /** The tables that a statement names which is no query. */
    private final List<String> written;

    private SqliteWanted(SqliteOutline outline, boolean isQuery, Schema schema, Lexicon lexicon) {
        this.outline = outline;
        this.written = isQuery
                ? List.of()
                : outline.cores().stream()
                        .flatMap(core -> core.sources().stream())
                        .map(Source::name)
                        .toList();
        this.schema = schema;
        this.lexicon = lexicon;
    }

    /** The plan with what its statement wants at each table. */
    public static QueryPlan in(QueryPlan plan, Schema schema, Lexicon lexicon) {
        String sql = new SqliteViews(schema, lexicon).written(plan.statement());
        List<Token> tokens =
                lexicon.tokenize(sql).stream().filter(Token::isSignificant).toList();
        boolean isQuery = lexicon.split(rowan.workspace.cell.Source.of(plan.statement())).stream()
                .allMatch(Statement::isQuery);
        SqliteWanted wanted = new SqliteWanted(SqliteOutline.of(tokens), isQuery, schema, lexicon);
        return plan.with(wanted.in(plan.nodes()));
    }

    private List<Node> in(List<Node> nodes) {
        List<Node> filled = new ArrayList<>();
        for (Node node : nodes) {
            Node deeper = node.withChildren(in(node.children()));
            if (node.reading().isPresent()) {
                String alias = node.target().alias().isEmpty()
                        ? node.target().name()
                        : node.target().alias();
                deeper = deeper.wanting(found.computeIfAbsent(alias, this::of));
            }
            filled.add(deeper);
        }
        return filled;
    }

    /** A SELECT, or a statement that writes, and one of the tables it reads. */
    record Place(Core core, Source source, Schema.Relation table) {}

    private Wanted of(String alias) {
        List<Place> places = new ArrayList<>();
        for (Core core : outline.cores()) {
            for (Source source : core.sources()) {
                String qualified = source.database() + "." + source.name();
                boolean called = source.alias().equalsIgnoreCase(alias) || qualified.equalsIgnoreCase(alias);
                boolean common =
                        source.database().isEmpty() && core.commonTables().containsKey(source.name());
                if (called && !common) {
                    schema.relation(source.database(), source.name())
                            .filter(r -> r.kind() == Schema.Kind.TABLE)
                            .ifPresent(table -> places.add(new Place(core, source, table)));
                }
            }
        }
        boolean one = places.stream().map(Place::table).distinct().count() == 1;
        return one ? of(places) : places.isEmpty() ? referring(alias) : Wanted.NOTHING;
    }

    /** A table that a statement does not name is read for its references to one that it writes. */
    private Wanted referring(String name) {
        List<Schema.Relation> tables = schema.relations().stream()
                .filter(relation -> relation.name().equalsIgnoreCase(name))
                .toList();
        Optional<Schema.ForeignKey> key = tables.stream()
                .flatMap(table -> table.foreignKeys().stream())
                .filter(reference -> written.stream().anyMatch(reference.targetTable()::equalsIgnoreCase))
                .findFirst();
        return tables.size() == 1 && key.isPresent()
                ? new Wanted(
                        tables.get(0).database().equals("main")
                                ? ""
                                : lexicon.quote(tables.get(0).database()),
                        lexicon.quote(tables.get(0).name()),
                        key.get().columns().stream().map(lexicon::quote).toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        true,
                        List.of())
                : Wanted.NOTHING;
    }

    private Wanted of(List<Place> places) {
        Asked asked = new Asked();
        boolean filtered = true;
        for (Place place : places) {
            Asked here = new Asked();
            for (Core core : outline.cores()) {
                columns(core, place).ifPresent(columns -> ask(core, columns, here));
            }
            filtered &= here.isFiltered();
            asked.add(here);
        }
        Schema.Relation table = places.get(0).table();
        return new Wanted(
                table.database().equals("main") ? "" : lexicon.quote(table.database()),
                lexicon.quote(table.name()),
                List.copyOf(asked.equal),
                asked.range.stream().filter(c -> !asked.equal.contains(c)).toList(),
                List.copyOf(asked.orders),
                List.copyOf(asked.either),
                filtered,
                used(places));
    }

    /** The columns of a table that are named where it is read; none where all of them are asked for by a star. */
    private List<String> used(List<Place> places) {
        Set<String> used = new LinkedHashSet<>();
        for (Place place : places) {
            SqliteColumns columns = SqliteColumns.of(place, outline, schema, lexicon);
            SqliteTokens tokens = outline.tokens();
            int results = place.core().results().to();
            for (int at = place.core().whole().from(); at < place.core().whole().to(); at++) {
                boolean star = at < results && tokens.isText(at, "*") && !tokens.isText(at - 1, "(");
                if (star) {
                    return List.of();
                }
                columns.at(at, place.core().whole().to())
                        .flatMap(column -> place.table().attribute(column.name()))
                        .filter(a -> !isRowid(a))
                        .ifPresent(a -> used.add(lexicon.quote(a.name())));
            }
        }
        return List.copyOf(used);
    }

    /** Every index holds the row id. */
    private static boolean isRowid(Schema.Attribute attribute) {
        return attribute.primaryKeyPosition() == 1 && attribute.declaredType().equalsIgnoreCase("INTEGER");
    }

    /** What has been found so far, all columns as SQL needs them written. */
    private static final class Asked {
        private final Set<String> equal = new LinkedHashSet<>();
        private final Set<String> range = new LinkedHashSet<>();
        private final Set<List<String>> orders = new LinkedHashSet<>();
        private final Set<List<String>> either = new LinkedHashSet<>();

        private boolean isFiltered() {
            return !equal.isEmpty() || !range.isEmpty() || !either.isEmpty();
        }

        private void add(Asked other) {
            equal.addAll(other.equal);
            range.addAll(other.range);
            orders.addAll(other.orders);
            either.addAll(other.either);
        }
    }

    /** The names that a table's columns have in a SELECT: its own one, or one around it that sees them. */
    private Optional<SqliteColumns> columns(Core core, Place place) {
        if (core == place.core()) {
            return Optional.of(SqliteColumns.of(place, outline, schema, lexicon));
        }
        return core.sources().stream()
                .filter(source -> gives(source, core, place.core()))
                .findFirst()
                .map(source -> SqliteColumns.behind(source, results(place), outline, lexicon));
    }

    /** Whether the rows of a SELECT come out of what another reads. */
    private boolean gives(Source source, Core core, Core inner) {
        SqliteOutline.CommonTable common = core.commonTables().get(source.name());
        return source.kind() == SqliteOutline.Kind.SUBQUERY
                ? covers(source.span(), inner)
                : source.kind() == SqliteOutline.Kind.NAMED && common != null && covers(common.body(), inner);
    }

    private static boolean covers(Span span, Core core) {
        return span.from() <= core.whole().from() && core.whole().to() <= span.to();
    }

    /** The names under which a SELECT gives columns of a table, and what they are called there. */
    private Map<String, String> results(Place place) {
        SqliteTokens tokens = outline.tokens();
        SqliteColumns columns = SqliteColumns.of(place, outline, schema, lexicon);
        Map<String, String> results = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Span item : outline.tokens().split(place.core().results(), Set.of(","))) {
            int from =
                    tokens.is(item.from(), "DISTINCT") || tokens.is(item.from(), "ALL") ? item.from() + 1 : item.from();
            if (item.to() > from && tokens.isText(item.to() - 1, "*")) {
                place.table().attributes().forEach(a -> results.put(a.name(), a.name()));
            }
            Optional<SqliteColumns.Column> column = columns.at(from, item.to());
            boolean named = column.isPresent()
                    && (column.get().end() == item.to()
                            || tokens.get(item.to() - 1).isName()
                                    && item.to() - column.get().end() <= 2);
            if (named) {
                results.put(tokens.get(item.to() - 1).name(), column.get().name());
            }
        }
        return results;
    }

    private void ask(Core core, SqliteColumns columns, Asked asked) {
        core.where().ifPresent(where -> conditions(where, columns, asked));
        core.sources().forEach(source -> source.on().ifPresent(on -> conditions(on, columns, asked)));
        core.sources().stream().filter(Source::matched).forEach(source -> matched(core, columns, asked));
        core.order().flatMap(columns::list).ifPresent(asked.orders::add);
        clause(core, "GROUP", 2).flatMap(columns::list).ifPresent(asked.orders::add);
        clause(core, "HAVING", 1).ifPresent(having -> conditions(having, columns, asked));
        SqliteTokens tokens = outline.tokens();
        int result = core.results().from();
        boolean extreme = (tokens.is(result, "MIN") || tokens.is(result, "MAX")) && tokens.isText(result + 1, "(");
        if (extreme) {
            columns.list(new Span(
                            result + 2,
                            tokens.behindGroup(result + 1, core.results().to()) - 1))
                    .ifPresent(asked.orders::add);
        }
    }

    /** NATURAL and USING compare columns of the same name. */
    private void matched(Core core, SqliteColumns columns, Asked asked) {
        for (Source other : core.sources()) {
            schema.relation(other.database(), other.name()).stream()
                    .filter(r -> !columns.isOf(other))
                    .flatMap(r -> r.attributes().stream())
                    .flatMap(a -> columns.named(a.name()).stream())
                    .forEach(asked.equal::add);
        }
    }

    /** What stands in a clause behind WHERE. */
    private Optional<Span> clause(Core core, String word, int words) {
        SqliteTokens tokens = outline.tokens();
        int from = -1;
        int end = core.whole().to();
        int begin = core.where().map(Span::to).orElse(core.fromEnd());
        for (int at = begin; at < end; at = tokens.next(at, end)) {
            if (from < 0 && tokens.is(at, word)) {
                from = at + words;
            } else if (from >= 0 && at >= from && tokens.isOneOf(at, SqliteOutline.BEHIND_GROUP)) {
                return Optional.of(new Span(from, at));
            }
        }
        return from < 0 || from > end ? Optional.empty() : Optional.of(new Span(from, end));
    }

    private void conditions(Span condition, SqliteColumns columns, Asked asked) {
        SqliteTokens tokens = outline.tokens();
        Span inner = tokens.unwrapped(condition);
        if (inner != condition) {
            conditions(inner, columns, asked);
            return;
        }
        List<Span> branches = tokens.split(condition, Set.of("OR"));
        if (branches.size() > 1) {
            either(branches, columns, asked);
            return;
        }
        List<Span> terms = tokens.split(condition, Set.of("AND"));
        if (terms.size() > 1) {
            terms.forEach(term -> conditions(term, columns, asked));
            return;
        }
        new SqliteComparison(outline, columns)
                .of(condition)
                .ifPresent(compared ->
                        (compared.kind() == Kind.EQUAL ? asked.equal : asked.range).addAll(compared.columns()));
    }

    /** An OR is served by indexes if each of its branches is. */
    private void either(List<Span> branches, SqliteColumns columns, Asked asked) {
        List<String> found = new ArrayList<>();
        for (Span branch : branches) {
            Asked one = new Asked();
            conditions(branch, columns, one);
            Optional<String> first =
                    one.equal.stream().findFirst().or(() -> one.range.stream().findFirst());
            if (first.isEmpty()) {
                return;
            }
            found.add(first.get());
        }
        asked.either.add(found.stream().distinct().toList());
    }
}
