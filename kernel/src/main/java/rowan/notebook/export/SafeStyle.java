package rowan.notebook.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The declarations of a {@code style} that concern the look of an element and its place among the others. Whatever fetches,
 * lies above the page or comes from elsewhere is left out.
 */
final class SafeStyle {

    private static final Pattern PROPERTY = Pattern.compile("align-.*|justify-.*|background(-color)?|border(-.*)?|"
            + "(box-sizing|caption-side|clear|color|column-.*|columns|cursor|direction|display|float|flex(-.*)?|font(-.*)?)|"
            + "(gap|row-gap|grid(-.*)?|(max-|min-)?(width|height)|letter-spacing|line-height|list-style(-type)?)|"
            + "margin(-.*)?|opacity|order|overflow(-[xy]|-wrap)?|padding(-.*)?|table-layout|text-.*|vertical-align|"
            + "visibility|white-space|word-(break|spacing|wrap)");

    /** No escape, no comment, nothing of a language but CSS's own. */
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N}\\s#%.,()+/!'\"_-]*+");

    private static final Pattern FUNCTION = Pattern.compile("([\\w-]*)\\s*\\(");

    private static final Set<String> FUNCTIONS = Set.of(
            "rgb",
            "rgba",
            "hsl",
            "hsla",
            "calc",
            "min",
            "max",
            "clamp",
            "minmax",
            "repeat",
            "linear-gradient",
            "radial-gradient");

    private SafeStyle() {}

    /** The declarations that may stay, in their order; the style as it is where all may. */
    static String of(String style) {
        List<String> kept = new ArrayList<>();
        for (String declaration : style.split(";")) {
            int colon = declaration.indexOf(':');
            if (colon > 0
                    && PROPERTY.matcher(declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT))
                            .matches()
                    && isSafe(declaration.substring(colon + 1))) {
                kept.add(declaration.strip());
            }
        }
        return String.join("; ", kept);
    }

    private static boolean isSafe(String value) {
        boolean quoted = value.chars().filter(c -> c == '"').count() % 2 == 0
                && value.chars().filter(c -> c == '\'').count() % 2 == 0;
        if (!quoted || !VALUE.matcher(value).matches()) {
            return false;
        }
        Matcher functions = FUNCTION.matcher(value);
        while (functions.find()) {
            String name = functions.group(1).toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !FUNCTIONS.contains(name)) {
                return false;
            }
        }
        return true;
    }
}
