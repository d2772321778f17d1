package rowan.jshell.syntax;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place of Java code that is not code: a comment, or a string with its text.
 *
 * @param text of the string, as long as it is written, so that places are the same: escapes are filled up with blanks; empty in
 *     a comment
 * @param from where the text begins in the code
 * @param isBlock whether it is a text block
 * @param method of which the string is the first argument; empty where it is none
 */
public record TextPlace(String text, int from, boolean isBlock, String method) {

    private static final String BLOCK = "\"\"\"";

    private static final Pattern CALL = Pattern.compile("(?<method>\\w+)\\s*\\(\\s*$");

    /** The text that a place is in; empty where it is code. */
    public static Optional<TextPlace> of(String code, int place) {
        int at = 0;
        while (at < place) {
            int end = end(code, at);
            if (end > place || end == place && isOpen(code, at, end)) {
                return Optional.of(read(code, at, end));
            }
            at = end;
        }
        return Optional.empty();
    }

    /** The end of what begins at a place: a comment, a string, or a single character of code. */
    private static int end(String code, int at) {
        if (code.startsWith("//", at)) {
            return close(code, "\n", at + 2);
        }
        if (code.startsWith("/*", at)) {
            return close(code, "*/", at + 2);
        }
        String quote = quote(code, at);
        if (quote.isEmpty()) {
            return at + 1;
        }
        int end = at + quote.length();
        while (end < code.length() && !code.startsWith(quote, end)) {
            if (!quote.equals(BLOCK) && code.charAt(end) == '\n') {
                return end;
            }
            end += code.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(code.length(), end + quote.length());
    }

    private static int close(String code, String sign, int from) {
        int end = code.indexOf(sign, from);
        return end < 0 ? code.length() : end + sign.length();
    }

    private static String quote(String code, int at) {
        if (code.startsWith(BLOCK, at)) {
            return BLOCK;
        }
        char c = code.charAt(at);
        return c == '"' || c == '\'' ? String.valueOf(c) : "";
    }

    /** Whether what ends at a place would go on there. */
    private static boolean isOpen(String code, int from, int end) {
        if (code.startsWith("//", from)) {
            return code.charAt(end - 1) != '\n';
        }
        if (code.startsWith("/*", from)) {
            return end < from + 4 || !code.startsWith("*/", end - 2);
        }
        String quote = quote(code, from);
        return !quote.isEmpty() && !isClosed(code, from, end, quote);
    }

    private static boolean isClosed(String code, int from, int end, String quote) {
        return end >= from + 2 * quote.length() && code.startsWith(quote, end - quote.length());
    }

    private static TextPlace read(String code, int from, int end) {
        String quote = quote(code, from);
        if (quote.isEmpty() || quote.equals("'")) {
            return new TextPlace("", from, false, "");
        }
        int start = from + quote.length();
        int close = isClosed(code, from, end, quote) ? end - quote.length() : end;
        Matcher call = CALL.matcher(code).region(Math.max(0, from - 100), from);
        return new TextPlace(
                unescaped(code.substring(start, close)),
                start,
                quote.equals(BLOCK),
                call.find() ? call.group("method") : "");
    }

    private static String unescaped(String written) {
        StringBuilder text = new StringBuilder(written);
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                char escaped = text.charAt(i + 1);
                text.setCharAt(i, ' ');
                text.setCharAt(i + 1, "nrt".indexOf(escaped) >= 0 ? ' ' : escaped);
                i++;
            }
        }
        return text.toString();
    }
}
