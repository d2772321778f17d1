package rowan.sql.sqlite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rowan.model.QueryPlan;
import rowan.model.QueryPlan.Node;
import rowan.model.QueryPlan.Wanted;
import rowan.model.Schema;
import rowan.sql.Lexicon;
import rowan.sql.Token;

/**
 * What a query asks of the tables it reads, as far as an index could serve it: simple conditions, {@code column = …}, that
 * all rows have to meet, and ORDER BY.
 */
final class SqliteWanted {

    private static final Set<String> EQUAL = Set.of("=", "==", "IN", "IS");
    private static final Set<String> RANGE = Set.of("<", "<=", ">", ">=", "BETWEEN");
    private static final Map<String, String> TURNED =
            Map.of("<", ">", "<=", ">=", ">", "<", ">=", "<=", "=", "=", "==", "=");

    private final SqliteOutline outline;
    private final Schema schema;
    private final Lexicon lexicon;

    private SqliteWanted(SqliteOutline outline, Schema schema, Lexicon lexicon) {
        this.outline = outline;
        this.schema = schema;
        this.lexicon = lexicon;
    }

    /** The plan with what its query wants at each table that it names once. */
    static QueryPlan in(QueryPlan plan, Schema schema, Lexicon lexicon) {
        String sql = new SqliteViews(schema, lexicon).written(plan.statement());
        List<Token> tokens =
                lexicon.tokenize(sql).stream().filter(Token::isSignificant).toList();
        SqliteWanted wanted = new SqliteWanted(SqliteOutline.of(tokens), schema, lexicon);
        return new QueryPlan(plan.statement(), wanted.in(plan.nodes()), plan.execution(), plan.notes());
    }

    private List<Node> in(List<Node> nodes) {
        Set<String> earlier = new HashSet<>();
        List<Node> filled = new ArrayList<>();
        for (Node node : nodes) {
            Node deeper = node.withChildren(in(node.children()));
            if (node.reading().isPresent()) {
                String alias = node.target().alias().isEmpty()
                        ? node.target().name()
                        : node.target().alias();
                deeper = deeper.wanting(of(alias, earlier));
                earlier.add(alias.toLowerCase(Locale.ROOT));
            }
            filled.add(deeper);
        }
        return filled;
    }

    /** A SELECT and one of the things it reads. */
    private record Place(SqliteOutline.Core core, SqliteOutline.Source source, Schema.Relation table) {}

    /** @param earlier the names, in small letters, of what the loops around read */
    private Wanted of(String alias, Set<String> earlier) {
        List<Place> places = new ArrayList<>();
        for (SqliteOutline.Core core : outline.cores()) {
            for (SqliteOutline.Source source : core.sources()) {
                boolean common = core.commonTables().containsKey(source.name());
                if (source.alias().equalsIgnoreCase(alias) && !common) {
                    schema.relation(source.database(), source.name())
                            .filter(r -> r.kind() == Schema.Kind.TABLE)
                            .ifPresent(table -> places.add(new Place(core, source, table)));
                }
            }
        }
        return places.size() == 1 ? of(places.get(0), earlier) : Wanted.NOTHING;
    }

    private Wanted of(Place place, Set<String> earlier) {
        List<SqliteOutline.Span> conditions = new ArrayList<>();
        place.core().where().ifPresent(conditions::add);
        place.core().sources().forEach(source -> source.on().ifPresent(conditions::add));
        List<String> equal = new ArrayList<>();
        List<String> range = new ArrayList<>();
        for (SqliteOutline.Span condition : conditions) {
            for (SqliteOutline.Span term : terms(condition)) {
                comparison(term, place, earlier).ifPresent(c -> {
                    List<String> columns = EQUAL.contains(c.operator()) ? equal : range;
                    if (!equal.contains(c.column()) && !range.contains(c.column())) {
                        columns.add(c.column());
                    }
                });
            }
        }
        List<String> order = earlier.isEmpty() ? order(place) : List.of();
        String database = place.table().database();
        return new Wanted(
                database.equals("main") ? "" : lexicon.quote(database),
                lexicon.quote(place.table().name()),
                equal,
                range,
                order);
    }

    /** The parts of a condition that AND joins; the AND of BETWEEN joins nothing. */
    private List<SqliteOutline.Span> terms(SqliteOutline.Span condition) {
        List<SqliteOutline.Span> terms = new ArrayList<>();
        int from = condition.from();
        int depth = 0;
        boolean between = false;
        for (int at = condition.from(); at < condition.to(); at++) {
            Token token = outline.tokens().get(at);
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            if (depth == 0 && token.is("OR")) {
                return List.of();
            }
            if (depth == 0 && token.is("AND") && !between) {
                terms.add(new SqliteOutline.Span(from, at));
                from = at + 1;
            }
            between = depth == 0 ? token.is("BETWEEN") || between && !token.is("AND") : between;
        }
        terms.add(new SqliteOutline.Span(from, condition.to()));
        return terms;
    }

    private record Comparison(String column, String operator) {}

