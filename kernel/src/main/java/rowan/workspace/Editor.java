package rowan.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Language;

/** Answers what an editor asks while the user types: completion, inspection, completeness. Runs nothing. */
final class Editor {

    private final Workspace.Parts parts;
    private final CallReader calls;
    private final Map<String, Language> languages;

    Editor(Workspace.Parts parts, CallReader calls, Map<String, Language> languages) {
        this.parts = parts;
        this.calls = calls;
        this.languages = languages;
    }

    /** All commands of a sign that stands alone; {@code lettered} is the cell up to {@code at} with a letter behind it. */
    Optional<Completions> completeSign(Cell lettered, int at) {
        return last(lettered.parts())
                .filter(part -> part instanceof Cell.Call call
                        && call.source().offset() + call.name().length() == at + 1
                        && call.name().matches("%%?a"))
                .map(part -> completeName(
                        ((Cell.Call) part).name().replace("a", ""),
                        part.source().offset(),
                        at));
    }

    /** Offers for the end of {@code before}, the part of {@code cell} up to {@code at}, already cut. */
    Completions complete(Cell before, String cell, int at) {
        Optional<Cell.Part> part = last(before.parts());
        int end =
                part.map(p -> p.source().offset() + p.source().text().length()).orElse(0);
        if (part.isEmpty() || (at > end && part.get() instanceof Cell.Call)) {
            Source fresh = Source.of(cell).part(end, cell.length());
            String name = parts.language().of(fresh.text());
            return language(name)
                    .map(language -> language.complete(fresh, at - end).shifted(end))
                    .orElse(Completions.none(at));
        }
        if (part.get() instanceof Cell.Call call) {
            return completeCall(call, at, cell.substring(at).isBlank());
        }
        if (part.get() instanceof Cell.Code code) {
            Source rest = Source.of(cell).part(code.source().offset(), cell.length());
            Completions own = language(code.language())
                    .map(language -> language.complete(rest, at - rest.offset()).shifted(rest.offset()))
                    .orElse(Completions.none(at));
            // A first word may yet become a statement of SQL.
            boolean firstWord =
                    code.source().text().strip().matches("\\w+") && !Character.isWhitespace(cell.charAt(at - 1));
            return firstWord && code.language().equals(LanguageRule.JAVA)
                    ? statementWords(rest, at).map(words -> words.before(own)).orElse(own)
                    : own;
        }
        return Completions.none(at);
    }

    private Optional<Completions> statementWords(Source rest, int at) {
        return language(LanguageRule.SQL)
                .map(sql -> sql.complete(rest, at - rest.offset()).shifted(rest.offset()))
                .filter(words -> !words.items().isEmpty());
    }

    private Completions completeCall(Cell.Call call, int at, boolean isLast) {
        String text = call.source().text();
        int offset = call.source().offset();
        if (at <= offset + call.name().length()) {
            Completions names = completeName(call.name(), offset, at);
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
        Optional<CallReader.Offers> values = calls.offers(call);
        if (values.isPresent()) {
            List<Completions.Completion> items = values.get().values().stream()
                    .map(value -> new Completions.Completion(value, "value", ""))
                    .toList();
            return new Completions(items, offset + values.get().from(), at);
        }
        Optional<Invocation> invocation = calls.read(call).invocation();
        if (invocation.isEmpty()) {
            return Completions.none(at);
        }
        Source code = codeAt(invocation.get(), at);
        return command.flatMap(Command::bodyLanguage)
                .flatMap(this::language)
                .map(language -> language.complete(code, at - code.offset()).shifted(code.offset()))
                .orElse(Completions.none(at));
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
                .filter(command -> (command.form() == Command.Form.DOT) == sign.isEmpty())
                .filter(command -> command.form() != (cell ? Command.Form.LINE : Command.Form.CELL))
                .flatMap(command -> command.names().map(name -> new Named(name, command)))
                .filter(named -> named.name().toLowerCase(Locale.ROOT).startsWith(begun)
                        && named.name().startsWith(".") == sign.isEmpty())
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
                return language(code.language())
                        .flatMap(language -> language.inspect(code.source(), at - from, detail));
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
            int within = at - code.offset();
            return within < 0
                    ? Optional.empty()
                    : invocation
                            .command()
                            .bodyLanguage()
                            .flatMap(this::language)
                            .flatMap(language -> language.inspect(code, within, detail));
        });
    }

    /** What is known about a name that stands alone: a command, else what the languages know, SQL first. */
    Optional<Inspection> inspectName(String name, Detail detail) {
        Optional<Command> command = parts.commands().find(name.replaceFirst("^%+", ""));
        if (command.isPresent() && (name.startsWith("%") || name.startsWith("."))) {
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
