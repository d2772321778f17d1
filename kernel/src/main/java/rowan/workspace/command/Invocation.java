package rowan.workspace.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rowan.workspace.cell.Source;

/**
 * A command as it was called.
 *
 * @param command the row of the table
 * @param written the name as the user wrote it, with {@code %}, {@code %%} or the dot; it may be an alias
 * @param options by their long names; a switch that was given has an empty value
 * @param words what followed the options, unquoted
 * @param code the code to work on: after the options on the line, and the cell's body for a {@code %%} command. Of a
 *     command with sections, the part before the first section
 * @param sections in the order of the cell
 * @param isKept whether its value goes into a variable, {@code x = %sql …}, and so has to be whole
 */
public record Invocation(
        Command command,
        String written,
        Map<String, String> options,
        List<String> words,
        Source code,
        List<Section> sections,
        boolean isKept) {

    /**
     * A part of a body that begins with a line {@code -- kind: label}.
     *
     * @param source the lines after it
     */
    public record Section(String kind, String label, Source source) {}

    public Invocation {
        options = Map.copyOf(options);
        words = List.copyOf(words);
        sections = List.copyOf(sections);
    }

    /** Whether a switch was given. */
    public boolean has(String option) {
        return options.containsKey(option);
    }

    /** The argument of an option as it was written, if it was given. */
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** What the argument of an option means, if it was given. */
    public <T> Optional<T> option(Option<T> option) {
        return option(option.name())
                .flatMap(written -> option.type().orElseThrow().reader().apply(written));
    }

    /** What the word at this place means, from 0. */
    public <T> Optional<T> word(int index, ArgumentType<T> type) {
        return word(index).flatMap(type.reader());
    }

    /** The word at this place, from 0. */
    public Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** Whether it was called with {@code %%}, for a whole cell. */
    public boolean isCell() {
        return written.startsWith("%%");
    }
}
