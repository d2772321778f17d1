package rowan.sql.sqlite.plan;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rowan.model.Schema;
import rowan.sql.statement.Lexicon;
import rowan.sql.statement.Statement;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/** What a statement sets off that {@code EXPLAIN QUERY PLAN} does not show: triggers, and the actions of references. */
public final class SqliteSideEffects {

    private static final Set<String> WRITING = Set.of("INSERT", "REPLACE", "UPDATE", "DELETE");

    private SqliteSideEffects() {}

    /** A sentence for each kind; none for a query. */
    public static List<String> of(Connection connection, Lexicon lexicon, String sql, Schema schema)
            throws SQLException {
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
                for (String action : actions(connection, schema, statement, table)) {
                    notes.add("Not in the plan: what " + action + " does for each row of " + table + ".");
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

    /**
     * The actions of references to a table, {@code ON DELETE CASCADE of posts}. Rows that refer to it are looked up as the
     * plan shows; an action looks for them again.
     */
    private static List<String> actions(Connection connection, Schema schema, Statement statement, String table)
            throws SQLException {
        if (statement.verb().equals("INSERT") || !foreignKeys(connection)) {
            return List.of();
        }
        boolean update = statement.verb().equals("UPDATE");
        Set<String> assigned = assigned(statement);
        Set<String> actions = new LinkedHashSet<>();
        String sql = "SELECT s.name, k.on_update, k.on_delete, k.\"to\" FROM sqlite_schema s"
                + " JOIN pragma_foreign_key_list(s.name) k"
                + " WHERE s.type = 'table' AND k.\"table\" = ? COLLATE NOCASE ORDER BY s.rowid, k.id";
        try (PreparedStatement asking = connection.prepareStatement(sql)) {
            asking.setString(1, table);
            try (ResultSet rows = asking.executeQuery()) {
                while (rows.next()) {
                    String action = rows.getString(update ? 2 : 3);
                    Optional<String> key = Optional.ofNullable(rows.getString(4));
                    boolean touched = !update
                            || key.map(Set::of).orElseGet(() -> primaryKey(schema, table)).stream()
                                    .anyMatch(column -> assigned.contains(column.toLowerCase(Locale.ROOT)));
                    if (touched && !action.equals("NO ACTION")) {
                        actions.add("ON " + (update ? "UPDATE " : "DELETE ") + action + " of " + rows.getString(1));
                    }
                }
            }
        }
        return List.copyOf(actions);
    }

    private static boolean foreignKeys(Connection connection) throws SQLException {
        try (java.sql.Statement asking = connection.createStatement();
                ResultSet on = asking.executeQuery("PRAGMA foreign_keys")) {
            return on.next() && on.getBoolean(1);
        }
    }

    /** The names before {@code =}, those of SET among them, in lower case. */
    private static Set<String> assigned(Statement statement) {
        List<Token> tokens = statement.significant();
        return IntStream.range(1, tokens.size())
                .filter(i -> tokens.get(i).text().equals("="))
                .mapToObj(i -> tokens.get(i - 1).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Set<String> primaryKey(Schema schema, String table) {
        return schema.relations().stream()
                .filter(relation -> relation.name().equalsIgnoreCase(table))
                .flatMap(relation -> relation.attributes().stream())
                .filter(attribute -> attribute.primaryKeyPosition() > 0)
                .map(Schema.Attribute::name)
                .collect(Collectors.toSet());
    }
}
