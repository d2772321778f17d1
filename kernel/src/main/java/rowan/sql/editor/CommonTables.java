package rowan.sql.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rowan.model.Schema;
import rowan.sql.statement.Token;
import rowan.sql.text.Scope;

/** The columns of the tables that WITH defines, as far as they can be told from the tokens alone. */
final class CommonTables {

    private final Schema schema;
    private final Map<String, List<String>> columns = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private CommonTables(Schema schema) {
        this.schema = schema;
    }

    /** Those of a statement's significant tokens. */
    static CommonTables of(List<Token> tokens, Scope scope, Schema schema) {
        CommonTables tables = new CommonTables(schema);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean defines = token.isName() && scope.withNames().contains(token.name());
            if (defines && i > 0 && !tables.columns.containsKey(token.name())) {
                tables.read(tokens, i);
            }
        }
        return tables;
    }

    /** The columns of the table of this name, in order; empty where there is none, or nothing is known. */
    List<String> columns(String table) {
        return columns.getOrDefault(table, List.of());
    }

    /** {@code name(a, b) AS (…)} or {@code name AS (SELECT …)}. */
    private void read(List<Token> tokens, int at) {
        int next = at + 1;
        if (next < tokens.size() && tokens.get(next).text().equals("(")) {
            List<String> named = new ArrayList<>();
            for (next++; next < tokens.size() && !tokens.get(next).text().equals(")"); next++) {
                if (tokens.get(next).isName()) {
                    named.add(tokens.get(next).name());
                }
            }
            columns.put(tokens.get(at).name(), named);
            return;
        }
        while (next < tokens.size() && !tokens.get(next).text().equals("(")) {
            next++;
        }
        int end = close(tokens, next);
        if (next + 1 < end && tokens.get(next + 1).is("SELECT")) {
            columns.put(tokens.get(at).name(), selected(tokens.subList(next + 2, end)));
        }
    }

    private static int close(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            String text = tokens.get(i).text();
            depth += text.equals("(") ? 1 : text.equals(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    /** The names of a select list, which ends with FROM. */
    private List<String> selected(List<Token> body) {
        List<String> names = new ArrayList<>();
        List<Token> item = new ArrayList<>();
        int depth = 0;
        for (Token token : body) {
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            boolean ends = depth == 0 && (token.text().equals(",") || token.is("FROM") || token.is("UNION"));
            if (!ends) {
                item.add(token);
                continue;
            }
            add(item, Scope.of(body), names);
            item.clear();
            if (!token.text().equals(",")) {
                return names;
            }
        }
        add(item, Scope.of(body), names);
        return names;
    }

    private void add(List<Token> item, Scope scope, List<String> names) {
        if (item.isEmpty()) {
            return;
        }
        Token last = item.get(item.size() - 1);
        if (last.text().equals("*")) {
            String only = item.get(0).name();
            Set<String> read = item.size() > 2 && scope.table(only).isPresent()
                    ? Set.of(only)
                    : scope.tables().keySet();
            read.forEach(alias -> names.addAll(columnsOf(alias, scope)));
        } else if (last.isName()) {
            names.add(last.name());
        }
    }

    private List<String> columnsOf(String alias, Scope scope) {
        return scope.relation(alias, schema)
                .map(relation -> relation.attributes().stream()
                        .map(Schema.Attribute::name)
                        .toList())
                .orElseGet(() -> columns(scope.table(alias).orElseThrow()));
    }
}
