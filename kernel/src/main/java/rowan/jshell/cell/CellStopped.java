package rowan.jshell.cell;

/** Ends a cell from within; no code of a cell should catch it, and one that does meets it again at once. */
public final class CellStopped extends Error {

    private static final long serialVersionUID = 1L;

    private static final CellStopped STOPPED = new CellStopped();

    private CellStopped() {
        super("interrupted", null, false, false);
    }

    /** What ends a cell from within; without a trace, and so the same for all. */
    public static CellStopped stopped() {
        return STOPPED;
    }

    /** In the words of a cell, since code that ends with it, such as that of a pool's thread, may print it. */
    @Override
    public String toString() {
        return "Interrupted";
    }
}
