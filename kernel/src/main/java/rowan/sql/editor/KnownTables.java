package rowan.sql.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rowan.model.Schema;
import rowan.model.table.ResultTable;
import rowan.sql.dialect.Catalog;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.grammar.Grammar;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Token;
import rowan.sql.text.Snippets;
import rowan.workspace.contract.Bindings;

/**
 * Everything that a query can read by name without defining it itself: tables and views, functions that give rows, captured
 * results, and saved queries.
 */
final class KnownTables {

    /** Saved queries may read each other, even in a circle. */
    private static final int DEEPEST = 5;

    private final Schema schema;
    private final Lexicon lexicon;
    private final Grammar grammar;
    private final Set<String> ownDatabases;
    private final boolean readsCaptured;
    private final Snippets snippets;
    private final Bindings bindings;
    private int depth;

    KnownTables(Schema schema, Dialect dialect, Snippets snippets, Bindings bindings) {
        this.schema = schema;
        this.lexicon = dialect.lexicon();
        this.grammar = dialect.grammar();
        this.readsCaptured = dialect.temporaryTables().isPresent();
        this.ownDatabases = dialect.catalog().map(Catalog::schemas).orElse(Set.of());
        this.snippets = snippets;
        this.bindings = bindings;
    }

    Schema schema() {
        return schema;
    }

    Grammar grammar() {
        return grammar;
    }

    /** Whether a database is always there, so that nobody needs its name. */
    boolean isOwn(String database) {
        return ownDatabases.contains(database);
    }

    /** A column of which no more than its name is known. */
    static Schema.Attribute named(String name) {
        return new Schema.Attribute(name, "", false, Optional.empty(), 0, false);
    }

    /**
     * The columns of what has a name; none where nothing is known.
     *
     * @param database may be empty
     */
    List<Schema.Attribute> columns(String database, String name) {
        Optional<Schema.Relation> relation = schema.relation(database, name);
        if (relation.isPresent()) {
            return relation.get().attributes();
        }
        Optional<ResultTable> captured = captured(name);
        if (captured.isPresent()) {
            return captured.get().columnNames().stream().map(KnownTables::named).toList();
        }
        List<String> ofFunction = grammar.list("columns of " + name.toLowerCase(Locale.ROOT));
        return ofFunction.isEmpty()
                ? saved(name)
                : ofFunction.stream().map(KnownTables::named).toList();
    }

    private Optional<ResultTable> captured(String name) {
        return Optional.of(name)
                .filter(each -> readsCaptured)
                .flatMap(bindings::get)
                .map(Bindings.Bound::value)
                .filter(ResultTable.class::isInstance)
                .map(ResultTable.class::cast);
    }

    private List<Schema.Attribute> saved(String name) {
        if (!snippets.names().contains(name) || depth >= DEEPEST) {
            return List.of();
        }
        depth++;
        try {
            List<Token> query = lexicon.tokenize(snippets.query(name)).stream()
                    .filter(Token::isSignificant)
                    .toList();
            return new Queries(query, this).columns();
        } catch (SqlFailure forgotten) {
            return List.of();
        } finally {
            depth--;
        }
    }

    /** The names of captured results. */
    List<String> captured() {
        return bindings.names().stream()
                .filter(name -> captured(name).isPresent())
                .toList();
    }

    /** The names of saved queries. */
    List<String> saved() {
        return snippets.names();
    }

    /** The columns of all tables and views, each name once. */
    List<Schema.Attribute> allColumns() {
        List<Schema.Attribute> all = new ArrayList<>();
        Stream<Schema.Attribute> columns = schema.relations().stream().flatMap(r -> r.attributes().stream());
        columns.filter(column -> all.stream().noneMatch(each -> each.name().equalsIgnoreCase(column.name())))
                .forEach(all::add);
        return all;
    }
}
