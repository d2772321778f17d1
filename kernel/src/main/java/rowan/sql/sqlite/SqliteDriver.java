package rowan.sql.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.JDBC;

/** SQLite's driver as it is, but for relative paths, which start from the notebook. */
final class SqliteDriver extends JDBC {

    /** A name that is none of {@code :memory:}, {@code :resource:} and {@code file:}. */
    private static final Pattern FILE = Pattern.compile("jdbc:sqlite:(?!:|file:)([^?]+)(.*)", Pattern.DOTALL);

    private final Path directory;

    SqliteDriver(Path directory) {
        this.directory = directory;
    }

    @Override
    public Connection connect(String url, Properties settings) throws SQLException {
        Matcher file = FILE.matcher(url);
        return super.connect(
                file.matches() ? "jdbc:sqlite:" + directory.resolve(file.group(1)) + file.group(2) : url, settings);
    }
}
