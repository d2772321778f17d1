package rowan.model;

import java.util.Objects;

/**
 * Says that the rest of a cell was not run, since something that it needs cannot be had here.
 *
 * @param missing what, why, and what to do about it; one sentence a line
 */
public record Skipped(String missing) {
    public Skipped {
        Objects.requireNonNull(missing);
    }
}
