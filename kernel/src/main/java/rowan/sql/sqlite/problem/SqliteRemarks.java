package rowan.sql.sqlite.problem;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import rowan.model.Nearest;
import rowan.model.Schema;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/** What SQLite does without a word although it is hardly what was meant. */
public final class SqliteRemarks {

    private static final Set<String> ASKING = Set.of("SELECT", "UPDATE", "DELETE");
    private static final Set<String> EQUAL = Set.of("=", "==");
    private static final Set<String> UNEQUAL = Set.of("<>", "!=");

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
        if (ASKING.contains(statement.verb())) {
            comparesWithNull(statement.significant(), remarks);
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
                    + Nearest.to(text, SqliteProblems.columnsOf(statement, schema))
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
