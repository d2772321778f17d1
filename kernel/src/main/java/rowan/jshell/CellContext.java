package rowan.jshell;

import java.util.Optional;
import rowan.workspace.contract.Run;

/**
 * Which cell a thread works for: its own, inherited by the threads it starts, since output must reach the cell that it
 * belongs to. Threads of the JDK's common pool belong to the cell that runs now, or ran last.
 */
final class CellContext {

    private static final InheritableThreadLocal<CellContext> OWN = new InheritableThreadLocal<>();
    private static volatile CellContext latest;

    private final Run run;
    private final JavaLanguage language;
    private final Stopping stopping;

    CellContext(Run run, JavaLanguage language, Stopping stopping) {
        this.run = run;
        this.language = language;
        this.stopping = stopping;
    }

    /** The cell that this thread works for. */
    static Optional<CellContext> current() {
        CellContext own = OWN.get();
        return Optional.ofNullable(own != null ? own : latest);
    }

    /** Makes this the cell of the current thread. */
    void enter() {
        OWN.set(this);
    }

    /** Makes this the cell of threads that have none of their own. */
    void begin() {
        latest = this;
    }

    /** The cells of a language that has been closed have no outputs any more; what is written then goes where it went before. */
    static void forget(JavaLanguage closed) {
        CellContext last = latest;
        if (last != null && last.language == closed) {
            latest = null;
        }
    }

    /** The cell's outputs and its interrupt. */
    Run run() {
        return run;
    }

    /** What is known to all cells. */
    JavaLanguage language() {
        return language;
    }

    /** What stops the cell. */
    Stopping stopping() {
        return stopping;
    }
}
