package rowan.sql.sqlite.problem;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteException;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * SQLite's errors in the user's words. The driver tells no place and no SQLState, so the place is found from the name in
 * the message, and only told where it is certain.
 */
public final class SqliteProblems {

    private static final Pattern WRAPPED = Pattern.compile("^\\[(\\w+)]\\s*(.*?)\\s*(?:\\((.*)\\))?$", Pattern.DOTALL);
    private static final Pattern NEAR = Pattern.compile("near \"(.*)\": syntax error", Pattern.DOTALL);
    private static final Pattern NO_SUCH = Pattern.compile(
            "no such (table|column|function|index|view|trigger|collation sequence|savepoint|database|module): (.*)");
    private static final Pattern NO_COLUMN_NAMED = Pattern.compile("table (.+) has no column named (.+)");
    private static final Pattern COLUMN_IN_JOIN =
            Pattern.compile("cannot join using column (\\S+) - .*", Pattern.DOTALL);

    /** What people of other databases type, and what to type here. */
    private static final List<String[]> HABITS = List.of(
            new String[] {"SHOW", "Here .tables lists the tables, and .schema TABLE shows one."},
            new String[] {"DESCRIBE", "Here .schema TABLE shows how a table was made."},
            new String[] {"DESC", "Here .schema TABLE shows how a table was made."},
            new String[] {"TABLE", "Here SELECT * FROM TABLE shows a table."},
            new String[] {"USE", "Here %sql sqlite:///FILE opens a database, and ATTACH adds one."},
            new String[] {"TRUNCATE", "Here DELETE FROM TABLE empties a table."});

    private SqliteProblems() {}

    /** The engine's result code by name, such as {@code SQLITE_CONSTRAINT_UNIQUE}. */
    public static String code(SQLException error) {
        return error instanceof SQLiteException sqlite ? sqlite.getResultCode().name() : "SQLITE_ERROR";
    }

    /** The engine's own words, without the driver's wrapping. */
    public static String reason(SQLException error) {
        String message = String.valueOf(error.getMessage());
        Matcher wrapped = WRAPPED.matcher(message);
        if (!wrapped.matches()) {
            return message;
        }
        return wrapped.group(3) != null ? wrapped.group(3) : wrapped.group(2);
    }

    public static Problem problem(SQLException error, Statement statement, Schema schema) {
        String code = code(error);
        String reason = reason(error);
        if (code.startsWith("SQLITE_CONSTRAINT") || code.equals("SQLITE_MISMATCH")) {
            return SqliteConstraints.problem(code, reason, statement, schema);
        }
        return code.equals("SQLITE_TOOBIG")
                ? Problem.of(code, "A value is larger than SQLite can hold: " + reason)
                : described(code, reason, statement, schema);
    }

    private static Problem described(String code, String reason, Statement statement, Schema schema) {
        Matcher near = NEAR.matcher(reason);
        if (near.matches()) {
            return syntax(code, near.group(1), statement);
        }
        Matcher missing = NO_SUCH.matcher(reason);
        if (missing.matches()) {
            return missing(code, missing.group(1), missing.group(2), statement, schema);
        }
        Matcher column = NO_COLUMN_NAMED.matcher(reason);
        if (column.matches()) {
            List<String> names = schema.relation(column.group(1))
                    .map(r ->
                            r.attributes().stream().map(Schema.Attribute::name).toList())
                    .orElse(List.of());
            return named(
                    code,
                    "table " + column.group(1) + " has no column " + column.group(2),
                    column.group(2),
                    names,
                    statement);
        }
        if (reason.startsWith("ambiguous column name: ")) {
            String name = reason.substring("ambiguous column name: ".length());
            return at(
                    Problem.of(
                            code,
                            "more than one table here has a column " + name,
                            "Put the table's name or alias in front: TABLE." + name),
                    statement,
                    place(name, statement));
        }
        if (COLUMN_IN_JOIN.matcher(reason).matches() || !reason.contains("incomplete input")) {
            return Problem.of(code, reason);
        }
        return at(Problem.of(code, "the statement is not finished"), statement, Optional.of(new int[] {
            Math.max(0, statement.text().length() - 1), statement.text().length()
        }));
    }

    private static Problem syntax(String code, String near, Statement statement) {
        List<Token> significant = statement.significant();
        String first = significant.isEmpty() ? "" : significant.get(0).text();
        Optional<String> habit = HABITS.stream()
                .filter(h -> h[0].equalsIgnoreCase(first))
                .map(h -> h[1])
                .findFirst();
        Optional<String> meant = habit.or(() -> commaLeftOver(near, significant))
                .or(() -> keywordMeant(near, significant))
                .or(() -> nameMeant(near, significant));
        Problem problem = Problem.of(
                code,
                "SQLite does not understand this at " + shortened(near),
                meant.stream().toArray(String[]::new));
        return at(problem, statement, near.isEmpty() ? Optional.empty() : place(near, statement));
    }

