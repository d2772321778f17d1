package rowan.jshell.cell;

import java.util.concurrent.Callable;
import rowan.display.Renderers;
import rowan.workspace.Cells;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** What the code of cells may ask of the language that runs it. */
public interface CellServices {

    /** What cells know as {@code db}. */
    Databases databases();

    /** Draws values, and takes renderers that cells add. */
    Renderers renderers();

    /** The notebook, for code and commands that a cell runs itself. */
    Cells cells();

    /** The value that was bound to a name outside of Java. */
    Object boundValue(String name);

    /** Times code in the way that was asked for. */
    Object measured(Callable<?> code) throws Exception;

    /**
     * Adds a command to the notebook.
     *
     * @param name without {@code %}
     * @param isCell whether it is for a whole cell
     */
    void addCommand(String name, boolean isCell, CommandBody body);

    /**
     * Adds jars or directories for the cells that follow.
     *
     * @param paths each may be a pattern
     */
    Outcome addToClassPath(Iterable<String> paths, Run run);

    /** What stack traces should call the cell of a class, {@code In[7]}, where they say {@code traced}. */
    String file(String className, String traced);
}
