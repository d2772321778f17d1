package rowan.sql.sqlite.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import rowan.sql.connection.Cancelling;
import rowan.sql.dialect.BoundStatement;
import rowan.sql.dialect.Dialect;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.dialect.Target;
import rowan.sql.sqlite.value.SqliteJavaFunctions;
import rowan.workspace.contract.Interrupt;

/**
 * Counts the pages that a query reads with an empty cache: it is run on a connection of its own, while Linux counts the
 * bytes that this thread reads ({@code rchar} of {@code /proc/thread-self/io}). Other systems have no such count.
 */
final class SqlitePages {

    private static final Path READS = Path.of("/proc/thread-self/io");

    private final Connection original;
    private final Dialect dialect;
    private final Interrupt interrupt;

    SqlitePages(Connection original, Dialect dialect, Interrupt interrupt) {
        this.original = original;
        this.dialect = dialect;
        this.interrupt = interrupt;
    }

    /**
     * @return empty where it cannot be counted: on another system, for a database in memory, within a transaction whose
     *     changes another connection would not see, and for what only this connection has
     */
    OptionalLong of(BoundStatement query) throws SQLException {
        Optional<Path> file = file();
        if (file.isEmpty() || !Files.isReadable(READS) || dialect.inTransaction(original)) {
            return OptionalLong.empty();
        }
        try (Connection fresh = dialect.open(new Target("", new Target.File(file.get()), true), () -> interrupt)) {
            SqliteJavaFunctions.copy(original, fresh);
            // Reads the schema, and has this class and its like loaded, before anything is counted.
            number(fresh, "SELECT count(*) FROM sqlite_schema");
            long pageBytes = number(fresh, "PRAGMA page_size");
            bytesRead();
            long before = bytesRead();
            drain(query, fresh);
            return OptionalLong.of((bytesRead() - before) / pageBytes);
        } catch (SQLException | SqlFailure | IOException notHere) {
            interrupt.check();
            return OptionalLong.empty();
        }
    }

    private Optional<Path> file() throws SQLException {
        try (Statement statement = original.createStatement();
                ResultSet row = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            return row.next()
                    ? Optional.ofNullable(row.getString(1))
                            .filter(f -> !f.isEmpty())
                            .map(Path::of)
                    : Optional.empty();
        }
    }

    private void drain(BoundStatement query, Connection connection) throws SQLException {
        Cancelling cancelling = Cancelling.on(interrupt, () -> dialect.cancel(connection, Optional.empty()));
        try (PreparedStatement prepared = query.prepare(connection, dialect.values());
                ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                interrupt.check();
            }
        } finally {
            cancelling.close();
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static long bytesRead() throws IOException {
        return Files.readAllLines(READS, StandardCharsets.US_ASCII).stream()
                .filter(line -> line.startsWith("rchar:"))
                .mapToLong(
                        line -> Long.parseLong(line.substring("rchar:".length()).strip()))
                .findFirst()
                .orElseThrow(() -> new IOException(READS + " has no rchar"));
    }
}
