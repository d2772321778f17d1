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

    /** A name that is none of {@code :memory:} and {@code :resource:}, perhaps in a URI. */
    private static final Pattern FILE = Pattern.compile("jdbc:sqlite:(file:)?+(?!:|/)([^?]+)(.*)", Pattern.DOTALL);

    private final Path directory;

    SqliteDriver(Path directory) {
        this.directory = directory;
    }

    @Override
    public Connection connect(String url, Properties settings) throws SQLException {
        Matcher file = FILE.matcher(url);
        if (!file.matches()) {
            return super.connect(url, settings);
        }
        String name = file.group(1) == null
                ? directory.resolve(file.group(2)).toString()
                : directory.toUri() + "/" + file.group(2);
        return super.connect("jdbc:sqlite:" + name + file.group(3), settings);
    }
}
