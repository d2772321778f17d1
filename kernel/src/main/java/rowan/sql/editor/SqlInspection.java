package rowan.sql.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import rowan.model.Card;
import rowan.model.Quantity;
import rowan.model.Schema;
import rowan.sql.connection.Connections;
import rowan.sql.connection.RowCount;
import rowan.sql.connection.Session;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.text.Scope;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Inspection;

/** What is known about the name at a place in SQL: a table, a column, an index, a function, a parameter. */
public final class SqlInspection {

    private final Lexicon lexicon;
    private final Optional<Session> session;
    private final Schema schema;
    private final Bindings bindings;

    private SqlInspection(Connections connections, Schema schema, Bindings bindings) {
        this.lexicon = connections.dialect().lexicon();
        this.session = connections.peek();
        this.schema = schema;
        this.bindings = bindings;
    }

    public static Optional<Inspection> at(
            String text, int at, Detail detail, Connections connections, Bindings bindings) {
        return new SqlInspection(connections, connections.foreseen(text, at), bindings).at(text, at, detail);
    }

    private Optional<Inspection> at(String text, int at, Detail detail) {
        Statement around = null;
        for (Statement statement : lexicon.split(Source.of(text))) {
            if (statement.source().offset() <= at) {
                around = statement;
            }
        }
        if (around == null) {
            return Optional.empty();
        }
        List<Token> tokens = around.significant();
        int within = at - around.source().offset();
        Optional<Token> parameter = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.PARAMETER && token.from() <= within && within <= token.to())
                .findFirst();
        if (parameter.isPresent()) {
            return BoundName.of(parameter.get().text(), bindings).map(bound -> new Inspection(bound.card()));
        }
        int place = tokenAt(tokens, within);
        if (place < 0) {
            return Optional.empty();
        }
        Scope scope = Scope.of(tokens);
        String name = tokens.get(place).name();
        boolean qualified = place > 1 && tokens.get(place - 1).text().equals(".");
        Optional<Card> card =
                qualified ? member(tokens.get(place - 2).name(), name, scope, detail) : named(name, scope, detail);
        return card.map(Inspection::new);
    }

    /** The name that the cursor is in or behind; behind {@code count(} it is the function. */
    private static int tokenAt(List<Token> tokens, int at) {
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.from() > at) {
                continue;
            }
            if (token.isName()) {
                return i;
            }
            if (!token.text().equals("(") && token.from() < at && token.to() <= at) {
                return -1;
            }
        }
        return -1;
    }

    private Optional<Card> member(String owner, String name, Scope scope, Detail detail) {
        Optional<Schema.Relation> relation = scope.relation(owner, schema).or(() -> schema.relation(owner));
        return relation.flatMap(r -> r.attribute(name).map(a -> card(r, a)))
                .or(() -> schema.relation(name).map(r -> card(r, detail)));
    }

    private Optional<Card> named(String name, Scope scope, Detail detail) {
        Optional<Schema.Relation> relation = scope.relation(name, schema).or(() -> schema.relation(name));
        if (relation.isPresent()) {
            return relation.map(r -> card(r, detail));
        }
        Optional<Card> column = scope.relations(schema).stream()
                .flatMap(r -> r.attribute(name).map(a -> card(r, a)).stream())
                .findFirst();
        return column.or(() -> anyColumn(name))
                .or(() -> index(name))
                .or(() -> function(name))
                .or(() -> lexicon.describe(name));
    }

    private Optional<Card> anyColumn(String name) {
        return schema.relations().stream()
                .flatMap(r -> r.attribute(name).map(a -> card(r, a)).stream())
                .findFirst();
    }

    private Optional<Card> function(String name) {
        return schema.functions().stream()
                .filter(f -> f.name().equalsIgnoreCase(name))
                .findFirst()
                .map(f -> new Card(
                        f.signature(), f.sentence().isEmpty() ? List.of() : List.of(new Card.Paragraph(f.sentence()))));
    }

    private Optional<Card> index(String name) {
        for (Schema.Relation relation : schema.relations()) {
            for (Schema.Index index : relation.indexes()) {
                if (index.name().equalsIgnoreCase(name)) {
                    return Optional.of(new Card(
                            "index " + index.name(), List.of(new Card.Fact("on", relation.name() + columns(index)))));
                }
            }
        }
        return Optional.empty();
    }

    private Card card(Schema.Relation relation, Detail detail) {
        List<Card.Entry> entries = new ArrayList<>();
        OptionalLong rows = relation.kind() == Schema.Kind.TABLE
                ? session.map(s -> RowCount.of(s, relation)).orElse(OptionalLong.empty())
                : OptionalLong.empty();
        rows.ifPresent(n -> entries.add(new Card.Fact("rows", Quantity.count(n))));
        entries.add(new Card.Listing(relation.attributes().stream()
                .map(a -> new Card.Fact(a.name(), describe(relation, a)))
                .toList()));
        for (Schema.Index index : relation.indexes()) {
            entries.add(new Card.Fact(index.unique() ? "unique index" : "index", index.name() + columns(index)));
        }
        if (!relation.ddl().isEmpty()) {
            entries.add(new Card.Code("sql", relation.ddl()));
        }
        if (detail == Detail.FULL) {
            schema.relations().stream()
                    .flatMap(r -> r.foreignKeys().stream()
                            .filter(k -> k.targetTable().equalsIgnoreCase(relation.name()))
                            .map(k -> r.name() + "(" + String.join(", ", k.columns()) + ")"))
                    .forEach(reference -> entries.add(new Card.Fact("referenced by", reference)));
        }
        return new Card(kind(relation) + " " + relation.name(), entries);
    }

    private static String kind(Schema.Relation relation) {
        return switch (relation.kind()) {
            case TABLE -> "table";
            case VIEW -> "view";
            case VIRTUAL_TABLE -> "virtual table";
        };
    }

    private static String columns(Schema.Index index) {
        return index.columns().stream().map(Schema.IndexedColumn::toString).collect(Collectors.joining(", ", "(", ")"))
                + index.where().map(w -> " WHERE " + w).orElse("");
    }

    private static Card card(Schema.Relation relation, Schema.Attribute attribute) {
        return new Card(
                "column " + relation.name() + "." + attribute.name(),
                List.of(new Card.Paragraph(describe(relation, attribute))));
    }

    private static String describe(Schema.Relation relation, Schema.Attribute attribute) {
        List<String> words = new ArrayList<>();
        words.add(attribute.declaredType().isEmpty() ? "no type" : attribute.declaredType());
        if (attribute.primaryKeyPosition() > 0) {
            words.add("primary key");
        }
        if (attribute.notNull()) {
            words.add("not null");
        }
        attribute.defaultValue().ifPresent(value -> words.add("default " + value));
        relation.foreignKeys().stream()
                .filter(k -> k.columns().contains(attribute.name()))
                .forEach(k -> words.add("→ " + k.targetTable()));
        return String.join(" · ", words);
    }
}
