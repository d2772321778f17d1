package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Nearest;
import rowan.model.Quantity;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * The pragmas that do not reach SQLite: {@code busy_timeout}, which is Rowan's own, and those that it would pass over
 * without a word.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>
 */
final class SqlitePragmas {

    private SqlitePragmas() {}

    /** What is said instead; empty for a statement that is SQLite's. */
    static Optional<String> intercept(Connection connection, Statement statement, boolean inTransaction)
            throws SQLException {
        List<Token> tokens = statement.significant();
        if (tokens.size() < 2 || !tokens.get(0).is("PRAGMA")) {
            return Optional.empty();
        }
        boolean isQualified = tokens.size() > 3 && tokens.get(2).text().equals(".");
        Token name = tokens.get(isQualified ? 3 : 1);
        if (name.is("busy_timeout")) {
            return Optional.of(busyTimeout(connection, tokens));
        }
        boolean isSet = tokens.size() > (isQualified ? 4 : 2);
        if (name.is("foreign_keys") && isSet && inTransaction) {
            return Optional.of("foreign_keys stays as it is: SQLite changes it only outside of a transaction");
        }
        List<String> known = names(connection);
        return known.stream().anyMatch(name.name()::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of("nothing is set, since SQLite has no PRAGMA " + name.name() + "; "
                        + Nearest.to(name.name(), known)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("SELECT name FROM pragma_pragma_list names them all"));
    }

    /** Sets or tells how long locks are waited for; SQLite would put its own handler in the place of Rowan's. */
    private static String busyTimeout(Connection connection, List<Token> tokens) {
        for (Token token : tokens) {
            if (token.kind() == Token.Kind.NUMBER) {
                SqliteBusy.limit(connection, SqliteBusy.milliseconds(token.text()));
            }
        }
        return "locks are waited for " + Quantity.duration(SqliteBusy.limit(connection));
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM pragma_pragma_list")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
