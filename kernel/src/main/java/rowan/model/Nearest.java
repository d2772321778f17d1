package rowan.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that was meant when another was written: the <em>did you mean</em> of every message. */
public final class Nearest {

    private Nearest() {}

    /**
     * The candidate that is fewest edits away, if that is at most a third of the word's length (and at least one edit, at
     * most three) and leaves something of the word: {@code b} is not meant by {@code 1}. Among equals one in the same case,
     * and then one of the same length.
     */
    public static Optional<String> to(String word, Collection<String> candidates) {
        return all(word, candidates).findFirst();
    }

    /** All candidates that are as near as {@link #to} demands, the nearest first. */
    public static Stream<String> all(String word, Collection<String> candidates) {
        int allowed = Math.max(1, Math.min(3, word.length() / 3));
        String lower = word.toLowerCase(Locale.ROOT);
        return candidates.stream()
                .filter(c -> Math.abs(c.length() - word.length()) <= allowed)
                .filter(c -> distance(lower, c.toLowerCase(Locale.ROOT)) <= Math.min(allowed, longest(c, word) - 1))
                .sorted(Comparator.comparingInt((String c) -> distance(lower, c.toLowerCase(Locale.ROOT)))
                        .thenComparingInt(c -> distance(word, c))
                        .thenComparingInt(c -> Math.abs(c.length() - word.length()))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int longest(String a, String b) {
        return Math.max(a.length(), b.length());
    }

    /** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
    public static int distance(String a, String b) {
        // Optimal string alignment: Damerau 1964, restricted to one swap per pair of letters.
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replace = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replace, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
