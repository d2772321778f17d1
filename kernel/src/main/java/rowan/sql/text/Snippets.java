package rowan.sql.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Saves a query; one of the same name is replaced. */
    public void save(String name, String query) {
        queries.put(name, query.strip().replaceFirst(";\\s*$", ""));
    }

    /** Forgets a query; whether there was one. */
    public boolean remove(String name) {
        return queries.remove(name) != null;
    }

    /** All names, in the order they were first saved. */
    public List<String> names() {
        synchronized (queries) {
            return List.copyOf(queries.keySet());
        }
    }

    /** The text of a query. */
    public String query(String name) throws SqlFailure {
        String query = queries.get(name);
        if (query == null) {
            String near = Nearest.to(name, names())
                    .map(n -> "Did you mean " + n + "? ")
                    .orElse("");
            throw new SqlFailure(
                    Problem.usage("No query is saved as " + name + ".", near + "Save one with %%sql --save " + name));
        }
        return query;
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
            define(name, definitions, known, lexicon);
        }
        for (String name : read(statement, known)) {
            define(name, definitions, known, lexicon);
        }
        if (definitions.isEmpty()) {
            return statement;
        }
        List<String> written = new ArrayList<>();
        definitions.forEach((name, query) -> written.add(lexicon.quote(name) + " AS (" + query + ")"));
        String text = statement.text();
        List<Token> tokens = statement.significant();
        boolean with = tokens.get(0).is("WITH");
        boolean recursive = with && tokens.size() > 1 && tokens.get(1).is("RECURSIVE");
        String rest =
                with ? ", " + text.substring(tokens.get(recursive ? 1 : 0).to()).stripLeading() : "\n" + text;
        String head = "WITH " + (recursive ? "RECURSIVE " : "") + String.join(", ", written);
        Source source = statement.source();
        int line = source.line()
                - (int) (head + rest).lines().count()
                + (int) text.lines().count();
        return lexicon.split(new Source(head + rest, source.offset(), line)).get(0);
    }

    private Set<String> read(Statement statement, Set<String> known) {
        Scope scope = Scope.of(statement.significant());
        Set<String> names = new TreeSet<>();
        for (String table : scope.unqualified()) {
            boolean free = !known.contains(table) && !scope.withNames().contains(table);
            if (free && queries.containsKey(table)) {
                names.add(table);
            }
        }
        return names;
    }

    /** A definition stands behind those it reads itself. */
    private void define(String name, Map<String, String> definitions, Set<String> known, Lexicon lexicon)
            throws SqlFailure {
        if (definitions.containsKey(name)) {
            return;
        }
        String query = query(name);
        for (Statement statement : lexicon.split(Source.of(query))) {
            for (String needed : read(statement, known)) {
                if (!needed.equals(name)) {
                    define(needed, definitions, known, lexicon);
                }
            }
        }
        definitions.put(name, query);
    }
}
