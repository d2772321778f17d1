package rowan.sql.sqlite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rowan.model.Schema;
import rowan.sql.sqlite.text.SqliteOutline;
import rowan.sql.sqlite.text.SqliteOutline.Source;
import rowan.sql.sqlite.text.SqliteOutline.Span;
import rowan.sql.sqlite.text.SqliteTokens;
import rowan.sql.statement.Lexicon;

/** The columns of one table as a SELECT calls them. */
final class SqliteColumns {

    private final Source source;
    private final Map<String, String> names;
    private final Map<String, String> alone;
    private final SqliteOutline outline;
    private final Lexicon lexicon;

    private SqliteColumns(
            Source source,
            Map<String, String> names,
            Map<String, String> alone,
            SqliteOutline outline,
            Lexicon lexicon) {
        this.source = source;
        this.names = names;
        this.alone = alone;
        this.outline = outline;
        this.lexicon = lexicon;
    }

    /**
     * A column in the text.
     *
     * @param name as the table calls it
     * @param end the token behind it
     */
    record Column(String name, int end) {}

    /** Those of a table in the SELECT that reads it. */
    static SqliteColumns of(SqliteWanted.Place place, SqliteOutline outline, Schema schema, Lexicon lexicon) {
        Map<String, String> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> alone = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Schema.Attribute attribute : place.table().attributes()) {
            names.put(attribute.name(), attribute.name());
            boolean elsewhere = place.core().sources().stream()
                    .filter(other -> !other.equals(place.source()))
                    .anyMatch(other -> schema.relation(other.database(), other.name())
                            .filter(r -> r.attribute(attribute.name()).isPresent())
                            .isPresent());
            if (!elsewhere) {
                alone.put(attribute.name(), attribute.name());
            }
        }
        return new SqliteColumns(place.source(), names, alone, outline, lexicon);
    }

    /**
     * Those of a table that a query in FROM, or a common table, gives on.
     *
     * @param results what the query calls them, and what they are called in the table
     */
    static SqliteColumns behind(Source query, Map<String, String> results, SqliteOutline outline, Lexicon lexicon) {
        return new SqliteColumns(query, results, results, outline, lexicon);
    }

    boolean isOf(Source other) {
        return source.equals(other);
    }

    /** A column by its name, as SQL needs it written. */
    Optional<String> named(String name) {
        return Optional.ofNullable(names.get(name)).map(lexicon::quote);
    }

    /** The column that stands at a place, {@code c} or {@code alias.c}. */
    Optional<Column> at(int at, int end) {
        SqliteTokens tokens = outline.tokens();
        if (at < 0 || at >= end || tokens.isText(at - 1, ".") || !tokens.get(at).isName()) {
            return Optional.empty();
        }
        if (tokens.isText(at + 1, ".")) {
            boolean own = at + 2 < end && tokens.get(at).name().equalsIgnoreCase(source.alias());
            return own
                    ? Optional.ofNullable(names.get(tokens.get(at + 2).name())).map(name -> new Column(name, at + 3))
                    : Optional.empty();
        }
        return tokens.isText(at + 1, "(")
                ? Optional.empty()
                : Optional.ofNullable(alone.get(tokens.get(at).name())).map(name -> new Column(name, at + 1));
    }

    /**
     * A column with the collation behind it, as an index needs both written.
     *
     * @param name as SQL needs it written
     */
    Optional<Column> collated(int at, int end) {
        SqliteTokens tokens = outline.tokens();
        return at(at, end).map(column -> {
            String name = lexicon.quote(column.name());
            return tokens.is(column.end(), "COLLATE") && column.end() + 2 <= end
                    ? new Column(
                            name + " COLLATE " + tokens.get(column.end() + 1).text(), column.end() + 2)
                    : new Column(name, column.end());
        });
    }

    /**
     * The columns of a list such as ORDER BY has, if nothing else stands in it; in descending order only where not all of
     * them are.
     */
    Optional<List<String>> list(Span list) {
        SqliteTokens tokens = outline.tokens();
        List<String> columns = new ArrayList<>();
        List<Boolean> descending = new ArrayList<>();
        int at = list.from();
        while (at < list.to()) {
            Optional<Column> column = collated(at, list.to());
            if (column.isEmpty()) {
                return Optional.empty();
            }
            at = column.get().end();
            boolean down = at < list.to() && tokens.is(at, "DESC");
            at += down || at < list.to() && tokens.is(at, "ASC") ? 1 : 0;
            if (at < list.to() && !tokens.isText(at, ",")) {
                return Optional.empty();
            }
            if (!columns.contains(column.get().name())) {
                columns.add(column.get().name());
                descending.add(down);
            }
            at++;
        }
        boolean mixed = descending.contains(true) && descending.contains(false);
        for (int i = 0; mixed && i < columns.size(); i++) {
            columns.set(i, columns.get(i) + (descending.get(i) ? " DESC" : ""));
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }
}