    /** A comma behind which nothing more comes. */
    private static Optional<String> commaLeftOver(String near, List<Token> tokens) {
        for (int i = 1; near.equals(")") && i < tokens.size(); i++) {
            if (tokens.get(i).text().equals(near) && tokens.get(i - 1).text().equals(",")) {
                return Optional.of("The comma before ) is one too many.");
            }
        }
        return Optional.empty();
    }

    /** The error is found one word late as often as not, so the word before it is looked at too. */
    private static Optional<String> keywordMeant(String near, List<Token> tokens) {
        SqliteLexicon lexicon = new SqliteLexicon();
        for (int i = 0; i < tokens.size(); i++) {
            if (!tokens.get(i).text().equals(near)) {
                continue;
            }
            for (int j = i; j >= Math.max(0, i - 1); j--) {
                Token token = tokens.get(j);
                String upper = token.text().toUpperCase(Locale.ROOT);
                Collection<String> known = j == 0 ? lexicon.statementWords() : lexicon.keywords();
                if (token.kind() == Token.Kind.WORD && !lexicon.keywords().contains(upper)) {
                    Optional<String> nearest = Nearest.to(upper, known);
                    if (nearest.isPresent()) {
                        return nearest.map(word -> "Did you mean " + word + "?");
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A keyword where a name is expected. */
    private static Optional<String> nameMeant(String near, List<Token> tokens) {
        boolean keyword = new SqliteLexicon().keywords().contains(near.toUpperCase(Locale.ROOT));
        for (int i = 1; keyword && i < tokens.size(); i++) {
            boolean named =
                    tokens.get(i - 1).is("AS") || tokens.get(i - 1).text().matches("[.,(]");
            if (tokens.get(i).text().equals(near) && named) {
                return Optional.of(near + " is a word of SQL; as a name it needs quotes: \"" + near + "\"");
            }
        }
        return Optional.empty();
    }

    private static Problem missing(String code, String kind, String name, Statement statement, Schema schema) {
        String bare = name.substring(name.lastIndexOf('.') + 1);
        Collection<String> known = switch (kind) {
            case "table", "view" ->
                schema.relations().stream().map(Schema.Relation::name).toList();
            case "column" -> columnsOf(statement, schema);
            case "function" ->
                schema.functions().stream().map(Schema.Function::name).toList();
            case "index" ->
                schema.relations().stream()
                        .flatMap(r -> r.indexes().stream())
                        .map(Schema.Index::name)
                        .toList();
            default -> List.of();
        };
        Problem problem =
                named(code, "there is no " + kind + " " + name.replaceFirst("^main\\.", ""), bare, known, statement);
        boolean text = kind.equals("column")
                && statement.significant().stream()
                        .anyMatch(t ->
                                t.kind() == Token.Kind.QUOTED_NAME && t.text().equals('"' + bare + '"'));
        return text ? problem.withNote("Text is written in single quotes: '" + bare + "'") : problem;
    }

    private static Problem named(
            String code, String message, String name, Collection<String> known, Statement statement) {
        String[] notes = Nearest.to(name, known)
                .map(near -> new String[] {"Did you mean " + near + "?"})
                .orElseGet(() -> new String[0]);
        return at(Problem.of(code, message, notes), statement, place(name, statement));
    }

    /** The columns of the tables that a statement mentions; of all tables when it mentions none. */
    static List<String> columnsOf(Statement statement, Schema schema) {
        List<String> words =
                statement.significant().stream().map(t -> unquoted(t.text())).toList();
        List<Schema.Relation> mentioned = schema.relations().stream()
                .filter(r -> words.stream().anyMatch(r.name()::equalsIgnoreCase))
                .toList();
        Stream<Schema.Relation> relations = (mentioned.isEmpty() ? schema.relations() : mentioned).stream();
        return relations
                .flatMap(r -> r.attributes().stream())
                .map(Schema.Attribute::name)
                .distinct()
                .toList();
    }

    /** Where a name stands, if it stands in one place only. */
    static Optional<int[]> place(String name, Statement statement) {
        String wanted = name.substring(name.lastIndexOf('.') + 1);
        List<int[]> places = new ArrayList<>();
        for (Token token : statement.significant()) {
            boolean literal = token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.BLOB;
            boolean same =
                    literal ? token.text().equals(name) : unquoted(token.text()).equalsIgnoreCase(wanted);
            if (same || token.text().equals(name)) {
                places.add(new int[] {token.from(), token.to()});
            }
        }
        return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
    }

    /** The problem with its place shown, where that is certain. */
    static Problem at(Problem problem, Statement statement, Optional<int[]> place) {
        return place.map(span -> problem.at(statement.passage(span[0], span[1])))
                .orElse(problem);
    }

    private static String unquoted(String name) {
        boolean quoted = name.length() >= 2 && "\"`[".indexOf(name.charAt(0)) >= 0;
        return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    private static String shortened(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
