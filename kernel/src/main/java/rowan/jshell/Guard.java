package rowan.jshell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * Called by the code of cells at the start of every method and before every jump back. It costs nothing while nobody wants
 * to stop: the call site is empty and the compiler leaves it out; an interrupt puts a real check in its place.
 *
 * <p>To put it there makes all compiled code that has such a call site invalid. Each call that is open in it is carried over
 * to the interpreter when it is returned to, by an exception too: seconds, where a recursion is some hundred thousand calls
 * deep. Most of them come back by themselves, with a StackOverflowError. So methods that catch look at a plain field as well,
 * and neither catch and go on nor call anew; all others, of which most recursions are made, are spared that.
 */
public final class Guard {

    private static final MethodType NOTHING = MethodType.methodType(void.class);
    private static final MutableCallSite SITE;
    private static final MethodHandle IDLE = MethodHandles.empty(NOTHING);
    private static final MethodHandle LOOK;
    private static final MethodHandle CHECK;

    /** Made beforehand: an object that is made where the stack ends would overflow it. */
    private static final Stopped STOPPED = new Stopped();

    /**
     * Whether a cell is to stop. Not volatile, since the compiler then could neither leave out nor move what is around it. It
     * may read this once for a whole loop: what does not notice is stopped when the checks are armed.
     */
    private static boolean raised;

    static {
        try {
            LOOK = MethodHandles.lookup().findStatic(Guard.class, "look", NOTHING);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        SITE = new MutableCallSite(IDLE);
        CHECK = SITE.dynamicInvoker();
    }

    private Guard() {}

    /** Ends the cell if the user wants that, and the checks are armed. */
    public static void check() throws Throwable {
        CHECK.invokeExact();
    }

    /** Ends the cell if the user wants that; where an exception may be caught. */
    public static void checkRaised() {
        if (raised) {
            look();
        }
    }

    /** What cells call instead of {@code System.exit}, which would take the notebook's state with it. */
    public static void exit(int status) {
        throw new ExitCalled("System.exit", status);
    }

    /** As {@link #exit(int)}, for {@code Runtime.exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitCalled("Runtime.exit", status);
    }

    /** As {@link #exit(int)}, for {@code Runtime.halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new ExitCalled("Runtime.halt", status);
    }

    /** Thrown where a cell would have ended the kernel. */
    static final class ExitCalled extends Error {
        private static final long serialVersionUID = 1L;

        ExitCalled(String method, int status) {
            super(method + "(" + status + ") was called. The kernel goes on; Kernel ▸ Shut Down Kernel ends it.");
        }
    }

    /** Ends a cell from within; no code of a cell should catch it, and one that does meets it again at once. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        private Stopped() {
            super("interrupted", null, false, false);
        }

        /** In the words of a cell, since code that ends with it, such as that of a pool's thread, may print it. */
        @Override
        public String toString() {
            return "Interrupted";
        }
    }

    /** What ends a cell from within; without a trace, and so the same for all. */
    static Stopped stopped() {
        return STOPPED;
    }

    /**
     * It needs hardly more stack than the method that calls it. Where it needs as much as twenty calls of that method, one
     * that catches its StackOverflowError and calls itself again would do so a million times before it could be stopped.
     */
    private static void look() {
        boolean stops = Thread.currentThread() instanceof CellThread thread
                ? thread.cell().stopping().isRequested()
                : CellContext.current()
                        .filter(cell -> cell.stopping().isRequested())
                        .isPresent();
        if (stops) {
            throw STOPPED;
        }
    }

    /** Makes the methods that catch look whether their cell is to stop. */
    static void raise() {
        raised = true;
    }

    /** Makes every check look whether its cell is to stop. */
    static void arm() {
        SITE.setTarget(LOOK);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    /** Makes the checks free again. */
    static void disarm() {
        raised = false;
        SITE.setTarget(IDLE);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
}
