package rowan.notebook.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.notebook.NotebookFile;

/** Values that a run gives to a notebook. */
class NotebookParametersTest {

    private static final String DECLARING =
            "String name = \\\"x\\\";\\nint n = 1;\\nlong rows = 2L;\\nvar share = 0.5;\\nchar sign = 'a';\\n"
                    + "boolean fast = true;\\nList<String> all = List.of();\\nvar big = 10L;\\nfloat f = 1f;";

    @TempDir
    Path directory;

    private NotebookFile notebook;

    @BeforeEach
    void read() throws IOException {
        notebook = read(cell(DECLARING, "parameters") + ", " + cell("use(n)", "other"));
    }

    private static String cell(String source, String tag) {
        return "{\"cell_type\": \"code\", \"id\": \"" + tag + "\", \"execution_count\": null, \"outputs\": [],"
                + " \"metadata\": {\"tags\": [\"" + tag + "\"]}, \"source\": \"" + source + "\"}";
    }

    private NotebookFile read(String cells) throws IOException {
        Path file = directory.resolve("n.ipynb");
        Files.writeString(
                file,
                "{\"cells\": [" + cells + "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}",
                StandardCharsets.UTF_8);
        return NotebookFile.read(file);
    }

    private String injected(Map<String, String> given) {
        new NotebookParameters(given).into(notebook);
        assertThat(notebook.codeCells()).hasSize(3);
        assertThat(notebook.codeCells().get(1).hasTag("injected-parameters")).isTrue();
        return notebook.codeCells().get(1).source();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | a \"b\" \\ | String name = \"a \\\"b\\\" \\\\\";",
                "n | -7 | int n = -7;",
                "rows | 9000000000 | long rows = 9000000000L;",
                "share | 1e-3 | var share = 1e-3d;",
                "sign | ' | char sign = '\\'';",
                "sign | é | char sign = 'é';",
                "fast | false | boolean fast = false;",
                "big | 3 | var big = 3L;",
                "f | .5 | float f = .5f;"
            })
    void each_is_declared_anew_as_Java_writes_it(String name, String value, String declaration) {
        assertThat(injected(Map.of(name, value))).isEqualTo(declaration);
    }

    @Test
    void those_of_the_last_run_are_gone() {
        injected(Map.of("n", "2"));
        assertThat(injected(Map.of("n", "3"))).isEqualTo("int n = 3;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "n | 3000000000 | The parameter n takes an integer, not 3000000000.",
                "n | 1.5 | The parameter n takes an integer, not 1.5.",
                "share | half | The parameter share takes a number, not half.",
                "sign | ab | The parameter sign takes one character, not ab.",
                "fast | yes | The parameter fast takes true or false, not yes.",
                "all | a | The parameter all is a List<String>; only texts",
                "nme | a | The notebook has no parameter nme; it declares name, n, rows, share, sign, fast, all, big, f."
                        + " Did you mean name?"
            })
    void what_cannot_be_given_says_what_can(String name, String value, String message) {
        assertThatThrownBy(() -> new NotebookParameters(Map.of(name, value)).into(notebook))
                .isInstanceOf(NotebookParameters.Refused.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void a_notebook_without_such_a_cell_takes_none() throws IOException {
        notebook = read(cell("int n = 1;", "other"));
        new NotebookParameters(Map.of()).into(notebook);
        assertThat(notebook.codeCells()).hasSize(1);
        assertThatThrownBy(() -> new NotebookParameters(Map.of("n", "2")).into(notebook))
                .hasMessageStartingWith("The notebook takes no parameters.");
    }
}
