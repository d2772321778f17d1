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
     * What else a call must have, or not have, so that an option does something.
     *
     * @param where it does nothing: {@code without --measure}
     * @param next what to do about it, a sentence
     * @param fits whether a call is one in which it does something
     */
    public record Partner(String where, String next, Predicate<Invocation> fits) {}

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
        return bound(new Partner("without " + written, "Add that, or leave --" + name + " out.", isThere));
    }

    /** The same, which is refused beside an option that leaves it nothing to do. */
    public Option<T> notWith(String option) {
        return bound(new Partner("beside --" + option, "Leave one of them out.", call -> !call.has(option)));
    }

    private Option<T> bound(Partner to) {
        return new Option<>(name, letter, type, isList, sentence, Optional.of(to));
    }

    /** What is wrong with it in a call, if it is given where it does nothing. */
    Optional<Problem> refusal(Invocation call) {
        return partner.filter(other -> call.has(name) && !other.fits().test(call))
                .map(other -> Problem.usage(
                        "--" + name + " of " + call.written() + " does nothing " + other.where() + ".", other.next()));
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
