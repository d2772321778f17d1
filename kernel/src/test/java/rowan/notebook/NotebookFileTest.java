package rowan.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever lies under a notebook's name is read, or refused in a sentence. */
class NotebookFileTest {

    @TempDir
    Path directory;

    private static String cells(String cells) {
        return "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[" + cells + "]}";
    }

    private static String output(String output) {
        return cells("{\"cell_type\":\"code\",\"source\":\"1\",\"outputs\":[" + output + "]}");
    }

    static List<Arguments> malformed() {
        return List.of(
                Arguments.of("", "it is empty"),
                Arguments.of(" \n", "it is empty"),
                Arguments.of("hello", "it is not JSON at line 1, column"),
                Arguments.of("{\n  \"cells\": [ oops ]}", "it is not JSON at line 2, column"),
                Arguments.of("{\"nbformat\":4", "it is not JSON"),
                Arguments.of("{'nbformat':4,'cells':[]}", "it is not JSON"),
                Arguments.of("{\"nbformat\":4,\"cells\":[]} x", "it is not JSON"),
                Arguments.of("{\"nbformat\":4,\"cells\":[]} {}", "it is not JSON at line 1, column"),
                Arguments.of("[]", "its JSON is not an object"),
                Arguments.of("null", "its JSON is not an object"),
                Arguments.of("7", "its JSON is not an object"),
                Arguments.of("{}", "nbformat is missing"),
                Arguments.of("{\"nbformat\":\"four\"}", "nbformat is no whole number"),
                Arguments.of("{\"nbformat\":{}}", "nbformat is no whole number"),
                Arguments.of("{\"nbformat\":1e999}", "nbformat is no whole number"),
                Arguments.of("{\"nbformat\":3,\"worksheets\":[]}", "is of format 3; Jupyter saves it as format 4"),
                Arguments.of("{\"nbformat\":5,\"cells\":[]}", "is of format 5, which is newer"),
                Arguments.of("{\"nbformat\":4}", "it has no list of cells"),
                Arguments.of("{\"nbformat\":4,\"cells\":null}", "it has no list of cells"),
                Arguments.of(
                        "{\"nbformat\":4,\"nbformat_minor\":[],\"cells\":[]}", "nbformat_minor is no whole number"),
                Arguments.of(cells("null"), "cell 1 should be an object"),
                Arguments.of(cells("{}"), "cell 1 has no cell_type"),
                Arguments.of(cells("{\"cell_type\":7,\"source\":\"\"}"), "the cell_type of cell 1 should be a text"),
                Arguments.of(cells("{\"cell_type\":\"code\"}"), "cell 1 has no source"),
                Arguments.of(
                        cells("{\"cell_type\":\"code\",\"source\":null}"), "the source of cell 1 should be a text"),
                Arguments.of(
                        cells("{\"cell_type\":\"code\",\"source\":[1]}"),
                        "the source of cell 1 should be a list of texts"),
                Arguments.of(
                        cells("{\"cell_type\":\"code\",\"source\":\"\",\"metadata\":[]}"),
                        "the metadata of cell 1 should be an object"),
                Arguments.of(
                        cells("{\"cell_type\":\"code\",\"source\":\"\",\"metadata\":{\"tags\":\"x\"}}"),
                        "the tags of cell 1 should be a list of texts"),
                Arguments.of(
                        cells("{\"cell_type\":\"code\",\"source\":\"\",\"outputs\":null}"),
                        "the outputs of cell 1 should be a list"),
                Arguments.of(
                        cells("{\"cell_type\":\"markdown\",\"source\":\"\",\"attachments\":{\"a\":7}}"),
                        "the attachments of cell 1 should be an object"),
                Arguments.of(output("7"), "output 1 of cell 1 should be an object"),
                Arguments.of(output("{}"), "output 1 of cell 1 has no output_type"),
                Arguments.of(
                        output("{\"output_type\":\"<b>\"}"), "the output_type of output 1 of cell 1 should be one of"),
                Arguments.of(output("{\"output_type\":\"stream\"}"), "output 1 of cell 1 has no name"),
                Arguments.of(
                        output("{\"output_type\":\"stream\",\"name\":\"stdout\"}"), "output 1 of cell 1 has no text"),
                Arguments.of(output("{\"output_type\":\"display_data\"}"), "output 1 of cell 1 should be an object"),
                Arguments.of(
                        output("{\"output_type\":\"display_data\",\"data\":{\"text/html\":{}}}"),
                        "the text/html of output 1 of cell 1 should be a text"),
                Arguments.of(
                        output("{\"output_type\":\"error\",\"ename\":\"\",\"evalue\":\"\",\"traceback\":[[]]}"),
                        "the traceback of output 1 of cell 1 should be a list of texts"),
                Arguments.of("[".repeat(100_000), "nested deeper"),
                Arguments.of(cells("{\"cell_type\":" + "{\"a\":".repeat(5_000)), "nested deeper"));
    }

    private String refusal(byte[] content) throws IOException {
        Path file = directory.resolve("made.ipynb");
        Files.write(file, content);
        Throwable thrown = catchThrowable(() -> NotebookFile.read(file));
        assertThat(thrown).isInstanceOf(NotebookFile.Unreadable.class);
        return thrown.getMessage();
    }

    private static void assertSentence(String message) {
        assertThat(message)
                .matches("(?s).*made\\.ipynb .*\\.")
                .doesNotContain("Exception", "com.google", "java.", "class ", "null");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void what_is_no_notebook_is_refused_in_a_sentence(String text, String said) throws IOException {
        String message = refusal(text.getBytes(StandardCharsets.UTF_8));
        assertThat(message).contains(said);
        assertSentence(message);
    }

    @Test
    void a_binary_file_is_refused_in_a_sentence() throws IOException {
        String message = refusal(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, (byte) 0xff});
        assertThat(message).contains("it is not text in UTF-8");
        assertSentence(message);
    }

    @Test
    void a_directory_and_a_missing_file_are_told_apart() {
        assertThatThrownBy(() -> NotebookFile.read(directory)).hasMessageContaining("it is a directory");
        assertThatThrownBy(() -> NotebookFile.read(directory.resolve("none.ipynb")))
                .hasMessageContaining("There is no notebook");
    }

    @Test
    void what_editors_leave_out_or_put_in_is_taken() throws IOException {
        Path file = directory.resolve("made.ipynb");
        Files.writeString(
                file,
                "\uFEFF{\"nbformat\":4,\"cells\":[{\"cell_type\":\"code\",\"source\":[\"1 +\\n\",\"1\"]},"
                        + "{\"cell_type\":\"odd\",\"source\":\"\"}]}",
                StandardCharsets.UTF_8);
        NotebookFile notebook = NotebookFile.read(file);
        assertThat(notebook.codeCells()).extracting(NotebookFile.Cell::source).containsExactly("1 +\n1");
        notebook.write(file);
        assertThat(NotebookFile.read(file).cells()).hasSize(2);
    }
}
