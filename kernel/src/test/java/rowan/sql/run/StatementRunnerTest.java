package rowan.sql.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

class StatementRunnerTest {

    @TempDir
    private Path directory;

    @Test
    void a_pragma_that_acts_with_every_row_it_gives_is_carried_out_to_its_end() {
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("PRAGMA auto_vacuum = INCREMENTAL; VACUUM");
            notebook.run("CREATE TABLE pages(content);"
                    + "INSERT INTO pages SELECT randomblob(4000) FROM generate_series(1, 300)");
            notebook.run("DROP TABLE pages");
            assertThat(notebook.run("SELECT freelist_count > 200 AS many FROM pragma_freelist_count")
                            .lines()
                            .map(String::strip))
                    .contains("1");
            notebook.run("PRAGMA incremental_vacuum");
            assertThat(notebook.run("PRAGMA freelist_count").lines().map(String::strip))
                    .contains("0");
        }
    }
}
