package io.github.spencerpark.jupyter.kernel.display;

import rowan.display.markup.Displayable;
import rowan.display.markup.MimeBundle;

/** A value that draws itself. */
public interface DisplayDataRenderable extends Displayable {

    /** Draws itself into what the context holds. */
    void render(RenderContext context);

    @Override
    default MimeBundle drawn() {
        RenderContext context = new RenderContext(new DisplayData(String.valueOf(this)));
        render(context);
        return context.getOutputContainer().drawn();
    }
}
