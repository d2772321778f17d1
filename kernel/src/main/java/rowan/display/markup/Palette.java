package rowan.display.markup;

import java.awt.Color;

/**
 * The colours of everything that is drawn. Text keeps the colour of the front end's theme, since no fixed colour reads on
 * both light and dark; these are grounds, borders and bars.
 */
public final class Palette {

    public static final String GOOD_GROUND = "rgba(46, 160, 67, 0.16)";
    public static final String BAD_GROUND = "rgba(218, 54, 51, 0.16)";
    public static final String NOTE_GROUND = "rgba(210, 153, 34, 0.2)";
    public static final String CODE_GROUND = "rgba(128, 128, 128, 0.12)";
    static final String LINE = "rgba(128, 128, 128, 0.4)";

    private Palette() {}

    /**
     * Colours of pictures, which cannot follow the theme: no grey reads well enough on both white and JupyterLab's dark
     * (4.35 : 1 at best), so they bring their own ground, on slides too.
     */
    public static final class Ink {
        public static final Color GROUND = Color.WHITE;
        public static final Color TEXT = new Color(0x2f, 0x34, 0x3b);
        public static final Color QUIET_TEXT = new Color(0x5f, 0x66, 0x70);
        public static final Color GRID = new Color(0xe3, 0xe6, 0xea);
        /** Where a difference counts for none. */
        public static final Color BAND = new Color(0x7d, 0x84, 0x8e, 0x38);
        /** What others are compared with. */
        public static final Color BASELINE = new Color(0x7d, 0x84, 0x8e);

        /** What has failed. */
        public static final Color BAD = new Color(0xc9, 0x30, 0x2c);
        /** What is held, behind all that happens meanwhile. */
        public static final Color HELD = new Color(0xb0, 0x7d, 0x10, 0x38);

        public static final Color CLEAR = new Color(0, 0, 0, 0);
        public static final Color[] SERIES = {
            new Color(0x3b, 0x82, 0xc4),
            new Color(0xc9, 0x6a, 0x1b),
            new Color(0x3c, 0x8d, 0x40),
            new Color(0xa8, 0x5c, 0xc0),
            new Color(0xb0, 0x7d, 0x10),
            new Color(0x2a, 0x8c, 0x8c)
        };

        /** The colour of a series by its place, from 0. */
        public static Color series(int place) {
            return SERIES[place % SERIES.length];
        }

        /** The same, for what lies upon each other. */
        public static Color seeThrough(int place) {
            return seeThrough(series(place));
        }

        static Color seeThrough(Color ink) {
            return new Color(ink.getRed(), ink.getGreen(), ink.getBlue(), 0xA0);
        }

        private Ink() {}
    }
}
