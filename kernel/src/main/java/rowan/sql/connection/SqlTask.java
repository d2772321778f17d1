package rowan.sql.connection;

import java.sql.SQLException;

/** Something that is done on a connection, and fails as SQL does or in a way of its own. */
@FunctionalInterface
public interface SqlTask<T, E extends Exception> {
    T run() throws E, SQLException;
}
