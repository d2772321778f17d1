package rowan.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;
import rowan.model.Problem;
import rowan.sql.connection.Connections;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.sqlite.problem.SqliteErrors;
import rowan.workspace.contract.Interrupt;

/** Reads database URLs and opens connections, changing nothing about a file that was there before. */
final class SqliteOpening {

    private static final String MEMORY = ":memory:";

    /** Kept for each connection by SQLite, and expected of all connections to a database by whoever has set them on one. */
    private static final List<String> SETTINGS = List.of(
            "foreign_keys",
            "synchronous",
            "reverse_unordered_selects",
            "automatic_index",
            "cache_size",
            "short_column_names",
            "full_column_names");

    private SqliteOpening() {}

    static boolean accepts(String url) {
        return SqliteUrl.accepts(url);
    }

    /** What a URL means, or the path of a file where it is none. */
    static Target locate(String written, Path directory, boolean readOnly) throws SqlFailure {
        SqliteUrl url = SqliteUrl.of(written, name -> exists(directory, name));
        if (url.isInMemory()) {
            return new Target(written, new Target.Memory(), readOnly);
        }
        Path file;
        try {
            file = directory.resolve(Connections.withHome(url.name())).normalize();
        } catch (InvalidPathException e) {
            throw new SqlFailure(Problem.usage(
                    written + " is no name of a file: " + e.getReason(), "Write, for instance, sqlite:///blog.db"));
        }
        if (url.mode().equals("rw") && Files.notExists(file)) {
            throw new SqlFailure(
                    Problem.of("SQLITE_CANTOPEN", "There is no file " + file + ", and with mode=rw none is made."));
        }
        return new Target(written, new Target.File(file), readOnly || url.mode().equals("ro"));
    }

    private static boolean exists(Path directory, String name) {
        try {
            return Files.exists(directory.resolve(Connections.withHome(name)));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    /** A file as the driver takes it: of a plain name it would cut off what follows a question mark. */
    private static String driverUrl(Path file) {
        Path whole = file.toAbsolutePath();
        return "jdbc:sqlite:"
                + (whole.toString().indexOf('?') < 0
                        ? whole.toString()
                        : whole.toUri().toString());
    }

    static Connection open(Target target, Supplier<Interrupt> interrupt) throws SqlFailure {
        Optional<Path> made = target.file().filter(Files::notExists);
        if (target.file().isPresent()) {
            checkFile(target.file().get(), target.readOnly());
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(target.readOnly());
        String url = target.file().map(SqliteOpening::driverUrl).orElse("jdbc:sqlite:" + MEMORY);
        Connection connection;
        try {
            connection = JDBC.createConnection(url, config.toProperties());
        } catch (SQLException e) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN", "The database cannot be opened: " + SqliteErrors.reason(e), target.url()));
        }
        try {
            // The driver's default is a megabyte, a thousandth of what SQLite itself allows.
            ((SQLiteConnection) connection).setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, 1_000_000_000);
            SqliteBusy.install(connection, interrupt);
            if (made.isPresent() || target.isInMemory()) {
                ownSettings(connection, target.file().isPresent());
            }
            return connection;
        } catch (SQLException e) {
            Problem problem = new SqliteStates(connection).told(e);
            discard(connection, made);
            throw new SqlFailure(problem);
        }
    }

    /** A connection that came to nothing, with the empty file that it has made. */
    private static void discard(Connection connection, Optional<Path> made) {
        try {
            connection.close();
            if (made.isPresent() && Files.size(made.get()) == 0) {
                Files.delete(made.get());
            }
        } catch (SQLException | IOException e) {
            System.getLogger(SqliteOpening.class.getName())
                    .log(System.Logger.Level.DEBUG, "a connection did not close", e);
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
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new SqlFailure(Problem.of("SQLITE_CANTOPEN", file + " is no regular file, so it holds no database."));
        }
        if (Files.exists(file) && !Files.isReadable(file)) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN",
                    "You have no permission to read " + file + ".",
                    "Ask its owner, or open another file."));
        }
        if (readOnly && !Files.exists(file)) {
            throw new SqlFailure(Problem.of(
                    "SQLITE_CANTOPEN", "There is no file " + file + ", and a read-only connection cannot make one."));
        }
    }

    /** What tells another connection the settings of this one. */
    static List<String> settings(Connection connection) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement asking = connection.createStatement()) {
            for (String setting : SETTINGS) {
                try (ResultSet value = asking.executeQuery("PRAGMA " + setting)) {
                    value.next();
                    statements.add("PRAGMA " + setting + " = " + value.getInt(1));
                }
            }
        }
        return statements;
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
}
