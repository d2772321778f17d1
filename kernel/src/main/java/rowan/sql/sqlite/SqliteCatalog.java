package rowan.sql.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.model.Schema;
import rowan.sql.sqlite.text.IndexText;
import rowan.sql.sqlite.text.SqliteFunctions;
import rowan.sql.sqlite.text.SqliteLexicon;

/** Reads a connection's catalog into a {@link Schema}, in a handful of queries however many tables there are. */
final class SqliteCatalog {

    /** Only names that can be resolved: tables of temp first, as SQLite itself looks there first. */
    private static final String RELATIONS = """
            SELECT l.schema, l.name, l.type FROM pragma_table_list AS l
            WHERE l.type IN ('table', 'view', 'virtual') AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
            ORDER BY CASE l.schema WHEN 'temp' THEN 0 WHEN 'main' THEN 1 ELSE 2 END, l.schema, l.name
            """;

    private final Connection connection;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    /** A relation while its parts are being collected. */
    private static final class Draft {
        private final String database;
        private final String name;
        private final Schema.Kind kind;
        private final List<Schema.Attribute> attributes = new ArrayList<>();
        private final List<Schema.ForeignKey> foreignKeys = new ArrayList<>();
        private final List<Schema.Index> indexes = new ArrayList<>();
        private OptionalLong rows = OptionalLong.empty();
        private String ddl = "";

        Draft(String database, String name, Schema.Kind kind) {
            this.database = database;
            this.name = name;
            this.kind = kind;
        }

        Schema.Relation relation() {
            return new Schema.Relation(database, name, kind, attributes, foreignKeys, indexes, rows, ddl);
        }
    }

    private SqliteCatalog(Connection connection) {
        this.connection = connection;
    }

    static Schema read(Connection connection) throws SQLException {
        SqliteCatalog catalog = new SqliteCatalog(connection);
        catalog.relations();
        catalog.attributes();
        catalog.foreignKeys();
        catalog.indexes();
        List<String> databases = catalog.databases();
        List<Schema.Trigger> triggers = new ArrayList<>();
        for (String database : databases) {
            catalog.definitions(database);
            catalog.statistics(database);
            triggers.addAll(catalog.triggers(database));
        }
        return new Schema(
                catalog.drafts.values().stream().map(Draft::relation).toList(),
                catalog.functions(),
                triggers,
                databases);
    }

