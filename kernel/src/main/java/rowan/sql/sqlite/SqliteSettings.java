package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import rowan.model.Schema;
import rowan.sql.dialect.ConnectionSettings;

/** The pragmas of a connection. */
final class SqliteSettings implements ConnectionSettings {

    @Override
    public List<String> settings(Connection connection) throws SQLException {
        return SqliteOpening.settings(connection);
    }

    @Override
    public List<String> shown() {
        return List.of("journal_mode", "foreign_keys", "page_size", "cache_size", "synchronous");
    }

    @Override
    public String value(Connection connection, String name) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Override
    public Optional<String> warning(Connection connection, Schema schema) throws SQLException {
        boolean refers =
                schema.relations().stream().anyMatch(r -> !r.foreignKeys().isEmpty());
        return refers && value(connection, "foreign_keys").equals("0")
                ? Optional.of(
                        "Its references are not enforced: PRAGMA foreign_keys = ON does that for this connection.")
                : Optional.empty();
    }
}
