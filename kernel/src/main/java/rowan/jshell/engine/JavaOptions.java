package rowan.jshell.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How Java cells are set up from outside: environment variables as IJava and JJava have them, with Rowan's own name before
 * theirs.
 *
 * @param compilerOptions for the compiler
 * @param classPath patterns of jars and directories
 * @param startupScripts patterns of files that are run before the first cell
 * @param startupScript code that is run before the first cell, behind the files; may be empty
 * @param timeout after which a statement of a cell is stopped
 * @param extensions whether the extensions that libraries bring along are installed
 */
public record JavaOptions(
        List<String> compilerOptions,
        List<String> classPath,
        List<String> startupScripts,
        String startupScript,
        Optional<Duration> timeout,
        boolean extensions) {

    private static final List<String> PREFIXES = List.of("ROWAN_", "JJAVA_", "IJAVA_");
    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");
    private static final Pattern TIMEOUT = Pattern.compile("\\s*(-?\\d+)\\s*([A-Za-z]*)\\s*");

    /** Nothing is set. */
    public static final JavaOptions NONE = new JavaOptions(List.of(), List.of(), List.of(), "", Optional.empty(), true);

    /**
     * What an environment asks for.
     *
     * @param environment from name to value, as {@link System#getenv()}
     * @throws IllegalArgumentException if the timeout is none
     */
    public static JavaOptions of(Map<String, String> environment) {
        List<String> options = words(value(environment, "COMPILER_OPTS"));
        List<String> classPath = new ArrayList<>(paths(value(environment, "CLASSPATH")));
        List<String> others = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            // As an option of the compiler it would keep libraries from being added later.
            boolean path = List.of("-cp", "-classpath", "--class-path").contains(options.get(i));
            if (path && i + 1 < options.size()) {
                classPath.addAll(paths(options.get(++i)));
            } else {
                others.add(options.get(i));
            }
        }
        return new JavaOptions(
                List.copyOf(others),
                List.copyOf(classPath),
                paths(value(environment, "STARTUP_SCRIPTS_PATH")),
                value(environment, "STARTUP_SCRIPT"),
                timeout(value(environment, "TIMEOUT")),
                isOn(environment, "LOAD_EXTENSIONS"));
    }

    private static String value(Map<String, String> environment, String name) {
        return PREFIXES.stream()
                .map(prefix -> environment.get(prefix + name))
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse("");
    }

    /** What is not set is on; JJava's words for off are an empty one, 0 and false. */
    private static boolean isOn(Map<String, String> environment, String name) {
        return PREFIXES.stream()
                .map(prefix -> environment.get(prefix + name))
                .filter(Objects::nonNull)
                .findFirst()
                .map(value -> !List.of("", "0", "false").contains(value.strip().toLowerCase(Locale.ROOT)))
                .orElse(true);
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group(2) == null ? word.group(1).replaceAll("\\\\(.)", "$1") : word.group(2));
        }
        return words;
    }

    private static List<String> paths(String text) {
        return List.of(text.split(Pattern.quote(System.getProperty("path.separator")))).stream()
                .filter(path -> !path.isBlank())
                .toList();
    }

    /** {@code 30 seconds}; milliseconds where no unit stands, and no limit below one. */
    private static Optional<Duration> timeout(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher written = TIMEOUT.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "the timeout " + text + " is none; write a number and a unit, such as 30 SECONDS");
        }
        String unit = written.group(2).toUpperCase(Locale.ROOT);
        long amount = Long.parseLong(written.group(1));
        if (amount < 1) {
            return Optional.empty();
        }
        for (TimeUnit known : TimeUnit.values()) {
            if (known.name().equals(unit.isEmpty() ? "MILLISECONDS" : unit)
                    || known.name().equals(unit + "S")) {
                return Optional.of(Duration.of(amount, known.toChronoUnit()));
            }
        }
        throw new IllegalArgumentException("the timeout " + text + " has no unit of time; write 30 SECONDS");
    }
}
