package rowan.sql.sqlite.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Schema;
import rowan.sql.dialect.PrivateCopy.Reinsertion;
import rowan.sql.statement.Lexicon;

/**
 * Takes the last rows of a table out and puts them back. They are rows that the table has had, so that every constraint
 * lets them in, and their values lie in the indexes where real values lie.
 */
final class SqliteReinsertion {

    private static final String ROWS = "temp.rowan_rows";

    private SqliteReinsertion() {}

    static Optional<Reinsertion> of(Connection connection, Lexicon lexicon, Schema.Relation table, int most)
            throws SQLException {
        if (table.kind() != Schema.Kind.TABLE) {
            return Optional.empty();
        }
        String name = lexicon.quote(table.database()) + "." + lexicon.quote(table.name());
        List<String> columns = stored(connection, lexicon, table);
        String key = key(connection, lexicon, table);
        long rows = Math.min(most, count(connection, name, most));
        if (rows == 0) {
            return Optional.empty();
        }
        String all = String.join(", ", columns);
        String backwards = key.replace(",", " DESC,") + " DESC";
        List<String> before = List.of(
                "CREATE TEMP TABLE rowan_rows AS SELECT " + all + " FROM " + name + " ORDER BY " + backwards + " LIMIT "
                        + rows,
                "DELETE FROM " + name + " WHERE (" + key + ") IN (SELECT " + key + " FROM " + name + " ORDER BY "
                        + backwards + " LIMIT " + rows + ")");
        // The temporary table has them last first; they go back in the order in which they came.
        String insert =
                "INSERT INTO " + name + "(" + all + ") SELECT " + all + " FROM " + ROWS + " ORDER BY rowid DESC";
        return Optional.of(new Reinsertion(before, insert, rows));
    }

    /** The columns that can be inserted into: generated ones cannot. */
    private static List<String> stored(Connection connection, Lexicon lexicon, Schema.Relation table)
            throws SQLException {
        return strings(
                        connection,
                        "SELECT name FROM pragma_table_xinfo(" + lexicon.literal(table.name()) + ", "
                                + lexicon.literal(table.database()) + ") WHERE hidden = 0")
                .stream()
                .map(lexicon::quote)
                .toList();
    }

    /** What finds a row: its row id, or the primary key of a table without. */
    private static String key(Connection connection, Lexicon lexicon, Schema.Relation table) throws SQLException {
        boolean withoutRowId = strings(
                        connection,
                        "SELECT wr FROM pragma_table_list WHERE schema = " + lexicon.literal(table.database())
                                + " AND name = " + lexicon.literal(table.name()))
                .contains("1");
        return withoutRowId
                ? String.join(
                        ", ",
                        table.attributes().stream()
                                .filter(a -> a.primaryKeyPosition() > 0)
                                .sorted((a, b) -> a.primaryKeyPosition() - b.primaryKeyPosition())
                                .map(a -> lexicon.quote(a.name()))
                                .toList())
                : "rowid";
    }

    private static long count(Connection connection, String table, int most) throws SQLException {
        return Long.parseLong(
                strings(connection, "SELECT count(*) FROM (SELECT 1 FROM " + table + " LIMIT " + most + ")")
                        .get(0));
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
