package rowan.jshell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds where, in the text of a Java cell, a statement may start: outside strings, comments, blocks and parentheses. */
public final class JavaStatements {

    /** The pattern of a name, which may also be a keyword. */
    public static final String A_NAME = "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*+";

    /** Declarations, as far as that can be told from how they begin; and the switch, which may be either. */
    private static final Pattern DECLARATION = Pattern.compile("(?:[@<]"
            + "|(?:public|protected|private|static|final|abstract|default|native|strictfp|transient|volatile|sealed|non"
            + "|class|interface|enum|import|package|void|var|switch|return|yield)\\b"
            + "|synchronized\\s+(?!\\()"
            + "|(?!(?:new|throw|assert|break|continue|do|else)\\b)" + A_NAME + "(?:\\s*\\.\\s*" + A_NAME + ")*"
            + "(?:\\s*<[^;={}()]*>)?(?:\\s*\\[\\s*\\])*\\s+(?!instanceof\\b)" + A_NAME + "\\s*(?:[=;,(\\[:<]|$))");

    private final String text;
    private final List<Integer> starts = new ArrayList<>(List.of(0));
    private final StringBuilder brackets = new StringBuilder();
    private int depth;
    private int at;

    private JavaStatements(String text) {
        this.text = text;
    }

    /** The ends of all statements at the top level, the first place being 0; in UTF-16 units. */
    public static List<Integer> starts(String text) {
        return read(text).starts;
    }

    /** The brackets of a text in their order, without those in strings and comments. */
    public static String brackets(String text) {
        return read(text).brackets.toString();
    }

    private static JavaStatements read(String text) {
        JavaStatements statements = new JavaStatements(text);
        while (statements.at < text.length()) {
            statements.step();
        }
        return statements;
    }

    /** Whether text, which is one snippet, seems to declare nothing. */
    public static boolean declaresNothing(String snippet) {
        return !DECLARATION.matcher(code(snippet)).lookingAt();
    }

    /** Code without the blanks and comments before it. */
    public static String code(String text) {
        int from = 0;
        while (from < text.length()) {
            int end = from + 1;
            if (text.startsWith("//", from)) {
                end = text.indexOf('\n', from) + 1;
            } else if (text.startsWith("/*", from)) {
                int close = text.indexOf("*/", from + 2);
                end = close < 0 ? 0 : close + 2;
            } else if (!Character.isWhitespace(text.charAt(from))) {
                end = 0;
            }
            if (end == 0) {
                break;
            }
            from = end;
        }
        return text.substring(from);
    }

    private void step() {
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
            skipTo("\n", at + 2);
        } else if (text.startsWith("/*", at)) {
            skipTo("*/", at + 2);
        } else if (text.startsWith("\"\"\"", at)) {
            skipString("\"\"\"");
        } else if (c == '"' || c == '\'') {
            skipString(String.valueOf(c));
        } else {
            at++;
            if (c == '(' || c == '[' || c == '{') {
                depth++;
                brackets.append(c);
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
                brackets.append(c);
            }
            if (depth == 0 && (c == ';' || c == '}')) {
                starts.add(at);
            }
        }
    }

    private void skipTo(String close, int from) {
        int end = text.indexOf(close, from);
        at = end < 0 ? text.length() : end + close.length();
    }

    /** To the end of a string; a backslash keeps the next character from ending it, and a line end ends a plain one. */
    private void skipString(String quote) {
        at += quote.length();
        while (at < text.length() && !text.startsWith(quote, at)) {
            if (quote.length() == 1 && text.charAt(at) == '\n') {
                return;
            }
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at = Math.min(text.length(), at + quote.length());
    }
}
