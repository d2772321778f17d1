package rowan.workspace.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;

/** The first line of a call, read once: a cursor over it. */
final class CallLine {

    private static final Pattern CAPTURE = Pattern.compile("\\w+\\s*=?\\s*<<");

    /** {@code -vvv}, which other programs take for more of what {@code -v} says. */
    private static final Pattern REPEATED = Pattern.compile("-([a-z])\\1+");

    private static final Pattern SEMICOLON = Pattern.compile("\\S;\\s*$");

    private static final Pattern NUMBER = Pattern.compile("-\\d.*");

    private final Command command;
    private final Cell.Call call;
    private final LanguageRule rule;
    private final String text;
    private final int lineEnd;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> words = new ArrayList<>();
    private Optional<Problem> slip = Optional.empty();
    private Optional<Pending> pending = Optional.empty();
    private int at;

    /** Where the word begins with which the line ends; negative where it ends with none. */
    private int wordStart = -1;

    /** The argument with which the line ends: its type, where it begins, and as much of it as there is. */
    private record Pending(ArgumentType<?> type, int from, String begun) {}

    CallLine(Command command, Cell.Call call, LanguageRule rule) {
        this.command = command;
        this.call = call;
        this.rule = rule;
        this.text = call.source().text();
        this.lineEnd = lineEnd(command, text);
        this.at = call.name().length();
    }

    /** A word of the sqlite3 shell ends with its line; a semicolon behind it is a habit of SQL, unless it stands alone. */
    private static int lineEnd(Command command, String text) {
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        boolean isOpen = command.form() != Command.Form.DOT || command.options().open();
        return isOpen || !SEMICOLON.matcher(line).find() ? line.length() : line.lastIndexOf(';');
    }

    CallReader.Reading read() {
        Optional<Problem> problem = scan().or(() -> slip).or(this::wrongWords);
        if (problem.isPresent()) {
            return CallReader.Reading.wrong(problem.get());
        }
        int codeStart = at < lineEnd ? at : Math.min(lineEnd + 1, text.length());
        List<Invocation.Section> sections = new ArrayList<>();
        Source main = command.sections().cut(call.source().part(codeStart, text.length()), sections);
        Invocation invocation = new Invocation(
                command,
                call.name(),
                options,
                words,
                main,
                sections,
                call.target().isPresent());
        Optional<Problem> useless = optionWithoutPartner(invocation);
        if (useless.isPresent()) {
            return CallReader.Reading.wrong(useless.get());
        }
        return command.options().needsCode() && main.isBlank()
                ? CallReader.Reading.withoutCode(
                        invocation, Problem.usage(call.name() + " has nothing to run.", command.usage()))
                : CallReader.Reading.of(invocation);
    }

    /** The values that the argument at the end of the line could have, and whether code could begin there instead. */
    Optional<CallReader.Offers> offers() {
        scan();
        boolean isWordNext = wordStart < 0
                && pending.isEmpty()
                && at == text.length()
                && at > call.name().length()
                && Character.isWhitespace(text.charAt(at - 1));
        Optional<Pending> here =
                isWordNext ? command.options().wordType(words.size()).map(type -> new Pending(type, at, "")) : pending;
        List<String> values =
                here.map(argument -> argument.type().offers().apply(argument.begun())).orElse(List.of()).stream()
                        .map(CallLine::quoted)
                        .toList();
        boolean isCodePossible = command.bodyLanguage().isPresent() && !takesWords() && (isWordNext || wordStart >= 0);
        int from = here.map(Pending::from).orElse(isWordNext ? at : wordStart);
        return values.isEmpty() && !isCodePossible
                ? Optional.empty()
                : Optional.of(new CallReader.Offers(from, values, isCodePossible));
    }

    private boolean takesWords() {
        return command.form() == Command.Form.CELL && !command.options().words().isEmpty();
    }

    private static String quoted(String value) {
        return value.chars().anyMatch(Character::isWhitespace) ? '"' + value + '"' : value;
    }

