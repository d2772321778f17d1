package rowan.sql.sqlite.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rowan.sql.dialect.LongStep;
import rowan.sql.dialect.PrivateCopy;
import rowan.sql.dialect.SqlFailure;
import rowan.sql.sqlite.NumbersInMemory;
import rowan.sql.sqlite.SqliteDialect;
import rowan.workspace.contract.InterruptSignal;

/** Private copies that are to be equally fast. */
class SqliteCopyTest extends NumbersInMemory {

    /** Where the index of a log in WAL mode has the size of the database, by SQLite's description of its format. */
    private static final int PAGES_IN_THE_INDEX_OF_THE_LOG = 20;

    @Test
    void a_copy_that_was_written_to_and_one_that_was_not_are_read_alike() throws SqlFailure, SQLException, IOException {
        try (PrivateCopy untouched = copy();
                PrivateCopy written = copy()) {
            sql(written, "CREATE TABLE other(x)");
            untouched.settle();
            written.settle();

            assertThat(pagesByTheLog(untouched)).isEqualTo(number(untouched, "PRAGMA page_count"));
            assertThat(pagesByTheLog(written)).isEqualTo(number(written, "PRAGMA page_count"));
            assertThat(Files.size(beside(untouched, "-wal"))).isZero();
            assertThat(Files.size(beside(written, "-wal"))).isZero();
        }
    }

    @Test
    void settling_changes_nothing_that_a_statement_can_read() throws SqlFailure, SQLException {
        execute("PRAGMA user_version = 42");
        try (PrivateCopy copy = copy()) {
            copy.settle();
            assertThat(number(copy, "PRAGMA user_version")).isEqualTo(42);
            assertThat(number(copy, "SELECT count(*) FROM p")).isEqualTo(5000);
        }
    }

    private PrivateCopy copy() throws SqlFailure {
        PrivateCopy copy = SqliteCopy.of(
                connection,
                new SqliteDialect(),
                Optional.empty(),
                PrivateCopy.LARGE,
                new InterruptSignal(),
                LongStep.Listener.NOBODY);
        try {
            sql(copy, "PRAGMA journal_mode = WAL");
            number(copy, "SELECT count(*) FROM p");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return copy;
    }

    private static int pagesByTheLog(PrivateCopy copy) throws SQLException, IOException {
        return ByteBuffer.wrap(Files.readAllBytes(beside(copy, "-shm")))
                .order(ByteOrder.nativeOrder())
                .getInt(PAGES_IN_THE_INDEX_OF_THE_LOG);
    }

    private static Path beside(PrivateCopy copy, String suffix) throws SQLException {
        try (Statement statement = copy.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
            return Path.of(rows.getString(1) + suffix);
        }
    }

    private static int number(PrivateCopy copy, String sql) throws SQLException {
        try (Statement statement = copy.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getInt(1);
        }
    }

    private static void sql(PrivateCopy copy, String sql) throws SQLException {
        try (Statement statement = copy.connection().createStatement()) {
            statement.execute(sql);
        }
    }
}
