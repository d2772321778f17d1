package rowan.jshell.cell;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Method;

/**
 * Called by the code of cells at the start of every method and before every jump back. It costs nothing while nobody wants
 * to stop: the call site is empty and the compiler leaves it out; an interrupt puts a real check in its place.
 *
 * <p>To put it there makes all compiled code that has such a call site invalid. Each call that is open in it is carried over
 * to the interpreter when it is returned to, by an exception too: seconds, where a recursion is some hundred thousand calls
 * deep. Most of them come back by themselves, with a StackOverflowError. So methods that catch look at a plain field before,
 * and neither catch and go on nor call anew; all others, of which most recursions are made, are spared that.
 */
public final class InterruptCheck {

    private static final MethodType NOTHING = MethodType.methodType(void.class);
    private static final MutableCallSite SITE;
    private static final MethodHandle IDLE = MethodHandles.empty(NOTHING);
    private static final MethodHandle LOOK;
    private static final MethodHandle CHECK;

    /** Had beforehand: to load a class or to make an object where the stack ends would overflow it. */
    private static final CellStopped STOPPED = CellStopped.stopped();

    /**
     * Whether a cell is to stop. Not volatile, since the compiler then could neither leave out nor move what is around it. It
     * may read this once for a whole loop: what does not notice is stopped when the checks are armed.
     */
    private static boolean raised;

    /** Cells that are to stop and have not, those that were left behind too. */
    private static int stopping;

    /** Some may be missing where threads count at once. */
    private static volatile int looks;

    static {
        try {
            LOOK = MethodHandles.lookup().findStatic(InterruptCheck.class, "look", NOTHING);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        SITE = new MutableCallSite(IDLE);
        CHECK = SITE.dynamicInvoker();
    }

    private InterruptCheck() {}

    /** Ends the cell if the user wants that, and the checks are armed. */
    public static void check() throws Throwable {
        CHECK.invokeExact();
    }

    /** Ends the cell if the user wants that; where an exception may be caught. So short that every compiler puts it in place. */
    public static void checkRaised() {
        if (raised) {
            looks++; // Here already: look may overflow where it begins.
            look();
        }
    }

    /** What cells call instead of {@code System.exit}, which would take the notebook's state with it. */
    public static void exit(int status) {
        throw new ExitCalled("System.exit", String.valueOf(status));
    }

    /** As {@link #exit(int)}, for {@code Runtime.exit}. */
    public static void exit(Runtime runtime, int status) {
        throw new ExitCalled("Runtime.exit", String.valueOf(status));
    }

    /** As {@link #exit(int)}, for {@code Runtime.halt}. */
    public static void halt(Runtime runtime, int status) {
        throw new ExitCalled("Runtime.halt", String.valueOf(status));
    }

    /**
     * Looks what is about to be called by reflection, and ends the cell where it is one of these.
     *
     * @return the arguments, as they are
     */
    public static Object[] reflective(Method method, Object[] arguments) {
        boolean isExit = method != null
                && (method.getDeclaringClass() == System.class
                                && method.getName().equals("exit")
                        || method.getDeclaringClass() == Runtime.class
                                && (method.getName().equals("exit")
                                        || method.getName().equals("halt")));
        if (isExit) {
            throw new ExitCalled(
                    method.getDeclaringClass().getSimpleName() + "." + method.getName(),
                    arguments == null || arguments.length == 0 ? "" : String.valueOf(arguments[0]));
        }
        return arguments;
    }

    /**
     * It calls as little as it can. Where less stack is left than the question needs, a call overflows in place of being
     * stopped, and so does the next one further up, as many as fit into that much stack. For each overflow, Java searches all
     * open calls for one that may use its reserve: 20 to 40 ms, with 8 MB of them.
     */
    private static void look() {
        boolean stops = Thread.currentThread() instanceof CellThread thread
                ? thread.cell().stop().isRequested()
                : CellContext.current()
                        .filter(cell -> cell.stop().isRequested())
                        .isPresent();
        if (stops) {
            throw STOPPED;
        }
    }

    /** Grows whenever code meets a check while a cell is to stop. */
    public static int looks() {
        return looks;
    }

    /** Makes the methods that catch look whether their cell is to stop, until {@link #disarm}. */
    public static synchronized void raise() {
        stopping++;
        raised = true;
    }

    /** Makes every check look whether its cell is to stop; after {@link #raise}. */
    public static synchronized void arm() {
        SITE.setTarget(LOOK);
        MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }

    /** Makes the checks free again, once for each {@link #raise}: when the last cell that is to stop has. */
    public static synchronized void disarm() {
        stopping--;
        if (stopping == 0) {
            raised = false;
            SITE.setTarget(IDLE);
            MutableCallSite.syncAll(new MutableCallSite[] {SITE});
        }
    }
}
