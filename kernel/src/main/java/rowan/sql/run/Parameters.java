package rowan.sql.run;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.model.table.ResultTable;
import rowan.model.table.TableReader;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.GivenParameters;
import rowan.workspace.contract.Bindings;

/** Gives the parameters of a statement their values. A list stands for as many parameters as it has elements. */
public final class Parameters {

    /** Where values come from. */
    @FunctionalInterface
    private interface Values {

        /**
         * @param place how many parameters stand before this one, from 0
         */
        Object of(Token token, int place, Statement statement) throws SqlFailure;
    }

    /** A number of more digits is beyond any parameter there can be. */
    private static final int MOST_DIGITS = 9;

    private final Values values;
    private final Dialect dialect;

    /** How many values were given in order, each of which has to be wanted; 0 where they are given otherwise. */
    private final int inOrder;

    private Parameters(Values values, Dialect dialect) {
        this(values, dialect, 0);
    }

    private Parameters(Values values, Dialect dialect, int inOrder) {
        this.values = values;
        this.dialect = dialect;
        this.inOrder = inOrder;
    }

    /** What was given by {@code .parameter}; else variables of Java and captured results, by name. */
    public static Parameters named(GivenParameters given, Bindings bindings, Dialect dialect) {
        return new Parameters(
                (token, place, statement) -> {
                    Optional<Bindings.Bound> value = given.get(token.text());
                    return value.isPresent() ? value.get().value() : bound(bindings, token, statement);
                },
                dialect);
    }

    /** What was given by {@code .parameter}, and NULL for all others, as the sqlite3 shell does. */
    public static Parameters ofFile(GivenParameters given, Dialect dialect) {
        return new Parameters(
                (token, place, statement) -> {
                    String name = token.text().equals("?") ? "?" + (place + 1) : token.text();
                    return given.get(name).map(Bindings.Bound::value).orElse(null);
                },
                dialect);
    }

    /** Values that Java hands over, in order, or by name where they are one map. */
    public static Parameters given(Object[] given, Dialect dialect) {
        List<Object> all = given == null ? Collections.singletonList(null) : Arrays.asList(given);
        boolean byName = all.size() == 1 && all.get(0) instanceof Map;
        return new Parameters(
                byName
                        ? (token, place, statement) -> named((Map<?, ?>) all.get(0), token, statement)
                        : (token, place, statement) -> positional(all, token, place, statement),
                dialect,
                byName ? 0 : all.size());
    }

    /** The statement as the engine gets it. */
    public BoundStatement bind(Statement statement) throws SqlFailure {
        Map<Object, Object> found = new LinkedHashMap<>();
        boolean rewritten = false;
        int place = 0;
        int wanted = 0;
        for (Token token : statement.tokens()) {
            if (token.kind() == Token.Kind.PARAMETER && !found.containsKey(key(token))) {
                wanted = inOrder == 0 ? 0 : Math.max(wanted, index(token, place) + 1);
                Object value = values.of(token, place++, statement);
                Optional<List<Object>> list = elements(value);
                for (Object each : list.orElseGet(() -> Collections.singletonList(value))) {
                    check(each, token, statement);
                }
                found.put(key(token), value);
                rewritten |= list.isPresent()
                        || isNumbered(token)
                        || !dialect.values().takesNames();
            }
        }
        if (inOrder > wanted) {
            throw new SqlFailure(Problem.usage(
                    Quantity.count(inOrder, "value") + (inOrder == 1 ? " was" : " were")
                            + " passed, and the statement has " + (wanted == 0 ? "no ?" : wanted + " ?"),
                    "Pass one for each ?, behind the SQL; a list for IN is one value."));
        }
        BoundStatement bound = rewritten
                ? spread(statement, found)
                : new BoundStatement(statement.text(), new ArrayList<>(found.values()));
        if (bound.values().size() > dialect.values().mostParameters()) {
            throw new SqlFailure(Problem.usage(
                    "the lists have " + Quantity.count(bound.values().size(), "value") + ", and one statement of "
                            + dialect.name() + " takes "
                            + Quantity.count(dialect.values().mostParameters()) + " at most",
                    "Put the values into a table, and read them from there: IN (SELECT … FROM …)."));
        }
        return bound;
    }

    /** A name means the same value wherever it stands; every bare question mark means one of its own. */
    private static Object key(Token token) {
        return token.text().equals("?") ? token.from() : token.text();
    }

    private static boolean isNumbered(Token token) {
        return token.text().startsWith("?") && token.text().length() > 1;
    }

