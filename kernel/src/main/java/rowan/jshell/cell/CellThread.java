package rowan.jshell.cell;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs the code of cells, one piece after the other: what code ties to its thread, such as a session of a library, is there
 * for the next cell. Once somebody has tried to stop it, it runs nothing further, since what was meant for one cell could
 * hit the next.
 */
public final class CellThread extends Thread {

    /** A piece of code, and who waits for what comes of it. */
    private record Work(Callable<Object> code, CellContext cell, CompletableFuture<CodeResult> result) {

        void leave() {
            result.complete(CodeResult.thrown(CellStopped.stopped()));
        }
    }

    private final BlockingQueue<Work> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> atEnd = new CompletableFuture<>();
    private volatile CellContext cell;
    /** Guarded by {@link #waiting} where it decides whether work is taken. */
    private volatile boolean spent;

    public CellThread(String name) {
        super(null, null, name, StackSize.bytes());
    }

    /** The cell whose own code the calling thread runs, and not one it only belongs to. */
    public static Optional<CellContext> running() {
        return Thread.currentThread() instanceof CellThread thread ? Optional.of(thread.cell()) : Optional.empty();
    }

    /** The cell for which code runs, or ran last. */
    CellContext cell() {
        return cell;
    }

    /** Whether it runs what it is given. */
    public boolean isUsable() {
        return !spent && isAlive();
    }

    /** Has code run for a cell; what comes of it is told to {@code result}. */
    public void run(Callable<Object> code, CellContext forCell, CompletableFuture<CodeResult> result) {
        Work work = new Work(code, forCell, result);
        synchronized (waiting) {
            if (!spent) {
                waiting.add(work);
                return;
            }
        }
        work.leave();
    }

    /** Interrupts what runs, and ends behind it. */
    public void end() {
        synchronized (waiting) {
            spent = true;
        }
        interrupt();
    }

    /** As {@link #end}, by {@code Thread.stop} where this Java still has it: JDK 20 and later refuse. */
    public void endByForce() {
        end();
        try {
            Thread.class.getMethod("stop").invoke(this);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException refused) {
            System.getLogger(CellThread.class.getName()).log(System.Logger.Level.DEBUG, "this Java stops no thread");
        }
    }

    /** Has something done when this has ended, at once if it has. */
    public void atEnd(Runnable action) {
        atEnd.thenRun(action);
    }

    @Override
    public void run() {
        try {
            while (!spent) {
                try {
                    run(waiting.take());
                } catch (InterruptedException meantForWhatHasEnded) {
                    // The next code begins without it.
                }
            }
        } finally {
            waiting.forEach(Work::leave);
            atEnd.complete(null);
        }
    }

    private void run(Work work) {
        cell = work.cell();
        cell.enter();
        work.result().complete(CodeResult.of(work.code()));
    }
}
