package io.github.spencerpark.jupyter.kernel.display;

/** Draws values of a type. */
@FunctionalInterface
public interface RenderFunction<T> {

    /** Draws {@code value} into what the context holds. */
    void render(T value, RenderContext context);
}
