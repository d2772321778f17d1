package rowan.display;

import rowan.model.ResultTable;

/** Draws a {@link ResultTable}. */
final class TableRenderer {

    private TableRenderer() {}

    static MimeBundle draw(ResultTable value) {
        return MimeBundle.text(value.toString());
    }
}
