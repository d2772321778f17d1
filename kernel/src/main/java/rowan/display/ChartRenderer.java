package rowan.display;

import rowan.model.Chart;

/** Draws a {@link Chart}. */
final class ChartRenderer {

    private ChartRenderer() {}

    static MimeBundle draw(Chart value) {
        return MimeBundle.text(value.toString());
    }
}
