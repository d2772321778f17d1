package rowan.notebook.verify;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import rowan.notebook.NotebookFile;
import rowan.notebook.NotebookText;
import rowan.notebook.OutputFormats;
import rowan.notebook.run.NotebookRunner;
import rowan.workspace.contract.Outcome;

/**
 * Compares what cells show now with what a notebook has stored: every output in every format, see {@link OutputComparison},
 * but for the little that {@link Exemptions} counts.
 */
public final class Verification {

    /** Of cells whose numbers with a unit differ in every run. */
    public static final String VOLATILE = "volatile";

    private final List<List<JsonObject>> stored = new ArrayList<>();
    private final List<Boolean> numbered = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();
    private final List<Integer> skipped = new ArrayList<>();
    private final List<Integer> uncompared = new ArrayList<>();
    private final Exemptions exemptions = new Exemptions();
    private final OutputComparison outputs;
    private int compared;

    /**
     * Remembers what a notebook has stored, before it is run.
     *
     * @param contradictions what a measurement says and its own samples do not, a sentence each
     */
    public Verification(NotebookFile notebook, Function<Record, List<String>> contradictions) {
        outputs = new OutputComparison(contradictions, exemptions);
        for (NotebookFile.Cell cell : notebook.codeCells()) {
            stored.add(cell.outputs());
            numbered.add(cell.outputs().stream().allMatch(output -> isNumbered(output, cell)));
        }
    }

    /** A result has the number of its cell. */
    private static boolean isNumbered(JsonObject output, NotebookFile.Cell cell) {
        return !output.has("execution_count")
                || Optional.of(output.get("execution_count"))
                        .filter(count -> !count.isJsonNull())
                        .equals(cell.executionCount());
    }

    /**
     * A cell that does not show what is stored.
     *
     * @param number of the code cell, from 1
     * @param lines {@code - stored} and {@code + now}, with what is the same between
     */
    public record Difference(int number, String source, List<String> lines) {}

    /** Whether a front end has stored the notebook that draws tables as grids, so that they are among the outputs. */
    public boolean hasGrids() {
        return stored.stream()
                .flatMap(List::stream)
                .anyMatch(output ->
                        output.has("data") && output.getAsJsonObject("data").has(OutputFormats.GRID));
    }

    /** Compares a cell of a run that is over: what others have shown in its place, and threads after its end, is in its outputs. */
    public void compare(NotebookRunner.CellRun run) {
        if (run.outcome() instanceof Outcome.Skipped) {
            skipped.add(run.number());
            return;
        }
        List<JsonObject> before = stored.get(run.number() - 1);
        List<JsonObject> now = run.cell().outputs();
        if (before.isEmpty() && now.isEmpty()) {
            uncompared.add(run.number());
            return;
        }
        compared++;
        List<String> lines = before.size() == now.size()
                ? oneByOne(before, now, run.cell().hasTag(VOLATILE))
                : LineDifference.between(summary(before), summary(now));
        if (!numbered.get(run.number() - 1)) {
            lines.add("the number of its result is not that of the cell");
        }
        if (!lines.isEmpty()) {
            differences.add(new Difference(run.number(), run.cell().source(), lines));
        }
    }

    private List<String> oneByOne(List<JsonObject> before, List<JsonObject> now, boolean isVolatile) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            List<String> found = outputs.differences(before.get(i), now.get(i), isVolatile);
            if (!found.isEmpty() && before.size() > 1) {
                lines.add("output " + (i + 1) + ", " + OutputFormats.kind(before.get(i)) + ":");
            }
            lines.addAll(found);
        }
        return lines;
    }

    /** Outputs as text, each below its kind: what is gone and what is new stands out. */
    private static String summary(List<JsonObject> outputs) {
        return outputs.stream()
                .map(output -> "(" + OutputFormats.kind(output) + ")\n" + NotebookText.shown(output))
                .collect(Collectors.joining("\n"));
    }

    /** The cells that show something else now. */
    public List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** The numbers of the cells that show nothing, so that there was nothing to compare. */
    public List<Integer> uncompared() {
        return List.copyOf(uncompared);
    }

    /** The numbers of the cells whose rest was not run, since something cannot be had here. */
    public List<Integer> skipped() {
        return List.copyOf(skipped);
    }

    /** How many cells were compared. */
    public int compared() {
        return compared;
    }

    /** What of them was not compared, and why; a phrase each. */
    public List<String> exempted() {
        return exemptions.told();
    }
}
