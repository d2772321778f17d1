package rowan.workspace.command;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/**
 * A row in the table of commands, from which help, completion, inspection and the README's list are printed.
 *
 * @param name without {@code %}; a word of the sqlite3 shell with its dot, one of JShell with its slash
 * @param aliases other names for it
 * @param form where it may stand
 * @param options what may follow it on its line
 * @param sentence what it is for, in one sentence; of one that is understood and has nothing to do, it begins with {@code
 *     Nothing:}
 * @param bodyLanguage the language of its body or the rest of its line, if that is code
 * @param sections what the {@code -- kind: label} lines of its body begin; mostly none
 * @param skeleton a cell or line to begin with, which runs as it is where there is a table {@code t(id, c)}; empty where
 *     the name says enough
 * @param handler carries it out
 */
public record Command(
        String name,
        List<String> aliases,
        Form form,
        Options options,
        String sentence,
        Optional<String> bodyLanguage,
        Sections sections,
        String skeleton,
        Handler handler) {

    /** Where a command may stand. */
    public enum Form {
        /** {@code %name} on a line where a statement may start, or as the initialiser of a variable. */
        LINE,
        /** {@code %%name} on the first line, for the whole cell. */
        CELL,
        /** Both. */
        LINE_OR_CELL,
        /** {@code .name}, first in a cell or alone on a line between statements. */
        DOT,
        /** {@code /name}, in the same places. */
        SLASH
    }

    /** Carries out a command. As with languages, the user's mistakes come back as {@link Outcome.Failure}. */
    @FunctionalInterface
    public interface Handler {
        Outcome run(Invocation invocation, Run run);
    }

    public Command {
        Objects.requireNonNull(name);
        aliases = List.copyOf(aliases);
        if ((form == Form.DOT) != name.startsWith(".") || (form == Form.SLASH) != name.startsWith("/")) {
            throw new IllegalArgumentException(
                    "a word begins with the sign of its form, and nothing else does: " + name);
        }
    }

    /** A command whose rest or body is no code and that has no sections. */
    public static Command of(String name, Form form, Options options, String sentence, Handler handler) {
        return new Command(name, List.of(), form, options, sentence, Optional.empty(), Sections.NONE, "", handler);
    }

    /** The same command under further names. */
    public Command alias(String... more) {
        return new Command(name, List.of(more), form, options, sentence, bodyLanguage, sections, skeleton, handler);
    }

    /** The same command with code of a language as its body. */
    public Command over(String language) {
        return new Command(name, aliases, form, options, sentence, Optional.of(language), sections, skeleton, handler);
    }

    /** The same command with a body that {@code -- kind: label} lines cut into sections. */
    public Command withSections(Sections cut) {
        return new Command(name, aliases, form, options, sentence, bodyLanguage, cut, skeleton, handler);
    }

    /** The same command with something to begin with, which completion writes and help shows. */
    public Command beginningWith(String text) {
        return new Command(
                name, aliases, form, options, sentence, bodyLanguage, sections, text.stripTrailing(), handler);
    }

    /** Whether it stands on its own, without {@code %}, as in another program. */
    public boolean isWord() {
        return form == Form.DOT || form == Form.SLASH;
    }

    /** Whether it is understood and has nothing to do. */
    public boolean isIdle() {
        return sentence.startsWith("Nothing:");
    }

    /** Its name and its aliases. */
    public Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }

    /** The name as it is written: {@code %%compare}, {@code %sql}, {@code .tables}. */
    public String written() {
        return switch (form) {
            case DOT, SLASH -> name;
            case CELL -> "%%" + name;
            case LINE, LINE_OR_CELL -> "%" + name;
        };
    }

    /** One line that shows how it is written, with its options. */
    public String usage() {
        return (written() + " " + options.usage()).strip();
    }
}
