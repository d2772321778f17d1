package rowan.workspace.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell cut into parts, each for one command or one language. The cut is purely lexical: nothing is run or looked up.
 *
 * @param parts in the order they run
 */
public record Cell(List<Part> parts) {

    /** A piece of a cell that is carried out as a whole. */
    public sealed interface Part {
        /** Its text, and where it stands. */
        Source source();
    }

    /** Code in a language. */
    public record Code(String language, Source source) implements Part {}

    /**
     * A command.
     *
     * @param name as it was written, with {@code %}, {@code %%}, the dot or the slash; perhaps no command is called so
     * @param source the whole call, from its first character on; for a {@code %%} command, the rest of the cell
     * @param target the variable that takes its value, in {@code x = %sql …}
     * @param type of that variable, where it is declared with one that is not {@code var}
     */
    public record Call(String name, Source source, Optional<String> target, Optional<String> type) implements Part {
        public Call(String name, Source source, Optional<String> target) {
            this(name, source, target, Optional.empty());
        }
    }

    /**
     * A question about a name, {@code posts?} or {@code ?posts}, to be answered in the pager.
     *
     * @param source the name alone
     */
    public record Question(Source source, Detail detail) implements Part {}

    /** {@code %name}, {@code .word}, {@code /word}, or {@code x = %name} with or without a type. */
    private static final Pattern COMMAND_LINE =
            Pattern.compile("[ \\t]*(?:(?:(?<type>[\\w.<>\\[\\],? \\t]+?)[ \\t]+)?(?<target>\\w+)[ \\t]*=[ \\t]*(?=%))?"
                    + "(?<name>%[A-Za-z_]\\w*|[./][A-Za-z]\\w*(?=\\s|;|$)|/[!?](?=\\s|$))");

    private static final Pattern CELL_COMMAND = Pattern.compile("(?<name>%%[A-Za-z_]\\w*)");

    private static final Pattern QUESTION =
            Pattern.compile("\\s*(?:\\?\\s*(?<after>[%.\\w\"]+)|(?<before>[%.\\w\"]+)(?<mark>\\?\\??))\\s*");

    public Cell {
        parts = List.copyOf(parts);
    }

    /**
     * Cuts a cell.
     *
     * @param languageOf tells the language of a text that does not begin with a command
     * @param starts for each language, where its statements may start
     */
    public static Cell parse(
            String written, LanguageRule rule, UnaryOperator<String> languageOf, Map<String, StatementStarts> starts) {
        // A byte order mark, as editors of other systems put it before a text, is no more than a blank.
        String text = written.startsWith("\uFEFF") ? " " + written.substring(1) : written;
        Source cell = Source.of(text);
        Matcher whole = CELL_COMMAND.matcher(text).region(LanguageRule.behindNotes(text, 0), text.length());
        if (whole.lookingAt()) {
            return new Cell(List.of(
                    new Call(whole.group("name"), cell.part(whole.start("name"), text.length()), Optional.empty())));
        }
        Optional<Question> question = text.indexOf('?') < 0 ? Optional.empty() : question(cell);
        if (question.isPresent()) {
            return new Cell(List.of(question.get()));
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Optional<Call> call = callAt(cell, at, rule);
            if (call.isPresent()) {
                parts.add(call.get());
                Source source = call.get().source();
                at = Math.min(source.offset() + source.text().length() + 1, text.length());
            } else {
                String rest = text.substring(at);
                String language = languageOf.apply(rest);
                int end = at + codeLength(rest, rule, language, starts.get(language));
                Source code = cell.part(at, end);
                if (hasCode(code.text(), language)) {
                    parts.add(new Code(language, code));
                }
                at = end;
            }
        }
        return new Cell(parts);
    }

