package rowan.sql.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import rowan.sql.dialect.DatabaseFiles.ContentWatch;
import rowan.sql.sqlite.problem.SqliteErrors;

/**
 * Tells a file in WAL mode that SQLite has written from one that another program has: SQLite writes nothing there but, in a
 * checkpoint, pages of the WAL. So its first page is the one that was there before, or one that the WAL has or has had. Of
 * what may have been either, nothing is said. In other modes SQLite itself reads anew what others have written.
 *
 * <p>The file is read by SQLite only, as an {@code immutable} one, which leaves the WAL out: a file that Java opens and
 * closes loses the locks that this process has on it. The WAL has no locks.
 *
 * @see <a href="https://www.sqlite.org/fileformat2.html">Database File Format</a>
 * @see <a href="https://www.sqlite.org/howtocorrupt.html">How To Corrupt An SQLite Database File</a>
 */
final class SqliteContent implements ContentWatch {

    /** A checkpoint of another process is looked at in its middle at most that often. */
    private static final int LOOKS = 3;

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /** What changes with every write that is more than nanoseconds from the one before. */
    private record Stamp(long bytes, FileTime modified) {}

    private final Connection connection;
    private final Path file;
    private final Path wal;
    private Optional<Stamp> stamp = Optional.empty();
    private Optional<SqliteHead> stored = Optional.empty();
    private OptionalLong generation = OptionalLong.empty();

    /** Watches a file that has just been opened. */
    SqliteContent(Connection connection, Path file) {
        this.connection = connection;
        this.file = file;
        this.wal = file.resolveSibling(file.getFileName() + "-wal");
        try {
            Optional<Stamp> now = now();
            if (isInWalMode()) {
                SqliteHead seen = SqliteHead.of(connection);
                SqliteWal written = SqliteWal.read(wal);
                // A connection that is new, and finds no first page in the WAL, has read the file's own.
                accept(now, Optional.of(written.firstPages().isEmpty() ? seen : raw()), written.generation());
            }
        } catch (SQLException | IOException unseen) {
            debug(unseen);
        }
    }

    private static void debug(Exception unseen) {
        System.getLogger(SqliteContent.class.getName()).log(System.Logger.Level.DEBUG, "not looked at", unseen);
    }

    private void accept(Optional<Stamp> at, Optional<SqliteHead> head, OptionalLong generationNow) {
        stamp = at;
        stored = head;
        generation = generationNow;
    }

    @Override
    public boolean isOverwritten() {
        try {
            for (int look = 0; look < LOOKS; look++) {
                if (!looksOverwritten()) {
                    return false;
                }
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
            return true;
        } catch (SQLException | IOException unseen) {
            debug(unseen);
            return false;
        }
    }

    private boolean looksOverwritten() throws SQLException, IOException {
        Optional<Stamp> now = now();
        if (now.equals(stamp)) {
            return false;
        }
        if (!isInWalMode()) {
            accept(now, Optional.empty(), OptionalLong.empty());
            return false;
        }
        SqliteHead head;
        try {
            head = raw();
        } catch (SQLException e) {
            if (SqliteErrors.code(e).equals("SQLITE_NOTADB")) {
                return true;
            }
            throw e;
        }
        SqliteHead view = SqliteHead.of(connection);
        SqliteWal written = SqliteWal.read(wal);
        if (!canBeOurs(head, view, written)) {
            return true;
        }
        accept(now, Optional.of(head), written.generation());
        return false;
    }

    /**
     * @param head what the file has
     * @param view what the connection sees, through the WAL, or has seen while nobody has written
     */
    private boolean canBeOurs(SqliteHead head, SqliteHead view, SqliteWal written) {
        if (stored.filter(head::equals).isPresent() || head.equals(view)) {
            return true;
        }
        if (head.contradicts(view) || stored.filter(head::contradicts).isPresent()) {
            return false;
        }
        if (written.firstPages().stream().anyMatch(head::fits)) {
            return true;
        }
        // Pages of a WAL that has begun anew since the last look are not there any more.
        boolean hasBegunAnew =
                written.generation().isEmpty() || !written.generation().equals(generation);
        if (!hasBegunAnew || written.firstPages().isEmpty()) {
            return false;
        }
        return head.isBefore(written.firstPages().get(0))
                && stored.filter(before -> before.schemaVersion() > head.schemaVersion())
                        .isEmpty();
    }

    private Optional<Stamp> now() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime()));
    }

    private boolean isInWalMode() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main.journal_mode")) {
            return row.next() && row.getString(1).equals("wal");
        }
    }

    private SqliteHead raw() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        String url = "jdbc:sqlite:" + file.toAbsolutePath().toUri() + "?immutable=1";
        try (Connection raw = JDBC.createConnection(url, config.toProperties())) {
            return SqliteHead.of(raw);
        }
    }

    /** What the WAL has belongs to pages that are gone. An empty one is neither checkpointed nor recovered. */
    @Override
    public void abandon() throws IOException {
        if (Files.exists(wal)) {
            FileChannel.open(wal, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    }
}