    /** {@code column operator …} or, turned around, {@code … operator column}. */
    private Optional<Comparison> comparison(SqliteOutline.Span term, Place place, Set<String> earlier) {
        Optional<SqliteOutline.Span> left = column(term.from(), place);
        if (left.isPresent() && left.get().to() < term.to()) {
            String operator = outline.tokens().get(left.get().to()).text().toUpperCase(Locale.ROOT);
            boolean not = left.get().to() + 1 < term.to()
                    && outline.tokens().get(left.get().to() + 1).is("NOT");
            SqliteOutline.Span rest = new SqliteOutline.Span(left.get().to() + 1, term.to());
            boolean serves = EQUAL.contains(operator) || RANGE.contains(operator);
            return serves && !not && isKnown(rest, place, earlier)
                    ? Optional.of(new Comparison(name(left.get()), operator))
                    : Optional.empty();
        }
        for (int length : new int[] {3, 1}) {
            int begin = term.to() - length;
            Optional<SqliteOutline.Span> right = begin > term.from() ? column(begin, place) : Optional.empty();
            if (right.isPresent() && right.get().to() == term.to()) {
                String operator = TURNED.get(outline.tokens().get(begin - 1).text());
                SqliteOutline.Span rest = new SqliteOutline.Span(term.from(), begin - 1);
                return operator != null && isKnown(rest, place, earlier)
                        ? Optional.of(new Comparison(name(right.get()), operator))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The column of the table that stands at a place, {@code c} or {@code alias.c}. */
    private Optional<SqliteOutline.Span> column(int at, Place place) {
        SqliteTokens tokens = outline.tokens();
        boolean qualified = at + 2 < tokens.size()
                && tokens.get(at).isName()
                && tokens.get(at + 1).text().equals(".")
                && tokens.get(at).name().equalsIgnoreCase(place.source().alias());
        int name = qualified ? at + 2 : at;
        boolean behindDot = at > 0 && tokens.get(at - 1).text().equals(".");
        boolean known = !behindDot
                && tokens.get(name).isName()
                && place.table().attribute(tokens.get(name).name()).isPresent()
                && (qualified || isAlone(tokens.get(name).name(), place));
        return known ? Optional.of(new SqliteOutline.Span(at, name + 1)) : Optional.empty();
    }

    /** Whether no other table of the SELECT has a column of this name. */
    private boolean isAlone(String column, Place place) {
        return place.core().sources().stream()
                .filter(source -> !source.equals(place.source()))
                .noneMatch(source -> source.name().isEmpty()
                        || schema.relation(source.name())
                                .map(r -> r.attribute(column).isPresent())
                                .orElse(true));
    }

    /** Whether the other side of a comparison is known before the table is read. */
    private boolean isKnown(SqliteOutline.Span other, Place place, Set<String> earlier) {
        SqliteTokens tokens = outline.tokens();
        for (int at = other.from(); at < other.to(); at++) {
            boolean table = at + 1 < other.to() && tokens.get(at + 1).text().equals(".");
            if (table && tokens.get(at).isName()) {
                String alias = tokens.get(at).name().toLowerCase(Locale.ROOT);
                boolean here = place.core().sources().stream()
                        .anyMatch(source -> source.alias().equalsIgnoreCase(alias));
                if (here && !earlier.contains(alias)) {
                    return false;
                }
                at += 2;
            } else if (tokens.get(at).isName() && !outline.containsQuery(other)) {
                String name = tokens.get(at).name();
                boolean ofOther = place.core().sources().stream()
                        .filter(source -> !earlier.contains(source.alias().toLowerCase(Locale.ROOT)))
                        .anyMatch(source -> schema.relation(source.name())
                                .filter(r -> r.attribute(name).isPresent())
                                .isPresent());
                if (ofOther) {
                    return false;
                }
            }
        }
        return true;
    }

    private String name(SqliteOutline.Span column) {
        return lexicon.quote(outline.tokens().get(column.to() - 1).name());
    }

    /** The columns of ORDER BY, if all are the table's; in descending order only where not all of them are. */
    private List<String> order(Place place) {
        if (place.core().order().isEmpty() || place.core().groups()) {
            return List.of();
        }
        SqliteOutline.Span order = place.core().order().get();
        List<String> columns = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        int at = order.from();
        while (at < order.to()) {
            Optional<SqliteOutline.Span> column = column(at, place);
            if (column.isEmpty()) {
                return List.of();
            }
            at = column.get().to();
            boolean down = at < order.to() && outline.tokens().get(at).is("DESC");
            columns.add(name(column.get()));
            descending.add(down);
            at += down || at < order.to() && outline.tokens().get(at).is("ASC") ? 1 : 0;
            if (at < order.to() && !outline.tokens().get(at).text().equals(",")) {
                return List.of();
            }
            at++;
        }
        boolean mixed = descending.contains(true) && descending.contains(false);
        for (int i = 0; mixed && i < columns.size(); i++) {
            columns.set(i, columns.get(i) + (descending.get(i) ? " DESC" : ""));
        }
        return columns;
    }
}
