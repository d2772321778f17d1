package rowan.model;

import java.util.Objects;

/**
 * A claim that was put to the test.
 *
 * @param claim in the user's words
 * @param holds whether it is true
 * @param seen what was seen; empty where there is nothing to add
 */
public record Check(String claim, boolean holds, String seen) {
    public Check {
        Objects.requireNonNull(claim);
        Objects.requireNonNull(seen);
    }
}
