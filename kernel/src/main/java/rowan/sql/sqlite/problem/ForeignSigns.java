package rowan.sql.sqlite.problem;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.sql.statement.Token;

/** What word processors, web pages and wide keyboards put in place of the keyboard's own signs. */
final class ForeignSigns {

    private static final Pattern TYPOGRAPHIC = Pattern.compile("[\u2018-\u201f\u00ab\u00bb\u00b4]");

    /** Narrow signs and letters as Chinese and Japanese keyboards have them, each so much further on. */
    private static final Pattern WIDE = Pattern.compile("[\uff01-\uff5e]");

    private static final int WIDER = '\uff01' - '!';

    /** Blanks, and what has no width at all, that only look like the keyboard's. */
    private static final Pattern BLANKS = Pattern.compile("[\u00a0\u2000-\u200f\u202f\u3000\ufeff]");

    private ForeignSigns() {}

    /** Full-width signs and blanks of web pages are letters for SQLite, and in some names they are meant. */
    static Optional<String> narrowed(Token token) {
        if (token.kind() != Token.Kind.WORD) {
            return Optional.empty();
        }
        if (BLANKS.matcher(token.text()).find()) {
            return Optional.of("A blank in it is none of the keyboard's, as web pages have them: type it anew.");
        }
        return WIDE.matcher(token.text()).find()
                ? Optional.of("These are full-width signs. SQL knows narrow ones: " + narrow(token.text()))
                : Optional.empty();
    }

    /** A text with the keyboard's own signs in place of wide ones. */
    static String narrow(String text) {
        return WIDE.matcher(BLANKS.matcher(text).replaceAll(" "))
                .replaceAll(wide -> Matcher.quoteReplacement(
                        String.valueOf((char) (wide.group().charAt(0) - WIDER))));
    }

    /** Quotes as word processors put them are letters for SQLite. */
    static Optional<String> straightened(Token token) {
        return token.kind() == Token.Kind.WORD
                        && TYPOGRAPHIC.matcher(token.text()).find()
                ? Optional.of("These are a word processor's quotes. SQL knows straight ones: '"
                        + TYPOGRAPHIC.matcher(token.text()).replaceAll("") + "'.")
                : Optional.empty();
    }
}
