package rowan.sql.grammar;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import rowan.sql.statement.Token;

/** One reading of tokens by a grammar: every way to read them is followed, and what could go on at their end is noted. */
final class Recognition {

    /** More parentheses than this that are open at the same time are not looked into. */
    private static final int DEEPEST = 100;

    /** A statement of some ten thousand terms would take seconds. */
    private static final int MOST_READ = 300_000;

    private static final Map<String, Token.Kind> VALUES = Map.of(
            "text", Token.Kind.STRING,
            "number", Token.Kind.NUMBER,
            "blob", Token.Kind.BLOB,
            "parameter", Token.Kind.PARAMETER);

    private final Grammar grammar;
    private final List<Token> tokens;
    private final int[] closes;
    private final Map<Read, Set<Integer>> read = new HashMap<>();
    private final Map<Expected, Expected> expected = new LinkedHashMap<>();
    private final Map<Node.Slot, TreeSet<Integer>> names = new HashMap<>();
    private final Map<String, String> rows = new LinkedHashMap<>();
    private int farthest;
    private int weight;
    private int depth;

    private record Read(String rule, int at, int weight) {}

    Recognition(Grammar grammar, List<Token> tokens) {
        this.grammar = grammar;
        this.tokens = tokens;
        this.closes = closes(tokens);
    }

    /** For each parenthesis the place of the one that closes it; -1 where there is none. */
    private static int[] closes(List<Token> tokens) {
        int[] closes = new int[tokens.size()];
        Arrays.fill(closes, -1);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            String text = tokens.get(i).text();
            if (text.equals("(")) {
                open.push(i);
            } else if (text.equals(")") && !open.isEmpty()) {
                closes[open.pop()] = i;
            }
        }
        return closes;
    }

    Recognition of(String start) {
        rule(start, 0);
        return this;
    }

    /** Whether the tokens could be read to their end. */
    boolean isThrough() {
        return farthest == tokens.size();
    }

    /** The place of the first token that no reading could take. */
    int farthest() {
        return farthest;
    }

    Place place() {
        Map<String, TreeSet<Integer>> roles = new TreeMap<>();
        Map<Expected.Name, List<Token>> listed = new HashMap<>();
        names.forEach((slot, places) -> {
            if (!slot.role().isEmpty()) {
                roles.computeIfAbsent(slot.role(), role -> new TreeSet<>()).addAll(places);
            }
        });
        names.forEach((slot, places) -> {
            TreeSet<Integer> owner = roles.getOrDefault(slot.name().of(), new TreeSet<>());
            int from = owner.isEmpty() ? 0 : owner.last();
            List<Token> already = listed.computeIfAbsent(slot.name(), name -> new ArrayList<>());
            places.tailSet(from, false).forEach(place -> already.add(tokens.get(place)));
        });
        Map<String, List<Token>> named = new HashMap<>();
        roles.forEach((role, places) ->
                named.put(role, places.stream().map(tokens::get).toList()));
        return new Place(List.copyOf(expected.values()), named, rows, listed);
    }

    boolean isOver(int at) {
        farthest = Math.max(farthest, at);
        return at >= tokens.size();
    }

    /** The place behind what was taken. */
    Set<Integer> taken(int end) {
        farthest = Math.max(farthest, end);
        return Set.of(end);
    }

    /** A parenthesis that is offered with a word is a token of its own. */
    boolean isWord(int at, String word) {
        String text = word.length() > 1 && word.endsWith("(") ? word.substring(0, word.length() - 1) : word;
        return tokens.get(at).text().equalsIgnoreCase(text);
    }

    boolean isOfKind(int at, String kind) {
        Token token = tokens.get(at);
        Token.Kind value = VALUES.get(kind);
        return value != null ? token.kind() == value : grammar.isName(token);
    }

    int close(int open) {
        return closes[open];
    }

    int weight() {
        return weight;
    }

    /** Of a word that is expected in several readings, the likeliest counts. */
    void expect(Expected each) {
        if (each instanceof Expected.Word word) {
            Expected key = new Expected.Word(word.text(), word.isKeyword(), 0);
            expected.merge(
                    key,
                    word,
                    (one, other) -> ((Expected.Word) one).weight() >= ((Expected.Word) other).weight() ? one : other);
        } else {
            expected.putIfAbsent(each, each);
        }
    }

    void remember(Node.Slot slot, int at) {
        names.computeIfAbsent(slot, s -> new TreeSet<>()).add(at);
    }

    void rows(String name, String role) {
        rows.put(name, role);
    }

    void deeper(Runnable reading) {
        if (depth < DEEPEST) {
            int outer = weight;
            weight = 0;
            depth++;
            reading.run();
            depth--;
            weight = outer;
        }
    }

    Set<Integer> weighted(int by, Supplier<Set<Integer>> reading) {
        weight += by;
        try {
            return reading.get();
        } finally {
            weight -= by;
        }
    }

    /** Whether the statement is so long that it was not read to its end. */
    boolean isGivenUp() {
        return read.size() >= MOST_READ;
    }

    Set<Integer> rule(String name, int at) {
        Read asked = new Read(name, at, weight);
        Set<Integer> known = isGivenUp() ? Set.of() : read.get(asked);
        if (known == null) {
            known = new LinkedHashSet<>(grammar.rule(name).ends(this, at));
            read.put(asked, known);
        }
        return known;
    }
}
