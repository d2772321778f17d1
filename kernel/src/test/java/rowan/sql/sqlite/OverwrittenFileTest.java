package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/** What another program has written over an open file, with {@code cp}, is left as it is, and said. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no cp")
class OverwrittenFileTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() throws Exception {
        for (String name : new String[] {"live.db", "other.db"}) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(name));
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL");
                statement.execute("CREATE TABLE " + name.substring(0, 4) + "(x)");
                statement.execute("INSERT INTO " + name.substring(0, 4) + " VALUES ('" + name + "')");
            }
        }
        notebook = new Notebook(directory);
        notebook.run("%sql sqlite:///live.db --alias live");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private void overwrite() throws Exception {
        assertThat(new ProcessBuilder("cp", "other.db", "live.db")
                        .directory(directory.toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    private void the_file_has_the_new_content_alone() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("live.db"));
                Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("SELECT group_concat(name) FROM sqlite_schema")) {
                assertThat(row.getString(1)).isEqualTo("othe");
            }
            try (ResultSet row = statement.executeQuery("SELECT group_concat(x) FROM othe")) {
                assertThat(row.getString(1)).isEqualTo("other.db");
            }
            try (ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
                assertThat(row.getString(1)).isEqualTo("ok");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM live",
                "INSERT INTO live VALUES (1)",
                "CREATE TABLE more(x); INSERT INTO more VALUES (1)",
                "BEGIN; INSERT INTO live VALUES (1)",
                "INSERT INTO live VALUES (1); PRAGMA wal_checkpoint",
                "INSERT INTO live VALUES (1); PRAGMA wal_checkpoint(TRUNCATE)"
            })
    void it_is_told_nothing_is_carried_out_any_more_and_closing_leaves_it(String before) throws Exception {
        notebook.run(before);
        overwrite();
        assertThat(notebook.run("1 + 1"))
                .contains("The file of live was overwritten", "%sql --close live", "result: 2");
        for (String cell : new String[] {
            "SELECT * FROM live",
            "INSERT INTO live VALUES (2)",
            "PRAGMA wal_checkpoint",
            ".dump",
            "db.query(\"SELECT * FROM live\")",
            "db.connection().createStatement().executeUpdate(\"DELETE FROM live\")"
        }) {
            notebook.run(cell);
            assertThat(notebook.traceback()).as(cell).contains("has overwritten the file of live", "%sql --close live");
        }
        assertThat(notebook.run("%status")).contains("was overwritten");
        notebook.run("%sql --close live");
        the_file_has_the_new_content_alone();
        notebook.run("%sql sqlite:///live.db");
        assertThat(notebook.run("SELECT * FROM othe")).contains("other.db");
    }

    @Test
    void what_was_overwritten_after_the_last_cell_is_left_when_the_kernel_ends() throws Exception {
        notebook.run("CREATE TABLE more(x); INSERT INTO more VALUES (1)");
        overwrite();
        notebook.close();
        the_file_has_the_new_content_alone();
    }

    @Test
    void what_is_no_database_is_told_as_well() throws Exception {
        notebook.run("INSERT INTO live VALUES (1)");
        assertThat(new ProcessBuilder("sh", "-c", "echo 'some text, and not a short one' > live.db")
                        .directory(directory.toFile())
                        .start()
                        .waitFor())
                .isZero();
        notebook.run("SELECT * FROM live");
        assertThat(notebook.traceback()).contains("has overwritten the file of live");
    }
}
