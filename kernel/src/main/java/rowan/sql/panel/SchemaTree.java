package rowan.sql.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.Dialect;
import rowan.sql.statement.Lexicon;

/** Makes a tree of the picture of a schema. */
final class SchemaTree {

    private static final Comparator<Node> VIEWS_LAST =
            Comparator.comparing(node -> node.kind().equals("view"));

    private final Schema schema;
    private final Lexicon lexicon;
    private final Set<String> always;
    private final UnaryOperator<String> shown;
    private final Map<String, List<Schema.Trigger>> triggers;

    /** Names that mean something already; what is called the same in a further database is named with that. */
    private final Set<String> taken = new HashSet<>();

    /**
     * @param dialect of the engine that the picture is from
     * @param shown a name as a person may see it
     */
    SchemaTree(Schema schema, Dialect dialect, UnaryOperator<String> shown) {
        this.schema = schema;
        this.lexicon = dialect.lexicon();
        this.always = dialect.catalog().map(Catalog::schemas).orElse(Set.of());
        this.shown = shown;
        this.triggers = triggers(schema);
    }

    /** Each trigger by what it answers, which may be in another database: a TEMP trigger watches tables of any. */
    private static Map<String, List<Schema.Trigger>> triggers(Schema schema) {
        Map<String, String> firstOfName = new HashMap<>();
        Set<String> all = new HashSet<>();
        for (Schema.Relation relation : schema.relations()) {
            String key = key(relation.database(), relation.name());
            all.add(key);
            firstOfName.putIfAbsent(relation.name().toLowerCase(Locale.ROOT), key);
        }
        return schema.triggers().stream().collect(Collectors.groupingBy(trigger -> {
            String key = key(trigger.database(), trigger.relation());
            return all.contains(key)
                    ? key
                    : firstOfName.getOrDefault(trigger.relation().toLowerCase(Locale.ROOT), key);
        }));
    }

    /** The attached databases with all that is in them; those that are always there, where something is in them. */
    List<Node> databases() {
        Map<String, List<Node>> relations = schema.relations().stream()
                .collect(Collectors.groupingBy(
                        Schema.Relation::database, Collectors.mapping(this::relation, Collectors.toList())));
        return schema.databases().stream()
                .filter(database -> relations.containsKey(database)
                        || !always.contains(database)
                        || database.equals(schema.databases().get(0)))
                .map(database -> node(
                        "database",
                        database,
                        lexicon.quote(database),
                        "",
                        "",
                        relations.getOrDefault(database, List.of()).stream()
                                .sorted(VIEWS_LAST)
                                .toList()))
                .toList();
    }

    private Node relation(Schema.Relation relation) {
        String sql = written(relation.database(), relation.name());
        List<Schema.Trigger> own = triggers.getOrDefault(key(relation.database(), relation.name()), List.of());
        List<Node> children = new ArrayList<>();
        relation.attributes().forEach(attribute -> children.add(column(relation, attribute)));
        relation.indexes().forEach(index -> children.add(index(relation, index)));
        own.forEach(trigger -> children.add(node(
                "trigger",
                trigger.name(),
                written(trigger.database(), trigger.name()),
                "trigger",
                ended(Stream.of(trigger.ddl())),
                List.of())));
        return node(
                relation.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                relation.name(),
                sql,
                relation.rowCount().isPresent()
                        ? "≈ " + Quantity.count(relation.rowCount().getAsLong(), "row")
                        : "",
                ended(Stream.of(
                                Stream.of(relation.ddl()),
                                relation.indexes().stream().map(Schema.Index::ddl),
                                own.stream().map(Schema.Trigger::ddl))
                        .flatMap(each -> each)),
                children);
    }

    private Node column(Schema.Relation relation, Schema.Attribute attribute) {
        List<Schema.ForeignKey> references = relation.foreignKeys().stream()
                .filter(key -> key.columns().stream().anyMatch(attribute.name()::equalsIgnoreCase))
                .toList();
        boolean isKey = attribute.primaryKeyPosition() > 0;
        long keys = relation.attributes().stream()
                .filter(each -> each.primaryKeyPosition() > 0)
                .count();
        List<String> details = new ArrayList<>();
        details.add(attribute.declaredType());
        details.add(isKey ? "PK" + (keys > 1 ? " " + attribute.primaryKeyPosition() : "") : "");
        references.forEach(reference -> details.add("FK → " + target(reference, attribute.name())));
        details.add(attribute.notNull() ? "NOT NULL" : "");
        details.add(attribute.isGenerated() ? "generated" : "");
        return node(
                isKey ? "key" : references.isEmpty() ? "column" : "reference",
                attribute.name(),
                lexicon.quote(attribute.name()),
                joined(details),
                "",
                List.of());
    }

    /** {@code users.id}; where the reference names no columns, the table alone. */
    private static String target(Schema.ForeignKey reference, String column) {
        for (int i = 0; i < reference.targetColumns().size(); i++) {
            if (reference.columns().get(i).equalsIgnoreCase(column)) {
                return reference.targetTable() + "." + reference.targetColumns().get(i);
            }
        }
        return reference.targetTable();
    }

    private Node index(Schema.Relation relation, Schema.Index index) {
        String columns = index.columns().stream()
                .map(Schema.IndexedColumn::toString)
                .collect(Collectors.joining(", ", "(", ")"));
        return node(
                "index",
                index.name(),
                written(relation.database(), index.name()),
                joined(List.of(
                        columns,
                        index.unique() ? "unique" : "",
                        index.where().map(where -> "WHERE " + where).orElse(""))),
                ended(Stream.of(index.ddl())),
                List.of());
    }

    private static String joined(List<String> details) {
        return details.stream().filter(detail -> !detail.isEmpty()).collect(Collectors.joining(" · "));
    }

    private static String ended(Stream<String> statements) {
        return statements
                .filter(statement -> !statement.isEmpty())
                .map(statement -> statement + ";")
                .collect(Collectors.joining("\n"));
    }

    /** Relations come in the order in which the engine looks for a name. */
    private String written(String database, String name) {
        String alone = lexicon.quote(name);
        return taken.add(name.toLowerCase(Locale.ROOT)) ? alone : lexicon.quote(database) + "." + alone;
    }

    private static String key(String database, String relation) {
        return database + '\0' + relation.toLowerCase(Locale.ROOT);
    }

    private Node node(String kind, String name, String sql, String detail, String ddl, List<Node> children) {
        return new Node(kind, shown.apply(name), sql, shown.apply(detail), ddl, children);
    }
}
