package rowan.workspace;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rowan.workspace.cell.Cell;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.command.CallReader;
import rowan.workspace.command.Command;
import rowan.workspace.command.CommandCard;
import rowan.workspace.command.Invocation;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Embedded;
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Language;

/** Answers what an editor asks while the user types: completion, inspection, completeness. Runs nothing. */
final class Editor {

    private static final Pattern BARE_NAME = Pattern.compile("\\s*[\\w$\"]+\\s*;?\\s*");

    private final Workspace.Parts parts;
    private final CallReader calls;
    private final Map<String, Language> languages;
    private final Function<String, Cell> parser;

    Editor(Workspace.Parts parts, CallReader calls, Map<String, Language> languages, Function<String, Cell> parser) {
        this.parser = parser;
        this.parts = parts;
        this.calls = calls;
        this.languages = languages;
    }

    /** What could be written at a place of a cell. */
    Completions complete(String cell, int at) {
        String before = cell.substring(0, at);
        return completeSign(before).orElseGet(() -> complete(parser.apply(before), cell, at));
    }

    /** All commands of a sign that stands alone: it is one where it names a command with a letter behind it. */
    private Optional<Completions> completeSign(String before) {
        if (!before.endsWith("%") && !before.endsWith(".")) {
            return Optional.empty();
        }
        int at = before.length();
        return last(parser.apply(before + "a").parts())
                .filter(part -> part instanceof Cell.Call call
                        && call.source().offset() + call.name().length() == at + 1
                        && call.name().matches("(%%?|\\.)a"))
                .map(part -> completeName(
                        ((Cell.Call) part).name().replace("a", ""),
                        part.source().offset(),
                        at));
    }

    /** Offers for the end of {@code before}, the part of {@code cell} up to {@code at}, already cut. */
    private Completions complete(Cell before, String cell, int at) {
        Optional<Cell.Part> part = last(before.parts());
        int end =
                part.map(p -> p.source().offset() + p.source().text().length()).orElse(0);
        if (part.isEmpty() || (at > end && part.get() instanceof Cell.Call)) {
            Source fresh = Source.of(cell).part(end, cell.length());
            return completeCode(parts.language().of(fresh.text()), fresh, at);
        }
        if (part.get() instanceof Cell.Call call) {
            return completeCall(call, cell, at);
        }
        if (part.get() instanceof Cell.Code code) {
            return completeCode(
                    code.language(), Source.of(cell).part(code.source().offset(), cell.length()), at);
        }
        return Completions.none(at);
    }

    /** Offers of a language; of SQL within a string of Java, and beside Java's where a first word may become a statement. */
    private Completions completeCode(String name, Source code, int at) {
        Optional<Language> language = language(name);
        if (language.isEmpty()) {
            return Completions.none(at);
        }
        int within = at - code.offset();
        Optional<Embedded> embedded = language.get().embedded(code, within);
        if (embedded.isPresent()) {
            return embedded.filter(this::isSql)
                    .map(sql -> completeEmbedded(sql, code.text(), within).shifted(code.offset()))
                    .orElse(Completions.none(at));
        }
        String written = code.text().substring(0, within);
        boolean isFirstWord = written.strip().matches("\\w+") && written.equals(written.stripTrailing());
        Completions words = isFirstWord && name.equals(LanguageRule.JAVA)
                ? completed(LanguageRule.SQL, code, at)
                : Completions.none(at);
        if (words.items().isEmpty()) {
            return completed(name, code, at);
        }
        // Who begins a statement need not wait until Java has started.
        return language.get().isReady() ? words.before(completed(name, code, at)) : words;
    }

    private Completions completed(String name, Source code, int at) {
        return language(name)
                .map(language -> language.complete(code, at - code.offset()).shifted(code.offset()))
                .orElse(Completions.none(at));
    }

    /** Whether a text that Java takes for a string is meant as SQL. */
    private boolean isSql(Embedded embedded) {
        String text = embedded.text().stripLeading();
        String word = text.split("\\s", 2)[0];
        boolean isStatement = parts.language().rule().beginsStatement(text)
                && word.length() < text.length()
                && word.equals(word.toUpperCase(Locale.ROOT));
        return embedded.isExpected() || isStatement;
    }

