package rowan.workspace.command;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;

/**
 * What an argument of a command may be: how help writes it, what a text of it means, which values are offered while it is
 * typed, and how a text that it cannot be is refused.
 *
 * @param placeholder how help writes it: {@code NAME}, {@code TIME}, {@code on|off}
 * @param expected what it takes, for the sentence that refuses anything else: {@code a whole number from 1 to 1,000}
 * @param form the same for help; empty where the placeholder says it all
 * @param hint what is added when a text is refused; may be empty
 * @param reader what a text means; empty where it means nothing
 * @param offers the values that a text could become, the text itself among them where it is one
 */
public record ArgumentType<T>(
        String placeholder,
        String expected,
        String form,
        String hint,
        Function<String, Optional<T>> reader,
        Function<String, List<String>> offers) {

    private static final int MOST_OFFERS = 200;

    /** A text that says something: one of blanks alone, as what a forgotten value leaves, is refused. */
    public static ArgumentType<String> text(String placeholder) {
        return new ArgumentType<>(
                placeholder,
                placeholder,
                "",
                "",
                text -> Optional.of(text).filter(written -> !written.isBlank()),
                begun -> List.of());
    }

    /** Any text, also an empty one, which means something to its command. */
    public static ArgumentType<String> anyText(String placeholder) {
        return new ArgumentType<>(placeholder, placeholder, "", "", Optional::of, begun -> List.of());
    }

    /** A type of its own. */
    public static <T> ArgumentType<T> of(
            String placeholder, String expected, String hint, Function<String, Optional<T>> reader) {
        return new ArgumentType<>(placeholder, expected, expected, hint, reader, begun -> List.of());
    }

    /** A whole number between two bounds, both included. */
    public static ArgumentType<Long> number(long least, long most) {
        String bounds = least == Long.MIN_VALUE && most == Long.MAX_VALUE
                ? ""
                : " from " + Quantity.count(least) + " to " + Quantity.count(most);
        return of("N", "a whole number" + bounds, "", text -> {
            try {
                return Optional.of(Long.parseLong(text)).filter(n -> n >= least && n <= most);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** A time above zero. */
    public static ArgumentType<Duration> duration() {
        return new ArgumentType<>(
                "TIME",
                "a time",
                "a time such as 5s or 500ms",
                "Write 5s or 500ms: a number and its unit.",
                text -> Quantity.toDuration(text).filter(time -> !time.isZero()),
                begun -> List.of());
    }

    /** A time above zero, up to a longest one. */
    public static ArgumentType<Duration> duration(Duration longest) {
        ArgumentType<Duration> any = duration();
        return of(
                any.placeholder(),
                any.expected() + " up to " + Quantity.duration(longest),
                "Write a number with its unit, 0.5ms, 20ms or 1s.",
                text -> any.reader().apply(text).filter(time -> time.compareTo(longest) <= 0));
    }

    /** One of some words, in whichever case they are written. */
    public static <T> ArgumentType<T> choice(Map<String, T> values) {
        Map<String, T> known = new LinkedHashMap<>(values);
        List<String> names = List.copyOf(known.keySet());
        String expected = names.size() == 1
                ? names.get(0)
                : String.join(", ", names.subList(0, names.size() - 1)) + " or " + names.get(names.size() - 1);
        return new ArgumentType<>(
                String.join("|", names),
                expected,
                "",
                "",
                text -> Optional.ofNullable(known.get(text.toLowerCase(Locale.ROOT))),
                begun -> beginning(names, begun));
    }

    /** One of some words. */
    public static ArgumentType<String> choice(String... words) {
        Map<String, String> values = new LinkedHashMap<>();
        Stream.of(words).forEach(word -> values.put(word, word));
        return choice(values);
    }

    /**
     * The name of a file, which need not be there.
     *
     * @param directory where relative names start
     */
    public static ArgumentType<String> file(String placeholder, Path directory) {
        return new ArgumentType<>(
                placeholder,
                "a " + placeholder,
                "",
                "",
                text -> Optional.of(text).filter(name -> !name.isBlank()),
                begun -> files(directory, begun));
    }

    /** The same with values to offer, which are asked for anew each time; what begins like none of them is a value too. */
    public ArgumentType<T> offering(Supplier<? extends Collection<String>> values) {
        return new ArgumentType<>(placeholder, expected, form, hint, reader, begun -> beginning(values.get(), begun));
    }

    /** The same with values to offer for what is typed already. */
    public ArgumentType<T> offering(Function<String, List<String>> values) {
        return new ArgumentType<>(placeholder, expected, form, hint, reader, values);
    }

    /** The same, or a word that stands for a value, in whichever case it is written. */
    public ArgumentType<T> orWord(String word, T value) {
        return new ArgumentType<>(
                placeholder + "|" + word,
                expected + ", or " + word,
                form.isEmpty() ? "" : form + ", or " + word,
                hint,
                text -> text.equalsIgnoreCase(word) ? Optional.of(value) : reader.apply(text),
                begun -> Stream.concat(offers.apply(begun).stream(), beginning(List.of(word), begun).stream())
                        .toList());
    }

    /** What is wrong with a text, if anything is; {@code named} is the option or the command it was given to. */
    Optional<Problem> refusal(String named, String text) {
        if (reader.apply(text).isPresent()) {
            return Optional.empty();
        }
        String near = Nearest.to(text, offers.apply(""))
                .map(value -> "Did you mean " + value + "?")
                .orElse(hint);
        String sentence = named + " takes " + expected + ", not " + (text.isBlank() ? '"' + text + '"' : text) + ".";
        return Optional.of(near.isEmpty() ? Problem.usage(sentence) : Problem.usage(sentence, near));
    }

    /** Those of some values that begin with a text; case does not count. */
    public static List<String> beginning(Collection<String> values, String begun) {
        String lower = begun.toLowerCase(Locale.ROOT);
        return values.stream()
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(lower))
                .toList();
    }

    /** What lies in the folder of a name that is begun, folders with the sign behind which they go on. */
    private static List<String> files(Path directory, String begun) {
        int name = Math.max(begun.lastIndexOf('/'), begun.lastIndexOf(File.separatorChar)) + 1;
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.resolve(begun.substring(0, name)))) {
            for (Path file : files) {
                String each = file.getFileName().toString();
                boolean isHidden = each.startsWith(".") && begun.length() == name;
                if (each.startsWith(begun.substring(name)) && !isHidden && found.size() < MOST_OFFERS) {
                    found.add(begun.substring(0, name) + each + (Files.isDirectory(file) ? "/" : ""));
                }
            }
        } catch (IOException | DirectoryIteratorException | UncheckedIOException | InvalidPathException e) {
            return List.of(); // What cannot be looked into offers nothing.
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
