package rowan.sql.sqlite.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rowan.sql.statement.Token;

/**
 * What people of other engines and tools type by habit, and what to type here: the rows of {@code habits.tsv}. They are looked
 * at only where SQLite has refused a statement.
 */
public final class SqliteHabits {

    /**
     * One row.
     *
     * @param typed the tokens of the habit; {@code <name>} stands for any one token, {@code …} for any number
     * @param way what to do here, in which {@code <name>} is what was typed
     */
    private record Habit(List<String> typed, String way) {}

    /**
     * What SQLite says.
     *
     * @param lacking a word that the statement has not; empty where any will do
     */
    private record Saying(Pattern said, String lacking, String way) {}

    /**
     * A habit that was found in a statement.
     *
     * @param from its first token
     * @param to its last token
     * @param way what to do here
     */
    public record Found(int from, int to, String way) {}

    private static final String FILE = "habits.tsv";
    private static final String SAYS = "says";
    private static final String SAYS_WITHOUT = "says without ";
    private static final String ANY = "…";
    private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z]+>");

    /** Any one parameter, such as {@code @name}. */
    private static final String PARAMETER = "<parameter>";

    private final List<Habit> beginnings = new ArrayList<>();
    private final List<Habit> passages = new ArrayList<>();
    private final Map<String, String> functions = new LinkedHashMap<>();
    private final List<Saying> sayings = new ArrayList<>();

    private SqliteHabits() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SqliteHabits.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row -> add(row[0], row[1], row[2]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read when the first statement is refused, or the first cell that is no Java. */
    private static final class Loaded {
        private static final SqliteHabits HABITS = new SqliteHabits();
    }

    /** All of them. */
    public static SqliteHabits all() {
        return Loaded.HABITS;
    }

    private void add(String kind, String typed, String way) {
        switch (kind) {
            case "begins" -> beginnings.add(new Habit(pieces(typed), way));
            case "within" -> passages.add(new Habit(pieces(typed), way));
            case "function" -> functions.put(typed.toLowerCase(Locale.ROOT), way);
            case SAYS -> says("", typed, way);
            default -> {
                if (!kind.startsWith(SAYS_WITHOUT)) {
                    throw new IllegalArgumentException(kind);
                }
                says(kind.substring(SAYS_WITHOUT.length()), typed, way);
            }
        }
    }

    private void says(String lacking, String said, String way) {
        sayings.add(new Saying(Pattern.compile(said, Pattern.DOTALL), lacking, way));
    }

    private static List<String> pieces(String typed) {
        List<String> pieces = new ArrayList<>();
        for (String piece : typed.split(" ")) {
            if (piece.equals(ANY) || PLACEHOLDER.matcher(piece).matches()) {
                pieces.add(piece);
            } else {
                new SqliteLexicon().tokenize(piece).forEach(token -> pieces.add(token.text()));
            }
        }
        return pieces;
    }

    /** The words that begin statements of other engines, in capitals. */
    Set<String> firstWords() {
        return beginnings.stream()
                .map(habit -> habit.typed().get(0))
                .filter(word -> Character.isLetter(word.charAt(0)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What a statement begins with as a whole; the first row that fits. */
    public Optional<Found> beginning(List<Token> tokens) {
        return beginnings.stream()
                .flatMap(habit -> at(0, habit, tokens).stream())
                .findFirst();
    }

    /** What stands around a token; the first row that fits. */
    public Optional<Found> around(int place, List<Token> tokens) {
        for (Habit habit : passages) {
            for (int from = place; from >= 0; from--) {
                Optional<Found> found = at(from, habit, tokens).filter(each -> each.to() >= place);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** SQLite's way to do what a function does elsewhere. */
    public Optional<String> function(String name) {
        return Optional.ofNullable(functions.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What to do where SQLite says something of a statement; the first row that fits. */
    public Optional<String> saying(String reason, List<Token> tokens) {
        return sayings.stream()
                .filter(row -> tokens.stream().noneMatch(token -> token.is(row.lacking())))
                .map(row -> {
                    Matcher said = row.said().matcher(reason);
                    return said.matches() ? said.replaceFirst(row.way()) : "";
                })
                .filter(way -> !way.isEmpty())
                .findFirst();
    }

    private static Optional<Found> at(int from, Habit habit, List<Token> tokens) {
        Map<String, String> names = new LinkedHashMap<>();
        int at = from;
        for (int i = 0; i < habit.typed().size(); i++) {
            String piece = habit.typed().get(i);
            if (piece.equals(ANY)) {
                String next = habit.typed().get(i + 1);
                while (at < tokens.size() && !fits(next, tokens.get(at))) {
                    at++;
                }
            } else if (at >= tokens.size() || !fits(piece, tokens.get(at))) {
                return Optional.empty();
            } else {
                names.put(piece, plain(tokens.get(at)));
                at++;
            }
        }
        String way = PLACEHOLDER
                .matcher(habit.way())
                .replaceAll(place -> Matcher.quoteReplacement(names.getOrDefault(place.group(), place.group())));
        return Optional.of(new Found(from, at - 1, way));
    }

    private static String plain(Token token) {
        return token.kind() == Token.Kind.PARAMETER ? token.text().substring(1) : token.text();
    }

    private static boolean fits(String piece, Token token) {
        if (piece.equals(PARAMETER)) {
            return token.kind() == Token.Kind.PARAMETER;
        }
        return PLACEHOLDER.matcher(piece).matches() || token.text().equalsIgnoreCase(piece);
    }
}
