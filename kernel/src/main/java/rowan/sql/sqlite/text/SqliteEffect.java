package rowan.sql.sqlite.text;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import rowan.sql.statement.Effect;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * Whether a statement of SQLite changes something, by its words. What the functions do that it calls is not among them.
 *
 * @see <a href="https://www.sqlite.org/pragma.html">PRAGMA Statements</a>
 */
public final class SqliteEffect {

    private static final Set<String> QUERIES = Set.of("SELECT", "VALUES", "EXPLAIN");

    private static final Set<String> CHANGES =
            Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "ANALYZE", "REINDEX", "VACUUM");

    /** What changes rows within a definition of WITH, where an engine has it; REPLACE is also the name of a function. */
    private static final Set<String> CHANGES_IN_WITH = Set.of("INSERT", "UPDATE", "DELETE");

    /** What these pragmas take is the name of what they tell about, or a limit. */
    private static final Set<String> TELL_ABOUT = Set.of(
            "foreign_key_check",
            "foreign_key_list",
            "index_info",
            "index_list",
            "index_xinfo",
            "integrity_check",
            "quick_check",
            "table_info",
            "table_list",
            "table_xinfo");

    /** These pragmas do something even where they take nothing. */
    private static final Set<String> ACT = Set.of("incremental_vacuum", "optimize", "shrink_memory", "wal_checkpoint");

    private SqliteEffect() {}

    /** What the words say. */
    public static Effect of(Statement statement) {
        List<Token> tokens = statement.significant();
        if (CHANGES.contains(statement.verb())) {
            return Effect.WRITE;
        }
        if (QUERIES.contains(statement.verb())) {
            return changesInWith(tokens) ? Effect.WRITE : Effect.READ;
        }
        return statement.verb().equals("PRAGMA") && tells(tokens) ? Effect.READ : Effect.UNKNOWN;
    }

    private static boolean changesInWith(List<Token> tokens) {
        for (int i = 1; tokens.get(0).is("WITH") && i < tokens.size(); i++) {
            String word = tokens.get(i).text().toUpperCase(Locale.ROOT);
            if (CHANGES_IN_WITH.contains(word) && tokens.get(i - 1).text().equals("(")) {
                return true;
            }
        }
        return false;
    }

    /** {@code PRAGMA name}, {@code PRAGMA database.name} and {@code PRAGMA table_info(t)}. */
    private static boolean tells(List<Token> tokens) {
        boolean isQualified = tokens.size() > 2 && tokens.get(2).text().equals(".");
        int at = isQualified ? 3 : 1;
        if (at >= tokens.size()) {
            return false;
        }
        String name = tokens.get(at).name().toLowerCase(Locale.ROOT);
        return TELL_ABOUT.contains(name) || at == tokens.size() - 1 && !ACT.contains(name);
    }
}
