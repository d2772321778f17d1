package rowan.display.markup;

import java.util.Locale;
import java.util.function.IntPredicate;

/**
 * Text as a person may see it: whatever a value, a name or a message contains, it can neither move what stands beside it,
 * nor colour or hide it, nor be read as something else than it is. Control characters become the pictures that Unicode has
 * of them, ␀ to ␟ and ␡, and all else that works unseen its number, such as ⟨U+202E⟩.
 *
 * <p>Line ends and tabs stay, and so does what writing needs: joiners, variation selectors, and the marks that say which way
 * a sign between two scripts runs (U+200E, U+200F, U+061C). Overrides, embeddings and isolates do not: a text that ends
 * within one turns round what follows it.
 *
 * <p>For drawing only; what is exported, copied or computed with is the value itself.
 */
public final class VisibleText {

    private VisibleText() {}

    /** What is read as a blank or passed over where markup begins or a tag is written. */
    private static final String BLANKS_OF_MARKUP = "\r\f\uFEFF";

    /** The text with all that is not to be seen made visible; the same text where there is nothing of that kind. */
    public static String of(String text) {
        return visible(text, VisibleText::isUnseen);
    }

    /**
     * Markup with the same made visible, wherever it stands: none of the signs can begin or end a tag, an attribute or a
     * reference. HTML allows no control characters but blanks, which stay. It allows those that turn text round; they do not
     * stay all the same, since markup has {@code dir} and {@code <bdi>} for that, which end with their element, and a text
     * that was put in between tags need not be the user's own. Who writes a reference such as {@code &#x202E;} means it.
     */
    public static String ofMarkup(String source) {
        return visible(source, c -> isUnseen(c) && BLANKS_OF_MARKUP.indexOf(c) < 0);
    }

    private static String visible(String text, IntPredicate isUnseen) {
        int at = firstUnseen(text, isUnseen);
        if (at == text.length()) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16).append(text, 0, at);
        while (at < text.length()) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
                continue;
            }
            if (isUnseen.test(c)) {
                visible.append(sign(c));
            } else {
                visible.appendCodePoint(c);
            }
        }
        return visible.toString();
    }

    private static int firstUnseen(String text, IntPredicate isUnseen) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (isUnseen.test(c)) {
                return at;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static String sign(int c) {
        if (c < 0x20) {
            return Character.toString(0x2400 + c);
        }
        if (c == 0x7F) {
            return "␡";
        }
        // Half a character is no character, and has no number.
        return isHalf(c) ? "\uFFFD" : String.format(Locale.ROOT, "⟨U+%04X⟩", c);
    }

    private static boolean isHalf(int c) {
        return c >= 0xD800 && c <= 0xDFFF;
    }

    private static boolean isUnseen(int c) {
        if (c < 0x7F) {
            return c < 0x20 && c != '\n' && c != '\t';
        }
        boolean control = c <= 0x9F;
        boolean line = c == 0x2028 || c == 0x2029;
        boolean turning = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x206F;
        boolean annotation = c >= 0xFFF9 && c <= 0xFFFB;
        boolean noCharacter = (c & 0xFFFE) == 0xFFFE || isHalf(c);
        return control || line || turning || annotation || noCharacter || c == 0xFEFF || c == 0xE0001;
    }
}
