package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.ArrayList;
import java.util.List;
import rowan.jshell.cell.CellFunctions;
import rowan.jshell.cell.CellHost;

/** Draws values, and takes functions that draw a notebook's own. */
public class Renderer {

    /** Begins to say how values of a type are drawn. */
    public <T> RenderRegistration<T> createRegistration(Class<T> type) {
        return new RenderRegistration<>(type);
    }

    /** A value in all its formats. */
    public DisplayData render(Object value) {
        return new DisplayData(CellHost.renderers().render(value));
    }

    /** A value in some formats. */
    public DisplayData renderAs(Object value, String... types) {
        return new DisplayData(CellFunctions.render(value, types));
    }

    /** How values of a type are drawn, until {@link #register} says it. */
    public static class RenderRegistration<T> {
        private final List<Class<? extends T>> types = new ArrayList<>();

        protected RenderRegistration(Class<T> type) {
            types.add(type);
        }

        /** The format that is shown where none is asked for; a front end chooses the richest it knows anyway. */
        public RenderRegistration<T> preferring(MIMEType... formats) {
            return this;
        }

        /** The same, by name. */
        public RenderRegistration<T> preferring(String... formats) {
            return this;
        }

        /** Formats it can draw. */
        public RenderRegistration<T> supporting(MIMEType... formats) {
            return this;
        }

        /** The same, by name. */
        public RenderRegistration<T> supporting(String... formats) {
            return this;
        }

        /** Also for another type. */
        public RenderRegistration<T> onType(Class<? extends T> type) {
            types.add(type);
            return this;
        }

        /** From now on, values of these types are drawn by {@code function}. */
        public void register(RenderFunction<? super T> function) {
            for (Class<? extends T> type : types) {
                CellHost.renderers().add(rowan.display.markup.Renderer.of(type, value -> {
                    RenderContext context = context(value);
                    function.render(value, context);
                    return context.getOutputContainer().drawn();
                }));
            }
        }

        /** A drawing of a value, begun with its text. */
        protected RenderContext context(Object value) {
            return new RenderContext(new DisplayData(String.valueOf(value)));
        }
    }
}
