package rowan.sql.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Settings that an engine keeps for each connection. */
public interface ConnectionSettings {

    /**
     * Which rows a connection accepts and what its commits are worth, where the engine keeps that for each connection and not
     * in the database.
     *
     * @return the statements that tell it to another connection
     */
    List<String> settings(Connection connection) throws SQLException;

    /** The names of the settings that a user may want to see. */
    List<String> shown();

    /** The value of one of them. */
    String value(Connection connection, String name) throws SQLException;
}
