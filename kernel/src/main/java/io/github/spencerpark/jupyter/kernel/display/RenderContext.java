package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.function.Supplier;

/** A drawing under way. Every format is wanted; what is shown of them is chosen afterwards. */
public final class RenderContext {

    private final DisplayData output;

    RenderContext(DisplayData output) {
        this.output = output;
    }

    /** Draws a format. */
    public void renderIfRequested(MIMEType type, Supplier<?> drawing) {
        output.putData(type, drawing.get());
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
