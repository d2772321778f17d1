package rowan.sql.sqlite.problem;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.sqlite.text.SqliteHabits;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.sql.text.Scope;

/** A statement that SQLite's parser understands, but whose names mean nothing, with the names that were meant. */
final class SqliteNames {

    private static final Pattern NO_SUCH = Pattern.compile(
            "no such (table|column|function|index|view|trigger|collation sequence|savepoint|database|module): (.*)");
    /** A name without the database that is meant anyway, and without the quotes that ALTER TABLE puts around it. */
    private static final Pattern PLAIN = Pattern.compile("^(?:main\\.)?\"?(.*?)\"?$");

    private static final Pattern NO_COLUMN_NAMED = Pattern.compile("table (.+) has no column named (.+)");
    private static final Pattern AMBIGUOUS = Pattern.compile("ambiguous column name: (.*)");
    private static final Pattern ARGUMENTS = Pattern.compile("wrong number of arguments to function (\\w+)\\(\\)");

    /** The tokens behind which a value stands. */
    private static final Set<String> BEFORE_VALUE =
            Set.of("=", "==", "<>", "!=", "<", ">", "<=", ">=", "LIKE", "GLOB", "(", ",", "BETWEEN", "THEN", "ELSE");

    private final Connection connection;
    private final Statement statement;
    private final Schema schema;
    private final List<Token> tokens;

    SqliteNames(Connection connection, Statement statement, Schema schema) {
        this.connection = connection;
        this.statement = statement;
        this.schema = schema;
        this.tokens = statement.significant();
    }

    Problem problem(String code, String reason) {
        Problem problem = named(code, reason);
        return SqliteHabits.all()
                .saying(reason, tokens)
                .map(way -> new Problem(code, problem.message(), problem.complaints(), List.of(way), problem.trace()))
                .orElse(problem);
    }

    private Problem named(String code, String reason) {
        Matcher missing = NO_SUCH.matcher(reason);
        if (missing.matches()) {
            return missing(
                    code, missing.group(1), PLAIN.matcher(missing.group(2)).replaceFirst("$1"));
        }
        Matcher column = NO_COLUMN_NAMED.matcher(reason);
        if (column.matches()) {
            return unknown(
                    code,
                    "table " + column.group(1) + " has no column " + column.group(2),
                    column.group(2),
                    columns(schema.relation(column.group(1)).stream()));
        }
        Matcher ambiguous = AMBIGUOUS.matcher(reason);
        if (ambiguous.matches()) {
            String name = ambiguous.group(1);
            return at(Problem.of(code, "more than one table here has a column " + name, ambiguousAdvice(name)), name);
        }
        Matcher arguments = ARGUMENTS.matcher(reason);
        if (arguments.matches()) {
            Problem problem = Problem.of(code, reason);
            return schema.functions().stream()
                    .filter(function -> function.name().equalsIgnoreCase(arguments.group(1)))
                    .findFirst()
                    .map(function ->
                            at(problem.withNote("It is called " + function.signature() + "."), function.name()))
                    .orElse(problem);
        }
        return Problem.of(code, reason);
    }

    private String ambiguousAdvice(String name) {
        List<String> qualified = Scope.of(tokens).tables().entrySet().stream()
                .filter(table -> schema.relation(table.getValue())
                        .flatMap(relation -> relation.attribute(name))
                        .isPresent())
                .map(table -> table.getKey() + "." + name)
                .toList();
        return qualified.size() < 2
                ? "Put the table's name or alias in front: TABLE." + name
                : "Say which: " + String.join(" or ", qualified);
    }