    private Completions completeEmbedded(Embedded embedded, String code, int at) {
        Completions inner = completed(LanguageRule.SQL, Source.of(embedded.text()), at - embedded.offset())
                .shifted(embedded.offset());
        List<Completions.Completion> items = inner.items().stream()
                .map(item -> new Completions.Completion(
                        embedded.written().apply(item.text()), item.kind(), item.signature()))
                .toList();
        // What is written with an escape begins with it.
        boolean isEscaped = inner.from() > embedded.offset()
                && !inner.items().isEmpty()
                && code.charAt(inner.from() - 1) == '\\'
                && code.charAt(inner.from()) == '"';
        return new Completions(items, isEscaped ? inner.from() - 1 : inner.from(), inner.to());
    }

    private Completions completeCall(Cell.Call call, String cell, int at) {
        String text = call.source().text();
        int offset = call.source().offset();
        if (at <= offset + call.name().length()) {
            Completions names = completeName(call.name(), offset, at);
            boolean isLast = cell.substring(at).isBlank();
            return isLast ? skeleton(call).map(names::orRather).orElse(names) : names;
        }
        int wordStart = text.lastIndexOf(' ', text.length() - 1) + 1;
        String word = text.substring(wordStart);
        Optional<Command> command = parts.commands().find(call.name().replaceFirst("^%+", ""));
        if (command.isPresent() && word.startsWith("-") && text.indexOf('\n') < 0) {
            List<Completions.Completion> items = command.get().options().options().stream()
                    .filter(option -> ("--" + option.name()).startsWith(word))
                    .map(option -> new Completions.Completion("--" + option.name(), "option", option.argument()))
                    .toList();
            if (!items.isEmpty()) {
                return new Completions(items, offset + wordStart, at);
            }
        }
        Cell.Call whole = whole(call, cell);
        Optional<String> language = command.flatMap(Command::bodyLanguage);
        Optional<CallReader.Offers> offers = calls.offers(call);
        if (offers.isPresent()) {
            int from = offers.get().from();
            List<Completions.Completion> items = offers.get().values().stream()
                    .map(value -> new Completions.Completion(value, "value", ""))
                    .toList();
            Completions values = new Completions(items, offset + from, at);
            if (!offers.get().isCodePossible() || language.isEmpty()) {
                return values;
            }
            Source code = whole.source().part(from, whole.source().text().length());
            Completions statements = completeBody(language.get(), code, at);
            return items.isEmpty() ? statements : values.before(statements);
        }
        Optional<Invocation> invocation =
                calls.read(whole).invocation().or(() -> calls.read(call).invocation());
        if (invocation.isEmpty() || language.isEmpty()) {
            return Completions.none(at);
        }
        return completeBody(language.get(), codeAt(invocation.get(), at), at);
    }

    /** Code of a command: what is over Java may be SQL as well. */
    private Completions completeBody(String language, Source code, int at) {
        if (at < code.offset()) {
            return Completions.none(at);
        }
        return completeCode(bodyLanguage(language, code), code, at);
    }

    private String bodyLanguage(String language, Source code) {
        return language.equals(LanguageRule.JAVA) ? parts.language().of(code.text(), language) : language;
    }

    /** A call of which only the text before a place is known, with what follows that. */
    private Cell.Call whole(Cell.Call begun, String cell) {
        return parser.apply(cell).parts().stream()
                .filter(part -> part instanceof Cell.Call call
                        && call.source().offset() == begun.source().offset())
                .map(Cell.Call.class::cast)
                .findFirst()
                .orElse(begun);
    }

    /** A whole cell or line, for a name that is written out and behind which nothing stands yet. */
    private Optional<Completions.Completion> skeleton(Cell.Call call) {
        return parts.commands()
                .find(call.name().replaceFirst("^%+", ""))
                .map(Command::skeleton)
                .filter(skeleton -> skeleton.matches("(?s)" + Pattern.quote(call.name()) + "\\b.*"))
                .map(skeleton -> new Completions.Completion(skeleton, "snippet", "to begin with"));
    }

    private Completions completeName(String typed, int from, int at) {
        boolean cell = typed.startsWith("%%");
        String sign = cell ? "%%" : typed.startsWith("%") ? "%" : "";
        String begun = typed.substring(sign.length()).toLowerCase(Locale.ROOT);
        List<Completions.Completion> items = parts.commands().rows().stream()
                .filter(command -> command.isWord() == sign.isEmpty())
                .filter(command -> command.form() != (cell ? Command.Form.LINE : Command.Form.CELL))
                .flatMap(command -> command.names().map(name -> new Named(name, command)))
                .filter(named -> named.name().toLowerCase(Locale.ROOT).startsWith(begun)
                        && named.name().matches("[./].*") == sign.isEmpty())
                .map(named -> new Completions.Completion(
                        sign + named.name(), "magic", named.command().sentence()))
                .toList();
        return new Completions(items, from, at);
    }

