package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A password that a notebook needs is told to nobody: not in results, not in errors, not in the toolbar. */
class SecretsTest {

    @TempDir
    Path directory;

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sql postgresql://user:s3cret@host/db",
                "%sql jdbc:postgresql://host/db?user=ada&password=s3cret",
                "%%sql postgresql://user:s3cret@host/db\nSELECT 1",
                "%sql --close postgresql://user:s3cret@host/db",
                "SELECT * FROM missing WHERE url = 'postgresql://user:s3cret@host/db'",
                "java.sql.DriverManager.getConnection(\"jdbc:nothing://user:s3cret@host/db\")",
                "throw new IllegalStateException(\"no route to jdbc:x://host/db?password=s3cret&a=b\",\n"
                        + "    new java.io.IOException(\"ftp://ada:s3cret@host\"))",
                "int url = \"postgresql://user:s3cret@host/db\";",
            })
    void an_error_does_not_repeat_it(String cell) {
        String shown = notebook.run(cell);
        assertThat(shown + notebook.traceback()).contains("***").doesNotContain("s3cret");
        assertThat(notebook.outcome().isOk()).isFalse();
    }

    @Test
    void text_that_is_pasted_into_a_statement_is_shown_without_it() {
        notebook.run("String pass = \"s3\" + \"cret\";");
        assertThat(notebook.run("SELECT 'postgresql://ada:{{pass}}@host/db' AS url"))
                .contains("SELECT 'postgresql://ada:***@host/db' AS url");
    }

    @Test
    void a_mark_stays_below_its_place() {
        notebook.run("SELECT 'postgresql://user:s3cret@host/db' AS url FROM missing");
        assertThat(notebook.traceback().lines().limit(2))
                .containsExactly(
                        "1 │ SELECT 'postgresql://user:******@host/db' AS url FROM missing",
                        "    " + " ".repeat("SELECT 'postgresql://user:******@host/db' AS url FROM ".length())
                                + "^^^^^^^");
    }

    @Test
    void a_parameter_that_is_refused_is_not_told_with_it() {
        String said = notebook.run("%sql sqlite:///" + directory.resolve("a.db") + "?password=s3cret&mode=rw");
        assertThat(said + notebook.traceback()).contains("password").doesNotContain("s3cret");
    }
}
