package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** Whether a transaction is open on a connection, which the driver does not tell. */
final class SqliteTransactions {

    /** Connections on which an interrupt came between asking and taking back what was asked with. */
    private static final Set<Connection> BEGUN_IN_VAIN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private SqliteTransactions() {}

    /** SQLite's C interface can tell; the driver cannot, and only a second BEGIN fails inside a transaction. */
    static boolean isOpen(Connection connection) throws SQLException {
        // Not by a JDBC statement: outside of autocommit mode, that would begin a transaction itself.
        DB database = ((SQLiteConnection) connection).getDatabase();
        if (BEGUN_IN_VAIN.remove(connection)) {
            endBegunInVain(connection, database);
        }
        try {
            database.exec("BEGIN", true);
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("within a transaction")) {
                return true;
            }
            throw e;
        }
        try {
            database.exec("ROLLBACK", true);
        } catch (SQLException interrupted) {
            BEGUN_IN_VAIN.add(connection);
            throw interrupted;
        }
        return false;
    }

    /** By COMMIT: what was carried out meanwhile was meant to be kept. Somebody may have ended it in his own way. */
    private static void endBegunInVain(Connection connection, DB database) throws SQLException {
        try {
            database.exec("COMMIT", true);
        } catch (SQLException e) {
            if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
                BEGUN_IN_VAIN.add(connection);
                throw e;
            }
        }
    }
}