    /** The counters that SQLite raises with every change of a schema; and whether there are statistics. */
    static String stamp(Connection connection) throws SQLException {
        SqliteCatalog catalog = new SqliteCatalog(connection);
        StringBuilder stamp = new StringBuilder();
        for (String database : catalog.databases()) {
            catalog.each(
                    "PRAGMA " + new SqliteLexicon().quote(database) + ".schema_version",
                    row -> stamp.append(database)
                            .append('=')
                            .append(row.getLong(1))
                            .append(' '));
        }
        return stamp.toString();
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private static String key(String database, String name) {
        return database + '\0' + name;
    }

    private Optional<Draft> draft(String database, String name) {
        return Optional.ofNullable(drafts.get(key(database, name)));
    }

    private void relations() throws SQLException {
        each(RELATIONS, row -> {
            Schema.Kind kind = switch (row.getString(3)) {
                case "view" -> Schema.Kind.VIEW;
                case "virtual" -> Schema.Kind.VIRTUAL_TABLE;
                default -> Schema.Kind.TABLE;
            };
            drafts.put(key(row.getString(1), row.getString(2)), new Draft(row.getString(1), row.getString(2), kind));
        });
    }

    private void attributes() throws SQLException {
        // A view whose tables are gone makes pragma_table_xinfo fail for all; then tables alone are read.
        String sql = "SELECT l.schema, l.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden"
                + " FROM pragma_table_list AS l, pragma_table_xinfo(l.name, l.schema) AS c WHERE l.type IN (%s)";
        RowReader reader = row -> {
            if (row.getInt(8) != 1) {
                Optional<Draft> draft = draft(row.getString(1), row.getString(2));
                Schema.Attribute attribute = new Schema.Attribute(
                        row.getString(3),
                        Optional.ofNullable(row.getString(4)).orElse(""),
                        row.getBoolean(5),
                        Optional.ofNullable(row.getString(6)),
                        row.getInt(7),
                        row.getInt(8) > 1);
                draft.ifPresent(d -> d.attributes.add(attribute));
            }
        };
        try {
            each(sql.formatted("'table', 'view', 'virtual'"), reader);
        } catch (SQLException brokenView) {
            drafts.values().forEach(d -> d.attributes.clear());
            each(sql.formatted("'table', 'virtual'"), reader);
        }
    }

    private void foreignKeys() throws SQLException {
        Map<String, List<String[]>> keys = new LinkedHashMap<>();
        each(
                "SELECT l.schema, l.name, k.id, k.\"table\", k.\"from\", k.\"to\", k.on_delete"
                        + " FROM pragma_table_list AS l, pragma_foreign_key_list(l.name, l.schema) AS k"
                        + " WHERE l.type = 'table' ORDER BY l.schema, l.name, k.id DESC, k.seq",
                row -> keys.computeIfAbsent(
                                key(row.getString(1), row.getString(2)) + '\0' + row.getInt(3), k -> new ArrayList<>())
                        .add(new String[] {
                            key(row.getString(1), row.getString(2)),
                            row.getString(4),
                            row.getString(5),
                            row.getString(6),
                            row.getString(7)
                        }));
        for (List<String[]> columns : keys.values()) {
            String[] first = columns.get(0);
            List<String> from = columns.stream().map(c -> c[2]).toList();
            List<String> to = first[3] == null
                    ? List.of()
                    : columns.stream().map(c -> c[3]).toList();
            Draft draft = drafts.get(first[0]);
            if (draft != null) {
                draft.foreignKeys.add(new Schema.ForeignKey(from, first[1], to, first[4]));
            }
        }
    }

    private void indexes() throws SQLException {
        Map<String, List<Schema.IndexedColumn>> columns = new LinkedHashMap<>();
        Map<String, Object[]> heads = new LinkedHashMap<>();
        each(
                "SELECT l.schema, l.name, i.name, i.\"unique\", i.origin, i.partial, c.name, c.cid, c.coll, c.\"desc\""
                        + " FROM pragma_table_list AS l, pragma_index_list(l.name, l.schema) AS i,"
                        + " pragma_index_xinfo(i.name, l.schema) AS c"
                        + " WHERE l.type = 'table' AND c.key ORDER BY l.schema, l.name, i.seq, c.seqno",
                row -> {
                    String index = key(row.getString(1), row.getString(3));
                    String name = row.getString(7);
                    columns.computeIfAbsent(index, k -> new ArrayList<>())
                            .add(new Schema.IndexedColumn(
                                    name != null ? name : row.getInt(8) == -1 ? "rowid" : IndexText.EXPRESSION,
                                    row.getString(9).toUpperCase(Locale.ROOT),
                                    row.getBoolean(10)));
                    heads.putIfAbsent(index, new Object[] {
                        key(row.getString(1), row.getString(2)),
                        row.getString(3),
                        row.getBoolean(4),
                        !"c".equals(row.getString(5)),
                        row.getBoolean(6),
                        row.getString(1)
                    });
                });
        for (Map.Entry<String, Object[]> entry : heads.entrySet()) {
            Object[] head = entry.getValue();
            Draft draft = drafts.get((String) head[0]);
            if (draft != null) {
                boolean partial = (boolean) head[4];
                String ddl = definition((String) head[5], (String) head[1]);
                IndexText text = IndexText.of(ddl);
                List<Schema.IndexedColumn> named = text.named(columns.get(entry.getKey()));
                Optional<String> where = partial ? text.where() : Optional.empty();
                draft.indexes.add(
                        new Schema.Index((String) head[1], named, (boolean) head[2], where, (boolean) head[3], ddl));
            }
        }
    }

    private String definition(String database, String name) throws SQLException {
        String sql = "SELECT sql FROM " + new SqliteLexicon().quote(database) + ".sqlite_schema WHERE name = ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)).orElse("") : "";
            }
        }
    }

    private List<String> databases() throws SQLException {
        List<String> names = new ArrayList<>();
        each("SELECT name FROM pragma_database_list", row -> names.add(row.getString(1)));
        return names;
    }

    private void definitions(String database) throws SQLException {
        each(
                "SELECT name, sql FROM " + new SqliteLexicon().quote(database)
                        + ".sqlite_schema WHERE type IN ('table', 'view') AND sql IS NOT NULL",
                row -> {
                    String ddl = row.getString(2);
                    draft(database, row.getString(1)).ifPresent(d -> d.ddl = ddl);
                });
    }

    private List<Schema.Trigger> triggers(String database) throws SQLException {
        List<Schema.Trigger> triggers = new ArrayList<>();
        each(
                "SELECT name, tbl_name, sql FROM " + new SqliteLexicon().quote(database)
                        + ".sqlite_schema WHERE type = 'trigger' ORDER BY name",
                row -> triggers.add(
                        new Schema.Trigger(database, row.getString(1), row.getString(2), row.getString(3))));
        return triggers;
    }

    /** Row counts from ANALYZE, the first number of {@code sqlite_stat1.stat}; there may be none. */
    private void statistics(String database) throws SQLException {
        String schema = new SqliteLexicon().quote(database);
        boolean[] analyzed = {false};
        each("SELECT 1 FROM " + schema + ".sqlite_schema WHERE name = 'sqlite_stat1'", row -> analyzed[0] = true);
        if (analyzed[0]) {
            each("SELECT tbl, max(CAST(stat AS INTEGER)) FROM " + schema + ".sqlite_stat1 GROUP BY tbl", row -> {
                long rows = row.getLong(2);
                draft(database, row.getString(1)).ifPresent(d -> d.rows = OptionalLong.of(rows));
            });
        }
    }

    private List<Schema.Function> functions() throws SQLException {
        Map<String, Schema.Function> functions = new LinkedHashMap<>();
        each("SELECT name, max(narg) AS most, min(narg) FROM pragma_function_list GROUP BY name ORDER BY name", row -> {
            String name = row.getString(1);
            if (Character.isLetter(name.charAt(0))) {
                int most = row.getInt(2);
                boolean any = row.getInt(3) < 0;
                functions.put(name, SqliteFunctions.describe(name, any ? -1 : most));
            }
        });
        return List.copyOf(functions.values());
    }
}
