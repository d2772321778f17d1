package rowan.workspace.command;

import java.util.Optional;

/**
 * An option of a command.
 *
 * @param name without the dashes
 * @param letter the short form without its dash; 0 where there is none
 * @param type what its argument is; empty for a switch, which stands alone
 * @param isList whether it may stand more than once, which is a list with commas
 * @param sentence what it does
 */
public record Option<T>(String name, char letter, Optional<ArgumentType<T>> type, boolean isList, String sentence) {

    /** An option with an argument, {@code --name ARGUMENT}. */
    public static <T> Option<T> of(String name, ArgumentType<T> type, String sentence) {
        return new Option<>(name, '\0', Optional.of(type), false, sentence);
    }

    /** An option that stands alone, {@code --name}. */
    public static Option<Void> flag(String name, String sentence) {
        return new Option<>(name, '\0', Optional.empty(), false, sentence);
    }

    /** The same with a short form, {@code -x}. */
    public Option<T> letter(char letter) {
        return new Option<>(name, letter, type, isList, sentence);
    }

    /** The same, which may stand more than once: its arguments are put together with commas. */
    public Option<T> list() {
        return new Option<>(name, letter, type, true, sentence);
    }

    /** Whether it stands alone, without an argument. */
    boolean isSwitch() {
        return type.isEmpty();
    }

    /** How it is written, with its argument. */
    public String written() {
        return ("--" + name + " " + argument()).strip();
    }

    /** How its argument is written in help; empty for a switch. */
    public String argument() {
        return type.map(ArgumentType::placeholder).orElse("");
    }

    /** What it does, and what its argument may be. */
    public String explanation() {
        String form = type.map(ArgumentType::form).orElse("");
        return form.isEmpty() ? sentence : sentence.replaceFirst("\\.$", "") + "; " + form + ".";
    }
}