    private record Named(String name, Command command) {}

    Optional<Inspection> inspect(Cell cell, int at, Detail detail) {
        for (Cell.Part part : cell.parts()) {
            int from = part.source().offset();
            if (at < from || at > from + part.source().text().length()) {
                continue;
            }
            if (part instanceof Cell.Call call) {
                return inspectCall(call, at, detail);
            }
            if (part instanceof Cell.Code code) {
                return inspectCode(code.language(), code.source(), at, detail);
            }
            return inspectName(part.source().text(), detail);
        }
        return Optional.empty();
    }

    private Optional<Inspection> inspectCall(Cell.Call call, int at, Detail detail) {
        if (at <= call.source().offset() + call.name().length()) {
            return inspectName(call.name(), detail);
        }
        return calls.read(call).invocation().flatMap(invocation -> {
            Source code = codeAt(invocation, at);
            Optional<String> language = invocation.command().bodyLanguage();
            return at < code.offset() || language.isEmpty()
                    ? Optional.empty()
                    : inspectCode(bodyLanguage(language.get(), code), code, at, detail);
        });
    }

    /** What is known in code; of a bare word, which may be either language's, what the other knows. */
    private Optional<Inspection> inspectCode(String name, Source code, int at, Detail detail) {
        Optional<Language> own = language(name);
        int within = at - code.offset();
        Optional<Embedded> embedded = own.flatMap(language -> language.embedded(code, within));
        if (embedded.isPresent()) {
            return embedded.filter(this::isSql)
                    .flatMap(sql -> language(LanguageRule.SQL)
                            .flatMap(language ->
                                    language.inspect(Source.of(sql.text()), within - sql.offset(), detail)));
        }
        Stream<Language> asked = own.stream();
        if (BARE_NAME.matcher(code.text()).matches()) {
            // What has not started yet comes last.
            asked = Stream.concat(
                            asked,
                            languages.values().stream()
                                    .filter(language ->
                                            own.filter(language::equals).isEmpty()))
                    .sorted(Comparator.comparing(language -> !language.isReady()));
        }
        return asked.flatMap(language -> language.inspect(code, within, detail).stream())
                .findFirst();
    }

    /** What is known about a name that stands alone: a command, else what the languages know, SQL first. */
    Optional<Inspection> inspectName(String name, Detail detail) {
        Optional<Command> command = parts.commands().find(name.replaceFirst("^%+", ""));
        if (command.isPresent() && name.matches("[%./].*")) {
            return Optional.of(new Inspection(CommandCard.of(command.get())));
        }
        return Stream.of(LanguageRule.SQL, LanguageRule.JAVA)
                .flatMap(language -> language(language).stream())
                .flatMap(language -> language.inspect(Source.of(name), name.length(), detail).stream())
                .findFirst();
    }

    Completeness isComplete(Cell cell) {
        Optional<Cell.Part> part = last(cell.parts());
        if (part.isPresent() && part.get() instanceof Cell.Code code) {
            return language(code.language())
                    .map(language -> language.isComplete(code.source()))
                    .orElse(Completeness.COMPLETE);
        }
        if (part.isPresent()
                && part.get() instanceof Cell.Call call
                && call.name().startsWith("%%")) {
            Optional<Invocation> invocation = calls.read(call).invocation();
            boolean waiting = invocation.isPresent() && invocation.get().code().isBlank();
            return waiting ? Completeness.incomplete("") : Completeness.COMPLETE;
        }
        return Completeness.COMPLETE;
    }

    /** The piece of an invocation's code that a place lies in: its main part or a section. */
    private static Source codeAt(Invocation invocation, int at) {
        return invocation.sections().stream()
                .map(Invocation.Section::source)
                .filter(source -> at >= source.offset()
                        && at <= source.offset() + source.text().length())
                .findFirst()
                .orElse(invocation.code());
    }

    private Optional<Language> language(String name) {
        return Optional.ofNullable(languages.get(name));
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(list.size() - 1));
    }
}
