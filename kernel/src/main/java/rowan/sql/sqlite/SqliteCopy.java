package rowan.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.Dialect;
import rowan.sql.PrivateCopy;
import rowan.sql.SqlFailure;
import rowan.sql.Target;
import rowan.workspace.Interrupt;

/**
 * A copy of a connection's databases by SQLite's backup interface: page for page, so that plans and sizes stay what they
 * are. Attached files, settings and Java functions come along.
 */
final class SqliteCopy implements PrivateCopy {

    private static final long LARGE_BYTES = 1_000_000_000;

    /** Settings of a connection that change what a statement does or how fast. */
    private static final List<String> SETTINGS = List.of(
            "foreign_keys",
            "recursive_triggers",
            "cache_size",
            "automatic_index",
            "temp_store",
            "mmap_size",
            "reverse_unordered_selects");

    private final Dialect dialect;
    private final Interrupt interrupt;
    private final Path directory;
    private final Connection connection;

    private SqliteCopy(Dialect dialect, Interrupt interrupt, Path directory, Connection connection) {
        this.dialect = dialect;
        this.interrupt = interrupt;
        this.directory = directory;
        this.connection = connection;
    }

    static PrivateCopy of(Connection original, Dialect dialect, boolean largeAllowed, Interrupt interrupt)
            throws SqlFailure {
        try {
            refuse(original, dialect, largeAllowed);
            return make(original, dialect, interrupt);
        } catch (SQLException e) {
            throw new SqlFailure(Problem.of(
                    SqliteProblems.code(e), "The database could not be copied: " + SqliteProblems.reason(e)));
        }
    }

    private static void refuse(Connection original, Dialect dialect, boolean largeAllowed)
            throws SQLException, SqlFailure {
        if (dialect.inTransaction(original)) {
            throw new SqlFailure(Problem.usage(
                    "A transaction is open, and a copy would not contain its changes.",
                    "COMMIT or ROLLBACK first, then run this again."));
        }
        List<String> temporary = strings(original, "SELECT name FROM sqlite_temp_schema WHERE type <> 'index'");
        if (!temporary.isEmpty()) {
            throw new SqlFailure(Problem.usage(
                    "TEMP objects cannot be copied, and there are some: " + String.join(", ", temporary) + ".",
                    "Drop them, or make them without TEMP."));
        }
        long bytes = 0;
        for (String database : strings(original, "SELECT name FROM pragma_database_list WHERE name <> 'temp'")) {
            String schema = dialect.lexicon().quote(database);
            bytes += number(original, "PRAGMA " + schema + ".page_count")
                    * number(original, "PRAGMA " + schema + ".page_size");
        }
        if (bytes > LARGE_BYTES && !largeAllowed) {
            throw new SqlFailure(Problem.usage(
                    "The database has " + Quantity.bytes(bytes) + ", and all of it would be copied.",
                    "Add --yes if there is room and time for that."));
        }
    }

    private static PrivateCopy make(Connection original, Dialect dialect, Interrupt interrupt)
            throws SQLException, SqlFailure {
        Path directory = temporaryDirectory();
        Connection copy = null;
        try {
            Path main = directory.resolve("main.db");
            backup(original, "main", main);
            Target target = new Target("private copy", Optional.of(main), false);
            copy = dialect.open(target, () -> interrupt);
            int attached = 0;
            for (String name :
                    strings(original, "SELECT name FROM pragma_database_list WHERE name NOT IN ('main', 'temp')")) {
                Path file = directory.resolve("attached" + attached++ + ".db");
                backup(original, name, file);
                execute(
                        copy,
                        "ATTACH '" + file.toString().replace("'", "''") + "' AS "
                                + dialect.lexicon().quote(name));
            }
            for (String setting : SETTINGS) {
                for (String value : strings(original, "PRAGMA " + setting)) {
                    execute(copy, "PRAGMA " + setting + " = " + value);
                }
            }
            SqliteJavaFunctions.copy(original, copy);
            return new SqliteCopy(dialect, interrupt, directory, copy);
        } catch (SQLException | SqlFailure | RuntimeException e) {
            if (copy != null) {
                copy.close();
            }
            remove(directory);
            throw e;
        }
    }

    private static Path temporaryDirectory() throws SqlFailure {
        try {
            return Files.createTempDirectory("rowan-copy-");
        } catch (IOException e) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN",
                    "There is no room for a copy in " + System.getProperty("java.io.tmpdir") + ": " + e.getMessage()));
        }
    }

    private static void backup(Connection original, String database, Path file) throws SQLException {
        int code = ((SQLiteConnection) original).getDatabase().backup(database, file.toString(), null, 50, 100, 4_096);
        if (code != 0) {
            throw new SQLException("SQLite's backup ended with code " + code, null, code);
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public PrivateCopy duplicate() throws SQLException {
        try {
            return make(connection, dialect, interrupt);
        } catch (SqlFailure e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            System.getLogger(SqliteCopy.class.getName())
                    .log(System.Logger.Level.DEBUG, "a private copy did not close", e);
        }
        remove(directory);
    }

    private static void remove(Path directory) {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            try (var files = Files.list(directory)) {
                directory.toFile().deleteOnExit();
                files.forEach(file -> file.toFile().deleteOnExit());
            } catch (IOException gone) {
                // Nothing is left to remove.
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(strings(connection, sql).get(0));
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (java.sql.Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
