package rowan.sql.sqlite.problem;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rowan.model.Nearest;
import rowan.model.Schema;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.sqlite.text.SqliteLexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/** What SQLite does without a word although it is hardly what was meant. */
public final class SqliteRemarks {

    private static final Set<String> ASKING = Set.of("SELECT", "UPDATE", "DELETE");
    /** How columns that number rows are declared in other engines. */
    private static final Set<String> NUMBERING =
            Set.of("AUTO_INCREMENT", "SERIAL", "BIGSERIAL", "SMALLSERIAL", "IDENTITY");

    /** The types that are written as one word. */
    private static final Set<String> TYPES = Set.of("INT", "INTEGER", "TEXT", "REAL", "BLOB", "NUMERIC");

    private static final Set<String> KEYWORDS = new SqliteLexicon().keywords();

    private static final Set<String> EQUAL = Set.of("=", "==");
    private static final Set<String> UNEQUAL = Set.of("<>", "!=");
    private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=", "<", "<=", ">", ">=");

    private final Connection connection;
    private final Dialect dialect;
    private final Schema schema;

    public SqliteRemarks(Connection connection, Dialect dialect, Schema schema) {
        this.connection = connection;
        this.dialect = dialect;
        this.schema = schema;
    }

    /** A sentence for each. */
    public List<String> on(Statement statement, BoundStatement bound) throws SQLException {
        List<String> remarks = new ArrayList<>();
        List<Token> tokens = statement.significant();
        if (statement.verb().equals("CREATE")) {
            numbersNoRows(tokens, remarks);
            takesColumnAsType(tokens, remarks);
        }
        if (ASKING.contains(statement.verb())) {
            comparesWithNull(tokens, remarks);
            takesTextAsCondition(tokens, remarks);
            joinsConditions(tokens, remarks);
            addsText(tokens, remarks);
            assignsCondition(statement, remarks);
            takesNamesAsText(statement, bound, remarks);
        }
        return remarks;
    }

