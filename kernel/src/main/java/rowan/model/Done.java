package rowan.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A statement that gives no rows has been carried out.
 *
 * @param what in words, such as {@code 3 rows inserted} or {@code table posts created}
 * @param elapsed how long the engine took
 * @param notes what a reader should know beside it, such as an open transaction; one sentence each
 */
public record Done(String what, Duration elapsed, List<String> notes) {
    public Done {
        Objects.requireNonNull(what);
        Objects.requireNonNull(elapsed);
        notes = List.copyOf(notes);
    }
}
