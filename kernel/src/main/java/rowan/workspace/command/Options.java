package rowan.workspace.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may follow a command on its line: options in the GNU style, then words, then code.
 *
 * @param options in the order help lists them
 * @param words in their order; only the last may stand more than once
 * @param code how help writes the code behind them, in brackets where it may be left out; empty where there is none
 * @param open whether options that are not listed are taken as words
 */
public record Options(List<Option<?>> options, List<Word> words, String code, boolean open) {

    /** No options and no words. */
    public static final Options NONE = new Options(List.of(), List.of(), "", false);

    /**
     * A word behind a command.
     *
     * @param fewest how often it has to stand there
     * @param most how often it may
     */
    public record Word(ArgumentType<?> type, int fewest, int most) {

        private String usage() {
            String repeated = type.placeholder() + (most > 1 ? " …" : "");
            return fewest == 0 ? "[" + repeated + "]" : repeated;
        }
    }

    public Options {
        options = List.copyOf(options);
        words = List.copyOf(words);
    }

    /** The same with one more switch, {@code --name}. */
    public Options flag(String name, String sentence) {
        return with(Option.flag(name, sentence));
    }

    /** The same with one more option that takes an argument, {@code --name ARGUMENT}. */
    public Options option(String name, ArgumentType<?> type, String sentence) {
        return with(Option.of(name, type, sentence));
    }

    /** The same with one more option. */
    public Options with(Option<?> option) {
        return new Options(append(options, option), words, code, open);
    }

    /** The same with a word that has to follow. */
    public Options needs(ArgumentType<?> type) {
        return word(new Word(type, 1, 1));
    }

    /** The same with a word that may follow. */
    public Options mayHave(ArgumentType<?> type) {
        return word(new Word(type, 0, 1));
    }

    /** The same with any number of words. */
    public Options any(ArgumentType<?> type) {
        return word(new Word(type, 0, Integer.MAX_VALUE));
    }

    /** The same with one word or more. */
    public Options several(ArgumentType<?> type) {
        return word(new Word(type, 1, Integer.MAX_VALUE));
    }

    private Options word(Word word) {
        return new Options(options, append(words, word), code, open);
    }

    private static <E> List<E> append(List<E> list, E last) {
        List<E> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    /** The same, followed by code. */
    public Options code(String placeholder) {
        return new Options(options, words, placeholder, open);
    }

    /** The same with every other option as a word. */
    public Options opened() {
        return new Options(options, words, code, true);
    }

    /** Whether the command has nothing to do without code. */
    boolean needsCode() {
        return !code.isEmpty() && !code.startsWith("[");
    }

    /** How many words have to follow. */
    int fewestWords() {
        return words.stream().mapToInt(Word::fewest).sum();
    }

    /** How many words may follow. */
    int mostWords() {
        return (int)
                Math.min(Integer.MAX_VALUE, words.stream().mapToLong(Word::most).sum());
    }

    /** What the word at a place is, from 0; empty where there are too many. */
    Optional<ArgumentType<?>> wordType(int place) {
        return place >= mostWords()
                ? Optional.empty()
                : Optional.of(words.get(Math.min(place, words.size() - 1)).type());
    }

    /** The option of this name or letter, without dashes. */
    public Optional<Option<?>> find(String nameOrLetter) {
        for (Option<?> option : options) {
            boolean isLetter = nameOrLetter.length() == 1 && option.letter() == nameOrLetter.charAt(0);
            if (option.name().equals(nameOrLetter) || isLetter) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** All of it in one line. */
    public String usage() {
        return Stream.of(
                        options.stream().map(option -> "[" + option.written() + "]"),
                        words.stream().map(Word::usage),
                        Stream.of(code))
                .flatMap(parts -> parts)
                .collect(Collectors.joining(" "))
                .strip();
    }
}
