package rowan.sql.sqlite.text;

import java.util.List;
import rowan.sql.statement.CommandTag;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/** Says what those statements have done that SQLite has beside the SQL standard. */
public final class SqliteCommandTag {

    private SqliteCommandTag() {}

    /** {@code attached as shop}, {@code copy of the database written}; of others what {@link CommandTag} says. */
    public static String of(Statement statement, long changedRows) {
        List<Token> tokens = statement.significant();
        return switch (statement.verb()) {
            case "ATTACH" -> "attached as " + attached(tokens);
            case "DETACH" -> tokens.get(tokens.size() - 1).name() + " detached";
            case "VACUUM" ->
                tokens.stream().anyMatch(t -> t.is("INTO")) ? "copy of the database written" : "database rebuilt";
            case "REINDEX" -> "indexes rebuilt";
            case "PRAGMA" -> "set";
            default -> CommandTag.of(statement, changedRows);
        };
    }

    /** The name, which a key may follow. */
    private static String attached(List<Token> tokens) {
        for (int i = tokens.size() - 2; i > 1; i--) {
            if (tokens.get(i).is("KEY")) {
                return tokens.get(i - 1).name();
            }
        }
        return tokens.get(tokens.size() - 1).name();
    }
}