    private void check(Object value, Token token, Statement statement) throws SqlFailure {
        if (!dialect.values().binds(value)) {
            String type = value.getClass().getSimpleName();
            throw at(
                    token,
                    statement,
                    "a value of the type " + (type.isEmpty() ? value.getClass().getName() : type)
                            + " cannot be stored in " + dialect.name(),
                    "Bind a part of it, a number, text, byte[] or a date; or its text, String.valueOf(…).");
        }
    }

    private static Object bound(Bindings bindings, Token token, Statement statement) throws SqlFailure {
        String name = token.text().substring(1);
        if (token.text().startsWith("?")) {
            throw at(
                    token,
                    statement,
                    "A parameter needs a name, to say which variable it stands for.",
                    "Write :name, where name is a variable of Java or a captured result.");
        }
        Optional<Bindings.Bound> bound = bindings.get(name);
        if (bound.isEmpty()) {
            throw at(
                    token,
                    statement,
                    "no variable is called " + name,
                    meant(token, name, bindings.names()) + "Set it in Java, var " + name + " = …; or in SQL, " + name
                            + " << SELECT …");
        }
        Object value = bound.get().value();
        Optional<ResultTable> table = TableReader.read(value);
        return table.isPresent() ? scalarOrColumn(name, table.get()) : value;
    }

    private static Object named(Map<?, ?> given, Token token, Statement statement) throws SqlFailure {
        String name = token.text().substring(1);
        if (!given.containsKey(name)) {
            List<String> names = given.keySet().stream().map(String::valueOf).toList();
            throw at(
                    token,
                    statement,
                    "the map has no value for " + token.text(),
                    meant(token, name, names) + "It has " + names + ".");
        }
        return given.get(name);
    }

    private static Object positional(List<Object> given, Token token, int place, Statement statement)
            throws SqlFailure {
        if (!token.text().startsWith("?")) {
            String name = token.text().substring(1);
            throw at(
                    token,
                    statement,
                    "a parameter with a name needs a map of values",
                    "Pass Map.of(\"" + name + "\", …) behind the SQL, or write ? and pass the values in order.");
        }
        int index = index(token, place);
        if (index < 0 || index >= given.size()) {
            throw at(
                    token,
                    statement,
                    "there is no value for this parameter; " + Quantity.count(given.size(), "value")
                            + (given.size() == 1 ? " was" : " were") + " passed",
                    "Pass one for each ?, behind the SQL.");
        }
        return given.get(index);
    }

    /** Which value a parameter stands for, from 0: the one that its number names, or that of its place among all. */
    private static int index(Token token, int place) {
        if (!isNumbered(token)) {
            return place;
        }
        String number = token.text().substring(1);
        return number.length() > MOST_DIGITS ? Integer.MAX_VALUE - 1 : Integer.parseInt(number) - 1;
    }

    private static String meant(Token token, String name, Collection<String> names) {
        return Nearest.to(name, names)
                .map(near -> "Did you mean " + token.text().charAt(0) + near + "? ")
                .orElse("");
    }

    private static SqlFailure at(Token token, Statement statement, String message, String nextStep) {
        return new SqlFailure(Problem.usage(message, nextStep).at(statement.passage(token.from(), token.to())));
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

    private static BoundStatement spread(Statement statement, Map<Object, Object> values) {
        StringBuilder sql = new StringBuilder();
        List<Object> bound = new ArrayList<>();
        NavigableMap<Integer, Token> sent = new TreeMap<>();
        Token before = null;
        for (Token token : statement.tokens()) {
            sent.put(sql.length(), token);
            if (token.kind() == Token.Kind.PARAMETER) {
                Object value = values.get(key(token));
                Optional<List<Object>> list = elements(value);
                if (list.isPresent()) {
                    String marks =
                            String.join(", ", Collections.nCopies(list.get().size(), "?"));
                    boolean inParentheses = before != null && before.text().equals("(");
                    sql.append(inParentheses ? marks : "(" + marks + ")");
                    bound.addAll(list.get());
                } else {
                    sql.append('?');
                    bound.add(value);
                }
            } else {
                sql.append(token.text());
            }
            before = token.isSignificant() ? token : before;
        }
        return new BoundStatement(sql.toString(), bound, place -> written(place, sent));
    }

    /**
     * Where a place of the text that is sent stands in the text that was written.
     *
     * @param sent the tokens by their places in the text that is sent
     */
    private static int written(int place, NavigableMap<Integer, Token> sent) {
        Map.Entry<Integer, Token> at = sent.floorEntry(place);
        if (at == null) {
            return place;
        }
        Token token = at.getValue();
        return token.kind() == Token.Kind.PARAMETER
                ? token.from()
                : Math.min(token.from() + place - at.getKey(), token.to());
    }
}
