package rowan.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rowan.Notebook;

/** The databases that the notebooks of the course share: sound, and the same for everybody. */
@Tag("slow")
class CourseDataTest {

    /** Longer than a second, the finest time that {@code CURRENT_TIMESTAMP} tells. */
    private static final long UNTIL_ANOTHER_TIME = 1_100;

    private static final String SOUND = """
            check("foreign keys were on", db.query("PRAGMA foreign_keys").single().equals(1L));
            check("no reference leads nowhere", db.query("PRAGMA foreign_key_check").rows().isEmpty());
            check("the file is whole", db.query("PRAGMA integrity_check").single().equals("ok"));
            long count = 0;
            for (Object table : db.query("SELECT name FROM sqlite_schema WHERE type = 'table'").column("name")) {
                long rows = (Long) db.query("SELECT count(*) FROM " + table).single();
                check("there are rows in " + table, rows > 0);
                count += rows;
            }
            check("there are fewer than five thousand rows", count < 5_000);
            """;

    @TempDir
    Path directory;

    static List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(CourseNotebook.DIRECTORY.resolve("data"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @BeforeEach
    void copy_the_files() throws IOException {
        for (String file : files()) {
            Files.copy(CourseNotebook.DIRECTORY.resolve("data").resolve(file), directory.resolve(file));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_of_data_makes_the_same_sound_database_every_time(String file) throws Exception {
        String first = contents(file);
        Thread.sleep(UNTIL_ANOTHER_TIME);
        assertThat(contents(file)).isEqualTo(first);
    }

    /** What is in an empty database once a file of SQL was run in it, as SQL. */
    private String contents(String file) {
        try (Notebook notebook = new Notebook(directory)) {
            run(notebook, ".read " + file);
            run(notebook, SOUND);
            run(notebook, ".once contents.sql");
            run(notebook, ".dump");
            return Files.readString(directory.resolve("contents.sql"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(Notebook notebook, String cell) {
        String shown = notebook.run(cell);
        assertThat(notebook.outcome().isOk()).as("%s%n%s", cell, shown).isTrue();
    }

    @Test
    void no_row_of_one_organization_refers_to_a_row_of_another() {
        try (Notebook notebook = new Notebook(directory)) {
            run(notebook, ".read saas.sql");
            String tag = "INSERT INTO post_tags SELECT organization_id, id, "
                    + "(SELECT id FROM tags WHERE name = 'ideas' AND organization_id = %d)"
                    + " FROM posts WHERE organization_id = 1 AND id NOT IN (SELECT post_id FROM post_tags JOIN tags ON tags.id = tag_id"
                    + " WHERE name = 'ideas') LIMIT 1";
            String author = "UPDATE posts SET author_id = (SELECT user_id FROM members WHERE organization_id = %d"
                    + " AND user_id NOT IN (SELECT user_id FROM members WHERE organization_id = 4) LIMIT 1)"
                    + " WHERE id = (SELECT min(id) FROM posts WHERE organization_id = %d)";
            run(notebook, tag.formatted(1));
            assertThat(notebook.run(tag.formatted(2))).contains("SQLITE_CONSTRAINT_FOREIGNKEY");
            run(notebook, author.formatted(3, 3));
            assertThat(notebook.run(author.formatted(3, 4))).contains("SQLITE_CONSTRAINT_FOREIGNKEY");
        }
    }

    @Test
    void an_organization_goes_with_all_that_it_has_and_a_member_who_has_written_does_not() {
        try (Notebook notebook = new Notebook(directory)) {
            run(notebook, ".read saas.sql");
            assertThat(notebook.run("DELETE FROM members WHERE organization_id = 3 AND role = 'owner'"))
                    .contains("SQLITE_CONSTRAINT_FOREIGNKEY");
            run(notebook, "DELETE FROM organizations WHERE id = 3");
            run(notebook, """
                    check("nothing of it is left", db.query("SELECT (SELECT count(*) FROM posts WHERE organization_id = 3)"
                            + " + (SELECT count(*) FROM members WHERE organization_id = 3)"
                            + " + (SELECT count(*) FROM tags WHERE organization_id = 3)"
                            + " + (SELECT count(*) FROM post_tags WHERE organization_id = 3)").single().equals(0L));
                    check("the others are there", db.query("SELECT count(*) FROM organizations").single().equals(19L));
                    """);
        }
    }
}
