package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.sqlite.text.SqliteCalls;
import rowan.sql.sqlite.value.SqliteJavaFunctions;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;

/** Which queries a further connection reads as the one they were sent to, and who is in the way of such a connection. */
final class SqliteReading {

    /** Functions whose value is the connection's own. */
    private static final Set<String> OF_CONNECTION = Set.of("changes", "total_changes", "last_insert_rowid");

    /** The settings of a file that SQLite changes for nobody else only. */
    private static final Set<String> ALONE = Set.of("journal_mode", "locking_mode", "wal_checkpoint");

    private SqliteReading() {}

    /**
     * Whether a query gives the same on a further connection: of the file that was opened alone, with the log that keeps a
     * reader from standing in the way of a writer, and with nothing that only this connection has.
     */
    static boolean isAlike(Connection connection, Dialect dialect, BoundStatement query) throws SQLException {
        if (!text(connection, "PRAGMA main.journal_mode").equals("wal") || !readsOnlyMain(connection, dialect, query)) {
            return false;
        }
        Set<String> functions = SqliteCalls.of(connection, dialect, query).functions();
        boolean isOfConnection = !Collections.disjoint(functions, OF_CONNECTION)
                || !Collections.disjoint(functions, SqliteJavaFunctions.names(connection));
        // PRAGMA case_sensitive_like puts another function in the place of like(); no PRAGMA tells of it.
        boolean hasOwnLike = functions.contains("like")
                && text(connection, "SELECT 'a' LIKE 'A'").equals("0");
        return !isOfConnection && !hasOwnLike;
    }

    /** Temporary and attached tables are this connection's, and a virtual table may be anything. */
    private static boolean readsOnlyMain(Connection connection, Dialect dialect, BoundStatement query)
            throws SQLException {
        BoundStatement question = new BoundStatement("EXPLAIN " + query.sql(), query.values());
        try (PreparedStatement prepared = question.prepare(connection, dialect.values());
                ResultSet program = prepared.executeQuery()) {
            while (program.next()) {
                String opcode = program.getString("opcode");
                if (opcode.equals("VOpen") || opcode.equals("Transaction") && program.getInt("p1") != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** Whether a statement fails as long as the file has another connection, or one that reads. */
    static boolean isKeptFrom(Statement statement) {
        List<Token> tokens = statement.significant();
        return statement.verb().equals("VACUUM")
                || statement.verb().equals("PRAGMA")
                        && tokens.stream().anyMatch(token -> ALONE.stream().anyMatch(token::is));
    }
}
