package rowan.files;

/** Somebody's wish that a wait should end. */
public interface Stop {

    /** A wish that never comes: the process itself is ended instead. */
    Stop NEVER = stop -> () -> {};

    /**
     * Has {@code stop} called when the wish comes, on the thread of whoever has it; at once if that was before. {@code stop}
     * must return quickly.
     */
    Registration onRequest(Runnable stop);

    /** An interest in the wish, until it is closed. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
