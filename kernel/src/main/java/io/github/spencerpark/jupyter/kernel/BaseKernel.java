package io.github.spencerpark.jupyter.kernel;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import rowan.jshell.cell.CellFunctions;

/** The kernel, as libraries know it that draw their own values in notebooks. */
public class BaseKernel {

    private final Renderer renderer = new Renderer();

    protected BaseKernel() {}

    /** Where a notebook says how its own values are drawn. */
    public Renderer getRenderer() {
        return renderer;
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
