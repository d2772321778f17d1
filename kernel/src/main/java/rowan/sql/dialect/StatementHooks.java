package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.model.Schema;
import rowan.sql.statement.Statement;
import rowan.workspace.contract.LongStep;

/** What an engine has to do around a statement besides being sent it. An engine overrides what it needs. */
public interface StatementHooks {

    /** Sends statements as they are. */
    StatementHooks NONE = new StatementHooks() {};

    /**
     * Carries out what must not reach the engine as it is, such as a setting that Rowan keeps itself.
     *
     * @return what was done, or empty for a statement that is the engine's
     */
    default Optional<String> intercept(Connection connection, Statement statement) throws SQLException {
        return Optional.empty();
    }

    /** What the engine does without a word although it is hardly what was meant; a sentence for each, mostly none. */
    default List<String> remarks(Connection connection, Statement statement, BoundStatement bound, Schema schema)
            throws SQLException {
        return List.of();
    }

    /**
     * Runs a statement, and tells how far it is where that can be told: of one that makes an index. For that the rows of its
     * table are counted, if somebody listens.
     *
     * @param running runs the statement on the connection
     * @return what {@code running} gives
     */
    default <T> T watched(Connection connection, String sql, LongStep.Listener listener, Running<T> running)
            throws SQLException {
        return running.run();
    }

    /** Ends what a statement is reading, where an open result stands in the way of others. It can be run again. */
    default void endReading(java.sql.Statement statement) throws SQLException {
        statement.cancel();
    }

    /**
     * JDBC is about to leave autocommit mode on a connection.
     *
     * @throws SQLException if it cannot begin a transaction now, where the driver would leave the mode all the same
     */
    default void leavesAutoCommit(Connection connection) throws SQLException {}

    /**
     * Whether a query gives the same on a further connection that only reads, and keeps nobody from writing there. No
     * transaction is open.
     */
    default boolean readsAlike(Connection connection, BoundStatement query) throws SQLException {
        return false;
    }

    /** Whether a statement fails as long as the database has another connection, or one that reads. */
    default boolean needsDatabaseAlone(Statement statement) {
        return false;
    }

    /** Whether what a statement has given are rows for the user, where the driver says that it has given rows. */
    default boolean givesRows(Statement statement) {
        return true;
    }

    /** Runs a statement. */
    @FunctionalInterface
    interface Running<T> {
        T run() throws SQLException;
    }
}
