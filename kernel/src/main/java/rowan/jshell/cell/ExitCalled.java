package rowan.jshell.cell;

/** Thrown where a cell would have ended the kernel. */
public final class ExitCalled extends Error {

    private static final long serialVersionUID = 1L;

    /**
     * @param method such as {@code System.exit}
     * @param status what it was called with
     */
    ExitCalled(String method, String status) {
        super(method + "(" + status + ") was called. The kernel goes on; Kernel ▸ Shut Down Kernel ends it.");
    }

    /** In the words of a cell, since exceptions that carry it along repeat this. */
    @Override
    public String toString() {
        return "SystemExit: " + getMessage();
    }
}
