package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever SQLite itself does to a file, on whichever connection, is nobody else's. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SqliteContentTest {

    private static final String[] STATEMENTS = {
        "CREATE TABLE IF NOT EXISTS t%d(x, y)",
        "DROP TABLE IF EXISTS t%d",
        "CREATE INDEX IF NOT EXISTS t1_x ON t1(x)",
        "INSERT INTO kept SELECT %d, randomblob(3000) FROM sqlite_schema",
        "DELETE FROM kept WHERE rowid %% 5 = %d %% 5",
        "PRAGMA user_version = %d",
        "PRAGMA application_id = %d",
        "PRAGMA wal_checkpoint",
        "PRAGMA wal_checkpoint(RESTART)",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "PRAGMA wal_autocheckpoint = %d",
        "VACUUM",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "SELECT count(*) FROM kept",
        "ANALYZE"
    };

    @TempDir
    Path directory;

    private Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("live.db"));
    }

    private static void run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            if (statement.execute(sql)) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        // Only read.
                    }
                }
            }
        } catch (SQLException refused) {
            // A lock, a transaction within another, an index of a table that is not there.
        }
    }

    @Test
    @Tag("slow")
    void no_sequence_of_writes_and_checkpoints_by_several_connections_is_taken_for_a_stranger() throws Exception {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            try (Connection watched = open();
                    Connection second = open();
                    Connection third = open()) {
                run(watched, "PRAGMA journal_mode = WAL");
                run(watched, "CREATE TABLE IF NOT EXISTS kept(n, v)");
                Connection[] all = {watched, second, third};
                SqliteContent content = new SqliteContent(watched, directory.resolve("live.db"));
                for (int step = 0; step < 300; step++) {
                    String sql = STATEMENTS[random.nextInt(STATEMENTS.length)];
                    run(all[random.nextInt(all.length)], sql.formatted(random.nextInt(9)));
                    if (random.nextInt(4) == 0) {
                        assertThat(content.isOverwritten())
                                .as("seed %d, step %d, %s", seed, step, sql)
                                .isFalse();
                    }
                }
            }
        }
    }

    @Test
    void a_file_whose_journal_mode_and_page_size_are_changed_is_the_same_file() throws Exception {
        try (Connection watched = open()) {
            run(watched, "PRAGMA journal_mode = WAL");
            run(watched, "CREATE TABLE kept(n, v)");
            SqliteContent content = new SqliteContent(watched, directory.resolve("live.db"));
            for (String sql : new String[] {
                "PRAGMA journal_mode = DELETE",
                "PRAGMA page_size = 8192",
                "VACUUM",
                "PRAGMA journal_mode = WAL",
                "INSERT INTO kept VALUES (1, 2)",
                "PRAGMA wal_checkpoint"
            }) {
                run(watched, sql);
                assertThat(content.isOverwritten()).as(sql).isFalse();
            }
        }
    }
}
