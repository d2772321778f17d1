package rowan.jshell.cell;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;
import java.util.stream.Stream;
import rowan.workspace.cell.CellId;

/** Tells which line of a cell a thread is at. */
public final class CellPlaces {

    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String SNIPPET = "REPL.$JShell$";

    private CellPlaces() {}

    /**
     * Where the calling thread is in a cell, {@code In[7]:3}: in this cell if it is there at all, else in the earlier one
     * whose method runs. Empty for a thread that is in no cell, such as one of a pool.
     */
    public static String current(CellId cell) {
        String running = cell.name();
        return STACK.walk(frames -> place(frames, running));
    }

    private static String place(Stream<StackFrame> frames, String running) {
        Optional<StackFrame> innermost = Optional.empty();
        for (StackFrame frame : (Iterable<StackFrame>) frames::iterator) {
            // Code without a line is Rowan's own, woven into the cell.
            if (!frame.getClassName().startsWith(SNIPPET) || frame.getLineNumber() <= 0) {
                continue;
            }
            if (running.equals(file(frame.getClassName(), frame.getFileName()))) {
                return place(frame);
            }
            innermost = innermost.isPresent() ? innermost : Optional.of(frame);
        }
        return innermost.map(CellPlaces::place).orElse("");
    }

    private static String place(StackFrame frame) {
        return file(frame.getClassName(), frame.getFileName()) + ":" + frame.getLineNumber();
    }

    /** The cell in which the code of a class stands now, {@code In[7]}; what a trace says where the class is no cell's. */
    public static String file(String className, String traced) {
        return traced != null && className.startsWith(SNIPPET)
                ? CellContext.current()
                        .map(cell -> cell.services().file(className, traced))
                        .orElse(traced)
                : traced;
    }
}
