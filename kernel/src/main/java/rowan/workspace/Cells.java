package rowan.workspace;

import java.util.List;
import java.util.Optional;
import rowan.workspace.command.Commands;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** The notebook, as the code of a cell sees it: it can run further code and commands while its own cell runs. */
public interface Cells {

    /** Runs text as if it were a cell, as a part of the run of another. */
    Outcome evaluate(String cell, Run run);

    /**
     * Carries out a command and gives its whole value.
     *
     * @param name without {@code %}
     * @param words what stands behind it, options included
     * @param body the rest of the cell, of a command for a whole cell
     */
    Outcome command(String name, List<String> words, Optional<String> body, Run run);

    /** The table of commands; a notebook may add its own. */
    Commands commands();
}
