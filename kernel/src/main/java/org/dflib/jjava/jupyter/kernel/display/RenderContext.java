package org.dflib.jjava.jupyter.kernel.display;

import java.util.function.Supplier;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** A drawing under way. */
public final class RenderContext extends io.github.spencerpark.jupyter.kernel.display.RenderContext {

    private final DisplayData output;

    RenderContext(DisplayData output) {
        super(output);
        this.output = output;
    }

    /** Draws a format. */
    public boolean renderIfRequested(MIMEType type, Supplier<?> drawing) {
        return super.renderIfRequested(type, drawing);
    }

    /** Whether this format is wanted. */
    public boolean wantsDataRenderedAs(MIMEType type) {
        return super.wantsDataRenderedAs(type);
    }

    @Override
    public DisplayData getOutputContainer() {
        return output;
    }
}
