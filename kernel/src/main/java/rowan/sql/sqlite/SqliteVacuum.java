package rowan.sql.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.MadeFile;
import rowan.sql.statement.Token;
import rowan.workspace.cell.Source;

/**
 * {@code VACUUM INTO}, which SQLite writes where it is to be, and leaves there in part when it fails.
 *
 * @see <a href="https://www.sqlite.org/lang_vacuum.html#vacuum_with_an_into_clause">VACUUM with an INTO clause</a>
 */
final class SqliteVacuum {

    private SqliteVacuum() {}

    /** Its file; empty for every other statement, and where SQLite would make no file or refuse to. */
    static Optional<MadeFile> file(Connection connection, BoundStatement bound, Dialect dialect) throws SQLException {
        List<Token> tokens = dialect.lexicon().split(Source.of(bound.sql())).stream()
                .findFirst()
                .map(statement -> statement.significant())
                .orElse(List.of());
        int into = IntStream.range(0, Math.min(3, tokens.size() - 1))
                .filter(i -> tokens.get(i).is("INTO"))
                .findFirst()
                .orElse(-1);
        if (into < 0 || !tokens.get(0).is("VACUUM")) {
            return Optional.empty();
        }
        int end = tokens.get(into).to();
        String beginning = bound.sql().substring(0, end);
        String name =
                text(connection, new BoundStatement("SELECT " + bound.sql().substring(end), bound.values()), dialect);
        return free(name)
                .map(file ->
                        new MadeFile(file, other -> new BoundStatement(beginning + " ?", List.of(other.toString()))));
    }

    private static String text(Connection connection, BoundStatement value, Dialect dialect) throws SQLException {
        try (PreparedStatement prepared = value.prepare(connection, dialect.values());
                ResultSet row = prepared.executeQuery()) {
            return row.next() && row.getObject(1) instanceof String text ? text : "";
        }
    }

    /** The path of a name that is no URL, unless SQLite sees itself that there is something. */
    private static Optional<Path> free(String name) {
        if (name.isEmpty() || name.startsWith("file:") || name.equals(":memory:")) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(name).toAbsolutePath();
            boolean taken = Files.isDirectory(file) || Files.isRegularFile(file) && Files.size(file) > 0;
            return !taken && Files.isDirectory(file.getParent()) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.empty();
        }
    }
}
