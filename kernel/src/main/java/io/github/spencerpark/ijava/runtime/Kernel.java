package io.github.spencerpark.ijava.runtime;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.ijava.JavaKernel;
import rowan.jshell.cell.CellFunctions;

/** The kernel itself. */
public final class Kernel {

    private Kernel() {}

    /** See {@link IJava#getKernelInstance}. */
    public static JavaKernel getKernelInstance() {
        return IJava.getKernelInstance();
    }

    /**
     * See {@link CellFunctions#eval}.
     *
     * @throws Exception whatever the code throws
     */
    public static Object eval(String code) throws Exception {
        return CellFunctions.eval(code);
    }
}
