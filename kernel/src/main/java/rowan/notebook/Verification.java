package rowan.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares what cells show now with what a notebook has stored: their text, line by line, except for what differs in
 * every run.
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
        List<String> before = texts(stored, isVolatile);
        List<String> now = texts(run.outputs(), isVolatile);
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
        }
    }

    private static List<String> texts(List<JsonObject> outputs, boolean isVolatile) {
        return outputs.stream()
                .map(output -> NotebookText.comparable(output, isVolatile))
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
