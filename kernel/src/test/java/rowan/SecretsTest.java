package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private Path stored(String source) throws IOException {
        Path file = directory.resolve("secret.ipynb");
        Files.writeString(
                file,
                "{\"cells\":[{\"cell_type\":\"code\",\"execution_count\":null,\"metadata\":{\"tags\":[\"shown\"]},"
                        + "\"outputs\":[],\"source\":\"" + source + "\"}],\"metadata\":{},\"nbformat\":4,"
                        + "\"nbformat_minor\":5}",
                StandardCharsets.UTF_8);
        return file;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%sql oracle+cx://u:s3c/ret@h/db",
                "SELECT 1 /* host=h password=s3cret and a line that is long */"
            })
    void a_run_and_an_export_do_not_tell_it(String cell) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Headless headless = new Headless(new PrintStream(said, true, StandardCharsets.UTF_8));
        Path file = stored(cell);
        Path html = directory.resolve("a.html");
        Path markdown = directory.resolve("a.md");
        headless.run(file, Map.of(), Optional.empty(), Optional.empty(), Optional.of("shown"));
        headless.export(file, Optional.of(html), Optional.of(markdown));
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("***").doesNotContain("s3c");
        assertThat(Files.readString(markdown)).contains("***").doesNotContain("s3c");
        String page = Files.readString(html);
        assertThat(page).contains("***").doesNotContain("s3c");
        Matcher attached = Pattern.compile("base64,([^\"]+)\"").matcher(page);
        assertThat(attached.find()).isTrue();
        assertThat(new String(Base64.getDecoder().decode(attached.group(1)), StandardCharsets.UTF_8))
                .contains("***")
                .doesNotContain("s3c");
        assertThat(Files.readString(file)).contains("s3c");
    }

    @Test
    void a_slow_statement_is_shown_without_it() {
        notebook.run("%log --slow 1ms");
        String slow = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
                + " SELECT max(i) FROM n WHERE 'postgresql://ada:s3c/ret@host/db' > ''";
        assertThat(notebook.run("db.query(\"" + slow + "\")"))
                .contains("slow: ", "***")
                .doesNotContain("s3c");
    }
}
