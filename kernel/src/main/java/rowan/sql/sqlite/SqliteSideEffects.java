package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rowan.model.Schema;
import rowan.sql.Lexicon;
import rowan.sql.Statement;
import rowan.workspace.Source;

/** What a statement sets off that {@code EXPLAIN QUERY PLAN} does not show: triggers, and the actions of references. */
final class SqliteSideEffects {

    private static final Set<String> WRITING = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

    private SqliteSideEffects() {}

    /** A sentence for each kind; none for a query. */
    static List<String> of(Connection connection, Lexicon lexicon, String sql, Schema schema) throws SQLException {
        List<String> notes = new ArrayList<>();
        for (Statement statement : lexicon.split(Source.of(sql))) {
            if (WRITING.contains(statement.verb())) {
                String table = statement.changedTable().orElse("");
                List<String> triggers = triggers(connection, table, statement.verb());
                if (!triggers.isEmpty()) {
                    notes.add("Not in the plan: what the "
                            + (triggers.size() == 1 ? "trigger " : "triggers ") + String.join(", ", triggers) + " of "
                            + table + " do" + (triggers.size() == 1 ? "es." : "."));
                }
                List<String> referring = referring(schema, table);
                if (!referring.isEmpty() && !statement.verb().equals("INSERT")) {
                    notes.add("Not in the plan: rows of " + String.join(", ", referring) + " that refer to " + table
                            + " are looked up for each row.");
                }
            }
        }
        return notes;
    }

    private static List<String> triggers(Connection connection, String table, String verb) throws SQLException {
        String event = verb.equals("REPLACE") ? "INSERT" : verb;
        String sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE"
                + " UNION ALL SELECT name, sql FROM sqlite_temp_schema WHERE type = 'trigger'"
                + " AND tbl_name = ? COLLATE NOCASE ORDER BY 1";
        List<String> names = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String head = rows.getString(2).toUpperCase(Locale.ROOT);
                    int body = head.indexOf("BEGIN");
                    if ((body < 0 ? head : head.substring(0, body)).contains(event)) {
                        names.add(rows.getString(1));
                    }
                }
            }
        }
        return names;
    }

    private static List<String> referring(Schema schema, String table) {
        return schema.relations().stream()
                .filter(r -> r.foreignKeys().stream()
                        .anyMatch(key -> key.targetTable().equalsIgnoreCase(table)))
                .map(Schema.Relation::name)
                .toList();
    }
}
