package rowan.display;

import java.awt.Color;
import java.util.Arrays;

/**
 * The colours of everything that is drawn. Text keeps the colour of the front end's theme, since no fixed colour reads on
 * both light and dark; these are grounds, borders and bars.
 */
final class Palette {

    static final String GOOD_GROUND = "rgba(46, 160, 67, 0.16)";
    static final String BAD_GROUND = "rgba(218, 54, 51, 0.16)";
    static final String NOTE_GROUND = "rgba(210, 153, 34, 0.2)";
    static final String CODE_GROUND = "rgba(128, 128, 128, 0.12)";
    static final String LINE = "rgba(128, 128, 128, 0.4)";

    private Palette() {}

    /** Colours of pictures, which cannot follow the theme: each reads on white and on black. */
    static final class Ink {
        static final Color TEXT = new Color(0x76, 0x76, 0x76);
        static final Color GRID = new Color(0x80, 0x80, 0x80, 0x40);
        static final Color CLEAR = new Color(0, 0, 0, 0);
        static final Color[] SERIES = {
            new Color(0x3b, 0x82, 0xc4),
            new Color(0xc9, 0x6a, 0x1b),
            new Color(0x3c, 0x8d, 0x40),
            new Color(0xa8, 0x5c, 0xc0),
            new Color(0xb0, 0x7d, 0x10),
            new Color(0x2a, 0x8c, 0x8c)
        };

        /** For bars that lie upon each other. */
        static final Color[] SEE_THROUGH = Arrays.stream(SERIES)
                .map(c -> new Color(c.getRed(), c.getGreen(), c.getBlue(), 0xA0))
                .toArray(Color[]::new);

        /** The colour of a series by its place, from 0. */
        static Color series(int place) {
            return SERIES[place % SERIES.length];
        }

        private Ink() {}
    }
}
