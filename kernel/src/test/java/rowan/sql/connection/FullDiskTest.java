package rowan.sql.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.JavaProcess;
import rowan.Notebook;
import rowan.files.SmallDisk;

/** A disk without room: what is shown of the transaction is what SQLite says, and nothing else is lost. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class FullDiskTest {

    private static final String ROLLED_BACK = "SQLite has rolled the transaction back";

    @TempDir
    Path directory;

    private Path small;
    private SmallDisk disk;
    private Notebook notebook;

    @BeforeEach
    void a_small_disk() throws IOException {
        small = Files.createDirectory(directory.resolve("small"));
        disk = SmallDisk.mountedAt(small, 8 * 1_024);
        notebook = new Notebook(directory);
    }

    @AfterEach
    void unmount() throws IOException {
        if (notebook != null) {
            notebook.close();
        }
        if (disk != null) {
            disk.close();
        }
    }

    /** The rows of 200 bytes that are too many for the room there is. */
    private void a_transaction_and_a_file_too_large_for_the_disk() throws IOException {
        notebook.run("%sql sqlite:///small/notes.db");
        notebook.run("CREATE TABLE t(a, b); INSERT INTO t VALUES (0, 'before');");
        Files.writeString(
                directory.resolve("rows.csv"), ("1," + "x".repeat(200) + "\n").repeat(20_000), StandardCharsets.UTF_8);
        disk.fill(500);
        notebook.run("BEGIN");
        notebook.run("INSERT INTO t VALUES (1, 'uncommitted')");
    }

    @Test
    void an_import_that_has_no_room_says_that_the_transaction_is_rolled_back() throws IOException {
        a_transaction_and_a_file_too_large_for_the_disk();
        notebook.run(".import rows.csv t");
        assertThat(notebook.traceback())
                .contains("There is no room left on the disk of " + directory.resolve("small"))
                .contains(ROLLED_BACK)
                .doesNotContain("no such savepoint")
                .doesNotContain("transaction open");
        assertThat(notebook.run("SELECT count(*), max(b) FROM t"))
                .contains("1  before")
                .doesNotContain("transaction open");
        assertThat(notebook.run("COMMIT")).contains("no transaction is active");
        disk.fill(4 * 1_024);
        assertThat(notebook.run(".import rows.csv t")).contains("20,000 rows imported into t");
    }

    @Test
    void a_cell_that_has_no_room_says_that_the_transaction_it_began_itself_is_rolled_back() throws IOException {
        a_transaction_and_a_file_too_large_for_the_disk();
        notebook.run("ROLLBACK");
        notebook.run("""
                BEGIN;
                INSERT INTO t VALUES (2, 'mine');
                INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i, randomblob(2000) FROM n;
                COMMIT;
                """);
        assertThat(notebook.traceback())
                .contains(ROLLED_BACK)
                .contains("statement 4 was not run")
                .doesNotContain("stay");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("1 row").doesNotContain("transaction open");
    }

    @Test
    void java_that_has_no_room_says_that_the_transaction_of_the_notebook_is_rolled_back() throws IOException {
        a_transaction_and_a_file_too_large_for_the_disk();
        notebook.run("""
                db.transaction(() -> {
                    db.update("INSERT INTO t VALUES (2, 'mine')");
                    db.update("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i, randomblob(2000) FROM n");
                });
                """);
        assertThat(notebook.traceback()).contains("no room left on the disk").contains(ROLLED_BACK);
        assertThat(notebook.run("SELECT max(b) FROM t")).contains("before").doesNotContain("transaction open");
    }

    @Test
    void jdbc_outside_of_autocommit_says_so_too() throws IOException {
        a_transaction_and_a_file_too_large_for_the_disk();
        notebook.run("ROLLBACK");
        notebook.run("""
                var c = db.connection();
                c.setAutoCommit(false);
                c.createStatement().executeUpdate("INSERT INTO t VALUES (2, 'mine')");
                c.createStatement().executeUpdate("INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) SELECT i, randomblob(2000) FROM n");
                """);
        assertThat(notebook.traceback()).contains(ROLLED_BACK).doesNotContain("transaction open");
        notebook.run("c.setAutoCommit(true)"); // Says that there is nothing to commit.
        assertThat(notebook.run("SELECT max(b) FROM t")).contains("before").doesNotContain("transaction open");
    }

    @Test
    void an_error_that_was_expected_says_so_too() throws IOException {
        a_transaction_and_a_file_too_large_for_the_disk();
        assertThat(notebook.run("%%sql --expect-error \"no room\"\n"
                        + "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000)"
                        + " SELECT i, randomblob(2000) FROM n"))
                .contains("✓")
                .contains(ROLLED_BACK);
    }

    @Test
    void an_import_outside_of_a_transaction_leaves_all_as_it_was() throws IOException {
        a_transaction_and_a_file_too_large_for_the_disk();
        notebook.run("COMMIT");
        notebook.run(".import rows.csv other");
        assertThat(notebook.traceback())
                .contains("no room left on the disk")
                .contains("Nothing was imported.")
                .doesNotContain(ROLLED_BACK);
        assertThat(notebook.run(".tables")).contains("t  ").doesNotContain("other");
    }

    @Test
    void a_copy_that_has_no_room_leaves_nothing_and_names_its_disk() throws IOException {
        notebook.run("%sql sqlite:///large.db");
        notebook.run("CREATE TABLE t(a); INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                + " LIMIT 5000) SELECT randomblob(2000) FROM n;");
        Path copy = small.resolve("copy.db");
        notebook.run("String copy = \"" + copy + "\";");
        for (String cell : List.of(
                "VACUUM INTO '" + copy + "'",
                "VACUUM main INTO :copy",
                "vacuum into '" + small + "' || '/copy.db'",
                "db.update(\"VACUUM INTO ?\", copy)")) {
            notebook.run(cell);
            assertThat(notebook.traceback()).as(cell).contains("There is no room left on the disk of " + small);
            assertThat(disk.files()).as(cell).isEmpty();
        }
        notebook.run("DELETE FROM t WHERE rowid > 500");
        assertThat(notebook.run("VACUUM INTO :copy")).contains("copy of the database written");
        assertThat(disk.files()).containsExactly(copy);
        notebook.run("VACUUM INTO :copy");
        assertThat(notebook.traceback()).contains("output file already exists");
        notebook.run("%sql sqlite:///small/copy.db");
        assertThat(notebook.run("SELECT count(*) FROM t")).contains("500");
    }

    /** Captures more than there is room for, in a process whose temporary files lie on the small disk. */
    public static final class Capturing {
        private Capturing() {}

        public static void main(String[] arguments) throws IOException {
            try (Notebook notebook = new Notebook(Path.of(arguments[0]))) {
                notebook.run("%sql sqlite:///big.db");
                notebook.run("x << SELECT 'old' AS v");
                System.out.println(
                        notebook.run(
                                "x << WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000) SELECT i, hex(randomblob(50)) FROM n"));
                System.out.println(notebook.traceback());
                try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                    System.out.println("left: "
                            + files.filter(f -> f.getFileName().toString().startsWith("rowan-rows"))
                                    .toList());
                }
                System.out.println(notebook.run("SELECT v FROM x"));
                System.out.println(
                        notebook.run(
                                "db.query(\"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000) SELECT i, hex(randomblob(50)) FROM n\")"));
            }
        }
    }

    @Test
    void a_capture_that_has_no_room_names_the_disk_and_leaves_nothing_there() throws Exception {
        Process process = JavaProcess.of(small, Capturing.class, directory.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said)
                .contains("There is no room left on the disk of " + small)
                .contains("left: []")
                .contains("old")
                .doesNotContain("Rowan itself failed here");
    }

    /** Makes a temporary table that is larger than the disk that SQLite was told to make such on. */
    public static final class Sorting {
        private Sorting() {}

        public static void main(String[] arguments) {
            try (Notebook notebook = new Notebook(Path.of(arguments[0]))) {
                notebook.run("CREATE TEMP TABLE large AS WITH RECURSIVE n(i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000) SELECT i, randomblob(2000) FROM n");
                System.out.println(notebook.traceback());
            }
        }
    }

    @Test
    void the_disk_of_temporary_tables_is_the_one_that_sqlite_was_told() throws Exception {
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        ProcessBuilder builder =
                JavaProcess.of(temporary, Sorting.class, directory.toString()).redirectErrorStream(true);
        builder.environment().put("SQLITE_TMPDIR", small.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("There is no room left on the disk of " + small);
    }
}
