package rowan.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A fact worth knowing, with the next step.
 *
 * @param subject what it is about, such as {@code orders o}; empty for the whole
 * @param sentence the fact, with its numbers
 * @param remedy SQL to try; empty where there is nothing to do or nothing certain to advise
 */
public record Finding(Severity severity, String subject, String sentence, Optional<String> remedy) {
    public Finding {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(sentence);
    }

    /** How much it matters. */
    public enum Severity {
        /** Work that can be spared. */
        WARNING,
        /** Worth a thought. */
        NOTE,
        /** Looks suspicious and is right. */
        FINE
    }
}
