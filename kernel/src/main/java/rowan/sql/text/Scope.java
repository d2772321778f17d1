package rowan.sql.text;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rowan.model.Schema;
import rowan.sql.statement.Token;

/**
 * The tables a statement reads and the names it gives them, found in its tokens alone. All subqueries are seen as one
 * scope: enough to offer and explain names, not to resolve them.
 *
 * @param tables from each alias, or the table's own name where it has none, to the table; case does not count
 * @param databases from each alias to the database that was named before its table; only where one was
 * @param withNames the names that WITH defines
 * @param functions those of the tables that have arguments, which are table-valued functions; case does not count
 */
public record Scope(
        Map<String, String> tables, Map<String, String> databases, Set<String> withNames, Set<String> functions) {

    /** Words behind a table's name that are no alias of it. */
    private static final Set<String> NO_ALIAS = Set.of(
            "WHERE",
            "ON",
            "USING",
            "GROUP",
            "ORDER",
            "LIMIT",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "OUTER",
            "CROSS",
            "NATURAL",
            "HAVING",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "SET",
            "VALUES",
            "SELECT",
            "DEFAULT",
            "INDEXED",
            "NOT",
            "WINDOW",
            "RETURNING",
            "AS",
            "FROM",
            "WITH",
            "DO",
            "END",
            "WHEN",
            "THEN",
            "ELSE",
            "AND",
            "OR",
            "OFFSET");

    /** Those of them behind which more tables may follow. */
    private static final Set<String> WITHIN_FROM = Set.of(
            "LEFT", "RIGHT", "FULL", "INNER", "OUTER", "CROSS", "NATURAL", "ON", "USING", "INDEXED", "NOT", "AND", "OR",
            "WHEN", "THEN", "ELSE", "END");

    private static final Set<String> BEFORE_TABLE = Set.of("FROM", "JOIN", "INTO", "UPDATE", "TABLE");

    /** The scope of a statement's significant tokens. */
    public static Scope of(List<Token> tokens) {
        Map<String, String> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, String> databases = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Set<String> with = new LinkedHashSet<>();
        Set<String> functions = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Map<Integer, Boolean> inFrom = new LinkedHashMap<>();
        int depth = 0;
        boolean expected = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String word = token.text().toUpperCase(Locale.ROOT);
            if (word.equals("(")) {
                depth++;
                // FROM (a JOIN b): the tables of a join in brackets.
                expected &= i + 1 < tokens.size() && !begins(tokens.get(i + 1));
                inFrom.put(depth, expected);
            } else if (word.equals(")")) {
                depth--;
                expected = false;
            } else if (token.kind() == Token.Kind.WORD && BEFORE_TABLE.contains(word)) {
                inFrom.put(depth, word.equals("FROM") || word.equals("JOIN"));
                expected = true;
            } else if (word.equals(",")) {
                expected = inFrom.getOrDefault(depth, false);
            } else if (definesWith(tokens, i)) {
                with.add(token.name());
            } else if (expected && token.isName()) {
                int last = last(tokens, i);
                String table = tokens.get(last).name();
                int behind = inFrom.getOrDefault(depth, false) ? behindArguments(tokens, last + 1) : last + 1;
                Optional<String> alias = alias(tokens, behind);
                if (behind > last + 1) {
                    functions.add(table);
                }
                tables.put(alias.orElse(table), table);
                if (last > i) {
                    databases.put(alias.orElse(table), token.name());
                }
                i = last;
                expected = false;
            } else if (token.kind() == Token.Kind.WORD && word.equals("IN") && namesTable(tokens, i + 1)) {
                i = last(tokens, i + 1);
                String table = tokens.get(i).name();
                tables.putIfAbsent(table, table);
            } else if (token.kind() == Token.Kind.WORD && NO_ALIAS.contains(word) && !word.equals("AS")) {
                inFrom.put(depth, WITHIN_FROM.contains(word) && inFrom.getOrDefault(depth, false));
                expected = false;
            }
        }
        return new Scope(tables, databases, with, functions);
    }

    /** The place of a table's name that begins at a place, behind that of its database. */
    private static int last(List<Token> tokens, int at) {
        return at + 2 < tokens.size() && tokens.get(at + 1).text().equals(".") ? at + 2 : at;
    }

    /** Whether a name stands at a place, as of a table behind IN, where it has no alias. */
    private static boolean namesTable(List<Token> tokens, int at) {
        return at < tokens.size() && tokens.get(at).isName();
    }

    /** Whether a token begins a query. */
    private static boolean begins(Token token) {
        return token.is("SELECT") || token.is("WITH") || token.is("VALUES");
    }

    /** Behind the arguments of a table-valued function, {@code json_each('[1]') AS j}. */
    private static int behindArguments(List<Token> tokens, int at) {
        int depth = 0;
        for (int i = at; i < tokens.size(); i++) {
            String text = tokens.get(i).text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0) {
                return text.equals(")") ? i + 1 : at;
            }
        }
        return at;
    }

    /** {@code name AS (} or {@code name(a, b) AS (}, as only WITH has it. */
    private static boolean definesWith(List<Token> tokens, int at) {
        boolean begins = at > 0
                && (tokens.get(at - 1).is("WITH")
                        || tokens.get(at - 1).is("RECURSIVE")
                        || tokens.get(at - 1).text().equals(","));
        if (!begins || !tokens.get(at).isName() || tokens.stream().noneMatch(t -> t.is("WITH"))) {
            return false;
        }
        int next = at + 1;
        if (next < tokens.size() && tokens.get(next).text().equals("(")) {
            while (next < tokens.size() && !tokens.get(next).text().equals(")")) {
                next++;
            }
            next++;
        }
        return next + 1 < tokens.size()
                && tokens.get(next).is("AS")
                && (tokens.get(next + 1).text().equals("(")
                        || tokens.get(next + 1).is("MATERIALIZED")
                        || tokens.get(next + 1).is("NOT"));
    }

    private static Optional<String> alias(List<Token> tokens, int at) {
        int place = at < tokens.size() && tokens.get(at).is("AS") ? at + 1 : at;
        if (place >= tokens.size() || !tokens.get(place).isName()) {
            return Optional.empty();
        }
        Token token = tokens.get(place);
        boolean keyword = token.kind() == Token.Kind.WORD
                && NO_ALIAS.contains(token.text().toUpperCase(Locale.ROOT));
        return keyword ? Optional.empty() : Optional.of(token.name());
    }

    /** The tables before whose names no database stands. */
    public Set<String> unqualified() {
        Set<String> names = new LinkedHashSet<>();
        tables.forEach((alias, table) -> {
            if (!databases.containsKey(alias)) {
                names.add(table);
            }
        });
        return names;
    }

    /** The relation that an alias or a table's own name stands for, of the database that was named before it. */
    public Optional<Schema.Relation> relation(String alias, Schema schema) {
        return table(alias).flatMap(table -> schema.relation(databases.getOrDefault(alias, ""), table));
    }

    /** The relations that the statement reads, each once. */
    public List<Schema.Relation> relations(Schema schema) {
        return tables.keySet().stream()
                .flatMap(alias -> relation(alias, schema).stream())
                .distinct()
                .toList();
    }

    /** The table that an alias or a table's own name stands for. */
    public Optional<String> table(String name) {
        return Optional.ofNullable(tables.get(name));
    }
}
