package rowan.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import rowan.model.Schema;
import rowan.workspace.Interrupt;

/** A database as the SQL that makes it again: tables, rows, then indexes, triggers and views. */
public final class Dump {

    private Dump() {}

    /**
     * Writes the database, or one table of it.
     *
     * @param table empty for all
     * @param out gets one statement at a time, with its line end
     */
    public static void write(Session session, String table, Consumer<String> out, Interrupt interrupt)
            throws SQLException {
        out.accept("PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n");
        Lexicon lexicon = session.dialect().lexicon();
        for (Schema.Relation relation : session.refreshSchema().relations()) {
            boolean wanted = table.isEmpty() || relation.name().equalsIgnoreCase(table);
            if (wanted
                    && relation.kind() == Schema.Kind.TABLE
                    && relation.database().equals("main")) {
                out.accept(relation.ddl() + ";\n");
                rows(session, lexicon.quote(relation.name()), columns(relation, lexicon), out, interrupt);
            }
        }
        each(
                session,
                "SELECT sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') AND sql IS NOT NULL"
                        + (table.isEmpty() ? "" : " AND tbl_name = " + lexicon.literal(table)),
                row -> out.accept(row.getString(1) + ";\n"));
        out.accept("COMMIT;\n");
    }

    private static List<String> columns(Schema.Relation relation, Lexicon lexicon) {
        return relation.attributes().stream().map(a -> lexicon.quote(a.name())).toList();
    }

    private static void rows(
            Session session, String table, List<String> columns, Consumer<String> out, Interrupt interrupt)
            throws SQLException {
        String values = String.join(
                " || ',' || ", columns.stream().map(c -> "quote(" + c + ")").toList());
        each(session, "SELECT " + values + " FROM " + table, row -> {
            interrupt.check();
            out.accept("INSERT INTO " + table + " VALUES(" + row.getString(1) + ");\n");
        });
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private static void each(Session session, String sql, RowReader reader) throws SQLException {
        try (java.sql.Statement statement = session.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }
}