    private static void comparesWithNull(List<Token> tokens, List<String> remarks) {
        boolean isCondition = false;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean beginsCondition = token.is("WHERE") || token.is("ON") || token.is("HAVING");
            isCondition = beginsCondition || isCondition && !token.is("SELECT") && !token.is("SET");
            boolean isEqual = EQUAL.contains(token.text());
            if (isCondition && tokens.get(i + 1).is("NULL") && (isEqual || UNEQUAL.contains(token.text()))) {
                remarks.add(token.text() + " NULL is never true, whatever stands before it; that is asked with "
                        + (isEqual ? "IS NULL." : "IS NOT NULL."));
            }
        }
    }

    /** {@code city = 'Paris' OR 'London'}. */
    private static void takesTextAsCondition(List<Token> tokens, List<String> remarks) {
        for (int i = 3; i + 1 < tokens.size(); i++) {
            boolean isBetween = tokens.get(i).is("OR") && isLiteral(tokens.get(i - 1)) && isLiteral(tokens.get(i + 1));
            boolean isOver = i + 2 == tokens.size()
                    || tokens.get(i + 2).kind() == Token.Kind.WORD
                    || tokens.get(i + 2).text().equals(")");
            if (isBetween && isOver && EQUAL.contains(tokens.get(i - 2).text())) {
                remarks.add("OR " + tokens.get(i + 1).text() + " is a condition of its own; to ask for either, write "
                        + tokens.get(i - 3).text() + " IN (" + tokens.get(i - 1).text() + ", "
                        + tokens.get(i + 1).text() + ").");
            }
        }
    }

    /** {@code age > 1 || age < 5}: what stands on both sides of || is joined before anything is compared. */
    private static void joinsConditions(List<Token> tokens, List<String> remarks) {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            int before = isDot(tokens, i - 2) ? i - 4 : i - 2;
            int behind = isDot(tokens, i + 2) ? i + 4 : i + 2;
            if (tokens.get(i).text().equals("||") && isComparison(tokens, before) && isComparison(tokens, behind)) {
                remarks.add("|| joins text; OR joins conditions.");
                return;
            }
        }
    }

    private static boolean isDot(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).text().equals(".");
    }

    private static boolean isComparison(List<Token> tokens, int at) {
        return at >= 0
                && at < tokens.size()
                && COMPARISONS.contains(tokens.get(at).text());
    }

    private static boolean isLiteral(Token token) {
        return token.kind() == Token.Kind.STRING || token.kind() == Token.Kind.NUMBER;
    }

    /** {@code name + ' ' + city}. */
    private static void addsText(List<Token> tokens, List<String> remarks) {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).text().equals("+")
                    && (tokens.get(i - 1).kind() == Token.Kind.STRING
                            || tokens.get(i + 1).kind() == Token.Kind.STRING)) {
                remarks.add("+ adds numbers, and text without a number counts as 0; || joins text.");
                return;
            }
        }
    }

    /** {@code SET age = 40 AND city = 'Rome'}. */
    private static void assignsCondition(Statement statement, List<String> remarks) {
        List<Token> tokens = statement.significant();
        int depth = 0;
        boolean isBehindSet = false;
        for (int i = 0; statement.verb().equals("UPDATE") && i + 2 < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            isBehindSet |= depth == 0 && token.is("SET");
            if (depth == 0 && (token.is("WHERE") || token.is("CASE"))) {
                return;
            }
            if (isBehindSet
                    && depth == 0
                    && token.is("AND")
                    && tokens.get(i + 1).isName()
                    && EQUAL.contains(tokens.get(i + 2).text())) {
                remarks.add(
                        "AND makes a condition of it, whose value, 0 or 1, is assigned; a comma stands between assignments.");
                return;
            }
        }
    }

    /** {@code id INT AUTO_INCREMENT PRIMARY KEY}: SQLite takes any words for a type. */
    private static void numbersNoRows(List<Token> tokens, List<String> remarks) {
        for (int i = 2; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == Token.Kind.WORD
                    && NUMBERING.contains(tokens.get(i).text().toUpperCase(Locale.ROOT))
                    && tokens.get(i - 1).isName()) {
                remarks.add(tokens.get(i).text()
                        + " is no more than a word of the type here; it is INTEGER PRIMARY KEY that"
                        + " numbers rows by itself.");
                return;
            }
        }
    }

    /** {@code id INT name TEXT}: SQLite takes any words for a type. */
    private static void takesColumnAsType(List<Token> tokens, List<String> remarks) {
        for (int i = 2; i + 1 < tokens.size() && tokens.get(1).is("TABLE"); i++) {
            if (isType(tokens.get(i - 1))
                    && isType(tokens.get(i + 1))
                    && tokens.get(i).isName()
                    && tokens.get(i - 2).isName()
                    && !KEYWORDS.contains(tokens.get(i).text().toUpperCase(Locale.ROOT))) {
                String name = tokens.get(i).text();
                remarks.add(tokens.get(i - 2).text() + " has the type "
                        + tokens.get(i - 1).text() + " " + name + " "
                        + tokens.get(i + 1).text() + ", and there is no column " + name
                        + ": a comma is missing before it.");
            }
        }
    }

    private static boolean isType(Token token) {
        return token.kind() == Token.Kind.WORD && TYPES.contains(token.text().toUpperCase(Locale.ROOT));
    }

    /**
     * A name in double quotes that means nothing is text for SQLite.
     *
     * @see <a href="https://www.sqlite.org/quirks.html#dblquote">Double-quoted string literals are accepted</a>
     */
    private void takesNamesAsText(Statement statement, BoundStatement bound, List<String> remarks) throws SQLException {
        if (statement.text().indexOf('"') < 0) {
            return;
        }
        Set<String> quoted = new LinkedHashSet<>();
        statement.significant().stream()
                .filter(token ->
                        token.kind() == Token.Kind.QUOTED_NAME && token.text().startsWith("\""))
                .map(Token::name)
                .forEach(quoted::add);
        statement.significant().stream()
                .filter(token -> token.kind() == Token.Kind.STRING)
                .map(token ->
                        token.text().substring(1, token.text().length() - 1).replace("''", "'"))
                .forEach(quoted::remove);
        if (quoted.isEmpty()) {
            return;
        }
        quoted.retainAll(textOf(bound));
        for (String text : quoted) {
            remarks.add("\"" + text + "\" is no column, so SQLite takes it as text. "
                    + Nearest.to(text, SqliteNames.columnsOf(statement, schema))
                            .map(near -> "Did you mean " + near + "?")
                            .orElse("Text is written '" + text.replace("'", "''") + "'."));
        }
    }

    /** The text that the statement's program contains. */
    private Set<String> textOf(BoundStatement bound) throws SQLException {
        Set<String> found = new HashSet<>();
        BoundStatement question = new BoundStatement("EXPLAIN " + bound.sql(), bound.values());
        try (PreparedStatement explained = question.prepare(connection, dialect.values());
                ResultSet program = explained.executeQuery()) {
            while (program.next()) {
                if (program.getString("opcode").startsWith("String")) {
                    found.add(program.getString("p4"));
                }
            }
        }
        return found;
    }
}
