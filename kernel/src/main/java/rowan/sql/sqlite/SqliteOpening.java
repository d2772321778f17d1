package rowan.sql.sqlite;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import rowan.model.Problem;
import rowan.sql.SqlFailure;
import rowan.sql.Target;
import rowan.workspace.Interrupt;

/** Reads database URLs and opens connections, changing nothing about a file that was there before. */
final class SqliteOpening {

    private static final String MEMORY = ":memory:";
    private static final List<String> PREFIXES = List.of("jdbc:sqlite:", "sqlite://", "sqlite:");

    private SqliteOpening() {}

    static boolean accepts(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        return PREFIXES.stream().anyMatch(lower::startsWith);
    }

    /**
     * {@code sqlite:///relative.db}, {@code sqlite:////absolute.db}, {@code sqlite://} for one in memory, {@code
     * jdbc:sqlite:file.db}; anything else is a path.
     */
    static Target locate(String url, Path directory, boolean readOnly) throws SqlFailure {
        String name = url;
        String lower = url.toLowerCase(Locale.ROOT);
        for (String prefix : PREFIXES) {
            if (lower.startsWith(prefix)) {
                name = url.substring(prefix.length());
                // SQLAlchemy's form has an empty host between the second and the third slash.
                name = prefix.equals("sqlite://") && name.startsWith("/") ? name.substring(1) : name;
                break;
            }
        }
        if (name.isEmpty() || name.equals(MEMORY)) {
            return new Target(url, Optional.empty(), readOnly);
        }
        int query = name.indexOf('?');
        if (query >= 0 && PREFIXES.stream().anyMatch(lower::startsWith)) {
            readOnly |= name.substring(query).contains("mode=ro");
            name = name.substring(0, query);
        }
        name = name.startsWith("file:") ? name.substring("file:".length()) : name;
        try {
            return new Target(url, Optional.of(directory.resolve(name).normalize()), readOnly);
        } catch (InvalidPathException e) {
            throw new SqlFailure(Problem.usage(
                    url + " is no name of a file: " + e.getReason(), "Write, for instance, sqlite:///blog.db"));
        }
    }

    static Connection open(Target target, Supplier<Interrupt> interrupt) throws SqlFailure {
        boolean made = false;
        if (target.file().isPresent()) {
            Path file = target.file().get();
            made = !Files.exists(file);
            checkFile(file, target.readOnly());
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(target.readOnly());
        String url = "jdbc:sqlite:" + target.file().map(Path::toString).orElse(MEMORY);
        try {
            Connection connection = JDBC.createConnection(url, config.toProperties());
            try {
                // The driver's default is a megabyte, a thousandth of what SQLite itself allows.
                ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 1_000_000_000);
                SqliteBusy.install(connection, interrupt);
                if (made || target.file().isEmpty()) {
                    ownSettings(connection, target.file().isPresent());
                } else {
                    readHeader(connection);
                }
                return connection;
            } catch (SQLException | SqlFailure e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN", "The database cannot be opened: " + SqliteProblems.reason(e), target.url()));
        }
    }

    private static void checkFile(Path file, boolean readOnly) throws SqlFailure {
        if (Files.isDirectory(file)) {
            throw new SqlFailure(Problem.of("SQLITE_CANTOPEN", file + " is a directory; name a file in it."));
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN",
                    "There is no directory " + parent + ".",
                    "Make it first, or name a file elsewhere. Relative paths start from the notebook's directory."));
        }
        if (readOnly && !Files.exists(file)) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN", "There is no file " + file + ", and a read-only connection cannot make one."));
        }
    }

    /** Settings of databases that begin here: references are enforced, and readers do not wait for a writer. */
    private static void ownSettings(Connection connection, boolean file) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            if (file) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("PRAGMA synchronous = NORMAL");
            }
        }
    }

    /** SQLite opens any file; only reading it tells whether it is a database. */
    private static void readHeader(Connection connection) throws SQLException, SqlFailure {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA schema_version");
        } catch (SQLException e) {
            if (SqliteProblems.code(e).equals("SQLITE_NOTADB")) {
                throw new SqlFailure(Problem.of("SQLITE_NOTADB", "The file is no SQLite database."));
            }
            throw e;
        }
    }
}
