package rowan.workspace.contract;

import rowan.files.Stop;

/** The user's wish that the running cell should stop. Sticky: once requested, it stays so until the cell has ended. */
public interface Interrupt extends Stop {

    /** Whether the user wants the cell to stop. */
    boolean requested();

    /**
     * Ends the work at hand if the user wants the cell to stop.
     *
     * @throws InterruptedRun if so
     */
    default void check() {
        if (requested()) {
            throw new InterruptedRun();
        }
    }

    /** Thrown by {@link #check}; the workspace turns it into {@link Outcome.Interrupted}. */
    final class InterruptedRun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** Made without a stack trace: it carries no information beyond itself. */
        public InterruptedRun() {
            super("interrupted", null, false, false);
        }
    }
}
