package rowan.jshell.cell;

import java.io.File;
import java.util.List;
import rowan.display.Renderers;
import rowan.workspace.contract.Outcome;

/** What classes that speak for Rowan to the code of a cell, under other names, need of the cell that is running. */
public final class CellHost {

    private CellHost() {}

    /** The renderers of the notebook. */
    public static Renderers renderers() {
        return CellContext.ofCaller().services().renderers();
    }

    /**
     * Adds a command to the notebook.
     *
     * @param name without {@code %}
     * @param isCell whether it is for a whole cell
     */
    public static void addCommand(String name, boolean isCell, CommandBody body) {
        CellContext.ofCaller().services().addCommand(name, isCell, body);
    }

    /** Adds jars or directories, separated as on any class path. */
    public static void addToClassPath(String paths) {
        CellContext cell = CellContext.ofCaller();
        Outcome outcome = cell.services().addToClassPath(List.of(paths.split(File.pathSeparator)), cell.run());
        if (outcome instanceof Outcome.Failure failure) {
            throw CellFailure.of(failure.problem());
        }
    }
}
