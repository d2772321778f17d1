package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/** Files that are no database, not any more, or another than the one that was opened. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DamagedDatabaseTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void have_something_to_lose() throws Exception {
        database("good.db");
        notebook = new Notebook(directory);
        notebook.run("%sql sqlite:///good.db --alias good");
        notebook.run("CREATE TEMP TABLE scratch(x); INSERT INTO scratch VALUES (1);");
        notebook.run("x << SELECT 'kept' AS v");
        notebook.run("BEGIN; INSERT INTO t VALUES (2, '');");
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private Path database(String name) throws Exception {
        Path file = directory.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t(x, y)");
            statement.execute("INSERT INTO t VALUES (1, hex(randomblob(20000)))");
        }
        return file;
    }

    private void damage(String kind) throws Exception {
        Path bad = database("bad.db");
        switch (kind) {
            case "header" -> write(bad, 0, 16, (byte) 'x');
            case "page size" -> write(bad, 16, 2, (byte) 7);
            case "schema" -> write(bad, 100, 4_000, (byte) -1);
            case "encrypted" -> write(bad, 0, (int) Files.size(bad), (byte) 0x5a);
            case "truncated" -> truncate(bad, 4_096);
            case "truncated within the header" -> truncate(bad, 60);
            case "text" -> Files.writeString(bad, "id,name\n1,Ann\n".repeat(100), StandardCharsets.UTF_8);
            case "directory" -> {
                Files.delete(bad);
                Files.createDirectory(bad);
            }
            default -> throw new IllegalArgumentException(kind);
        }
    }

    private static void write(Path file, int at, int length, byte value) throws IOException {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, value);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), at);
        }
    }

    private static void truncate(Path file, int bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes);
        }
    }

    private void all_is_as_it_was() {
        assertThat(notebook.traceback())
                .doesNotContain("Rowan itself failed here")
                .doesNotContain("[SQLITE_");
        assertThat(notebook.outcome().isOk()).isFalse();
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("2", "transaction open · 1 row changed");
        assertThat(notebook.run("SELECT * FROM scratch")).contains("1 row");
        assertThat(notebook.run("SELECT v FROM x")).contains("kept");
        assertThat(notebook.run("%sql --connections")).contains("good").doesNotContain("bad");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "header",
                "page size",
                "schema",
                "encrypted",
                "truncated",
                "truncated within the header",
                "text",
                "directory"
            })
    void a_file_that_cannot_be_opened_leaves_all_as_it_was(String kind) throws Exception {
        damage(kind);
        notebook.run("%sql sqlite:///bad.db");
        all_is_as_it_was();
        notebook.run(".open bad.db");
        all_is_as_it_was();
        notebook.run("%sql sqlite:///bad.db --alias bad");
        all_is_as_it_was();
    }

    @Test
    void the_name_of_a_failed_open_is_free_for_the_next() throws Exception {
        damage("schema");
        notebook.run("%sql sqlite:///bad.db");
        Files.delete(directory.resolve("bad.db"));
        assertThat(notebook.run("%sql sqlite:///bad.db")).contains("bad.db is the current database");
    }

    @Test
    void an_empty_file_is_an_empty_database() throws Exception {
        Files.createFile(directory.resolve("empty.db"));
        assertThat(notebook.run("%sql sqlite:///empty.db")).contains("empty.db is the current database, with 0 tables");
    }

    @Test
    void a_database_that_is_damaged_while_it_is_open_is_told_and_another_can_be_opened() throws Exception {
        notebook.run("ROLLBACK");
        write(directory.resolve("good.db"), 0, 4_096, (byte) -1);
        notebook.run("SELECT count(*) FROM t");
        assertThat(notebook.traceback()).contains("no SQLite database").doesNotContain("Rowan itself");
        database("other.db");
        assertThat(notebook.run("%sql sqlite:///other.db")).contains("other.db is the current database, with 1 table");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("1 row");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows keeps a file that is open")
    void a_file_that_was_deleted_is_told_once_and_its_rows_are_still_there() throws Exception {
        Files.delete(directory.resolve("good.db"));
        String first = notebook.run("SELECT count(*) FROM t");
        assertThat(first).contains("good.db").contains("was deleted").contains("VACUUM INTO");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("1 row").doesNotContain("was deleted");
        notebook.run("COMMIT");
        notebook.run("ROLLBACK");
        notebook.run("VACUUM INTO 'copy.db'"
                .replace("copy.db", directory.resolve("copy.db").toString()));
        assertThat(notebook.run("%sql sqlite:///copy.db")).contains("with 1 table");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows keeps a file that is open")
    void neither_a_further_connection_nor_opening_it_again_makes_a_deleted_file_anew() throws Exception {
        Files.delete(directory.resolve("good.db"));
        assertThat(notebook.run("1 + 1")).contains("was deleted").contains("result: 2");
        assertThat(notebook.run("%%sql --on second\nSELECT 1")).contains("was deleted");
        assertThat(notebook.run("db.dataSource().getConnection()")).contains("was deleted");
        assertThat(notebook.run("%status")).contains("was deleted");
        assertThat(directory.resolve("good.db")).doesNotExist();
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // What waits for a pipe hears no interrupt.
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such files")
    void a_pipe_is_not_waited_for() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", directory.resolve("bad.db").toString())
                        .start()
                        .waitFor())
                .isZero();
        notebook.run("%sql sqlite:///bad.db --read-only");
        assertThat(notebook.traceback()).contains("is no regular file");
        all_is_as_it_was();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows keeps a file that is open")
    void a_file_that_was_replaced_is_told_and_opened_anew_when_asked_for() throws Exception {
        notebook.run("ROLLBACK");
        Path other = directory.resolve("other.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE fresh(x)");
        }
        Files.move(other, directory.resolve("good.db"), StandardCopyOption.REPLACE_EXISTING);
        String first = notebook.run("SELECT count(*) FROM t");
        assertThat(first).contains("good.db").contains("was replaced").contains("%sql --close good");
        notebook.run("%sql --close good");
        notebook.run("%sql sqlite:///good.db");
        assertThat(notebook.run(".tables")).contains("fresh");
    }
}
