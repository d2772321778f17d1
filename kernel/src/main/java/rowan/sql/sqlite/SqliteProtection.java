package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import rowan.sql.Protection;

/**
 * The switches of a connection that let in what its database forbids, or keep it out. A dump turns them, and a file need not
 * turn them back.
 */
final class SqliteProtection implements Protection {

    /** With the value under which everything is let in. */
    private static final Map<String, Integer> SWITCHES =
            Map.of("foreign_keys", 0, "ignore_check_constraints", 1, "writable_schema", 1);

    private final Connection connection;
    private final Map<String, Integer> before;

    private SqliteProtection(Connection connection, Map<String, Integer> before) {
        this.connection = connection;
        this.before = before;
    }

    static SqliteProtection of(Connection connection) throws SQLException {
        Map<String, Integer> now = new LinkedHashMap<>();
        for (String name : SWITCHES.keySet()) {
            now.put(name, value(connection, name));
        }
        return new SqliteProtection(connection, now);
    }

    @Override
    public List<String> restore() throws SQLException {
        List<String> sentences = new ArrayList<>();
        for (Map.Entry<String, Integer> each : before.entrySet()) {
            String name = each.getKey();
            int open = SWITCHES.get(name);
            if (each.getValue() == open || value(connection, name) != open) {
                continue;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA " + name + " = " + each.getValue());
            }
            String as = name + (each.getValue() == 1 ? " is on again" : " is off again");
            sentences.add(
                    value(connection, name) == each.getValue()
                            ? as + ", as it was before the file."
                            : as + " once the open transaction has ended; SQLite changes it only outside of one.");
        }
        return sentences;
    }

    private static int value(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
