package rowan.sql.sqlite.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.sqlite.value.SqliteJavaFunctions;
import rowan.sql.statement.Lexicon;
import rowan.workspace.contract.Interrupt;

/**
 * A copy of a connection's databases in memory, TEMP included, with the statistics and without the rows: the planner, which
 * looks at no row, plans on it as on the original.
 */
public final class SqliteEmptyCopy {

    /** As SQLite keeps it: the words before the name in one way of writing, and the name without its database. */
    private static final Pattern CREATE =
            Pattern.compile("^CREATE (?:(?:UNIQUE )?INDEX|(?:VIRTUAL )?TABLE|VIEW|TRIGGER) ");

    private static final List<String> STATISTICS = List.of("sqlite_stat1", "sqlite_stat4");

    /** Settings of a connection that the planner heeds. */
    private static final List<String> SETTINGS =
            List.of("automatic_index", "reverse_unordered_selects", "recursive_triggers", "foreign_keys");

    private final Connection original;
    private final Connection copy;
    private final Lexicon lexicon;

    private SqliteEmptyCopy(Connection original, Connection copy, Lexicon lexicon) {
        this.original = original;
        this.copy = copy;
        this.lexicon = lexicon;
    }

    public static Connection of(Connection original, Dialect dialect, Interrupt interrupt)
            throws SqlFailure, SQLException {
        Connection copy = dialect.open(new Target(":memory:", new Target.Memory(), false), () -> interrupt);
        try {
            SqliteJavaFunctions.copy(original, copy);
            new SqliteEmptyCopy(original, copy, dialect.lexicon()).fill();
            return copy;
        } catch (SQLException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (Statement statement = original.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = copy.createStatement()) {
            statement.execute(sql);
        }
    }

    private void fill() throws SQLException {
        for (String setting : SETTINGS) {
            each("PRAGMA " + setting, row -> execute("PRAGMA " + setting + " = " + row.getInt(1)));
        }
        List<String> databases = new ArrayList<>();
        each("SELECT name FROM pragma_database_list ORDER BY seq", row -> databases.add(row.getString(1)));
        for (String database : databases) {
            if (!database.equals("main") && !database.equals("temp")) {
                execute("ATTACH ':memory:' AS " + lexicon.quote(database));
            }
            define(database);
        }
        for (String database : databases) {
            statistics(database);
        }
    }

    /** Makes everything anew that is not made by a virtual table for itself. */
    private void define(String database) throws SQLException {
        Set<String> shadows = new HashSet<>();
        each(
                "SELECT name FROM pragma_table_list WHERE type = 'shadow' AND schema = " + lexicon.literal(database),
                row -> shadows.add(row.getString(1)));
        String schema = lexicon.quote(database);
        List<String> definitions = new ArrayList<>();
        each(
                "SELECT tbl_name, sql FROM " + schema + ".sqlite_schema WHERE sql IS NOT NULL"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type <> 'table', rowid",
                row -> {
                    if (!shadows.contains(row.getString(1))) {
                        definitions.add(row.getString(2));
                    }
                });
        for (String definition : definitions) {
            Matcher create = CREATE.matcher(definition);
            if (create.find()) {
                make(create.group() + schema + "." + definition.substring(create.end()));
            }
        }
    }

    /** What cannot be made here, such as a table of a module that is not there, is missing only where it is asked for. */
    private void make(String definition) {
        try {
            execute(definition);
        } catch (SQLException e) {
            System.getLogger(SqliteEmptyCopy.class.getName())
                    .log(System.Logger.Level.DEBUG, "not copied: " + definition, e);
        }
    }

    private void statistics(String database) throws SQLException {
        String schema = lexicon.quote(database);
        List<String> present = new ArrayList<>();
        each(
                "SELECT name FROM " + schema + ".sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4')",
                row -> present.add(row.getString(1)));
        if (present.isEmpty()) {
            return;
        }
        execute("ANALYZE " + schema);
        for (String table : STATISTICS) {
            execute("DELETE FROM " + schema + "." + table);
            if (present.contains(table)) {
                carry(schema + "." + table);
            }
        }
        execute("ANALYZE " + schema + ".sqlite_schema");
    }

    private void carry(String table) throws SQLException {
        each("SELECT * FROM " + table, row -> {
            int columns = row.getMetaData().getColumnCount();
            String marks = "?" + ", ?".repeat(columns - 1);
            try (PreparedStatement insert = copy.prepareStatement("INSERT INTO " + table + " VALUES (" + marks + ")")) {
                for (int i = 1; i <= columns; i++) {
                    insert.setObject(i, row.getObject(i));
                }
                insert.executeUpdate();
            }
        });
    }
}
