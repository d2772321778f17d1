package rowan.workspace.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;

/**
 * Reads how a command was called: its options, its words, its code and its sections. Options stand on the command's own
 * line only and are never looked for in code.
 */
public final class CallReader {

    /** What a call comes to: an invocation, or what is wrong with it. */
    public record Reading(Optional<Invocation> invocation, Optional<Problem> problem) {
        static Reading of(Invocation invocation) {
            return new Reading(Optional.of(invocation), Optional.empty());
        }

        static Reading wrong(Problem problem) {
            return new Reading(Optional.empty(), Optional.of(problem));
        }
    }

    private static final Pattern CAPTURE = Pattern.compile("\\w+\\s*=?\\s*<<");
    /** {@code -vvv}, which other programs take for more of what {@code -v} says. */
    private static final Pattern REPEATED = Pattern.compile("-([a-z])\\1+");

    private static final Pattern NUMBER = Pattern.compile("-\\d.*");

    private final Commands commands;
    private final LanguageRule rule;

    public CallReader(Commands commands, LanguageRule rule) {
        this.commands = commands;
        this.rule = rule;
    }

    public Reading read(Cell.Call call) {
        String written = call.name();
        String name = written.replaceFirst("^%+", "");
        Optional<Command> found = commands.find(name);
        if (found.isEmpty()) {
            return Reading.wrong(unknown(written, name));
        }
        Command command = found.get();
        boolean cell = written.startsWith("%%");
        if (cell && command.form() == Command.Form.LINE) {
            return Reading.wrong(
                    Problem.usage(written + " works on one line only.", "Write %" + name + ": " + command.usage()));
        }
        if (!cell && command.form() == Command.Form.CELL) {
            return Reading.wrong(Problem.usage(
                    written + " works on a whole cell.",
                    "Begin the cell with %%" + name + " and put the rest below it: " + command.usage()));
        }
        return new Line(command, call, cell).read();
    }

    private Problem unknown(String written, String name) {
        String sign = written.startsWith("%%") ? "%%" : written.startsWith("%") ? "%" : "";
        String nearest = commands.nearest(name)
                .map(near -> "Did you mean " + (near.startsWith(".") ? near : sign + near) + "? ")
                .orElse("");
        return Problem.usage(written + " is not a command.", nearest + "%help lists them all.");
    }

    /** The reading of one call: a cursor over its first line. */
    private final class Line {
        private final Command command;
        private final Cell.Call call;
        private final boolean cell;
        private final String text;
        private final int lineEnd;
        private final Map<String, String> options = new LinkedHashMap<>();
        private final List<String> words = new ArrayList<>();
        private Optional<Problem> slip = Optional.empty();
        private int at;

        Line(Command command, Cell.Call call, boolean cell) {
            this.command = command;
            this.call = call;
            this.cell = cell;
            this.text = call.source().text();
            int end = text.indexOf('\n');
            this.lineEnd = end < 0 ? text.length() : end;
            this.at = call.name().length();
        }

        Reading read() {
            boolean optionsOver = false;
            while (skipBlanks() && !codeBegins()) {
                int start = at;
                String word = word();
                boolean option = !optionsOver
                        && word.startsWith("-")
                        && word.length() > 1
                        && text.charAt(start) == '-'
                        && !NUMBER.matcher(word).matches();
                if (option && word.equals("--")) {
                    optionsOver = true;
                } else if (option) {
                    Optional<Problem> problem = option(word);
                    if (problem.isPresent()) {
                        return Reading.wrong(problem.get());
                    }
                } else {
                    words.add(word);
                }
            }
            if (slip.isPresent()) {
                return Reading.wrong(slip.get());
            }
            if (words.size() > command.options().mostWords()) {
                return Reading.wrong(tooManyWords());
            }
            int codeStart = at < lineEnd ? at : Math.min(lineEnd + 1, text.length());
            Source code = call.source().part(codeStart, text.length());
            List<Invocation.Section> sections = new ArrayList<>();
            Source main = cut(code, sections);
            return Reading.of(new Invocation(
                    command,
                    call.name(),
                    options,
                    words,
                    main,
                    sections,
                    call.target().isPresent()));
        }

