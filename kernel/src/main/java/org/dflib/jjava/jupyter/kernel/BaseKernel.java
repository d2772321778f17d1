package org.dflib.jjava.jupyter.kernel;

import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** The kernel, as JJava's libraries know it. */
public class BaseKernel extends io.github.spencerpark.jupyter.kernel.BaseKernel {

    private final Renderer renderer = new Renderer();

    protected BaseKernel() {}

    @Override
    public Renderer getRenderer() {
        return renderer;
    }

    @Override
    public DisplayData eval(String code) {
        Object value = evalRaw(code);
        return value == null ? null : renderer.render(value);
    }

    /** Shows what was drawn. */
    public void display(DisplayData data) {
        super.display(data);
    }
}
