package rowan.model;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords in text that is shown, logged or kept. */
public final class Secrets {

    private static final String NAME = "(?:password|passwd|pwd|passphrase)";

    /** Names of keys; {@code key} itself says too little where it is not a parameter of a URL. */
    private static final String KEY =
            "(?:(?:hex|text|cipher_?|encryption_?|api_?|access_?|account_?|secret_?|private_?|ssl)key"
                    + "|(?:access|auth|refresh|client)_?(?:token|secret))";

    /** What stands before such a name in a variable of the environment: {@code MYSQL_PWD}, {@code PGPASSWORD}. */
    private static final String ENVIRONMENT = "(?-i:(?:[A-Z][A-Z0-9]*+_)+|PG)";

    /** What means a secret in such a variable only, or in a line of its own. */
    private static final String IN_ENVIRONMENT =
            "(?-i:(?:[A-Z][A-Z0-9]*+_)*(?:TOKEN|SECRET)|(?:[A-Z][A-Z0-9]*+_)+PASS)";

    /** Names of parameters of a URL; the short ones stand alone: {@code bypass} and {@code monkey} tell none. */
    private static final String PARAMETER = "(?:" + percentEncoded(NAME + "|secret|token|" + KEY) + "|(?<![a-z0-9])"
            + percentEncoded("(?:pass|pw|sig|auth|credentials?|jwt)") + "|(?<![a-z0-9_])" + percentEncoded("key") + ")";

    /** A URL of a database up to its first slash. */
    private static final String DATABASE =
            "\\b(?:postgres(?:ql)?|cockroachdb|redshift|mysql|mariadb|sqlite|duckdb|oracle"
                    + "|mssql|sqlserver|db2|ibm_db_sa|firebird|sybase|hana|rediss?|mongodb|cassandra|clickhouse|snowflake|trino"
                    + "|presto|hive|impala|databricks|bigquery|teradata(?:sql)?|vertica)(?:\\+\\w+)?:";

    /** The same of those to which what stands alone before the host may be a key; to the others, it is a user's name. */
    private static final String DATABASE_WITH_KEYS =
            "\\b(?:rediss?|snowflake|databricks|bigquery|duckdb|sqlite)(?:\\+\\w+)?:";

    /** What is given out as a key and looks like one, so that it is no name. */
    private static final String TOKEN = "(?:(?:gh[a-z]_|github_pat_|gl[a-z]{2,5}-|xox[a-z]-|sk-|dapi|eyJ)[\\w.-]++"
            + "|(?=[a-z_-]*+\\d)[\\w-]{20,}+)";

    /** The same where it stands alone, of those whose form says whose they are. A key's name (AKIA…) is no secret. */
    private static final String KNOWN_TOKEN =
            "(?<![\\w-])(?-i:gh[opsur]_\\w{16,}+|github_pat_\\w{16,}+|glpat-[\\w-]{16,}+"
                    + "|xox[abeprs]-[\\w-]{10,}+|sk-(?=[\\w-]*\\d)[\\w-]{16,}+|eyJ[\\w-]{10,}+\\.eyJ[\\w-]{10,}+\\.[\\w-]++)";

    /** A page's address has a path behind its port, in which an {@code @} tells nothing. */
    private static final String NO_PAGE = "(?!(?<=\\b(?:https?|wss?):/{1,2}[^:/\\s\"']{0,255}:)\\d{1,5}+[/?#])";

    /** A port, and perhaps a path, with no {@code @} in the same word. */
    private static final String PORT = "\\d{1,5}(?:[/?;,][^\\s\"'@]*+)?(?:[\\s\"')]|$)";

    /** More of a secret that has an {@code @} in it, up to the last one before the next URL. */
    private static final String UP_TO_LAST_AT = "(?:@(?:[^\\s\"'@:]++|:(?!//))*+(?=@))*+(?=@)";

