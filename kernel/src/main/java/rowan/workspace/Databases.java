package rowan.workspace;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import rowan.model.ResultTable;

/**
 * The current database, as Java cells see it under the name {@code db}. It is the same connection that SQL cells use, so
 * that a transaction begun in one is seen in the other.
 */
public interface Databases {

    /** The connection that SQL cells use. Closing it does nothing. */
    Connection connection();

    /** A source of further connections to the same database; theirs are closed as usual. */
    DataSource dataSource();

    /**
     * All rows of a query.
     *
     * @param parameters for the {@code ?} in it, in order
     */
    ResultTable query(String sql, Object... parameters) throws SQLException;

    /**
     * Carries out a statement that gives no rows.
     *
     * @return how many rows were changed
     */
    long update(String sql, Object... parameters) throws SQLException;

    /** Runs {@code work} in one transaction: committed when it returns, rolled back when it throws. */
    <T> T transaction(Callable<T> work) throws Exception;

    /**
     * Makes a Java function callable from SQL.
     *
     * @param body gets the arguments in the engine's types
     */
    void function(String name, Function<Object[], Object> body) throws SQLException;
}