        private boolean skipBlanks() {
            while (at < lineEnd && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < lineEnd;
        }

        /**
         * Code begins at a statement word or a capture; of a command that takes code only. Below the line, where the command is
         * for whole cells and names words.
         */
        private boolean codeBegins() {
            boolean takesWords = command.form() == Command.Form.CELL
                    && !command.options().words().isEmpty();
            if (command.bodyLanguage().isEmpty() || takesWords) {
                return false;
            }
            String rest = text.substring(at, lineEnd);
            if (!command.bodyLanguage().get().equals(LanguageRule.SQL)) {
                return !rest.startsWith("-");
            }
            return rest.startsWith("--") && rest.length() > 2 && rest.charAt(2) == ' '
                    || CAPTURE.matcher(rest).lookingAt()
                    || rule.decide(rest, "").equals(LanguageRule.SQL);
        }

        private Optional<Problem> option(String word) {
            String bare = word.replaceFirst("^--?", "");
            int equals = bare.indexOf('=');
            String name = equals < 0 ? bare : bare.substring(0, equals);
            if (equals < 0 && REPEATED.matcher(word).matches()) {
                name = name.substring(0, 1);
            }
            Optional<Options.Option> known = command.options().find(name);
            if (known.isEmpty()) {
                boolean takesNone = command.form() == Command.Form.DOT
                        && command.options().options().isEmpty();
                if (takesNone || command.options().open()) {
                    words.add(word);
                    return Optional.empty();
                }
                return Optional.of(unknownOption(name));
            }
            Options.Option option = known.get();
            if (option.isSwitch() && equals >= 0) {
                return Optional.of(
                        Problem.usage("--" + option.name() + " of " + call.name() + " stands alone.", command.usage()));
            }
            String value = "";
            if (equals >= 0) {
                value = bare.substring(equals + 1);
            } else if (!option.isSwitch()) {
                if (!skipBlanks()) {
                    return Optional.of(Problem.usage(
                            "--" + option.name() + " of " + call.name() + " needs " + option.argument() + " behind it.",
                            command.usage()));
                }
                value = word();
            }
            options.put(option.name(), value);
            return Optional.empty();
        }

        private Problem tooManyWords() {
            int most = command.options().mostWords();
            return Problem.usage(
                    call.name() + " takes " + Quantity.count(most, "word") + " at most, and here are "
                            + Quantity.count(words.size()) + ": " + String.join(" · ", words),
                    "A name with blanks is put in quotes: " + call.name() + " \"" + String.join(" ", words) + '"',
                    command.usage());
        }

        private Problem unknownOption(String name) {
            List<String> names = command.options().options().stream()
                    .map(Options.Option::name)
                    .toList();
            String nearest = Nearest.to(name, names)
                    .map(near -> "Did you mean --" + near + "? ")
                    .orElse("");
            return Problem.usage(
                    call.name() + " has no option --" + name + ".",
                    nearest + "%help " + command.name() + " lists its options.");
        }

        /**
         * The next word, without the quotes around it or around a part that follows a sign, as in {@code name="a b"}. One
         * behind a letter or a digit, as in {@code it's}, is a part of the word. {@code \} keeps the next quote as it is and,
         * between double quotes, the next backslash; elsewhere it is itself, as in the paths of Windows. A quote that is not
         * closed at the end of its word is a slip. In the sqlite3 shell's words, quotes mean something at the beginning only,
         * so that {@code x'00ff'} stays what it is.
         */
        private String word() {
            StringBuilder word = new StringBuilder();
            int start = at;
            if (command.form() == Command.Form.DOT && text.charAt(at) != '"' && text.charAt(at) != '\'') {
                while (at < lineEnd && !Character.isWhitespace(text.charAt(at))) {
                    word.append(text.charAt(at++));
                }
                return word.toString();
            }
            char quote = 0;
            while (at < lineEnd) {
                char c = text.charAt(at);
                if (quote == 0 && Character.isWhitespace(c)) {
                    break;
                }
                at++;
                String kept = quote == '"' ? "\"'\\" : "\"'";
                boolean opens =
                        (c == '"' || c == '\'') && (at - 1 == start || !Character.isLetterOrDigit(text.charAt(at - 2)));
                if (c == '\\' && at < lineEnd && kept.indexOf(text.charAt(at)) >= 0) {
                    word.append(text.charAt(at++));
                } else if (quote == 0 && opens) {
                    quote = c;
                } else if (c == quote && endsWord()) {
                    quote = 0;
                } else if (c == quote) {
                    break;
                } else {
                    word.append(c);
                }
            }
            if (quote != 0 && slip.isEmpty()) {
                slip = Optional.of(Problem.usage(
                        call.name() + " has a quote that is not closed at the end of its word: "
                                + text.substring(start, at) + ".",
                        "Quotes stand around the whole of a word: " + call.name() + " \"it's a name\". One within it is"
                                + " written \\" + quote + " there."));
            }
            return word.toString();
        }

        private boolean endsWord() {
            return at == lineEnd || Character.isWhitespace(text.charAt(at)) || ",;".indexOf(text.charAt(at)) >= 0;
        }

        /** The code before the first section; the sections go into {@code sections}. */
        private Source cut(Source code, List<Invocation.Section> sections) {
            if (command.sections().isEmpty()) {
                return code;
            }
            Pattern heading = Pattern.compile(
                    "^-- ?(" + String.join("|", command.sections()) + ")\\b[ \\t]*:?[ \\t]*([^\\r\\n]*?)[ \\t\\r]*$",
                    Pattern.MULTILINE);
            Matcher headings = heading.matcher(code.text());
            int mainEnd = code.text().length();
            int from = -1;
            String kind = "";
            String label = "";
            while (headings.find()) {
                if (isInsideText(code.text(), headings.start())) {
                    continue;
                }
                if (from < 0) {
                    mainEnd = headings.start();
                } else {
                    sections.add(new Invocation.Section(kind, label, code.part(from, headings.start())));
                }
                kind = headings.group(1);
                label = headings.group(2);
                from = Math.min(headings.end() + 1, code.text().length());
            }
            if (from >= 0) {
                sections.add(new Invocation.Section(
                        kind, label, code.part(from, code.text().length())));
            }
            return code.part(0, mainEnd);
        }

        /** Whether a place lies in a string, a quoted name or a block comment of SQL. */
        private static boolean isInsideText(String sql, int place) {
            int i = 0;
            while (i < place) {
                char c = sql.charAt(i);
                String close = c == '\'' || c == '"' || c == '`' ? String.valueOf(c) : null;
                if (sql.startsWith("/*", i)) {
                    close = "*/";
                    i++;
                } else if (sql.startsWith("--", i)) {
                    close = "\n";
                }
                i++;
                if (close != null) {
                    int end = sql.indexOf(close, i);
                    if (end < 0 || end >= place) {
                        return !close.equals("\n") || end >= place;
                    }
                    i = end + close.length();
                }
            }
            return false;
        }
    }
}
