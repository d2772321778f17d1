package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Counts the rows that a connection has changed. */
public interface ChangeCounter {

    /** Rows changed since the connection was opened, those of transactions that were rolled back among them. */
    long totalChanges(Connection connection) throws SQLException;
}
