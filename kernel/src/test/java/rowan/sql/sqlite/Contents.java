package rowan.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** All that is in a database file, as lines that are equal where nothing can be told apart. */
public final class Contents {

    private Contents() {}

    public static List<String> of(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            List<String> lines = new ArrayList<>(
                    sorted(connection, "SELECT concat_ws(' ¦ ', type, name, tbl_name, sql) FROM main.sqlite_schema"));
            lines.addAll(sorted(connection, "SELECT 'user_version ' || user_version FROM pragma_user_version"));
            lines.addAll(sorted(connection, "SELECT 'application_id ' || application_id FROM pragma_application_id"));
            List<String> tables =
                    strings(connection, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0");
            Collections.sort(tables);
            for (String table : tables) {
                lines.add(table + ":");
                lines.addAll(rows(connection, table));
            }
            return lines;
        }
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        String literal = "'" + table.replace("'", "''") + "'";
        String quoted = '"' + table.replace("\"", "\"\"") + '"';
        List<String> columns =
                strings(connection, "SELECT name FROM pragma_table_xinfo(" + literal + ", 'main')").stream()
                        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
                        .toList();
        String values = columns.stream()
                .map(c -> "typeof(" + c + ") || ' ' || CASE typeof(" + c + ") WHEN 'text' THEN hex(CAST(" + c
                        + " AS BLOB)) WHEN 'real' THEN printf('%!.20e', " + c + ") ELSE quote(" + c + ") END")
                .collect(Collectors.joining(" || ', ' || "));
        // The row id, where a name is left for it and the table has one; a table of SQLite's own is not numbered by
        // anybody.
        for (String rowId : List.of("rowid", "_rowid_", "oid")) {
            if (columns.contains('"' + rowId + '"') || table.startsWith("sqlite_")) {
                continue;
            }
            try {
                return sorted(connection, "SELECT " + rowId + " || ': ' || " + values + " FROM main." + quoted);
            } catch (SQLException withoutRowId) {
                break;
            }
        }
        return sorted(connection, "SELECT " + values + " FROM main." + quoted);
    }

    private static List<String> sorted(Connection connection, String query) throws SQLException {
        List<String> all = strings(connection, query);
        Collections.sort(all);
        return all;
    }

    private static List<String> strings(Connection connection, String query) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                all.add(rows.getString(1));
            }
        }
        return all;
    }
}
