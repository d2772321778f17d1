package rowan.jshell.cell;

/** Thrown in place of a call such as {@code System.exit}, by which a cell would have ended the kernel. */
public final class ExitCalled extends Error {

    private static final long serialVersionUID = 1L;

    /**
     * @param method the method that the cell has called, such as {@code System.exit}
     * @param status its argument
     */
    ExitCalled(String method, String status) {
        super(method + "(" + status + ") was called. The kernel goes on; Kernel ▸ Shut Down Kernel ends it.");
    }

    /** The text without the name of this class, since exceptions that have this as their cause repeat it. */
    @Override
    public String toString() {
        return "SystemExit: " + getMessage();
    }
}
