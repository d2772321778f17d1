package rowan.notebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.model.Exercise;
import rowan.notebook.NotebookFile;
import rowan.notebook.run.NotebookRunner.CellRun;
import rowan.workspace.contract.Outcome;

/** Solutions are put where readers write theirs. */
class SolutionsTest {

    private static final String SOLVED = "Try `WHERE`:\n\n```sql\nSELECT 2\n```\n\n```sql\nSELECT 3\n```\n";

    @TempDir
    Path directory;

    private final JsonArray cells = new JsonArray();

    private void cell(String type, String source, String... tags) {
        JsonObject metadata = new JsonObject();
        JsonArray all = new JsonArray();
        List.of(tags).forEach(all::add);
        metadata.add("tags", all);
        JsonObject cell = new JsonObject();
        cell.addProperty("cell_type", type);
        cell.addProperty("source", source);
        cell.add("metadata", metadata);
        cells.add(cell);
    }

    private NotebookFile notebook() throws IOException {
        JsonObject root = new JsonObject();
        root.addProperty("nbformat", 4);
        root.addProperty("nbformat_minor", 5);
        root.add("metadata", new JsonObject());
        root.add("cells", cells);
        return NotebookFile.read(
                Files.writeString(directory.resolve("n.ipynb"), root.toString(), StandardCharsets.UTF_8));
    }

    @Test
    void the_first_block_of_code_of_a_solution_goes_into_the_exercise_above_it() throws IOException {
        cell("code", "CREATE TABLE t(x)");
        cell("code", "-- Write here.", "exercise");
        cell("code", "%%exercise one");
        cell("markdown", SOLVED, "solution");
        NotebookFile notebook = notebook();
        Solutions solutions = new Solutions(notebook);
        assertThat(notebook.codeCells())
                .extracting(NotebookFile.Cell::source)
                .containsExactly("CREATE TABLE t(x)", "SELECT 2", "%%exercise one");
        assertThat(solutions.complaints()).isEmpty();
    }

    @Test
    void an_exercise_without_a_solution_and_one_without_an_exercise_are_told() throws IOException {
        cell("markdown", SOLVED, "solution");
        cell("code", "-- first\nSELECT 1", "exercise");
        cell("code", "-- second", "exercise");
        cell("markdown", "In words alone.", "solution");
        cell("code", "", "exercise");
        assertThat(new Solutions(notebook()).complaints())
                .containsExactly(
                        "a solution has no exercise above it",
                        "an exercise has no solution: -- first",
                        "a solution has no block of code",
                        "an exercise has no solution: an empty cell");
    }

    @Test
    void only_what_depends_on_the_solutions_concerns_them() throws IOException {
        cell("code", "SELECT 1");
        cell("code", "-- Write here.", "exercise");
        cell("markdown", SOLVED, "solution");
        cell("code", "%%exercise one");
        cell("code", "%%exercise two");
        NotebookFile notebook = notebook();
        Solutions solutions = new Solutions(notebook);
        assertThat(solutions.concern(run(notebook, 1, new Outcome.Nothing()))).isFalse();
        assertThat(solutions.concern(run(notebook, 2, new Outcome.Nothing()))).isTrue();
        assertThat(solutions.concern(run(notebook, 3, said(Optional.empty())))).isTrue();
        assertThat(solutions.concern(run(notebook, 4, said(Optional.of("it has two rows")))))
                .isTrue();
        assertThat(solutions.looked()).isEqualTo(2);
        assertThat(solutions.done()).isEqualTo(1);
        assertThat(solutions.complaints()).containsExactly("a rule is not solved by its solution: it has two rows");
    }

    private static Outcome said(Optional<String> missing) {
        Exercise exercise = new Exercise("a rule", missing);
        return new Outcome.Value(exercise, exercise);
    }

    private static CellRun run(NotebookFile notebook, int number, Outcome outcome) {
        return new CellRun(number, 4, notebook.codeCells().get(number - 1), outcome, false, Duration.ZERO, List.of());
    }
}