    private static Optional<Question> question(Source cell) {
        Matcher question = QUESTION.matcher(cell.text());
        if (!question.matches()) {
            return Optional.empty();
        }
        String group = question.group("after") != null ? "after" : "before";
        boolean full = "??".equals(question.group("mark"));
        return Optional.of(
                new Question(cell.part(question.start(group), question.end(group)), full ? Detail.FULL : Detail.BRIEF));
    }

    /** The command that stands at or after {@code from} with nothing but blanks and comments before it, if there is one. */
    private static Optional<Call> callAt(Source cell, int from, LanguageRule rule) {
        return callOnLine(cell, LanguageRule.behindNotes(cell.text(), from), rule);
    }

    private static Optional<Call> callOnLine(Source cell, int lineStart, LanguageRule rule) {
        String text = cell.text();
        if (!mayBeCall(text, lineStart)) {
            return Optional.empty();
        }
        Matcher line = COMMAND_LINE.matcher(text).region(lineStart, text.length());
        if (!line.lookingAt() || line.group("name").startsWith("%%")) {
            return Optional.empty();
        }
        String type = line.group("type");
        if (type != null && rule.beginsStatement(type)) {
            return Optional.empty(); // SELECT a = %b is an expression.
        }
        int lineEnd = text.indexOf('\n', line.end());
        int end = lineEnd < 0 ? text.length() : lineEnd;
        return Optional.of(new Call(
                line.group("name"),
                cell.part(line.start("name"), end),
                Optional.ofNullable(line.group("target")),
                Optional.ofNullable(type).map(String::strip).filter(declared -> !declared.equals("var"))));
    }

    /** Whether a line has one of a command's signs: every cell asks, and few lines do. */
    private static boolean mayBeCall(String text, int lineStart) {
        for (int i = lineStart; i < text.length() && text.charAt(i) != '\n'; i++) {
            if ("%./".indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** How much of {@code text} is code before the next line with a command at which a statement may start. */
    private static int codeLength(String text, LanguageRule rule, String language, StatementStarts starts) {
        if (text.indexOf('\n') < 0) {
            return text.length();
        }
        Source whole = Source.of(text);
        List<Integer> all = starts.in(text);
        int lineEnd = -1;
        for (int i = 0; i < all.size(); i++) {
            int start = all.get(i);
            if (start > lineEnd) {
                lineEnd = text.indexOf('\n', start);
                lineEnd = lineEnd < 0 ? text.length() : lineEnd;
            }
            boolean isLastOnLine = i == all.size() - 1 || all.get(i + 1) > lineEnd;
            if (start > 0 && !isLastOnLine) {
                continue; // What follows on the line is no blank, and thousands may follow.
            }
            int line = lineAfterComments(text, start, language);
            if (line > 0
                    && line < text.length()
                    && callOnLine(whole, line, rule).isPresent()) {
                return line;
            }
        }
        return text.length();
    }

    /** The start of the first line after {@code from} that is not blank or a comment; the end if there is none. */
    private static int lineAfterComments(String text, int from, String language) {
        int line = from == 0 ? 0 : text.indexOf('\n', from) + 1;
        if (from > 0 && line == 0) {
            return text.length();
        }
        if (from > 0 && !isCommentOrBlank(text.substring(from, line - 1), language)) {
            return text.length(); // another statement begins on the same line
        }
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            end = end < 0 ? text.length() : end;
            if (!isCommentOrBlank(text.substring(line, end), language)) {
                return line;
            }
            line = end + 1;
        }
        return text.length();
    }

    private static boolean isCommentOrBlank(String line, String language) {
        String stripped = line.strip();
        return stripped.isEmpty()
                || stripped.startsWith("--")
                        && !(language.equals(LanguageRule.JAVA) && LanguageRule.isDecrement(stripped, 0))
                || stripped.startsWith("//")
                || (stripped.startsWith("/*") && stripped.indexOf("*/") == stripped.length() - 2);
    }

    private static boolean hasCode(String text, String language) {
        return lineAfterComments(text, 0, language) < text.length();
    }
}
