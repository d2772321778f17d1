package rowan.sql.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.sql.text.Scope;

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
     * What could stand behind {@code ON}: the conditions between a table and the others of a statement.
     *
     * @param alias of the table that is being joined
     */
    List<String> behindOn(String alias, Scope scope) {
        Optional<Named> joined = named(alias, scope);
        if (joined.isEmpty()) {
            return List.of();
        }
        return others(alias, scope)
                .flatMap(other -> Stream.concat(conditions(joined.get(), other), conditions(other, joined.get())))
                .distinct()
                .toList();
    }

    /** What could stand behind {@code JOIN}: tables that belong to those of a statement, with the condition. */
    List<String> behindJoin(Scope scope) {
        List<String> joins = new ArrayList<>();
        List<Named> read = others("", scope).toList();
        for (Schema.Relation relation : schema.relations()) {
            String name = lexicon.quote(relation.name());
            Named joined = new Named(relation.name(), relation);
            boolean there = read.stream().anyMatch(table -> table.alias().equalsIgnoreCase(relation.name()));
            if (!there) {
                read.stream()
                        .flatMap(other -> Stream.concat(conditions(other, joined), conditions(joined, other)))
                        .map(condition -> name + " ON " + condition)
                        .forEach(joins::add);
            }
        }
        return joins;
    }

    private Optional<Named> named(String alias, Scope scope) {
        return scope.relation(alias, schema).map(relation -> new Named(alias, relation));
    }

    private Stream<Named> others(String alias, Scope scope) {
        return scope.tables().keySet().stream()
                .filter(other -> !other.equalsIgnoreCase(alias))
                .flatMap(other -> named(other, scope).stream());
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
