package rowan.model;

import java.util.Objects;
import java.util.Optional;

/**
 * An exercise of a course, as far as it is done.
 *
 * @param name by which it is listed
 * @param missing what its solution still lacks, a claim that does not hold yet; empty where it is solved
 */
public record Exercise(String name, Optional<String> missing) {
    public Exercise {
        Objects.requireNonNull(name);
        Objects.requireNonNull(missing);
    }

    /** Whether every claim about it holds. */
    public boolean isSolved() {
        return missing.isEmpty();
    }
}
