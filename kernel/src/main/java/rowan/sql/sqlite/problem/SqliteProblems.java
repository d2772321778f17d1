package rowan.sql.sqlite.problem;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Problem;
import rowan.model.Schema;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * SQLite's errors in the user's words. The driver tells no place and no SQLState, so the place is found from the name in
 * the message, and only told where it is certain.
 */
public final class SqliteProblems {

    private static final Pattern NEAR = Pattern.compile("near \"(.*)\": syntax error", Pattern.DOTALL);
    private static final Pattern UNRECOGNIZED = Pattern.compile("unrecognized token: \"(.*)\"", Pattern.DOTALL);

    private SqliteProblems() {}

    /**
     * An error in words.
     *
     * @param connection on which it was met, to ask further; nothing is run on it
     */
    public static Problem problem(Connection connection, SQLException error, Statement statement, Schema schema) {
        String code = SqliteErrors.code(error);
        String reason = SqliteErrors.reason(error);
        if (code.startsWith("SQLITE_CONSTRAINT") || code.equals("SQLITE_MISMATCH")) {
            return SqliteConstraints.problem(code, reason, statement, schema);
        }
        if (code.equals("SQLITE_TOOBIG")) {
            return Problem.of(code, "A value is larger than SQLite can hold: " + reason);
        }
        if (statement.significant().isEmpty()) {
            return Problem.of(code, reason);
        }
        SqliteSyntax syntax = new SqliteSyntax(new SqliteParser(connection), statement);
        Matcher near = NEAR.matcher(reason);
        if (near.matches()) {
            return syntax.unexpected(code, near.group(1), reason);
        }
        Matcher sign = UNRECOGNIZED.matcher(reason);
        if (sign.matches()) {
            return syntax.unrecognized(code, sign.group(1));
        }
        return reason.equals("incomplete input")
                ? syntax.incomplete(code)
                : new SqliteNames(connection, statement, schema).problem(code, reason);
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
}