    /** The same with blanks in it: what follows an {@code @} up to one, and has neither a port nor a path, need be no host. */
    private static final String UP_TO_LAST_AT_OVER_BLANKS =
            "(?:@(?:[^\\s\"'@:]++|:(?!//))*+(?=@)" + "|@[^\\s\"'@:/,;]*+[ \\t][^\"'@:/,;\\n]{0,64}+(?=@))*+(?=@)";

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
            // "scheme://user:secret@host" as one word in quotes: all up to the last @ in it
            pattern("(([\"'])[\\w+.:-]{1,64}:/++(?:(?!\\2)[^:/\\n])*+:)" + NO_PAGE + "(?!" + PORT + ")"
                    + "(?:(?!\\2)[^@\\n])*+(?:@(?:(?!\\2|://)[^@\\n])*+(?=@))*+(?=@)"),
            // scheme://user:secret@host, up to the last @, since a secret may have a / or an @; a path has but one
            // slash
            pattern("(:/++[^:/\\s\"']*+:)" + NO_PAGE + "[^\\s\"'@]{0,4096}+" + UP_TO_LAST_AT),
            // the same of a database, with blanks and quotes in it
            pattern("(" + DATABASE + "/++[^:/@\"'\\n]*+:)(?!\\s|" + PORT + ")[^\\s@]++(?:[^@:\\n]|:(?!//)){0,1024}+"
                    + UP_TO_LAST_AT_OVER_BLANKS),
            // database://user:secret with no host, where it is neither a port nor a path
            pattern("(" + DATABASE + "/{1,2}+[^:/@\\s\"'\\[]++:)(?!\\d{1,5}(?!\\w)|[/\\\\])[^\\s\"'@]++(?!@)"),
            // database://key@host
            pattern("(" + DATABASE_WITH_KEYS + "/{1,2}+)[^:/@\\s\"']++(?=@)"),
            // scheme://token@host, scheme://token:…@host
            pattern("(:/{1,2}+)" + TOKEN + "(?=[:@])"),
            // jdbc:oracle:thin:user/secret@host
            pattern("(:thin:[^/@\\s\"']+/)[^\\s\"']+(?=@)"),
            // ?password=secret&…, ;password=secret;…, file:x.db?key=secret, also where the URL is itself encoded
            pattern("((?:[?&;]|%3F|%26|%3B)[\\w.%]{0,32}?" + PARAMETER + "(?:=(?!=)|%3D))" + "(?:" + BRACED
                    + "|(?:(?!%26|%3B)[^&;\\s\"'])++)"),
            // host=… password=secret, Pwd={secret};… of a connection string, PGPASSWORD=secret, GITHUB_TOKEN='secret':
            // no blank, no parameter, and no call
            pattern("((?<![\\w.])(?:" + ENVIRONMENT + "?(?:" + NAME + "|" + KEY + "|pw|credentials?|jwt)|"
                    + IN_ENVIRONMENT + ")=)(?![=:?$@(])(?:" + BRACED + "|" + QUOTED + "|[^\\s;&\"'()]++(?!\\())"),
            // token: secret, {password: secret}, 'X-Api-Key: secret', alone in a line or what encloses it
            pattern("((?:(?m:^)|[{,\"'])[ \\t]*(?:-[ \\t]+)?[\\w-]{0,64}?(?:" + NAME + "|" + KEY
                    + "|api-key|token|secret):[ \\t]+)(?:" + QUOTED + "|(?![:?$@]|(?:true|false|null)\\b)"
                    + "[^\\s\"',;{}()\\[\\]]++(?=[ \\t]*(?:(?m:$)|[,}\"'])))"),
            // --password secret
            pattern("(--" + NAME + "\\s++)[^\\s\"'-][^\\s\"']*+"),
            // String password = "secret", password: "secret", PASSWORD 'secret'
            pattern("(" + NAME + "\\w*\\s*(?:[=:]\\s*|\\s))" + QUOTED),
            // ?key='secret', setProperty("password", "secret"), {"hexkey": "secret"}
            pattern("([?&;][\\w.%]{0,32}?" + PARAMETER + "=|(?:" + NAME + "|" + KEY + ")\\\\?[\"']\\s*[,:]\\s*"
                    + "|[\"'](?:token|secret)\\\\?[\"']\\s*:\\s*)" + QUOTED),
            // ghp_secret
            pattern("()" + KNOWN_TOKEN),
            // Authorization: Bearer secret, "Authorization": "Basic secret"
            pattern("(\\bAuthorization\\\\?[\"']?\\s*[:=,]\\s*\\\\?[\"']?(?:Bearer|Basic|Token)\\s+)[\\w.~+/=-]{12,}+"),
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

    /** A pattern of names, any letter of which may also be written as {@code %hh}, as in a URL. */
    private static String percentEncoded(String names) {
        return Pattern.compile("[a-z_]")
                .matcher(names)
                .replaceAll(letter -> String.format(
                        Locale.ROOT,
                        "(?:%s|%%%02x|%%%02x)",
                        letter.group(),
                        (int) letter.group().charAt(0),
                        (int) letter.group().toUpperCase(Locale.ROOT).charAt(0)));
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