    private Problem missing(String code, String kind, String name) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        String message = "there is no " + kind + " " + name;
        return switch (kind) {
            case "table", "view" ->
                unknown(
                        code,
                        message,
                        bare,
                        schema.relations().stream().map(Schema.Relation::name).toList());
            case "column" -> column(code, message, name, bare);
            case "function" ->
                SqliteHabits.all()
                        .function(name)
                        .map(way -> at(Problem.of(code, message, way), bare))
                        .orElseGet(() -> unknown(
                                code,
                                message,
                                bare,
                                schema.functions().stream()
                                        .map(Schema.Function::name)
                                        .toList()));
            case "index" ->
                unknown(
                        code,
                        message,
                        bare,
                        schema.relations().stream()
                                .flatMap(relation -> relation.indexes().stream())
                                .map(Schema.Index::name)
                                .toList());
            default -> unknown(code, message, bare, List.of());
        };
    }

    private Problem column(String code, String message, String name, String bare) {
        Optional<Problem> foreign = foreignCall(code, bare);
        if (foreign.isPresent()) {
            return foreign.get();
        }
        Scope scope = Scope.of(tokens);
        if (name.contains(".")) {
            String qualifier = name.substring(0, name.lastIndexOf('.'));
            if (tokens.stream().noneMatch(token -> isCalled(token, qualifier))) {
                return Problem.of(code, message, setOff(bare));
            }
            return scope.table(qualifier).isPresent()
                    ? unknown(code, message, bare, columns(scope.table(qualifier).flatMap(schema::relation).stream()))
                    : at(Problem.of(code, message, qualifierAdvice(qualifier, bare, scope)), bare);
        }
        Optional<String> typographic = tokens.stream()
                .flatMap(token -> ForeignSigns.straightened(token)
                        .or(() -> isCalled(token, bare) ? ForeignSigns.narrowed(token) : Optional.empty())
                        .stream())
                .findFirst();
        if (typographic.isPresent()) {
            return at(Problem.of(code, message, typographic.get()), bare);
        }
        if (scope.tables().isEmpty() && statement.isQuery() && !isQuoted(bare)) {
            return at(
                    Problem.of(
                            code,
                            message,
                            "No table is named: FROM says where columns are read. Text is written '" + bare + "'."),
                    bare);
        }
        Problem problem = unknown(code, message, bare, columnsOf(statement, schema));
        boolean guessed = !problem.notes().isEmpty();
        if (isQuoted(bare) || !guessed && isValue(bare)) {
            return problem.withNote("Text is written in single quotes: '" + bare + "'");
        }
        return guessed ? problem : elsewhere(bare).map(problem::withNote).orElse(problem);
    }

    /** {@code DATEADD(day, 1, born)}: the words of a call that SQLite has not are looked up before the function is. */
    private Optional<Problem> foreignCall(String code, String name) {
        int depth = 0;
        boolean isWithin = false;
        for (int i = tokens.size() - 1; i > 0; i--) {
            Token token = tokens.get(i);
            isWithin |= isCalled(token, name);
            depth += !isWithin ? 0 : token.text().equals(")") ? 1 : token.text().equals("(") ? -1 : 0;
            if (depth < 0) {
                String function = tokens.get(i - 1).text();
                boolean isThere = schema.functions().stream()
                        .anyMatch(known -> known.name().equalsIgnoreCase(function));
                return isThere
                        ? Optional.empty()
                        : SqliteHabits.all()
                                .function(function)
                                .map(way -> at(Problem.of(code, "there is no function " + function, way), function));
            }
        }
        return Optional.empty();
    }

    private String qualifierAdvice(String qualifier, String bare, Scope scope) {
        return scope.tables().entrySet().stream()
                .filter(table -> table.getValue().equalsIgnoreCase(qualifier))
                .findFirst()
                .map(table ->
                        table.getValue() + " is called " + table.getKey() + " here: " + table.getKey() + "." + bare)
                .or(() -> Nearest.to(qualifier, scope.tables().keySet())
                        .map(near -> "Did you mean " + near + "." + bare + "?"))
                .orElseGet(() -> "No table here is called " + qualifier
                        + (scope.tables().isEmpty()
                                ? ""
                                : "; there is "
                                        + String.join(", ", scope.tables().keySet()))
                        + ".");
    }

    private boolean isQuoted(String name) {
        return tokens.stream()
                .anyMatch(token ->
                        token.kind() == Token.Kind.QUOTED_NAME && token.text().equals('"' + name + '"'));
    }

    /** Whether a name stands, each time, where a value is as likely as a column. */
    private boolean isValue(String name) {
        boolean found = false;
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i).isName() && tokens.get(i).name().equalsIgnoreCase(name)) {
                boolean isBehindValue =
                        BEFORE_VALUE.stream().anyMatch(tokens.get(i - 1).text()::equalsIgnoreCase);
                if (!isBehindValue) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    /** A table that has such a column and is not asked. */
    private Optional<String> elsewhere(String name) {
        return schema.relations().stream()
                .filter(relation -> relation.attribute(name).isPresent())
                .map(Schema.Relation::name)
                .findFirst()
                .map(table -> table + " has such a column; JOIN " + table + " ON … reads both.");
    }

    private Problem unknown(String code, String message, String name, Collection<String> known) {
        if (tokens.stream().noneMatch(token -> isCalled(token, name))) {
            return Problem.of(code, message, setOff(name));
        }
        return at(
                Problem.of(
                        code,
                        message,
                        Nearest.to(name, known).map(near -> "Did you mean " + near + "?").stream()
                                .toArray(String[]::new)),
                name);
    }

    private static boolean isCalled(Token token, String name) {
        boolean isNamed = token.isName() || token.kind() == Token.Kind.STRING;
        return token.text().equalsIgnoreCase(name) || isNamed && token.name().equalsIgnoreCase(name);
    }

    private Problem at(Problem problem, String name) {
        return SqliteProblems.at(problem, statement, SqliteProblems.place(name, statement));
    }

    /** A name that the statement has not: it is in a trigger that it sets off, or in a view that it reads. */
    private String setOff(String name) {
        List<String> found = new ArrayList<>();
        try (PreparedStatement question = connection.prepareStatement(
                "SELECT type, name, tbl_name FROM sqlite_schema WHERE type IN ('trigger', 'view') AND instr(lower(sql), lower(?))")) {
            question.setString(1, name);
            try (ResultSet rows = question.executeQuery()) {
                while (rows.next()) {
                    String concerned = rows.getString(3);
                    if (tokens.stream().anyMatch(token -> isCalled(token, concerned))) {
                        found.add("the " + rows.getString(1) + " " + rows.getString(2));
                    }
                }
            }
        } catch (SQLException untold) {
            // Then it is not said which.
        }
        return found.isEmpty()
                ? "It is not in this statement, but in a trigger or a view that it uses."
                : "It is not in this statement, but in " + String.join(" and ", found) + ".";
    }

    private static List<String> columns(Stream<Schema.Relation> relations) {
        return relations
                .flatMap(relation -> relation.attributes().stream())
                .map(Schema.Attribute::name)
                .distinct()
                .toList();
    }

    /** The columns of the tables that a statement mentions; of all tables when it mentions none. */
    static List<String> columnsOf(Statement statement, Schema schema) {
        List<Schema.Relation> mentioned = schema.relations().stream()
                .filter(relation -> statement.significant().stream()
                        .anyMatch(token -> token.isName() && token.name().equalsIgnoreCase(relation.name())))
                .toList();
        return columns((mentioned.isEmpty() ? schema.relations() : mentioned).stream());
    }
}
