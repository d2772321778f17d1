package org.dflib.jjava.jupyter.kernel.display;

import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** Draws values, and takes functions that draw a library's own. */
public final class Renderer extends io.github.spencerpark.jupyter.kernel.display.Renderer {

    @Override
    public <T> RenderRegistration<T> createRegistration(Class<T> type) {
        return new RenderRegistration<>(type);
    }

    @Override
    public DisplayData render(Object value) {
        return new DisplayData(super.render(value));
    }

    @Override
    public DisplayData renderAs(Object value, String... types) {
        return new DisplayData(super.renderAs(value, types));
    }

    /** How values of a type are drawn, until {@link #register} says it. */
    public static final class RenderRegistration<T>
            extends io.github.spencerpark.jupyter.kernel.display.Renderer.RenderRegistration<T> {

        RenderRegistration(Class<T> type) {
            super(type);
        }

        /** The format that is shown where none is asked for; a front end chooses the richest it knows anyway. */
        public RenderRegistration<T> preferring(MIMEType... formats) {
            return this;
        }

        /** Formats it can draw. */
        public RenderRegistration<T> supporting(MIMEType... formats) {
            return this;
        }

        @Override
        public RenderRegistration<T> onType(Class<? extends T> type) {
            super.onType(type);
            return this;
        }

        /** From now on, values of these types are drawn by {@code function}. */
        public void register(RenderFunction<? super T> function) {
            super.register(function);
        }

        @Override
        protected RenderContext context(Object value) {
            return new RenderContext(new DisplayData(String.valueOf(value)));
        }
    }
}
