package rowan.jshell.diagnostics;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;

/**
 * What beginners and people of other languages write, and what to write in Java: the rows of {@code habits.tsv}. They are
 * looked at only where code was rejected, or has thrown.
 */
public final class JavaHabits {

    /**
     * One row.
     *
     * @param when {@code first} or {@code last} of what helps with rejected code, or {@code thrown}
     * @param said what the compiler or the exception says
     * @param written what was written
     * @param way what to write instead, with parts of one of the two
     */
    private record Habit(String when, Pattern said, Pattern written, String way) {

        Optional<String> answer(String saying, String text) {
            Matcher said = this.said.matcher(saying);
            Matcher written = this.written.matcher(text);
            if (!said.find() || !written.find()) {
                return Optional.empty();
            }
            Matcher parts = this.written.pattern().equals(ANYTHING) ? said : written;
            StringBuilder answer = new StringBuilder();
            int end = 0;
            Matcher part = PART.matcher(way);
            while (part.find()) {
                answer.append(way, end, part.start()).append(parts.group(Integer.parseInt(part.group(1))));
                end = part.end();
            }
            return Optional.of(answer.append(way.substring(end)).toString());
        }
    }

    private static final String FILE = "habits.tsv";
    private static final String ANYTHING = ".";
    private static final Pattern PART = Pattern.compile("\\$(\\d)");

    private final List<Habit> habits = new ArrayList<>();

    private JavaHabits() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(JavaHabits.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row ->
                            habits.add(new Habit(row[0], Pattern.compile(row[1]), Pattern.compile(row[2]), row[3])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read with the first error. */
    private static final class Loaded {
        private static final JavaHabits HABITS = new JavaHabits();
    }

    /** What to write instead of code that was rejected, where what was meant is known. */
    public static Optional<String> adviceOn(List<Diag> diagnostics, String text) {
        return adviceOn("first", diagnostics, text);
    }

    /** The same where nothing else has helped. */
    public static Optional<String> lastAdviceOn(List<Diag> diagnostics, String text) {
        return adviceOn("last", diagnostics, text);
    }

    /**
     * What to do about an exception.
     *
     * @param said its class and its message
     * @param stack where it comes from
     */
    static Optional<String> adviceOn(String said, StackTraceElement[] stack) {
        String from = stack.length == 0 ? "" : stack[0].getClassName();
        return advice("thrown", List.of(said + "\n" + from), " ");
    }

    private static Optional<String> adviceOn(String when, List<Diag> diagnostics, String text) {
        List<String> sayings = diagnostics.stream()
                .filter(Diag::isError)
                .map(DiagnosticFormatter::of)
                .toList();
        return advice(when, sayings, text);
    }

    /** The first row that fits one of several sayings. */
    private static Optional<String> advice(String when, List<String> sayings, String text) {
        return Loaded.HABITS.habits.stream()
                .filter(habit -> habit.when().equals(when))
                .flatMap(habit -> sayings.stream().flatMap(saying -> habit.answer(saying, text).stream()))
                .findFirst();
    }
}
