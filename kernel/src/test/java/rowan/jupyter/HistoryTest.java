package rowan.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.jupyter.protocol.Message;

/** What was typed is kept for its user alone, and without passwords. */
class HistoryTest {

    private static final String OURS = "rw-------";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("history.db");
    }

    private String kept(String input) {
        History history = new History(file());
        history.add(1, input);
        String answer = history.answer(tail()).toString();
        history.close();
        return answer;
    }

    private static Message tail() {
        return new Message(
                List.of(), "{}", "history_request", "1", Message.NO_PARENT, new JsonObject(), new JsonObject());
    }

    private List<String> permissions() throws Exception {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "SKIPPED: this system has no modes of files");
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(HistoryTest::permissions).distinct().toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void the_file_and_its_siblings_can_be_read_by_their_owner_alone() throws Exception {
        History history = new History(file());
        history.add(1, "SELECT 1");
        history.answer(tail());
        // With its -wal and -shm, while it is open.
        assertThat(permissions()).containsExactly(OURS);
        history.close();
    }

    @Test
    void a_file_that_others_could_read_is_closed_to_them() throws Exception {
        Files.createFile(file());
        Files.createFile(directory.resolve("history.db-journal"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(
                directory.resolve("history.db-journal"), PosixFilePermissions.fromString("rw-r--r--"));
        kept("SELECT 1");
        assertThat(permissions()).containsExactly(OURS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sql jdbc:postgresql://host/db?user=ada&password=s3cret",
                "%sql postgresql://ada:s3cret@host/db",
                "%sql postgresql://ada:s3@cret@host/db",
                "%sql jdbc:sqlserver://host;user=ada;password=s3cret;encrypt=true",
                "%sql jdbc:oracle:thin:ada/s3cret@//host:1521/x",
                "DriverManager.getConnection(\"jdbc:h2:mem:x\", \"ada\", \"s3cret\")",
                "String password = \"s3cret\";",
                "properties.setProperty(\"password\", \"s3cret\");",
                "CREATE USER ada IDENTIFIED BY 's3cret'",
                "PRAGMA key = 's3cret'"
            })
    void a_password_is_not_kept(String input) throws Exception {
        assertThat(kept(input)).contains("***").doesNotContain("s3cret").doesNotContain("cret@");
        try (Stream<Path> files = Files.list(directory)) {
            for (Path each : files.toList()) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
            }
        }
    }

    @Tag("slow")
    @Test
    void an_answer_is_the_newest_of_what_would_be_too_much() {
        History history = new History(file());
        for (int i = 1; i <= 100; i++) {
            history.add(i, "SELECT " + i + " /* " + "x".repeat(50_000) + " */");
        }
        for (String type : List.of("tail", "range", "search")) {
            JsonArray answer = history.answer(asking(type));
            assertThat(answer.toString().length()).as(type).isBetween(900_000, 1_100_000);
            assertThat(line(answer, answer.size() - 1)).as(type).isEqualTo(100);
            assertThat(line(answer, 0)).as(type).isEqualTo(101 - answer.size());
        }
        history.close();
    }

    @Test
    void one_that_is_too_much_alone_hides_none_before_it() {
        History history = new History(file());
        history.add(1, "SELECT 1");
        history.add(2, "SELECT '" + "x".repeat(2_000_000) + "'");
        history.add(3, "SELECT 3");
        JsonArray answer = history.answer(tail());
        assertThat(answer).hasSize(2);
        assertThat(line(answer, 0)).isEqualTo(1);
        assertThat(line(answer, 1)).isEqualTo(3);
        history.close();
    }

    @Test
    void a_tail_without_a_number_is_a_thousand_entries_and_one_with_a_number_as_many() {
        History history = new History(file());
        for (int i = 1; i <= 1_500; i++) {
            history.add(i, "SELECT " + i);
        }
        assertThat(history.answer(tail())).hasSize(1_000);
        Message three = asking("tail");
        three.content().addProperty("n", 3);
        assertThat(line(history.answer(three), 0)).isEqualTo(1_498);
        Message none = asking("tail");
        none.content().addProperty("n", -1);
        assertThat(history.answer(none)).isEmpty();
        history.close();
    }

    private static int line(JsonArray answer, int entry) {
        return answer.get(entry).getAsJsonArray().get(1).getAsInt();
    }

    private static Message asking(String type) {
        Message request = tail();
        request.content().addProperty("hist_access_type", type);
        return request;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT password FROM users",
                "%sql sqlite:///blog.db?mode=ro",
                "SELECT 'mail@example.org'",
                "int x = a ? b : c; // http://example.org:80/a, a@b"
            })
    void what_is_no_password_is_kept_as_it_was_typed(String input) {
        History history = new History(file());
        history.add(1, input);
        assertThat(history.answer(tail()).get(0).getAsJsonArray().get(2).getAsString())
                .isEqualTo(input);
        history.close();
    }

    @Test
    void a_password_that_was_kept_by_an_earlier_version_is_removed_from_the_file() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sessions(id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT)");
            statement.execute("CREATE TABLE inputs(id INTEGER PRIMARY KEY, session INTEGER, line INTEGER, input TEXT)");
            statement.execute("INSERT INTO inputs VALUES (1, 1, 1, '%sql jdbc:x://h/d?password=s3cret&a=b'),"
                    + " (2, 1, 2, 'SELECT 7')");
        }
        assertThat(kept("SELECT 8")).contains("password=***&a=b").contains("SELECT 7");
        assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
    }

    @Test
    void an_entry_tells_when_it_began_how_long_it_took_and_whether_it_failed() throws Exception {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        History earlier = new History(file());
        earlier.ended(earlier.add(1, "SELECT 1"), false);
        earlier.close();
        History history = new History(file());
        History.Input failing = history.add(1, "SELECT wrong");
        assertThat(history.newest("", Long.MAX_VALUE, 10).entries().get(0).end())
                .as("it runs")
                .isEmpty();
        history.ended(failing, true);
        List<History.Entry> entries = history.newest("", Long.MAX_VALUE, 10).entries();
        assertThat(entries.stream().map(History.Entry::text)).containsExactly("SELECT wrong", "SELECT 1");
        assertThat(entries.stream().map(entry -> entry.end().orElseThrow().failed()))
                .containsExactly(true, false);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.start()).isBetween(before, Instant.now());
            assertThat(entry.end().orElseThrow().took()).isLessThan(Duration.ofMinutes(1));
        });
        history.close();
    }

    @Test
    void a_search_is_answered_page_by_page_whatever_its_case() {
        History history = new History(file());
        for (int i = 1; i <= 5_000; i++) {
            history.add(i, "SELECT " + i + (i % 50 == 0 ? " FROM Users" : ""));
        }
        History.Page first = history.newest("from users", Long.MAX_VALUE, 60);
        assertThat(first.hasMore()).isTrue();
        assertThat(first.entries().get(0).text()).isEqualTo("SELECT 5000 FROM Users");
        History.Page second =
                history.newest("from users", first.entries().get(59).id(), 60);
        assertThat(second.hasMore()).isFalse();
        assertThat(second.entries()).hasSize(40);
        assertThat(second.entries().get(39).text()).isEqualTo("SELECT 50 FROM Users");
        assertThat(history.newest("100%", Long.MAX_VALUE, 10).entries()).isEmpty();
        history.close();
    }

    @Test
    void an_input_of_an_earlier_version_began_with_its_kernel() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE sessions(id INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT)");
            statement.execute("CREATE TABLE inputs(id INTEGER PRIMARY KEY, session INTEGER, line INTEGER, input TEXT)");
            statement.execute("INSERT INTO sessions VALUES (1, '2026-01-02 03:04:05')");
            statement.execute("INSERT INTO inputs VALUES (1, 1, 1, 'SELECT 7')");
        }
        History history = new History(file());
        assertThat(history.newest("", Long.MAX_VALUE, 10).entries())
                .containsExactly(
                        new History.Entry(1, "SELECT 7", Instant.parse("2026-01-02T03:04:05Z"), Optional.empty()));
        history.close();
    }
}
