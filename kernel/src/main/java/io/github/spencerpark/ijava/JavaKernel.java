package io.github.spencerpark.ijava;

import io.github.spencerpark.ijava.magics.MavenResolver;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import rowan.jshell.CellFunctions;
import rowan.jshell.CellHost;

/** The kernel, as IJava's notebooks know it. */
public final class JavaKernel {

    private final Renderer renderer = new Renderer();
    private final Magics magics = new Magics();
    private final MavenResolver mavenResolver = new MavenResolver();

    JavaKernel() {}

    /** Where a notebook says how its own values are drawn. */
    public Renderer getRenderer() {
        return renderer;
    }

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

    /** Runs code, magics included; its value, or null. */
    public Object evalRaw(String code) {
        return CellFunctions.eval(code);
    }

    /** Runs code, magics included; its value drawn, or null. */
    public DisplayData eval(String code) {
        Object value = evalRaw(code);
        return value == null ? null : renderer.render(value);
    }

    /** Shows what was drawn. */
    public void display(DisplayData data) {
        CellFunctions.display(data);
    }
}
