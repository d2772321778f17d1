package rowan.jshell.cell;

import java.util.Optional;
import rowan.workspace.contract.Run;

/**
 * Which cell a thread works for: its own, inherited by the threads it starts, since output must reach the cell that it
 * belongs to. Threads of the JDK's common pool belong to the cell that runs now, or ran last.
 */
public final class CellContext {

    private static final InheritableThreadLocal<CellContext> OWN = new InheritableThreadLocal<>();
    private static volatile CellContext latest;

    private final Run run;
    private final CellServices services;
    private final CellStop stop;

    public CellContext(Run run, CellServices services, CellStop stop) {
        this.run = run;
        this.services = services;
        this.stop = stop;
    }

    /** The cell that this thread works for. */
    static Optional<CellContext> current() {
        CellContext own = OWN.get();
        return Optional.ofNullable(own != null ? own : latest);
    }

    /**
     * As {@link #current}, for what only the code of cells can call.
     *
     * @throws IllegalStateException where there is none
     */
    static CellContext ofCaller() {
        return current().orElseThrow(() -> new IllegalStateException("no cell has run yet"));
    }

    /** Makes this the cell of the current thread. */
    void enter() {
        OWN.set(this);
    }

    /** Makes this the cell of threads that have none of their own. */
    public void begin() {
        latest = this;
    }

    /** The cells of a language that has been closed have no outputs any more; what is written then goes where it went before. */
    public static void forget(CellServices closed) {
        CellContext last = latest;
        if (last != null && last.services == closed) {
            latest = null;
        }
    }

    /** The cell's outputs and its interrupt. */
    Run run() {
        return run;
    }

    /** What the cell's code may ask for. */
    CellServices services() {
        return services;
    }

    /** Whether the cell is to stop. */
    public CellStop stop() {
        return stop;
    }
}
