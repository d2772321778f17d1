package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import rowan.sql.dialect.Scripts;

/**
 * The switches of a connection that let in what its database forbids, or keep it out. A dump turns them, and a file need not
 * turn them back.
 */
final class SqliteProtection implements Scripts.Protection {

    /**
     * A switch that protects.
     *
     * @param on the value with which it does
     */
    private record Switch(String name, int on) {

        boolean isOn(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                return row.next() && row.getInt(1) == on;
            }
        }
    }

    private static final List<Switch> SWITCHES = List.of(
            new Switch("foreign_keys", 1), new Switch("ignore_check_constraints", 0), new Switch("writable_schema", 0));

    private final Connection connection;
    private final List<Switch> before = new ArrayList<>();

    SqliteProtection(Connection connection) throws SQLException {
        this.connection = connection;
        for (Switch each : SWITCHES) {
            if (each.isOn(connection)) {
                before.add(each);
            }
        }
    }

    @Override
    public List<String> restore() throws SQLException {
        List<String> sentences = new ArrayList<>();
        for (Switch each : before) {
            if (each.isOn(connection)) {
                continue;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA " + each.name() + " = " + each.on());
            }
            String sentence = each.name() + (each.on() == 1 ? " is on again" : " is off again");
            sentences.add(
                    each.isOn(connection)
                            ? sentence + ", as it was before the file."
                            : sentence
                                    + " once the open transaction has ended; SQLite changes it only outside of one.");
        }
        return sentences;
    }
}
