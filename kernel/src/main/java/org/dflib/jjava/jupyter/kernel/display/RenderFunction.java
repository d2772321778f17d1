package org.dflib.jjava.jupyter.kernel.display;

/** Draws values of one type. */
@FunctionalInterface
public interface RenderFunction<T> extends io.github.spencerpark.jupyter.kernel.display.RenderFunction<T> {

    /** Draws what the context asks for. */
    void render(T value, RenderContext context);

    @Override
    default void render(T value, io.github.spencerpark.jupyter.kernel.display.RenderContext context) {
        render(value, (RenderContext) context);
    }
}
