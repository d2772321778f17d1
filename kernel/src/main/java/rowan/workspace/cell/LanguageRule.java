package rowan.workspace.cell;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import rowan.model.Nearest;

/**
 * Tells from the text of a cell alone whether it is SQL or Java. The first word decides, and where it could begin either,
 * the token behind it.
 *
 * @param statementWords tells the words that a SQL statement can begin with now, in capitals
 * @param foreignWords tells the words with which statements of other engines begin; as SQL, they are answered
 */
public record LanguageRule(Supplier<Set<String>> statementWords, Supplier<Set<String>> foreignWords) {

    /** The names of the two languages. */
    public static final String SQL = "sql";

    public static final String JAVA = "java";

    /** {@code name << SELECT …} and {@code name = << SELECT …}: the result goes into a name. */
    private static final Pattern CAPTURE = Pattern.compile("\\w+\\s*=?\\s*<<\\s*");

    /** A word that begins within a parenthesis and is not all of it, as the type of a cast is. */
    private static final Pattern IN_PARENTHESES = Pattern.compile("\\(\\s*(?<word>\\w+)\\s");

    /** Tokens that follow a variable, a label or a type, and never a statement word. Longer ones first. */
    private static final String[] JAVA_SIGNS = {
        "->", "::", "++", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "=", "<", ">", ")", "]"
    };

    /** The words behind which SQL has expressions, as Java has them behind a name. */
    private static final Set<String> EXPRESSION_WORDS = Set.of("select", "values");

    /** The rule for words that stay the same. */
    public LanguageRule(Set<String> statementWords) {
        this(() -> statementWords, Set::of);
    }

    /** The language of a text that does not begin with a command; {@code defaultLanguage} where nothing speaks for SQL. */
    public String decide(String text, String defaultLanguage) {
        int start = firstSignificant(text, 0);
        if (text.startsWith("//", start)) {
            return JAVA;
        }
        if (capturesStatement(text, start)) {
            return SQL;
        }
        int end = wordEnd(text, start);
        String word = text.substring(start, end);
        if (word.isEmpty() || followsAsJava(text, word, end)) {
            return word.isEmpty() ? defaultLanguage : javaUnless(word, defaultLanguage);
        }
        return statementWords.get().contains(word.toUpperCase(Locale.ROOT)) ? SQL : defaultLanguage;
    }

    /**
     * A text whose first statement uses a name as Java does.
     *
     * @param name in lower case
     * @param isBare whether nothing but {@code ++} or {@code --} stands beside it
     * @param isCall whether a parenthesis follows, so that it is the name of a method
     * @param rest what follows the statement, behind its semicolon
     */
    public record NameUse(String name, boolean isBare, boolean isCall, String rest) {}

    /**
     * How a text in lower case uses its first name: {@code end;}, {@code --count}, {@code end-- - 1}, {@code select ("a")}.
     * In Java a sign follows a name; the answer is empty where a word or a literal does, or a list of SQL. What stands further
     * on may be wrong: as SQL, {@code --} would begin a comment, and {@code end--} commit.
     */
    public Optional<NameUse> nameUse(String text) {
        int start = skipJava(text, 0, true);
        boolean isCountedDown = text.startsWith("--", start);
        start += isCountedDown ? 2 : 0;
        int end = wordEnd(text, start);
        String name = text.substring(start, end);
        if (name.isEmpty()
                || !name.equals(name.toLowerCase(Locale.ROOT))
                || !Character.isJavaIdentifierStart(name.charAt(0))
                || capturesStatement(text, start)) {
            return Optional.empty();
        }
        int next = skipJava(text, end, false);
        boolean isCounted = isCounter(text, next);
        int from = isCounted ? skipJava(text, next + 2, false) : next;
        boolean isOver = isCounted && text.substring(next, from).indexOf('\n') >= 0;
        int to = isOver ? from : statementEnd(text, from);
        if (!isOver && isOperand(text, from)
                || isCountedDown && from < to
                || EXPRESSION_WORDS.contains(name) && isList(text, from, to)) {
            return Optional.empty();
        }
        boolean isCall = text.startsWith("(", next);
        return Optional.of(new NameUse(name, from == to, isCall, text.substring(skipJava(text, to, true))));
    }

    /** Whether a word or a literal stands here, which in Java never follows a name. */
    private static boolean isOperand(String text, int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        boolean isFraction = c == '.' && at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        return isFraction
                || "'\"`:@$#".indexOf(c) >= 0
                || wordEnd(text, at) > at
                        && !text.substring(at, wordEnd(text, at)).equals("instanceof");
    }

