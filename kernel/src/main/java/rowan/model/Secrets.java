package rowan.model;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in text that is shown, logged or kept. */
public final class Secrets {

    private static final String NAME = "(?:password|passwd|pwd|passphrase)";

    /** Names of keys; {@code key} itself says too little where it is not a parameter of a URL. */
    private static final String KEY = "(?:hex|text|cipher_?|encryption_?|api_?|access_?|secret_?|private_?)key";

    /**
     * A string of Java, of JSON within one, or of SQL. In libpq's words a backslash keeps a quote from ending it, where
     * another quote follows. Nothing is tried twice, however long the text is.
     */
    private static final String QUOTED = "(?:\\\\\"(?:[^\"\\\\\\n]++|\\\\[^\"])*+\\\\\""
            + "|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"|'(?:[^'\\\\\\n]++|''|\\\\(?:'(?=[^'\\n]*'))?)*+')";

    /** As ODBC quotes what has a semicolon in it. */
    private static final String BRACED = "\\{[^}\\n]*\\}";

    private static final Pattern QUOTE = Pattern.compile("\\\\?[\"']");

    /** Where a secret stands behind what: the first group is kept, the rest of the match is the secret. */
    private static final List<Pattern> PLACES = List.of(
            // scheme://user:secret@host, up to the last @, since a secret may have a / or an @; host:80/a@b is none.
            pattern("(://[^:/\\s\"']*:)(?!\\d{1,5}[/;?,])(?:(?!://)[^\\s\"'])+(?=@)"),
            // jdbc:oracle:thin:user/secret@host
            pattern("(:thin:[^/@\\s\"']+/)[^\\s\"']+(?=@)"),
            // ?password=secret&…, ;password=secret;…, file:x.db?key=secret, also where the URL is itself encoded
            pattern("((?:[?&;]|%3F|%26|%3B)[\\w.]*?(?:" + NAME + "|secret|token|" + KEY + "|\\bkey)(?:=(?!=)|%3D))"
                    + "(?:" + BRACED + "|(?:(?!%26|%3B)[^&;\\s\"'])+)"),
            // host=… password=secret, Pwd={secret};… of a connection string: no blank, no parameter, and no call
            pattern("((?<![\\w.])" + NAME + "=)(?![=:?$@(])(?:" + BRACED + "|[^\\s;&\"'()]++(?!\\())"),
            // String password = "secret", password: "secret", PASSWORD 'secret'
            pattern("(" + NAME + "\\w*\\s*(?:[=:]\\s*|\\s))" + QUOTED),
            // ?key='secret', setProperty("password", "secret"), {"hexkey": "secret"}
            pattern("([?&;]" + "(?:" + KEY + "|key)=|(?:" + NAME + "|" + KEY + ")\\\\?[\"']\\s*[,:]\\s*)" + QUOTED),
            // getConnection(url, user, "secret")
            pattern("(\\bgetConnection\\s*\\([^()]*,[^(),]*,\\s*)" + QUOTED + "(?=\\s*\\))"),
            // CREATE USER … IDENTIFIED BY 'secret', ATTACH … KEY 'secret'
            pattern("(\\b(?:IDENTIFIED\\s+BY|ATTACH\\b[^;]*\\bKEY)\\s*)" + QUOTED),
            // PRAGMA key = 'secret', PRAGMA main.hexkey(secret)
            pattern("(\\bPRAGMA\\s+(?:\\w+\\.)?\\w*key\\s*[=(]\\s*)(?:" + QUOTED + "|[^\\s;\"'()]+)"));

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
        Matcher quoted = QUOTE.matcher(secret);
        String quote = quoted.lookingAt() ? quoted.group() : "";
        String open = secret.substring(quote.length(), secret.length() - quote.length());
        return kept + quote + mask.apply(open) + quote;
    }
}
