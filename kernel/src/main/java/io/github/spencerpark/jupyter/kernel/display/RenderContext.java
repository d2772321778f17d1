package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A drawing under way. Every format is wanted; what is shown of them is chosen afterwards. */
public class RenderContext {

    private final DisplayData output;

    protected RenderContext(DisplayData output) {
        this.output = output;
    }

    /** Draws a format; whether it was wanted. */
    public boolean renderIfRequested(MIMEType type, Supplier<?> drawing) {
        output.putData(type, drawing.get());
        return true;
    }

    /** Draws a format by its name. */
    public boolean renderIfRequested(MIMEType type, Function<MIMEType, ?> drawing) {
        return renderIfRequested(type, () -> drawing.apply(type));
    }

    /** Draws a format into what is drawn already. */
    public boolean renderIfRequested(MIMEType type, BiConsumer<MIMEType, DisplayData> drawing) {
        drawing.accept(type, output);
        return true;
    }

    /** Draws several formats in the same way. */
    public void renderIfRequested(Supplier<?> drawing, MIMEType... types) {
        for (MIMEType type : types) {
            renderIfRequested(type, drawing);
        }
    }

    /** Whether this format is wanted. */
    public boolean wantsDataRenderedAs(MIMEType type) {
        return true;
    }

    /** What has been drawn. */
    public DisplayData getOutputContainer() {
        return output;
    }
}
