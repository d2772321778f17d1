package rowan.jshell.cell;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Has the compiler enough stack: it calls itself for each pair of parentheses and each {@code +} of a long sum, and the
 * thread that carries out a cell has what the virtual machine gives to any. What it writes there is no output of the cell.
 */
public final class CompilerThread<T> extends Thread {

    private static final long STACK_BYTES = 16L << 20;

    private final Supplier<T> work;
    private T result;
    private Optional<Throwable> failure = Optional.empty();

    private CompilerThread(Supplier<T> work) {
        super(null, null, "rowan-compiler", STACK_BYTES);
        this.work = work;
    }

    /** Whether the calling thread is one of these, or runs the code of cells, with stack enough of its own. */
    private static boolean isHere() {
        return Thread.currentThread() instanceof CompilerThread || Thread.currentThread() instanceof CellThread;
    }

    /** Whether the calling thread runs the compiler, and no code of a cell. */
    static boolean isCompiling() {
        return Thread.currentThread() instanceof CompilerThread;
    }

    /** Does work on such a thread, and waits for it. */
    public static <T> T call(Supplier<T> work) {
        if (isHere()) {
            return work.get();
        }
        CompilerThread<T> thread = new CompilerThread<>(work);
        thread.setDaemon(true);
        thread.start();
        return thread.result();
    }

    @Override
    public void run() {
        try {
            result = work.get();
        } catch (Throwable e) {
            failure = Optional.of(e);
        }
    }

    private T result() {
        boolean isInterrupted = false;
        while (isAlive()) {
            try {
                join();
            } catch (InterruptedException e) {
                isInterrupted = true;
                interrupt();
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        failure.ifPresent(CompilerThread::passOn);
        return result;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void passOn(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
