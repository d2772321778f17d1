package rowan.workspace.contract;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import rowan.model.Problem;
import rowan.model.table.ResultTable;

/**
 * The current database, as Java cells see it under the name {@code db}. It is the same connection that SQL cells use, so
 * that a transaction begun in one is seen in the other.
 */
public interface Databases {

    /** The connection that SQL cells use. Closing it does nothing. */
    Connection connection();

    /** A source of further connections to the same database, for libraries; theirs are closed as usual. */
    DataSource dataSource();

    /**
     * All rows of a query.
     *
     * @param parameters for the {@code ?} in it, in order; a list stands for as many as it has elements, {@code IN (?)}.
     *     Or one {@link java.util.Map}, for parameters with names: {@code :id}
     * @throws Failure in Rowan's words
     */
    ResultTable query(String sql, Object... parameters) throws SQLException;

    /**
     * How many steps of the engine's machine a query or a change of rows takes: the same number each time for the same data,
     * which no time is. What it changes is undone. Where virtual tables are read, those of their own statements are in it.
     *
     * @param parameters as of {@link #query}
     * @throws Failure in Rowan's words
     */
    long steps(String sql, Object... parameters) throws SQLException;

    /**
     * Carries out a statement that gives no rows.
     *
     * @param parameters as of {@link #query}
     * @return how many rows were changed
     * @throws Failure in Rowan's words
     */
    long update(String sql, Object... parameters) throws SQLException;

    /**
     * Puts rows into a table, all or none; one that is missing is made, with columns of the types INTEGER, REAL and TEXT. A
     * column of the rows goes into that of its name.
     *
     * @param table its name, behind that of its database where one is meant: {@code temp.t}
     * @param rows a {@link ResultTable}, or a table of Tablesaw
     * @return how many rows they are
     * @throws Failure in Rowan's words
     */
    long insert(String table, Object rows) throws SQLException;

    /**
     * Runs {@code work} in one transaction: committed when it returns, rolled back when it throws. Within a transaction
     * that is open already it is a savepoint of that one.
     */
    <T> T transaction(Callable<T> work) throws Exception;

    /** As {@link #transaction(Callable)}, of work that has no value. */
    void transaction(TransactionBody work) throws Exception;

    /** Something to do, which may fail. */
    @FunctionalInterface
    interface TransactionBody {
        void run() throws Exception;
    }

    /**
     * Makes a Java function of one argument callable from SQL. Arguments come in the engine's types: {@code Long}, {@code
     * Double}, {@code String}, {@code byte[]} or null.
     *
     * @param body such as {@code (String s) -> s.strip()}
     */
    <A> SqlFunction function(String name, Function<A, ?> body) throws SQLException;

    /** As {@link #function(String, Function)}, of two arguments. */
    <A, B> SqlFunction function(String name, BiFunction<A, B, ?> body) throws SQLException;

    /** As {@link #function(String, Function)}, of any number of arguments. */
    SqlFunction functionOfMany(String name, Function<Object[], ?> body) throws SQLException;

    /**
     * The driver that opens a JDBC URL, the cell's own or Rowan's, with the statements of its connections recorded; empty
     * where there is none. {@link java.sql.DriverManager} uses it.
     */
    Optional<Driver> driver(String url) throws SQLException;

    /** A function of SQL whose body is Java. */
    interface SqlFunction {

        /**
         * The same arguments always give the same value: such a function may be computed once instead of for every row,
         * and may stand in an index or a generated column.
         */
        SqlFunction deterministic() throws SQLException;
    }

    /** An error of a database in Rowan's words: where in the statement, what was meant, what next. */
    final class Failure extends SQLException {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        /**
         * @param cause what the driver has thrown, whose codes it keeps; null where Rowan refused the statement itself
         */
        public Failure(Problem problem, SQLException cause) {
            super(
                    problem.message(),
                    cause == null ? null : cause.getSQLState(),
                    cause == null ? 0 : cause.getErrorCode(),
                    cause);
            this.problem = problem;
        }

        /** What went wrong. */
        public Problem problem() {
            return problem;
        }

        /** By the class that users know, since exceptions that carry it along repeat this. */
        @Override
        public String toString() {
            return SQLException.class.getName() + ": " + getMessage();
        }
    }
}
