package rowan.workspace.contract;

import java.util.Optional;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.Source;

/**
 * A language that cells are written in. Values in, values out: a language draws nothing and knows no front end. {@link
 * #run} is called by one thread at a time; the others may be called from any thread while a cell runs, and must answer
 * without waiting for it.
 */
public interface Language {

    /** {@code sql} or {@code java}. */
    String name();

    /**
     * Runs a piece of a cell. The last value is returned and the ones before it go to {@link Run#output}. What the user
     * did wrong comes back as an {@link Outcome.Failure}; an exception means that the engine itself is broken.
     */
    Outcome run(Source source, Run run);

    /** What could be written at {@code at}, a place in the source in UTF-16 units. */
    Completions complete(Source source, int at);

    /** What is known about the thing at {@code at}. */
    Optional<Inspection> inspect(Source source, int at, Detail detail);

    /** Whether it can answer at once. Otherwise the first question waits until it has started. */
    default boolean isReady() {
        return true;
    }

    /** The text that a place in the source is in, where that is not this language's code; one without words is a comment. */
    default Optional<Embedded> embedded(Source source, int at) {
        return Optional.empty();
    }

    /** Whether the source could be run as it stands. */
    Completeness isComplete(Source source);
}
