package rowan.jshell.cell;

import java.time.Duration;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/** Whether a cell is to stop before its end, and how it ends then. */
public interface CellStop {

    /** Whether the cell is to stop. */
    boolean isRequested();

    /** Stops the cell when a time is over, unless what comes back is closed before. */
    Interrupt.Registration limit(Duration time);

    /** How a stopped cell ends. */
    Outcome outcome();
}
