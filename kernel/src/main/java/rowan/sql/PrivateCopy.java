package rowan.sql;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A copy of a database, in a temporary directory, that one can do anything to. Closing removes it.
 */
public interface PrivateCopy extends AutoCloseable {

    /** The connection to the copy. */
    Connection connection();

    /** A further copy of this copy, as it is now. */
    PrivateCopy duplicate() throws SQLException;

    /** Never fails; what could not be removed now is removed when the kernel ends. */
    @Override
    void close();
}
