package rowan.sql.sqlite.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.Notebook;
import rowan.ShellOfSqlite;
import rowan.sql.sqlite.Contents;

/** What {@code .dump} writes makes the same database again, whatever is in it. */
@Tag("slow")
class DumpTest {

    private static final Path SCHEMAS = Path.of("src", "test", "resources", "dump");

    @TempDir
    private Path directory;

    static Stream<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private void succeeds(Notebook notebook, String cell) {
        notebook.run(cell);
        assertThat(notebook.outcome().isOk())
                .as(cell + "\n" + notebook.traceback())
                .isTrue();
    }

    private Path dumped(String schema) throws IOException {
        Files.copy(SCHEMAS.resolve(schema), directory.resolve(schema));
        try (Notebook notebook = new Notebook(directory)) {
            succeeds(notebook, ".open source.db");
            succeeds(notebook, ".read " + schema);
            succeeds(notebook, ".once dump.sql");
            succeeds(notebook, ".dump");
        }
        return directory.resolve("dump.sql");
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_dump_that_is_read_again_makes_an_equal_database(String schema) throws Exception {
        Path dump = dumped(schema);
        try (Notebook notebook = new Notebook(directory)) {
            succeeds(notebook, ".open copy.db");
            succeeds(notebook, ".read dump.sql");
        }
        assertThat(Contents.of(directory.resolve("copy.db")))
                .as(Files.readString(dump))
                .isEqualTo(Contents.of(directory.resolve("source.db")));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void the_sqlite3_shell_makes_an_equal_database_of_a_dump(String schema) throws Exception {
        assumeTrue(ShellOfSqlite.isHere(), "there is no sqlite3 shell here");
        Path dump = dumped(schema);
        assertThat(ShellOfSqlite.run(directory.resolve("copy.db"), dump, "-bail"))
                .isEmpty();
        assertThat(Contents.of(directory.resolve("copy.db")))
                .as(Files.readString(dump))
                .isEqualTo(Contents.of(directory.resolve("source.db")));
    }

    @Test
    void a_full_text_index_answers_right_after_it_was_read() throws Exception {
        dumped("fts5-external-content.sql");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(".read dump.sql");
            assertThat(notebook.run(
                            "SELECT rowid, title FROM articles_fts WHERE articles_fts MATCH 'ninth OR trigger'"))
                    .contains("Nine", "100", "2 rows");
            notebook.run("INSERT INTO articles VALUES ('New', 'after reading')");
            assertThat(notebook.run("SELECT title FROM articles_fts('reading')"))
                    .contains("New");
            notebook.run("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)");
            assertThat(notebook.outcome().isOk()).as(notebook.traceback()).isTrue();
        }
    }

    private static final String SHOP = """
            CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, v); CREATE TABLE b(w); CREATE TABLE c(x);
            CREATE INDEX by_v ON a(v); INSERT INTO a(v) VALUES (1); INSERT INTO b VALUES (2); INSERT INTO c VALUES (3)""";

    @Test
    void all_names_behind_dump_are_dumped() {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(SHOP);
            assertThat(notebook.run(".dump a b"))
                    .contains("INSERT INTO a VALUES(1,1)", "INSERT INTO b VALUES(2)", "by_v", "sqlite_sequence WHERE")
                    .doesNotContain("INSERT INTO c");
            assertThat(notebook.run(".dump B C")).contains("INTO b", "INTO c").doesNotContain("INTO a");
        }
    }

