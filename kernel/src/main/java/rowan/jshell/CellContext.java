package rowan.jshell;

import java.util.Optional;
import java.util.function.Function;
import rowan.display.MimeBundle;
import rowan.workspace.Databases;
import rowan.workspace.Run;

/**
 * Which cell a thread works for: its own, inherited by the threads it starts, since output must reach the cell that it
 * belongs to. Threads of the JDK's common pool belong to the cell that runs now, or ran last.
 */
final class CellContext {

    private static final InheritableThreadLocal<CellContext> OWN = new InheritableThreadLocal<>();
    private static volatile CellContext latest;

    private final Run run;
    private final Databases databases;
    private final Function<Object, MimeBundle> renderer;
    private final Function<String, Object> bound;
    private volatile boolean stopping;

    /**
     * @param databases what the cell knows as {@code db}
     * @param renderer draws a value
     * @param bound the value that another language bound to a name
     */
    CellContext(Run run, Databases databases, Function<Object, MimeBundle> renderer, Function<String, Object> bound) {
        this.run = run;
        this.databases = databases;
        this.renderer = renderer;
        this.bound = bound;
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

    /** The cell's outputs and its interrupt. */
    Run run() {
        return run;
    }

    Databases databases() {
        return databases;
    }

    MimeBundle render(Object value) {
        return renderer.apply(value);
    }

    Object bound(String name) {
        return bound.apply(name);
    }

    boolean isStopping() {
        return stopping;
    }

    /** Every check of this cell's code ends it from now on. */
    void stop() {
        stopping = true;
    }
}
