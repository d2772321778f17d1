package rowan.notebook.run;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rowan.notebook.NotebookFile;
import rowan.workspace.Workspace;
import rowan.workspace.cell.CellId;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Runs all code cells of a notebook, one after the other, in the workspace that a kernel would use. */
public final class NotebookRunner {

    /** A cell may fail where this tag says so, as nbclient has it. */
    public static final String RAISES = "raises-exception";

    /** Hears how far the run is. */
    public interface Listener {
        /** A cell has ended. */
        void ran(CellRun cell);
    }

    /**
     * One cell that was run.
     *
     * @param number of the code cell, from 1
     * @param all how many code cells there are
     * @param failed whether it failed and should not have, or should have and did not
     */
    public record CellRun(
            int number,
            int all,
            NotebookFile.Cell cell,
            Outcome outcome,
            boolean failed,
            Duration elapsed,
            List<JsonObject> outputs) {}

    private final Workspace workspace;
    private final InterruptSignal signal;

    /**
     * @param signal stops the run
     */
    public NotebookRunner(Workspace workspace, InterruptSignal signal) {
        this.workspace = workspace;
        this.signal = signal;
    }

    /**
     * Runs a notebook and puts the outputs into it; stops at the first cell that fails and should not.
     *
     * @return whether all cells ran as they should
     */
    public boolean run(NotebookFile notebook, Listener listener) {
        List<NotebookFile.Cell> cells = notebook.codeCells();
        cells.forEach(NotebookFile.Cell::clear);
        List<StoredOutputs> sinks = new ArrayList<>();
        try {
            return run(cells, sinks, listener);
        } finally {
            // A thread may have shown something when its cell had ended.
            for (int i = 0; i < sinks.size(); i++) {
                cells.get(i).outputs(sinks.get(i).outputs(), i + 1);
            }
        }
    }

    private boolean run(List<NotebookFile.Cell> cells, List<StoredOutputs> sinks, Listener listener) {
        Map<String, List<JsonObject>> displays = StoredOutputs.noDisplays();
        int count = 0;
        for (NotebookFile.Cell cell : cells) {
            count++;
            StoredOutputs sink = new StoredOutputs(count, displays);
            sinks.add(sink);
            long start = System.nanoTime();
            Outcome outcome = workspace.run(cell.source(), new CellId(count), sink, signal);
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            cell.outputs(sink.outputs(), count);
            boolean failed = !outcome.isOk() && !cell.hasTag(RAISES);
            listener.ran(new CellRun(count, cells.size(), cell, outcome, failed, elapsed, sink.outputs()));
            if (failed) {
                return false;
            }
        }
        return true;
    }
}