    /** Goes over options and words to where the code begins; what is wrong with an option is the answer. */
    private Optional<Problem> scan() {
        boolean optionsOver = false;
        Optional<Problem> problem = Optional.empty();
        while (problem.isEmpty() && skipBlanks() && !codeBegins()) {
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
                problem = option(word, start);
            } else {
                command.options().wordType(words.size()).ifPresent(type -> remember(type, start, word));
                words.add(word);
                wordStart = at == text.length() ? start : -1;
            }
        }
        return problem;
    }

    private void remember(ArgumentType<?> type, int from, String word) {
        pending = at == text.length() ? Optional.of(new Pending(type, from, word)) : Optional.empty();
    }

    private boolean skipBlanks() {
        while (at < lineEnd && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < lineEnd;
    }

    /**
     * Code begins at a statement word, also one of another engine, or a capture; of a command that takes code only. Below the
     * line, where the command is for whole cells and has words.
     */
    private boolean codeBegins() {
        if (command.bodyLanguage().isEmpty() || takesWords()) {
            return false;
        }
        String rest = text.substring(at, lineEnd);
        if (!command.bodyLanguage().get().equals(LanguageRule.SQL)) {
            return !rest.startsWith("-") || NUMBER.matcher(rest).matches();
        }
        return rest.startsWith("--") && rest.length() > 2 && rest.charAt(2) == ' '
                || CAPTURE.matcher(rest).lookingAt()
                || rule.decide(rest, "").equals(LanguageRule.SQL)
                || rule.beginsForeignStatement(rest);
    }

    private Optional<Problem> option(String word, int start) {
        String bare = word.replaceFirst("^--?", "");
        int equals = bare.indexOf('=');
        String name = equals < 0 ? bare : bare.substring(0, equals);
        if (equals < 0 && REPEATED.matcher(word).matches()) {
            name = name.substring(0, 1);
        }
        Optional<Option<?>> known = command.options().find(name);
        if (known.isEmpty() && command.options().open()) {
            words.add(word);
            return Optional.empty();
        }
        return known.isEmpty()
                ? Optional.of(unknownOption(word.substring(0, word.indexOf(bare)) + name, name))
                : argument(known.get(), bare, equals, start);
    }

    private Optional<Problem> argument(Option<?> option, String bare, int equals, int start) {
        String written = "--" + option.name();
        if (option.isSwitch()) {
            options.put(option.name(), "");
            return equals < 0
                    ? Optional.empty()
                    : Optional.of(Problem.usage(written + " of " + call.name() + " stands alone.", command.usage()));
        }
        ArgumentType<?> type = option.type().orElseThrow();
        String value;
        if (equals >= 0) {
            value = bare.substring(equals + 1);
            remember(type, text.indexOf('=', start) + 1, value);
        } else if (skipBlanks()) {
            int from = at;
            value = word();
            remember(type, from, value);
        } else {
            remember(type, at, "");
            return Optional.of(Problem.usage(
                    written + " of " + call.name() + " needs " + type.expected() + " behind it.", command.usage()));
        }
        String before = options.put(option.name(), value);
        if (before != null && option.isList()) {
            options.put(option.name(), before + "," + value);
        } else if (before != null) {
            return Optional.of(Problem.usage(
                    written + " of " + call.name() + " stands there twice: " + before + " · " + value,
                    "Leave one of them out."));
        }
        return type.refusal(written, value);
    }

    private Optional<Problem> optionWithoutPartner(Invocation invocation) {
        return command.options().options().stream()
                .flatMap(option -> option.refusal(invocation).stream())
                .findFirst();
    }

    private Optional<Problem> wrongWords() {
        if (words.size() > command.options().mostWords()) {
            return Optional.of(tooManyWords());
        }
        for (int i = 0; i < words.size(); i++) {
            Optional<Problem> refusal =
                    command.options().wordType(i).orElseThrow().refusal(call.name(), words.get(i));
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        return words.size() >= command.options().fewestWords()
                ? Optional.empty()
                : Optional.of(Problem.usage(
                        call.name() + " needs "
                                + command.options()
                                        .wordType(words.size())
                                        .orElseThrow()
                                        .expected() + " behind it.",
                        command.usage()));
    }

    private Problem tooManyWords() {
        int most = command.options().mostWords();
        String sentence = call.name() + " takes "
                + (most == 0 ? "no words" : Quantity.count(most, "word") + " at most") + ", and here "
                + (words.size() == 1 ? "is one" : "are " + Quantity.count(words.size())) + ": "
                + String.join(" · ", words);
        return Problem.usage(sentence, remedy(most), command.usage());
    }

    /** A statement that is misspelt, code where none is, or a name with blanks and without quotes. */
    private String remedy(int most) {
        boolean takesSql =
                command.bodyLanguage().filter(LanguageRule.SQL::equals).isPresent();
        if (takesSql) {
            Optional<String> near = Nearest.to(
                    words.get(0).toUpperCase(Locale.ROOT), rule.statementWords().get());
            if (near.isPresent() || most == 0) {
                return near.map(word -> "Did you mean " + word + "?")
                        .orElse("A statement begins with a word such as SELECT.");
            }
        }
        return most == 0
                ? "Leave " + (words.size() == 1 ? "it" : "them") + " out."
                : "A name with blanks is put in quotes: " + call.name() + " \"" + String.join(" ", words) + '"';
    }

    private Problem unknownOption(String written, String name) {
        List<String> names = new ArrayList<>();
        command.options().options().forEach(option -> names.add(option.name()));
        String nearest = Nearest.to(name, names)
                .map(near -> "Did you mean --" + near + "? ")
                .orElse("");
        return Problem.usage(
                call.name() + " has no option " + written + ".",
                nearest + "%help " + command.name()
                        + (names.isEmpty() ? " tells what it takes." : " lists its options."));
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
                    call.name() + " has a quote that is not closed at the end of its word: " + text.substring(start, at)
                            + ".",
                    "Quotes stand around the whole of a word: " + call.name() + " \"it's a name\". One within it is"
                            + " written \\" + quote + " there."));
        }
        return word.toString();
    }

    private boolean endsWord() {
        return at == lineEnd || Character.isWhitespace(text.charAt(at)) || ",;".indexOf(text.charAt(at)) >= 0;
    }
}
