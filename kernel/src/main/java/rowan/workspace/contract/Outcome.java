package rowan.workspace.contract;

import java.util.Objects;
import rowan.model.Problem;

/** How a run ended. A failed cell is a value and no exception. */
public sealed interface Outcome {

    /**
     * It gave a value, which becomes the cell's result.
     *
     * @param shown the value as it is to be drawn, or drawn already where only its language can draw it safely
     */
    record Value(Object value, Object shown) implements Outcome {
        /** A value that is drawn as it is. */
        public Value(Object value) {
            this(value, value);
        }
    }

    /** It gave nothing to show. */
    record Nothing() implements Outcome {}

    /**
     * It was to be run only where something can be had that cannot be had here, and has said so; what stands below it is not
     * run.
     */
    record Skipped() implements Outcome {}

    /** It failed, for a reason that the user can act on. */
    record Failure(Problem problem) implements Outcome {
        public Failure {
            Objects.requireNonNull(problem);
        }
    }

    /** The user stopped it. */
    record Interrupted(String sentence) implements Outcome {
        /** The plain case, in which nothing else has to be said. */
        public Interrupted() {
            this("The cell was interrupted.");
        }
    }

    /** Whether the cells that wait behind this one may run. */
    default boolean isOk() {
        return this instanceof Value || this instanceof Nothing || this instanceof Skipped;
    }
}
