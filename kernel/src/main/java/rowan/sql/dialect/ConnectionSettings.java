package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.model.Schema;

/** Settings that an engine keeps for each connection. */
public interface ConnectionSettings {

    /**
     * Which rows a connection accepts, in which order it gives them and what its commits are worth, where the engine keeps that
     * for each connection and not in the database.
     *
     * @return the statements that tell it to another connection
     */
    List<String> settings(Connection connection) throws SQLException;

    /** What a user should know of the settings who opens a database with such a schema. */
    default Optional<String> warning(Connection connection, Schema schema) throws SQLException {
        return Optional.empty();
    }

    /** The names of the settings that a user may want to see. */
    List<String> shown();

    /** The value of one of them. */
    String value(Connection connection, String name) throws SQLException;
}
