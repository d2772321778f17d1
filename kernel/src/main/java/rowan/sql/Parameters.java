package rowan.sql;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.ResultTable;
import rowan.workspace.Bindings;

/** Gives the parameters of a statement their values: variables of Java and captured results, by name. */
final class Parameters {

    private final Bindings bindings;

    Parameters(Bindings bindings) {
        this.bindings = bindings;
    }

    /** The statement as the engine gets it. A list stands for as many parameters as it has elements. */
    BoundStatement bind(Statement statement) throws SqlFailure {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Token token : statement.tokens()) {
            if (token.kind() == Token.Kind.PARAMETER && !values.containsKey(token.text())) {
                values.put(token.text(), value(token, statement));
            }
        }
        boolean lists = values.values().stream().anyMatch(v -> elements(v).isPresent());
        return lists
                ? spread(statement, values)
                : new BoundStatement(statement.text(), new ArrayList<>(values.values()));
    }

    private Object value(Token token, Statement statement) throws SqlFailure {
        String name = token.text().substring(1);
        if (token.text().startsWith("?")) {
            throw new SqlFailure(Problem.usage(
                            "A parameter needs a name, to say which variable it stands for.",
                            "Write :name, where name is a variable of Java or a captured result.")
                    .at(statement.passage(token.from(), token.to())));
        }
        Optional<Bindings.Bound> bound = bindings.get(name);
        if (bound.isEmpty()) {
            String near = Nearest.to(name, bindings.names())
                    .map(n -> "Did you mean " + token.text().charAt(0) + n + "? ")
                    .orElse("");
            throw new SqlFailure(Problem.usage(
                            "no variable is called " + name,
                            near + "Set it in Java, var " + name + " = …; or in SQL, " + name + " << SELECT …")
                    .at(statement.passage(token.from(), token.to())));
        }
        Object value = bound.get().value();
        return value instanceof ResultTable table ? scalarOrColumn(name, table) : value;
    }

    /** One row and one column are a value, one column is a list. */
    private static Object scalarOrColumn(String name, ResultTable table) throws SqlFailure {
        if (table.columns().size() != 1) {
            throw new SqlFailure(Problem.usage(
                    name + " has " + table.columns().size() + " columns and cannot stand for one value.",
                    "Read it as a table, FROM " + name + ", or capture one column."));
        }
        if (!table.complete()) {
            throw new SqlFailure(Problem.usage(
                    name + " holds its first page only.", "Capture the whole result: " + name + " << SELECT …"));
        }
        return table.rows().size() == 1
                ? table.single()
                : table.rows().stream().map(row -> row.get(0)).toList();
    }

    private static Optional<List<Object>> elements(Object value) {
        if (value instanceof Collection<?> collection) {
            return Optional.of(new ArrayList<>(collection));
        }
        if (value instanceof Object[] array) {
            return Optional.of(Arrays.asList(array));
        }
        if (value != null && value.getClass().isArray() && !(value instanceof byte[])) {
            List<Object> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(Array.get(value, i));
            }
            return Optional.of(elements);
        }
        return Optional.empty();
    }

    private static BoundStatement spread(Statement statement, Map<String, Object> values) {
        StringBuilder sql = new StringBuilder();
        List<Object> bound = new ArrayList<>();
        Token before = null;
        for (Token token : statement.tokens()) {
            if (token.kind() == Token.Kind.PARAMETER) {
                Optional<List<Object>> list = elements(values.get(token.text()));
                if (list.isPresent()) {
                    String marks =
                            String.join(", ", Collections.nCopies(list.get().size(), "?"));
                    boolean inParentheses = before != null && before.text().equals("(");
                    sql.append(inParentheses ? marks : "(" + marks + ")");
                    bound.addAll(list.get());
                } else {
                    sql.append('?');
                    bound.add(values.get(token.text()));
                }
            } else {
                sql.append(token.text());
            }
            before = token.isSignificant() ? token : before;
        }
        return new BoundStatement(sql.toString(), bound);
    }
}
