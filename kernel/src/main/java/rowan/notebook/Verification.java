package rowan.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares what cells show now with what a notebook has stored: their text, line by line, except for what differs in
 * every run; of experiments their records, see {@link ExperimentRecords}.
 */
public final class Verification {

    /** Of cells whose numbers with a unit differ in every run. */
    public static final String VOLATILE = "volatile";

    private final List<Difference> differences = new ArrayList<>();
    private final List<Integer> uncompared = new ArrayList<>();
    private int compared;

    /**
     * A cell that does not show what is stored.
     *
     * @param number of the code cell, from 1
     * @param lines {@code - stored} and {@code + now}, with what is the same between
     */
    public record Difference(int number, String source, List<String> lines) {}

    /**
     * Compares a cell.
     *
     * @param stored its outputs before the run
     */
    public void compare(NotebookRunner.CellRun run, List<JsonObject> stored) {
        boolean isVolatile = run.cell().hasTag(VOLATILE);
        List<JsonObject> outputs = run.outputs();
        List<String> before = texts(stored, isVolatile);
        List<String> now = texts(outputs, isVolatile);
        if (before.isEmpty() && now.isEmpty()) {
            uncompared.add(run.number());
            return;
        }
        compared++;
        if (!before.equals(now)) {
            differences.add(new Difference(
                    run.number(),
                    run.cell().source(),
                    LineDifference.between(String.join("\n", before), String.join("\n", now))));
            return;
        }
        List<String> measured = new ArrayList<>();
        for (int i = 0; i < Math.min(stored.size(), outputs.size()); i++) {
            Optional<JsonObject> record = ExperimentRecords.of(stored.get(i));
            Optional<JsonObject> again = ExperimentRecords.of(outputs.get(i));
            if (record.isPresent() && again.isPresent()) {
                measured.addAll(ExperimentRecords.differences(record.get(), again.get()));
            }
        }
        if (!measured.isEmpty()) {
            differences.add(new Difference(run.number(), run.cell().source(), measured));
        }
    }

    /** What outputs say; of an experiment, that there is one: its record is compared instead of its words. */
    private static List<String> texts(List<JsonObject> outputs, boolean isVolatile) {
        return outputs.stream()
                .map(output -> ExperimentRecords.of(output)
                        .map(record -> "an experiment")
                        .orElseGet(() -> NotebookText.comparable(output, isVolatile)))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The cells that show something else now. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** The numbers of the cells that show nothing, so that there was nothing to compare. */
    public List<Integer> uncompared() {
        return List.copyOf(uncompared);
    }

    /** How many cells were compared. */
    public int compared() {
        return compared;
    }
}