    @Test
    void a_name_may_be_a_pattern_and_must_fit_something() {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(SHOP + "; CREATE TABLE apple(s); CREATE VIRTUAL TABLE app USING fts5(t)");
            assertThat(notebook.run(".dump app%")).contains("apple", "app_data").doesNotContain("INTO b");
            assertThat(notebook.run(".dump app")).contains("app_data").doesNotContain("apple");
            assertThat(notebook.run(".dump a nothing")).contains("Nothing in the database is called nothing.");
            assertThat(notebook.run(".dump --all")).contains(".dump has no option --all.");
        }
    }

    @Test
    void output_and_once_take_a_dump_and_a_schema() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(SHOP);
            notebook.run(".output all.sql");
            assertThat(notebook.run(".dump")).contains("written to all.sql");
            notebook.run(".output");
            assertThat(notebook.run(".dump")).contains("INSERT INTO a");
            notebook.run(".once schema.sql");
            assertThat(notebook.run(".schema a")).contains("written to schema.sql");
            assertThat(notebook.run(".schema a")).contains("CREATE TABLE a");
            assertThat(Files.readString(directory.resolve("all.sql"))).contains("INSERT INTO b VALUES(2);");
            assertThat(Files.readString(directory.resolve("schema.sql"))).contains("CREATE INDEX by_v ON a(v);");
        }
    }

    @Test
    void a_dump_leaves_the_transaction_it_was_made_in_as_it_was() {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run(SHOP);
            notebook.run("BEGIN; INSERT INTO b VALUES ('open')");
            assertThat(notebook.run(".dump b")).contains("'open'");
            assertThat(notebook.run("SELECT 1")).contains("transaction open · 1 row changed");
            notebook.run("ROLLBACK");
            assertThat(notebook.run(".dump b")).doesNotContain("'open'");
            assertThat(notebook.run("BEGIN; COMMIT")).contains("transaction committed");
        }
    }

    @Test
    void a_name_that_is_there_is_no_pattern() {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("CREATE TABLE a_b(v); CREATE TABLE axb(v); CREATE INDEX of_v ON a_b(v);"
                    + " CREATE TABLE \"a%\"(v); CREATE TABLE a1c(v)");
            assertThat(notebook.run(".dump a_b")).contains("a_b", "of_v").doesNotContain("axb");
            assertThat(notebook.run(".dump A_B")).contains("a_b").doesNotContain("axb");
            assertThat(notebook.run(".dump a%")).contains("\"a%\"").doesNotContain("axb");
            assertThat(notebook.run(".dump a_c")).contains("a1c").doesNotContain("axb");
            assertThat(notebook.run(".dump a__")).contains("axb", "a_b", "a1c");
        }
    }

    @Test
    void a_name_that_begins_with_a_byte_order_mark_is_dumped() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            succeeds(notebook, ".open source.db");
            succeeds(notebook, "CREATE TABLE \"\ufeffq\"(\"\ufeffa\"); INSERT INTO \"\ufeffq\" VALUES (7)");
            succeeds(notebook, ".once dump.sql");
            succeeds(notebook, ".dump");
            succeeds(notebook, ".open copy.db");
            succeeds(notebook, ".read dump.sql");
            assertThat(notebook.run("SELECT \"\ufeffa\" AS n FROM \"\ufeffq\"")).contains("7");
        }
    }

    @Test
    void a_database_in_utf_16_is_in_utf_16_again() throws Exception {
        try (Notebook notebook = new Notebook(directory)) {
            succeeds(notebook, ".open source.db");
            succeeds(notebook, "PRAGMA encoding = 'UTF-16be'; CREATE TABLE t(x); INSERT INTO t VALUES ('ä𝄞')");
            succeeds(notebook, ".once dump.sql");
            succeeds(notebook, ".dump");
            assertThat(notebook.run(".dump t")).doesNotContain("encoding");
            succeeds(notebook, ".open copy.db");
            succeeds(notebook, ".read dump.sql");
            assertThat(notebook.run("PRAGMA encoding")).contains("UTF-16be");
            assertThat(notebook.run("SELECT x FROM t")).contains("ä𝄞");
            if (ShellOfSqlite.isHere()) {
                assertThat(ShellOfSqlite.run(directory.resolve("shell.db"), directory.resolve("dump.sql"), "-bail"))
                        .isEmpty();
                succeeds(notebook, ".open shell.db");
                assertThat(notebook.run("PRAGMA encoding")).contains("UTF-16be");
            }
        }
    }
}
