package rowan.sql.editor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import rowan.workspace.contract.Completions.Completion;

/** Offers for what was typed, best first: by how they fit it, then by what they are, then as they came. */
final class Ranked {

    /** What an offer is, the likeliest first. */
    enum Rank {
        JOIN,
        CERTAIN_WORD,
        RESULT,
        NAME,
        OUTER_NAME,
        ALIAS,
        LIKELY_WORD,
        COMMON_FUNCTION,
        FUNCTION,
        WORD,
        SELDOM
    }

    /** How an offer fits what was typed. */
    private enum Fit {
        BEGINS,
        HAS_A_WORD,
        NOT
    }

    /** Of what users have named, a word within the name may be typed too. */
    private static final Set<String> NAMED = Set.of("column", "table", "view", "index", "trigger", "variable");

    private static final int FEWEST_WITHIN = 2;

    private static final Pattern WORD_START = Pattern.compile("(?<=[_ .-])(?=[^_ .-])|(?<=\\p{Ll})(?=\\p{Lu})");

    private record Offer(Completion completion, Fit fit, Rank rank, int weight, int order) {

        private static final Comparator<Offer> BEST_FIRST = Comparator.comparing(Offer::fit)
                .thenComparing(Offer::rank)
                .thenComparing(Offer::weight, Comparator.reverseOrder())
                .thenComparing(Offer::order);
    }

    private final String typed;
    private final Map<String, Offer> offers = new HashMap<>();
    private int added;

    Ranked(String typed) {
        this.typed = typed.toLowerCase(Locale.ROOT);
    }

    void add(Rank rank, Completion completion) {
        add(rank, 0, completion);
    }

    /**
     * As {@link #add(Rank, Completion)}.
     *
     * @param weight puts it before those of the same rank with a lower one
     */
    void add(Rank rank, int weight, Completion completion) {
        Fit fit = fit(completion);
        if (fit != Fit.NOT) {
            Offer offer = new Offer(completion, fit, rank, weight, added++);
            offers.merge(completion.text().toLowerCase(Locale.ROOT), offer, BinaryOperator.minBy(Offer.BEST_FIRST));
        }
    }

    private Fit fit(Completion completion) {
        String text = completion.text();
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.startsWith(typed) || lower.startsWith('"' + typed)) {
            return Fit.BEGINS;
        }
        if (!NAMED.contains(completion.kind())) {
            return Fit.NOT;
        }
        String column = lower.substring(lower.indexOf('.') + 1);
        if (column.startsWith(typed) || column.startsWith('"' + typed)) {
            return Fit.BEGINS;
        }
        boolean isWithin = typed.length() >= FEWEST_WITHIN
                && WORD_START
                        .splitAsStream(text)
                        .anyMatch(word -> word.toLowerCase(Locale.ROOT).startsWith(typed));
        return isWithin ? Fit.HAS_A_WORD : Fit.NOT;
    }

    List<Completion> list() {
        List<Offer> sorted = new ArrayList<>(offers.values());
        sorted.sort(Offer.BEST_FIRST);
        return sorted.stream().map(Offer::completion).toList();
    }
}
