package rowan.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * SQL that is worth trying to make a statement quicker: the planner would use it, or it was tried.
 *
 * @param subject the step that it is for, such as {@code orders o}; empty for the whole
 * @param statements to be carried out together
 * @param sparesSort whether the rows come in order by it
 * @param effect what it does, where it was tried on a private copy
 */
public record Remedy(String subject, List<String> statements, boolean sparesSort, Optional<Effect> effect) {

    /** What gathers the statistics by which the planner chooses. */
    public static final String ANALYZE = "ANALYZE;";

    public Remedy {
        Objects.requireNonNull(subject);
        statements = List.copyOf(statements);
        Objects.requireNonNull(effect);
    }

    /** The steps that the statement takes without and with it. */
    public record Effect(Count before, Count after) {

        /** Whether it takes so much less that it is worth the change. */
        public boolean isWorthwhile() {
            return !(before instanceof Count.AtMost)
                    && !(after instanceof Count.AtMost)
                    && Remedy.isWorthwhile(
                            before.number().orElse(0), after.number().orElse(Long.MAX_VALUE));
        }

        /** {@code 9,430 → 312 VM steps}. */
        public String words() {
            return before.words() + " → " + after.words() + " VM steps";
        }
    }

    /** An index has its costs too; what spares less than a tenth of the steps is none to try. */
    private static final double WORTHWHILE = 0.9;

    /** Whether a change after which a statement takes so many steps is worth it. */
    public static boolean isWorthwhile(long stepsBefore, long stepsAfter) {
        return stepsAfter < stepsBefore * WORTHWHILE;
    }

    /** Whether statistics are to be gathered. */
    public boolean isAnalyze() {
        return statements.equals(List.of(ANALYZE));
    }

    /** All of it as SQL to copy. */
    public String sql() {
        return String.join("\n", statements);
    }
}
