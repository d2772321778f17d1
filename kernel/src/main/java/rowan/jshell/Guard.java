package rowan.jshell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * Called by the code of cells at the start of every method and before every jump back. It costs nothing while nobody wants
 * to stop: the call site is empty and the compiler leaves it out; an interrupt puts a real check in its place.
 */
public final class Guard {

    private static final MethodType NOTHING = MethodType.methodType(void.class);
    private static final MutableCallSite SITE;
    private static final MethodHandle IDLE = MethodHandles.empty(NOTHING);
    private static final MethodHandle LOOK;
    private static final MethodHandle CHECK;

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

    /** Ends the cell if the user wants that. */
    public static void check() throws Throwable {
        CHECK.invokeExact();
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

        Stopped() {
            super("interrupted", null, false, false);
        }

        /** In the words of a cell, since code that ends with it, such as that of a pool's thread, may print it. */
        @Override
        public String toString() {
            return "Interrupted";
        }
    }

    private static void look() {
        if (CellContext.current().filter(cell -> cell.stopping().isRequested()).isPresent()) {
            throw new Stopped();
        }
    }

    /** Makes every check look whether its cell is to stop. */
    static void arm() {
        SITE.setTarget(LOOK);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    /** Makes the checks free again. */
    static void disarm() {
        SITE.setTarget(IDLE);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
}
