package rowan.sql.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/** Queries that were saved under a name, for later ones to build on: they become definitions of a WITH. */
public final class Snippets {

    private final Map<String, String> queries = Collections.synchronizedMap(new LinkedHashMap<>());

    /**
     * Saves a query; one of the same name is replaced, unless the new one would read itself by way of others.
     *
     * @param known names that are tables already and therefore no snippets
     */
    public void save(String name, String query, Set<String> known, Lexicon lexicon) throws SqlFailure {
        List<Statement> statements = lexicon.split(Source.of(query));
        if (statements.size() != 1 || !statements.get(0).isQuery()) {
            throw new SqlFailure(Problem.usage(
                    "--save keeps one query, for others to read from it; this is "
                            + (statements.size() == 1 ? statements.get(0).verb() : "more than one statement") + ".",
                    "CREATE TABLE … AS and CREATE VIEW keep something in the database."));
        }
        synchronized (queries) {
            String saved = saved(name).orElse(name);
            String replaced = queries.put(saved, query.strip().replaceFirst(";\\s*$", ""));
            try {
                define(saved, new LinkedHashMap<>(), known, lexicon, List.of());
            } catch (SqlFailure circle) {
                if (replaced == null) {
                    queries.remove(saved);
                } else {
                    queries.put(saved, replaced);
                }
                throw circle;
            }
        }
    }

    /** Forgets a query; whether there was one. */
    public boolean remove(String name) {
        return saved(name).map(queries::remove).isPresent();
    }

    /** The name as it was saved; as with tables, small and capital letters are the same. */
    private Optional<String> saved(String name) {
        return names().stream().filter(name::equalsIgnoreCase).findFirst();
    }

    /** All names, in the order they were first saved. */
    public List<String> names() {
        synchronized (queries) {
            return List.copyOf(queries.keySet());
        }
    }

    /** The text of a query. */
    public String query(String name) throws SqlFailure {
        Optional<String> query = saved(name).map(queries::get);
        if (query.isEmpty()) {
            String near = Nearest.to(name, names())
                    .map(n -> "Did you mean " + n + "? ")
                    .orElse("");
            throw new SqlFailure(
                    Problem.usage("No query is saved as " + name + ".", near + "Save one with %%sql --save " + name));
        }
        return query.get();
    }

    /**
     * The statement with the queries it builds on in front: those that are asked for, and those it reads by name.
     *
     * @param known names that are tables already and therefore no snippets
     */
    public Statement applied(Statement statement, List<String> asked, Set<String> known, Lexicon lexicon)
            throws SqlFailure {
        Map<String, String> definitions = new LinkedHashMap<>();
        for (String name : asked) {
            define(name, definitions, known, lexicon, List.of());
        }
        for (String name : read(statement, known)) {
            define(name, definitions, known, lexicon, List.of());
        }
        List<Token> tokens = statement.significant();
        int query = queryStart(tokens);
        if (definitions.isEmpty() || query < 0) {
            return statement;
        }
        List<String> written = new ArrayList<>();
        definitions.forEach((name, saved) -> written.add(lexicon.quote(name) + " AS (" + saved + ")"));
        String text = statement.text();
        boolean with = tokens.get(query).is("WITH");
        boolean recursive =
                with && tokens.size() > query + 1 && tokens.get(query + 1).is("RECURSIVE");
        int begin = tokens.get(query).from();
        String rest = with
                ? ", "
                        + text.substring(tokens.get(recursive ? query + 1 : query)
                                        .to())
                                .stripLeading()
                : "\n" + text.substring(begin);
        String head = text.substring(0, begin) + "WITH " + (recursive ? "RECURSIVE " : "") + String.join(", ", written);
        Source source = statement.source();
        int line = source.line()
                - (int) (head + rest).lines().count()
                + (int) text.lines().count();
        return lexicon.split(new Source(head + rest, source.offset(), line)).get(0);
    }

    /** The words that a query begins with, or a statement that takes WITH in front. */
    private static final Set<String> TAKING_WITH =
            Set.of("WITH", "SELECT", "VALUES", "INSERT", "REPLACE", "UPDATE", "DELETE");

    /** Where WITH can stand, such as behind EXPLAIN and CREATE VIEW … AS; negative where it cannot, as in a trigger. */
    private static int queryStart(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String text = token.text().toUpperCase(Locale.ROOT);
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (token.is("TRIGGER")) {
                return -1;
            }
            if (depth == 0 && token.kind() == Token.Kind.WORD && TAKING_WITH.contains(text)) {
                return i;
            }
        }
        return -1;
    }

    /** A saved query with all that it reads. */
    public String whole(String name, Set<String> known, Lexicon lexicon) throws SqlFailure {
        List<Statement> statements = lexicon.split(Source.of(query(name)));
        return statements.size() == 1
                ? applied(statements.get(0), List.of(), known, lexicon).text()
                : query(name);
    }

    private Set<String> read(Statement statement, Set<String> known) {
        Scope scope = Scope.of(statement.significant());
        Set<String> names = new TreeSet<>();
        for (String table : scope.unqualified()) {
            boolean free = !known.contains(table) && !scope.withNames().contains(table);
            if (free) {
                saved(table).ifPresent(names::add);
            }
        }
        return names;
    }

    /**
     * A definition stands behind those it reads itself.
     *
     * @param readers the saved queries through which this one is read, the first of them asked for
     */
    private void define(
            String name, Map<String, String> definitions, Set<String> known, Lexicon lexicon, List<String> readers)
            throws SqlFailure {
        if (definitions.containsKey(name)) {
            return;
        }
        List<String> way = new ArrayList<>(readers);
        way.add(name);
        String query = query(name);
        for (Statement statement : lexicon.split(Source.of(query))) {
            for (String needed : read(statement, known)) {
                if (way.contains(needed)) {
                    throw new SqlFailure(Problem.usage(
                            "Saved queries read each other in a circle: "
                                    + String.join(" → ", way.subList(way.indexOf(needed), way.size())) + " → " + needed
                                    + ".",
                            "Save one of them anew so that it reads tables: %%sql --save " + needed
                                    + ". %sqlcmd snippets " + needed + " shows what it is."));
                }
                define(needed, definitions, known, lexicon, way);
            }
        }
        definitions.put(name, query);
    }
}
