package rowan.workspace.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What may follow a command on its line: options in the GNU style, then words.
 *
 * @param words what the words are, for help, such as {@code [URL|ALIAS]}; empty when there are none
 * @param options in the order help lists them
 * @param open whether other options are taken as words
 * @param mostWords how many words there can be
 */
public record Options(String words, List<Option> options, boolean open, int mostWords) {

    /** No options and no words. */
    public static final Options NONE = new Options("", List.of(), false, Integer.MAX_VALUE);

    /**
     * One option.
     *
     * @param name without the dashes
     * @param letter the short form without its dash; 0 where there is none
     * @param argument what its argument is, such as {@code NAME}; empty for a switch
     * @param sentence what it does
     */
    public record Option(String name, char letter, String argument, String sentence) {

        /** Whether it stands alone, without an argument. */
        public boolean isSwitch() {
            return argument.isEmpty();
        }

        private String usage() {
            return "[--" + name + (isSwitch() ? "" : " " + argument) + "]";
        }
    }

    public Options {
        options = List.copyOf(options);
    }

    /** Words only. */
    public static Options words(String words) {
        return new Options(words, List.of(), false, Integer.MAX_VALUE);
    }

    /** Words only, of which some may look like options. */
    public static Options anyWords(String words) {
        return new Options(words, List.of(), true, Integer.MAX_VALUE);
    }

    /** The same with one more switch, {@code --name}. */
    public Options flag(String name, String sentence) {
        return plus(new Option(name, '\0', "", sentence));
    }

    /** The same with one more option that takes an argument, {@code --name ARGUMENT}. */
    public Options option(String name, String argument, String sentence) {
        return plus(new Option(name, '\0', argument, sentence));
    }

    /** The same with one more option. */
    public Options plus(Option option) {
        List<Option> more = new ArrayList<>(options);
        more.add(option);
        return new Options(words, more, open, mostWords);
    }

    /** The same with so many words at most; more are a mistake, most likely a name with blanks and without quotes. */
    public Options atMost(int most) {
        return new Options(words, options, open, most);
    }

    /** The option of this name or letter, without dashes. */
    public Optional<Option> find(String nameOrLetter) {
        return options.stream()
                .filter(o -> o.name().equals(nameOrLetter)
                        || (nameOrLetter.length() == 1 && o.letter() == nameOrLetter.charAt(0)))
                .findFirst();
    }

    /** All of it in one line. */
    public String usage() {
        String listed = options.stream().map(Option::usage).collect(Collectors.joining(" "));
        return (listed + " " + words).strip();
    }
}
