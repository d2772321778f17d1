package rowan.display.markup;

import java.awt.FontMetrics;

/** Text that has to fit into a picture. */
public final class TextFit {

    private static final String MORE = "…";

    private TextFit() {}

    /** As much of a text as has room, with a sign that there is more; never half of a character. */
    public static String shortened(String text, int pixels, FontMetrics metrics) {
        if (metrics.stringWidth(text) <= pixels) {
            return text;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end) + MORE) > pixels) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + MORE;
    }
}
