package rowan.sql.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.JavaProcess;
import rowan.Notebook;
import rowan.files.SmallDisk;

/** Names of files as people write them, where a database or another file is opened. */
@Tag("slow")
class OpeningTest {

    @TempDir
    Path directory;

    private Notebook notebook;

    @BeforeEach
    void open() {
        notebook = new Notebook(directory);
    }

    @AfterEach
    void close() {
        notebook.close();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith("-wal") && !name.endsWith("-shm"))
                    .sorted()
                    .toList();
        }
    }

    private void database(String name) throws Exception {
        Path plain = directory.resolve("plain.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + plain);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE found(x)");
        }
        Files.move(plain, directory.resolve(name));
    }

    @Test
    void a_name_with_blanks_and_without_quotes_is_a_mistake_and_makes_no_file() throws Exception {
        database("my data.db");
        notebook.run("%sql sqlite:///my data.db");
        assertThat(notebook.traceback())
                .contains("%sql takes 1 word at most, and here are 2: sqlite:///my · data.db")
                .contains("%sql \"sqlite:///my data.db\"");
        assertThat(files()).containsExactly("my data.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {".open my data.db", ".read my data.sql", ".once my data.csv", ".output my data.csv"})
    void so_it_is_for_the_words_of_the_shell(String cell) throws Exception {
        notebook.run(cell);
        assertThat(notebook.traceback()).contains("takes 1 word at most").contains("\"my data.");
        assertThat(files()).isEmpty();
    }

    @Test
    void an_import_with_a_word_too_many_reads_nothing() {
        assertThat(notebook.run(".import my data.csv t")).contains(".import takes 2 words at most, and here are 3");
    }

    @Test
    void an_option_that_a_word_of_the_shell_does_not_have_is_a_mistake() {
        assertThat(notebook.run(".open --new x.db")).contains(".open has no option --new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sql \"sqlite:///my data.db\"",
                "%sql 'sqlite:///my data.db'",
                "%sql sqlite:///\"my data.db\"",
                "%sql sqlite:///my%20data.db",
                "%sql sqlite:///my%20data.db?mode=ro",
                "%sql \"jdbc:sqlite:my data.db\"",
                "%sql file:my%20data.db",
                "%sql file:my%20data.db?mode=rw#part",
                "%sql sqlite:///file:my%20data.db?mode=ro&uri=true",
                "%sql \"sqlite:my data.db\"",
                ".open \"my data.db\"",
                ".open 'my data.db'",
                ".open --readonly \"my data.db\"",
                ".open file:my%20data.db?mode=ro",
            })
    void a_file_is_found_however_its_name_is_written(String cell) throws Exception {
        database("my data.db");
        assertThat(notebook.run(cell)).contains("is the current database, with 1 table");
        assertThat(files()).containsExactly("my data.db");
    }

    @ParameterizedTest
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no such names")
    @CsvSource({
        "a?b.db, %sql sqlite:///a?b.db",
        "a?b.db, %sql sqlite:///a%3Fb.db",
        "a?b.db, .open a?b.db",
        "a#b.db, %sql sqlite:///a#b.db",
        "a#b.db, .open a#b.db",
        "a#b.db, %sql file:a%23b.db",
        "100%.db, %sql sqlite:///100%.db",
        "a%20b.db, %sql sqlite:///a%20b.db",
        "a%20b.db, .open a%20b.db",
        "cost$5.db, %sql sqlite:///cost$5.db",
        "'it''s.db', '%sql \"sqlite:///it''s.db\"'",
        "'it''s.db', '%sql sqlite:///it''s.db'",
        "ünï☃.db, %sql sqlite:///ünï☃.db",
        "a\\b.db, %sql sqlite:///a\\b.db",
        "?mode=ro.db, .open ?mode=ro.db",
    })
    void a_file_with_an_odd_name_is_found(String name, String cell) throws Exception {
        database(name);
        assertThat(notebook.run(cell)).contains("is the current database, with 1 table");
        assertThat(notebook.run("INSERT INTO found VALUES (1)")).contains("1 row inserted");
        assertThat(files()).containsExactly(name);
    }

    @Test
    void what_is_opened_for_reading_only_cannot_be_changed() throws Exception {
        database("my data.db");
        notebook.run("%sql sqlite:///my%20data.db?mode=ro");
        assertThat(notebook.run("INSERT INTO found VALUES (1)")).contains("SQLITE_READONLY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?mode=ro", "?mode=rw"})
    void a_mode_that_makes_no_file_makes_none(String mode) throws Exception {
        assertThat(notebook.run("%sql sqlite:///nowhere.db" + mode)).contains("There is no file");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_parameter_that_is_not_known_is_told() throws Exception {
        assertThat(notebook.run("%sql sqlite:///a.db?foreign_keys=on"))
                .contains("says foreign_keys, which is not known here");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_database_in_memory_makes_no_file() throws Exception {
        assertThat(notebook.run("%sql sqlite:///file:notes?mode=memory&cache=shared"))
                .contains("is the current database");
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%sql sqlite:///new.db", ".open new.db", "%sql sqlite:///new.db SELECT 1"})
    void a_file_that_is_made_is_told_once(String cell) {
        String path = directory.resolve("new.db").toString();
        assertThat(notebook.run(cell)).contains("in a new file: " + path);
        assertThat(notebook.run(cell)).doesNotContain("in a new file");
    }

    @Test
    void the_directory_of_the_user_is_written_as_in_shells() {
        String home = System.getProperty("user.home");
        System.setProperty("user.home", directory.toString());
        try {
            assertThat(notebook.run("%sql sqlite:///~/mine.db"))
                    .contains(directory.resolve("mine.db").toString());
            assertThat(notebook.run(".open ~/mine.db")).contains("mine.db is the current database");
            notebook.run(".once ~/one.csv");
            notebook.run("SELECT 1 AS a");
            assertThat(directory.resolve("one.csv")).exists();
            assertThat(notebook.run(".import ~/one.csv one")).contains("1 row imported");
        } finally {
            System.setProperty("user.home", home);
        }
    }

    @Test
    void scripts_and_exports_with_blanks_in_their_names_are_found() throws Exception {
        Files.writeString(directory.resolve("my script.sql"), "SELECT 40 + 2 AS answer;", StandardCharsets.UTF_8);
        assertThat(notebook.run(".read \"my script.sql\"")).contains("42");
        assertThat(notebook.run("%sql --file \"my script.sql\"")).contains("42");
        notebook.run(".once 'my rows.csv'");
        notebook.run("SELECT 7 AS seven");
        assertThat(directory.resolve("my rows.csv")).hasContent("seven\n7");
        assertThat(notebook.run(".import \"my rows.csv\" \"my rows\"")).contains("1 row imported into my rows");
    }

    @Test
    void java_finds_a_uri_beside_the_notebook() throws Exception {
        database("my data.db");
        assertThat(notebook.run("""
                import java.sql.*;
                Connection c = DriverManager.getConnection("jdbc:sqlite:file:my%20data.db?mode=rw");
                c.createStatement().executeUpdate("INSERT INTO found VALUES (1)")
                """)).contains("result: 1");
    }

    @Test
    void java_opens_what_is_no_file_beside_the_notebook_as_ever() throws Exception {
        database("a.db");
        assertThat(notebook.run("java.sql.DriverManager.getConnection(\"jdbc:sqlite:file::memory:\").isClosed()"))
                .isEqualTo("result: false");
        String uri = directory.resolve("a.db").toUri().toString();
        assertThat(notebook.run("java.sql.DriverManager.getConnection(\"jdbc:sqlite:" + uri + "\").isClosed()"))
                .isEqualTo("result: false");
        assertThat(files()).containsExactly("a.db");
    }

    @Test
    void a_path_of_windows_keeps_its_backslashes() {
        assertThat(notebook.run("%sql sqlite:///\\\\server\\share\\x.db --read-only"))
                .contains("\\\\server\\share\\x.db");
        assertThat(notebook.run("%sql sqlite:///C:\\data\\x.db --read-only")).contains("C:\\data\\x.db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".output %s",
                ".once %s",
                "%%%%writefile %s\ntext",
                "%%%%compare --save %s\nSELECT 1\n-- instead: a\nSELECT 1"
            })
    void what_cannot_be_written_is_refused_at_once(String cell) throws IOException {
        Files.createDirectory(directory.resolve("home"));
        assertThat(notebook.run(cell.formatted("home")))
                .contains(directory.resolve("home") + " cannot be written: it is a directory. Name another file.");
        assertThat(notebook.run(cell.formatted("none/a.csv")))
                .contains(" cannot be written: there is no directory " + directory.resolve("none")
                        + ". Make it, or name another file.");
        assertThat(notebook.run("SELECT 7 AS n")).contains("7");
        assertThat(files()).containsExactly("home");
    }

    @ParameterizedTest
    @ValueSource(strings = {".read home", "%sql --file home", ".import home t", "%load home"})
    void a_directory_in_place_of_a_file_to_read_is_called_one(String cell) throws IOException {
        Files.createDirectory(directory.resolve("home"));
        notebook.run(cell);
        assertThat(notebook.traceback()).contains("is a directory; name a file in it.");
    }

    @ParameterizedTest
    @CsvSource({
        "sqlite:///a%ZZb.db, %ZZ",
        "sqlite:///100%, %",
        "sqlite:///100%2, %2",
        "file:a%g1.db?mode=rwc, %g1",
        "jdbc:sqlite:a%FFb.db, %FF",
        "sqlite:///a%00b.db, %00",
        "sqlite:///a%20%%20b.db, %"
    })
    void a_percent_sign_that_begins_no_character_is_a_mistake_and_makes_no_file(String url, String escape)
            throws Exception {
        assertThat(notebook.run("%sql " + url))
                .contains(url + " has " + escape + " in it, which stands for no character.");
        assertThat(notebook.traceback()).contains("In a URL a percent sign is written %25.");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_percent_sign_is_written_as_such_in_a_URL_and_itself_in_a_path() throws Exception {
        assertThat(notebook.run("%sql sqlite:///a%25ZZb.db")).contains("in a new file");
        assertThat(notebook.run(".open c%ZZd.db")).contains("in a new file");
        assertThat(notebook.run("%sql sqlite:///%C3%A9.db")).contains("in a new file");
        assertThat(files()).containsExactlyInAnyOrder("a%ZZb.db", "c%ZZd.db", "é.db");
    }

    /** Runs cells and prints what a user is told. */
    static final class Cells {
        public static void main(String[] cells) {
            for (String cell : cells) {
                try (Notebook notebook = new Notebook(Path.of("."))) {
                    System.out.println(notebook.run(cell) + notebook.traceback());
                }
            }
        }
    }

    private String toldWithTemporaryFilesIn(Path temporary) throws Exception {
        Files.writeString(directory.resolve("b.csv"), "a,b\n1,2\n");
        Process process = JavaProcess.of(
                        temporary, Cells.class, "SELECT 1", "CREATE TABLE t(x)", "x << SELECT 1", ".import b.csv b")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    @Test
    void without_a_place_for_temporary_files_a_cell_says_so_and_what_to_do() throws Exception {
        Path missing = directory.resolve("missing");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(toldWithTemporaryFilesIn(missing))
                .containsSubsequence(Collections.nCopies(
                        4, "There is no place for temporary files in " + missing + ": there is no such directory."))
                .contains("start Rowan with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY.", "%sql sqlite:///FILE")
                .doesNotContain("Rowan itself failed");
        assertThat(toldWithTemporaryFilesIn(file))
                .containsSubsequence(Collections.nCopies(
                        4, "There is no place for temporary files in " + file + ": it is no directory."))
                .doesNotContain("Rowan itself failed");
    }

    @Test
    void nor_with_a_full_one(@TempDir Path full) throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(full, 64)) {
            disk.fill(0);
            assertThat(toldWithTemporaryFilesIn(full))
                    .containsSubsequence(Collections.nCopies(
                            4, "There is no place for temporary files in " + full + ": No space left on device."))
                    .doesNotContain("Rowan itself failed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sql \"sqlite:///unclosed.db",
                "%sql \"sqlite:///un\"closed.db\"",
                "%sql sqlite:///tr2.db;",
                ".open 'unclosed.db"
            })
    void a_name_whose_end_is_in_doubt_makes_no_file(String cell) throws Exception {
        notebook.run(cell);
        assertThat(notebook.outcome().isOk()).isFalse();
        assertThat(files()).isEmpty();
    }
}
