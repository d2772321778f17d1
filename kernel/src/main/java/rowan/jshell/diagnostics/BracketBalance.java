package rowan.jshell.diagnostics;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.jshell.syntax.JavaStatements;

/** Brackets of which one is missing or one too many: the compiler says only where it lost its way. */
final class BracketBalance {

    private static final Map<Character, Character> CLOSING = Map.of('(', ')', '[', ']', '{', '}');

    private BracketBalance() {}

    /** Which bracket is missing or too many; empty where all are in order. */
    static Optional<String> advice(String text) {
        Deque<Character> open = new ArrayDeque<>();
        for (char bracket : JavaStatements.brackets(text).toCharArray()) {
            if (CLOSING.containsKey(bracket)) {
                open.push(CLOSING.get(bracket));
            } else if (open.isEmpty()) {
                return Optional.of("There is one " + bracket + " too many.");
            } else if (open.pop() != bracket) {
                return Optional.of("A bracket is missing before a " + bracket + ".");
            }
        }
        String missing = open.stream().map(String::valueOf).collect(Collectors.joining());
        return switch (missing.length()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of("A " + missing + " is missing.");
            default -> Optional.of("Missing at the end: " + missing);
        };
    }
}
