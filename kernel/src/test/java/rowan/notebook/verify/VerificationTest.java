package rowan.notebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.notebook.NotebookFile;
import rowan.notebook.run.NotebookRunner.CellRun;
import rowan.workspace.contract.Outcome;

/** What cells show now, compared with what a notebook has stored. */
class VerificationTest {

    private static final String TABLE =
            "{'output_type': 'execute_result', 'execution_count': 1, 'metadata': {}, 'data': {'text/plain': 'n\\n7"
                    + "\\n1 row · 2.00 ms', 'text/html': '<td>7</td><caption>1 row · 2.00 ms</caption>'}}";
    private static final String PRINTED = "{'output_type': 'stream', 'name': 'stdout', 'text': 'took 3 ms'}";
    private static final String WARNED = "{'output_type': 'stream', 'name': 'stderr', 'text': 'took 3 ms'}";

    @TempDir
    Path directory;

    private NotebookFile notebook;
    private Verification verification;

    /** Has a notebook of one cell verified, with what it has stored and what it shows now. */
    private List<String> differences(String stored, String now, String... tags) throws IOException {
        return differences(stored, now, new Outcome.Nothing(), tags);
    }

    private List<String> differences(String stored, String now, Outcome outcome, String... tags) throws IOException {
        notebook = NotebookFile.read(Files.writeString(
                directory.resolve("n.ipynb"),
                json("{'nbformat': 4, 'nbformat_minor': 5, 'metadata': {}, 'cells': [{'cell_type': 'code', 'source':"
                                + " 'SELECT 7', 'execution_count': 1, 'metadata': {'tags': ['"
                                + String.join("', '", tags)
                                + "']}, 'outputs': [" + stored + "]}]}")
                        .toString(),
                StandardCharsets.UTF_8));
        verification = new Verification(notebook, record -> List.of());
        List<JsonObject> outputs = json("{'all': [" + now + "]}").getAsJsonArray("all").asList().stream()
                .map(output -> output.getAsJsonObject())
                .toList();
        NotebookFile.Cell cell = notebook.codeCells().get(0);
        cell.outputs(outputs, 1);
        verification.compare(new CellRun(1, 1, cell, outcome, false, Duration.ZERO, outputs));
        return verification.differences().stream()
                .flatMap(difference -> difference.lines().stream())
                .toList();
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }

    @Test
    void the_same_in_another_time_is_no_difference() throws IOException {
        assertThat(differences(TABLE, TABLE.replace("2.00 ms", "31.0 ms"))).isEmpty();
        assertThat(verification.exempted()).containsExactly("2 elapsed times, other in every run");
        assertThat(verification.compared()).isEqualTo(1);
    }

    @Test
    void another_value_is_told_once_as_text_and_named_in_the_longer_format() throws IOException {
        assertThat(differences(TABLE, TABLE.replace("7", "8")))
                .containsExactly("text/plain:", "  n", "- 7", "+ 8", "  1 row · …", "text/html differs too");
    }

    @Test
    void an_output_of_another_kind_is_one_that_differs() throws IOException {
        assertThat(differences(PRINTED, WARNED)).containsExactly("- stream stdout", "+ stream stderr");
    }

    @Test
    void of_outputs_that_are_more_or_fewer_all_are_told() throws IOException {
        assertThat(differences(PRINTED + "," + TABLE, TABLE))
                .startsWith("- (stream stdout)", "- took 3 ms", "  (execute_result)");
    }

    @Test
    void of_several_outputs_the_one_that_differs_is_named() throws IOException {
        assertThat(differences(PRINTED + "," + WARNED, PRINTED + "," + WARNED.replace("took", "lost")))
                .containsExactly("output 2, stream stderr:", "text:", "- took …", "+ lost …");
    }

    @Test
    void a_format_that_is_gone_is_a_difference() throws IOException {
        JsonObject plain = json(TABLE);
        plain.getAsJsonObject("data").remove("text/html");
        assertThat(differences(TABLE, plain.toString())).containsExactly("- text/html");
    }

    @Test
    void a_result_that_is_stored_with_another_number_than_its_cells_is_told() throws IOException {
        String other = TABLE.replace("'execution_count': 1", "'execution_count': 2");
        assertThat(differences(other, other)).containsExactly("the number of its result is not that of the cell");
    }

    @Test
    void numbers_with_a_unit_are_passed_over_where_the_cell_is_volatile() throws IOException {
        String copied = PRINTED.replace("3 ms", "3 kB");
        assertThat(differences(copied, copied.replace("3 kB", "9 MB"))).isNotEmpty();
        assertThat(differences(copied, copied.replace("3 kB", "9 MB"), Verification.VOLATILE))
                .isEmpty();
    }

    @Test
    void a_cell_without_outputs_and_one_that_was_skipped_are_counted_apart() throws IOException {
        assertThat(differences("", "")).isEmpty();
        assertThat(verification.uncompared()).containsExactly(1);
        assertThat(differences(TABLE, PRINTED, new Outcome.Skipped())).isEmpty();
        assertThat(verification.skipped()).containsExactly(1);
        assertThat(verification.compared()).isZero();
    }
}
