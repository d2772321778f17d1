package rowan.sql.sqlite;

import java.util.List;
import java.util.Set;
import rowan.sql.dialect.DatabaseLocks;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/**
 * What SQLite locks, which it tells nobody. What the text does not say is not known: whether a table is a TEMP table or an
 * attached one, whether a function or a {@code PRAGMA} writes, and whether {@code IF NOT EXISTS} finds what it asks for.
 */
final class SqliteLocks implements DatabaseLocks {

    private static final Set<String> READING = Set.of("SELECT", "VALUES");

    private static final Set<String> WRITING =
            Set.of("INSERT", "REPLACE", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "ANALYZE", "REINDEX", "VACUUM");

    @Override
    public boolean writes(Statement statement) {
        List<Token> tokens = statement.significant();
        boolean temporary = statement.verb().equals("CREATE")
                && tokens.size() > 1
                && (tokens.get(1).is("TEMP") || tokens.get(1).is("TEMPORARY"));
        return WRITING.contains(statement.verb()) && !temporary;
    }

    @Override
    public boolean beginsWriting(Statement statement) {
        return statement.verb().equals("BEGIN")
                && statement.significant().stream().anyMatch(t -> t.is("IMMEDIATE") || t.is("EXCLUSIVE"));
    }

    /** A query without a table reads nothing. */
    @Override
    public boolean reads(Statement statement) {
        return READING.contains(statement.verb())
                && statement.significant().stream().anyMatch(token -> token.is("FROM"));
    }

    @Override
    public boolean keptAfter(Statement statement, String error, boolean inTransaction) {
        return writes(statement)
                // The row that breaks a constraint is undone, and the lock that was taken for it is kept.
                ? error.startsWith("SQLITE_CONSTRAINT")
                // The lock is taken before the engine looks whether a transaction is open already.
                : inTransaction && beginsWriting(statement) && error.equals("SQLITE_ERROR");
    }

    @Override
    public boolean isConflict(String text) {
        return text.contains("SQLITE_BUSY");
    }
}
