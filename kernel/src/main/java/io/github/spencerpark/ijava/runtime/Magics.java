package io.github.spencerpark.ijava.runtime;

import java.util.List;
import rowan.jshell.cell.CellFunctions;

/** Magics, called as methods. */
public final class Magics {

    private Magics() {}

    /** See {@link CellFunctions#lineMagic}. */
    public static <T> T lineMagic(String name, List<String> arguments) {
        return CellFunctions.lineMagic(name, arguments);
    }

    /** See {@link CellFunctions#cellMagic}. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return CellFunctions.cellMagic(name, arguments, body);
    }
}
