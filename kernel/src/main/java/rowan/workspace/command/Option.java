package rowan.workspace.command;

import java.util.Optional;
import java.util.function.Predicate;
import rowan.model.Problem;

/**
 * An option of a command.
 *
 * @param name without the dashes
 * @param letter the short form without its dash; 0 where there is none
 * @param type what its argument is; empty for a switch, which stands alone
 * @param isList whether it may stand more than once, which is a list with commas
 * @param sentence what it does
 * @param partner what has to be in the call for it to do anything, if it does not stand by itself
 */
public record Option<T>(
        String name,
        char letter,
        Optional<ArgumentType<T>> type,
        boolean isList,
        String sentence,
        Optional<Partner> partner) {

    /**
     * What an option does nothing without.
     *
     * @param written how that is written: {@code --measure}
     * @param isThere whether a call has it
     */
    public record Partner(String written, Predicate<Invocation> isThere) {}

    /** An option with an argument, {@code --name ARGUMENT}. */
    public static <T> Option<T> of(String name, ArgumentType<T> type, String sentence) {
        return new Option<>(name, '\0', Optional.of(type), false, sentence, Optional.empty());
    }

    /** An option that stands alone, {@code --name}. */
    public static Option<Void> flag(String name, String sentence) {
        return new Option<>(name, '\0', Optional.empty(), false, sentence, Optional.empty());
    }

    /** The same with a short form, {@code -x}. */
    public Option<T> letter(char letter) {
        return new Option<>(name, letter, type, isList, sentence, partner);
    }

    /** The same, which may stand more than once: its arguments are put together with commas. */
    public Option<T> list() {
        return new Option<>(name, letter, type, true, sentence, partner);
    }

    /** The same, which is refused in a call that does not have what it belongs to, since it would do nothing there. */
    public Option<T> onlyWith(String written, Predicate<Invocation> isThere) {
        return new Option<>(name, letter, type, isList, sentence, Optional.of(new Partner(written, isThere)));
    }

    /** What is wrong with it in a call, if it is given there without what it belongs to. */
    Optional<Problem> refusal(Invocation call) {
        return partner.filter(other -> call.has(name) && !other.isThere().test(call))
                .map(other -> Problem.usage(
                        "--" + name + " of " + call.written() + " does nothing without " + other.written() + ".",
                        "Add that, or leave --" + name + " out."));
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
