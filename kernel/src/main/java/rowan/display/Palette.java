package rowan.display;

/**
 * The colours of everything that is drawn. Text keeps the colour of the front end's theme, since no fixed colour reads on
 * both light and dark; these are grounds, borders and bars.
 */
final class Palette {

    static final String GOOD_GROUND = "rgba(46, 160, 67, 0.16)";
    static final String BAD_GROUND = "rgba(218, 54, 51, 0.16)";
    static final String CODE_GROUND = "rgba(128, 128, 128, 0.12)";

    private Palette() {}
}
