package rowan.model;

import java.time.Duration;
import java.util.ArrayList;
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

    /** The same with one more note. */
    public Done withNote(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Done(what, elapsed, more);
    }
}