    /**
     * Whether what follows {@code select} or {@code values} is SQL's: outside parentheses it has a comma, {@code from}, a
     * {@code *} at its end, or two operands without a sign between them.
     */
    private static boolean isList(String text, int from, int to) {
        boolean isBehindOperand = true;
        boolean isBehindStar = false;
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            int wordEnd = wordEnd(text, at);
            String word = text.substring(at, wordEnd);
            if (c == ',' || word.equalsIgnoreCase("from") || isBehindOperand && isOperand(text, at)) {
                return true;
            }
            isBehindStar = c == '*';
            if (isCounter(text, at)) {
                at += 2;
            } else {
                isBehindOperand = c == '(' || c == '[' || isOperand(text, at) && !word.equals("new");
                at = word.isEmpty() ? tokenEnd(text, at) : wordEnd;
            }
            at = skipJava(text, at, false);
        }
        return isBehindStar;
    }

    private static boolean isCounter(String text, int at) {
        return text.startsWith("++", at) || text.startsWith("--", at);
    }

    /** The place of the semicolon that ends a statement of Java, or the end of the text. */
    private static int statementEnd(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != ';') {
            at = skipJava(text, tokenEnd(text, at), false);
        }
        return at;
    }

    /** The place behind a string, what is in parentheses, or a single sign. */
    private static int tokenEnd(String text, int at) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            return Math.min(stringEnd(text, at), text.length());
        }
        return "([{".indexOf(c) >= 0 ? closeEnd(text, at) : at + 1;
    }

    /** The place behind a parenthesis that is closed, outside strings. */
    private static int closeEnd(String text, int open) {
        int depth = 0;
        int at = open;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                at = stringEnd(text, at);
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
                at++;
                if (depth == 0) {
                    break;
                }
            }
        }
        return Math.min(at, text.length());
    }

    private static int stringEnd(String text, int open) {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != text.charAt(open)) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The next place that is no blank or comment of Java's. */
    private static int skipJava(String text, int from, boolean skipSemicolons) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF' || (c == ';' && skipSemicolons)) {
                at++;
            } else if (text.startsWith("//", at) || text.startsWith("/*", at)) {
                String close = text.charAt(at + 1) == '/' ? "\n" : "*/";
                int end = text.indexOf(close, at + 2);
                at = end < 0 ? text.length() : end + close.length();
            } else {
                break;
            }
        }
        return at;
    }

    /**
     * Whether text that does not compile was most likely meant as SQL: its first word is nearly a statement word, or it begins
     * as other engines have it.
     */
    public boolean isDoubtful(String text) {
        int start = firstSignificant(text, 0);
        Matcher opened = IN_PARENTHESES.matcher(text).region(start, text.length());
        if (text.startsWith("\\", start) || opened.lookingAt() && beginsStatement(opened.group("word"))) {
            return true; // So begin commands of psql, and queries of other engines.
        }
        int end = wordEnd(text, start);
        String word = text.substring(start, end);
        return !text.startsWith("//", start) && !word.isEmpty() && !followsAsJava(text, word, end) && isNearlySql(word);
    }

    private boolean capturesStatement(String text, int start) {
        if (text.indexOf("<<", start) < 0) {
            return false;
        }
        Matcher capture = CAPTURE.matcher(text).region(start, text.length());
        return capture.lookingAt() && beginsStatement(text.substring(capture.end()));
    }

    /** Whether nothing stands in a text but comments that SQL has and Java has not: it is no statement, but looks like SQL. */
    public boolean isSqlComment(String text) {
        return text.stripLeading().startsWith("--") && firstSignificant(text, 0) >= text.length();
    }

    /** Whether a text begins with a statement word, followed as SQL would be. */
    public boolean beginsStatement(String text) {
        int start = firstSignificant(text, 0);
        int end = wordEnd(text, start);
        return statementWords.get().contains(text.substring(start, end).toUpperCase(Locale.ROOT));
    }

    /** Whether a text begins with two words, the first of which begins statements of other engines: {@code SHOW TABLES}. */
    public boolean beginsForeignStatement(String text) {
        int start = firstSignificant(text, 0);
        int end = wordEnd(text, start);
        int next = firstSignificant(text, end);
        return wordEnd(text, next) > next
                && foreignWords.get().contains(text.substring(start, end).toUpperCase(Locale.ROOT));
    }

    /** A statement word used as a Java name is Java whatever the default; another word says nothing. */
    private String javaUnless(String word, String defaultLanguage) {
        return statementWords.get().contains(word.toUpperCase(Locale.ROOT)) ? JAVA : defaultLanguage;
    }

    private boolean isNearlySql(String word) {
        if (SourceVersion.isKeyword(word)) {
            return false; // switch is near to WITH, and nobody means that.
        }
        String upper = word.toUpperCase(Locale.ROOT);
        if (statementWords.get().contains(upper)) {
            return false; // It is Java for a good reason, and as SQL it might do something.
        }
        int allowed = upper.length() >= 5 ? 2 : 1;
        return foreignWords.get().contains(upper)
                || statementWords.get().stream().anyMatch(known -> Nearest.distance(upper, known) <= allowed);
    }

    private static boolean followsAsJava(String text, String word, int end) {
        int next = firstSignificant(text, end, false);
        if (next >= text.length() || text.charAt(next) == ';') {
            return false;
        }
        char c = text.charAt(next);
        if (c == '(') {
            return next == end && !word.equals(word.toUpperCase(Locale.ROOT));
        }
        if (c == '[') {
            return !word.equalsIgnoreCase("SELECT");
        }
        if (c == '.') {
            return next + 1 >= text.length() || !Character.isDigit(text.charAt(next + 1));
        }
        if (c == ':') {
            boolean parameter = next + 1 < text.length() && Character.isJavaIdentifierStart(text.charAt(next + 1));
            return !parameter;
        }
        if (c == '?') {
            // A parameter, as in select ?1, unless the other half of a condition follows.
            return !word.equals(word.toUpperCase(Locale.ROOT)) && isCondition(text, next + 1);
        }
        for (String sign : JAVA_SIGNS) {
            if (sign.charAt(0) == c && text.startsWith(sign, next)) {
                return true;
            }
        }
        return isWrittenAsType(word) && declaresAsJava(text, next);
    }

    /**
     * Whether what follows a question mark is one operand of Java's and a colon. A list of SQL has a comma, or two words side
     * by side, or a colon that begins a parameter.
     */
    private static boolean isCondition(String text, int from) {
        boolean isBehindOperand = false;
        boolean isBehindParenthesis = false; // It may be a cast.
        int at = skipJava(text, from, false);
        while (at < text.length() && ",;".indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            int wordEnd = wordEnd(text, at);
            String word = text.substring(at, wordEnd);
            if (c == ':' && !text.startsWith("::", at)) {
                return isBehindOperand;
            }
            boolean isOperand = ":.".indexOf(c) < 0 && isOperand(text, at) && !word.equals("new");
            if (isBehindOperand && isOperand && !isBehindParenthesis) {
                return false;
            }
            isBehindParenthesis = c == '(';
            isBehindOperand = isOperand || "([{".indexOf(c) >= 0;
            at = c == ':' ? at + 2 : word.isEmpty() ? tokenEnd(text, at) : wordEnd;
            at = skipJava(text, at, false);
        }
        return false;
    }

    private static boolean isWrittenAsType(String word) {
        return Character.isUpperCase(word.charAt(0)) && !word.equals(word.toUpperCase(Locale.ROOT));
    }

    /** {@code Select s = …} declares a variable; {@code Select find(String name) {} a method, unlike {@code Select count(*)}. */
    private static boolean declaresAsJava(String text, int nameStart) {
        int nameEnd = wordEnd(text, nameStart);
        if (nameEnd == nameStart) {
            return false;
        }
        int after = firstSignificant(text, nameEnd);
        if (after < text.length() && text.charAt(after) == '(') {
            int depth = 0;
            while (after < text.length()) {
                depth += text.charAt(after) == '(' ? 1 : text.charAt(after) == ')' ? -1 : 0;
                after++;
                if (depth == 0) {
                    break;
                }
            }
            int body = firstSignificant(text, after);
            return text.startsWith("{", body) || text.startsWith("throws", body);
        }
        return text.startsWith("=", after);
    }

    private static int wordEnd(String text, int start) {
        int end = start;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        return end;
    }

    /** The next place that is no blank and no comment of SQL, of Java or of the notebooks in Python that commands come from. */
    static int behindNotes(String text, int from) {
        int at = from;
        int next = firstSignificant(text, at, false);
        while (next > at || text.startsWith("//", at) || text.startsWith("#", at)) {
            at = next > at ? next : lineEnd(text, at);
            next = firstSignificant(text, at, false);
        }
        return at;
    }

    private static int lineEnd(String text, int at) {
        int line = text.indexOf('\n', at);
        return line < 0 ? text.length() : line;
    }

    /** The next place that is no blank, semicolon or comment. */
    private static int firstSignificant(String text, int from) {
        return firstSignificant(text, from, true);
    }

    private static int firstSignificant(String text, int from, boolean skipSemicolons) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || c == '\uFEFF' || (c == ';' && skipSemicolons)) {
                at++;
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                at = close < 0 ? text.length() : close + 2;
            } else if (text.startsWith("--", at) && !isDecrement(text, at)) {
                int line = text.indexOf('\n', at);
                at = line < 0 ? text.length() : line + 1;
            } else {
                break;
            }
        }
        return at;
    }

    /** {@code --count;} is Java; {@code -- words} and {@code --words like these} are a comment of SQL. */
    static boolean isDecrement(String text, int at) {
        int start = at + 2;
        if (start >= text.length() || !Character.isJavaIdentifierStart(text.charAt(start))) {
            return false;
        }
        int end = wordEnd(text, start);
        int next = end;
        while (next < text.length() && (text.charAt(next) == ' ' || text.charAt(next) == '\t')) {
            next++;
        }
        return next >= text.length() || ";\n\r.[)".indexOf(text.charAt(next)) >= 0;
    }
}
