package rowan.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in text that is shown, logged or kept. */
public final class Secrets {

    private static final String NAME = "(?:password|passwd|pwd|passphrase)";
    private static final String QUOTED = "(?:\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\n]|'')*')";

    /** Where a secret stands behind what: the first group is kept, the rest of the match is the secret. */
    private static final List<Pattern> PLACES = List.of(
            // scheme://user:secret@host; what is behind the last @ before the path is the host.
            pattern("(://[^:/@\\s\"']*:)[^/\\s\"']+(?=@)"),
            // jdbc:oracle:thin:user/secret@host
            pattern("(:thin:[^/@\\s\"']+/)[^/\\s\"']+(?=@)"),
            // ?password=secret&…, ;password=secret;…
            pattern("([?&;][\\w.]*(?:" + NAME + "|secret|token|api_?key|access_?key)=)[^&;\\s\"']+"),
            // String password = "secret", password: "secret", PASSWORD 'secret'
            pattern("(" + NAME + "\\w*\\s*(?:[=:]\\s*|\\s))" + QUOTED),
            // setProperty("password", "secret"), {"password": "secret"}
            pattern("(" + NAME + "[\"']\\s*[,:]\\s*)" + QUOTED),
            // getConnection(url, user, "secret")
            pattern("(\\bgetConnection\\s*\\([^()]*,[^(),]*,\\s*)" + QUOTED + "(?=\\s*\\))"),
            // CREATE USER … IDENTIFIED BY 'secret', PRAGMA key = 'secret', ATTACH … KEY 'secret'
            pattern("(\\b(?:IDENTIFIED\\s+BY|PRAGMA\\s+\\w*key\\s*=|ATTACH\\b[^;]*\\bKEY)\\s*)" + QUOTED));

    private Secrets() {}

    private static Pattern pattern(String place) {
        return Pattern.compile(place, Pattern.CASE_INSENSITIVE);
    }

    /** A text with {@code ***} in the place of every password that can be told for one. */
    public static String masked(String text) {
        return replaced(text, secret -> "***");
    }

    /** As {@link #masked}, as long as it was: marks below the text stay in their places. */
    public static String blotted(String text) {
        return replaced(text, secret -> "*".repeat(secret.length()));
    }

    private static String replaced(String text, UnaryOperator<String> mask) {
        String masked = text;
        for (Pattern place : PLACES) {
            masked = place.matcher(masked).replaceAll(found -> Matcher.quoteReplacement(stars(found, mask)));
        }
        return masked;
    }

    private static String stars(MatchResult found, UnaryOperator<String> mask) {
        String kept = found.group(1);
        String secret = found.group().substring(kept.length());
        boolean isQuoted = secret.startsWith("\"") || secret.startsWith("'");
        String quote = isQuoted ? secret.substring(0, 1) : "";
        String open = secret.substring(quote.length(), secret.length() - quote.length());
        return kept + quote + mask.apply(open) + quote;
    }
}
