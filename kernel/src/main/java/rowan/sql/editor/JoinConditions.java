package rowan.sql.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;

/** How tables belong together, by their foreign keys. */
final class JoinConditions {

    private final Schema schema;
    private final Lexicon lexicon;

    JoinConditions(Schema schema, Lexicon lexicon) {
        this.schema = schema;
        this.lexicon = lexicon;
    }

    /** A table by the name that a statement gives it. */
    private record Named(String alias, Schema.Relation relation) {}

    /**
     * What could stand behind {@code ON}: the conditions between a table and the others of a query.
     *
     * @param alias of the table that is being joined
     * @param tables of the query
     */
    List<String> behindOn(String alias, List<ReadTable> tables) {
        List<Named> named = named(tables);
        return named.stream()
                .filter(table -> table.alias().equalsIgnoreCase(alias))
                .flatMap(joined -> named.stream()
                        .filter(other -> !other.alias().equalsIgnoreCase(alias))
                        .flatMap(other -> Stream.concat(conditions(joined, other), conditions(other, joined))))
                .distinct()
                .toList();
    }

    /** The tables that belong to those of a query, each with the conditions under which it could be joined. */
    Map<Schema.Relation, List<String>> behindJoin(List<ReadTable> tables) {
        Map<Schema.Relation, List<String>> joins = new LinkedHashMap<>();
        List<Named> read = named(tables);
        for (Schema.Relation relation : schema.relations()) {
            Named joined = new Named(relation.name(), relation);
            boolean isThere = read.stream().anyMatch(table -> table.alias().equalsIgnoreCase(relation.name()));
            List<String> conditions = read.stream()
                    .flatMap(other -> Stream.concat(conditions(other, joined), conditions(joined, other)))
                    .toList();
            if (!isThere && !conditions.isEmpty()) {
                joins.put(relation, conditions);
            }
        }
        return joins;
    }

    private static List<Named> named(List<ReadTable> tables) {
        return tables.stream()
                .flatMap(table -> table.relation().map(relation -> new Named(table.alias(), relation)).stream())
                .toList();
    }

    /** The conditions by which one table refers to another. */
    private Stream<String> conditions(Named from, Named to) {
        return from.relation().foreignKeys().stream()
                .filter(key -> key.targetTable().equalsIgnoreCase(to.relation().name()))
                .map(key -> condition(from, to, key))
                .filter(condition -> !condition.isEmpty());
    }

    private String condition(Named from, Named to, Schema.ForeignKey key) {
        List<String> targets = key.targetColumns().isEmpty() ? primaryKey(to.relation()) : key.targetColumns();
        if (targets.size() != key.columns().size()) {
            return ""; // A reference that SQLite itself would refuse.
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            pairs.add(column(from, key.columns().get(i)) + " = " + column(to, targets.get(i)));
        }
        return String.join(" AND ", pairs);
    }

    private String column(Named table, String column) {
        return lexicon.quote(table.alias()) + "." + lexicon.quote(column);
    }

    private static List<String> primaryKey(Schema.Relation relation) {
        return relation.attributes().stream()
                .filter(attribute -> attribute.primaryKeyPosition() > 0)
                .sorted(Comparator.comparingInt(Schema.Attribute::primaryKeyPosition))
                .map(Schema.Attribute::name)
                .toList();
    }

    /** The name that stands right before {@code ON}: the alias of the table that is being joined. */
    static Optional<String> joined(List<Token> before) {
        int on = before.size() - 1;
        return on > 0 && before.get(on - 1).isName()
                ? Optional.of(before.get(on - 1).name())
                : Optional.empty();
    }
}
