package rowan.jshell.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import rowan.jshell.cell.CellStop;
import rowan.jshell.cell.CellThread;
import rowan.jshell.cell.InterruptCheck;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.contract.Cancellable;
import rowan.workspace.contract.ExitCall;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Outcome;

/**
 * Stops a Java cell: its code meets a check at every turn, its waits are interrupted, its statement is cancelled. What
 * still runs after that, such as a loop of the JDK's own, is ended by force where Java has a way, else left behind.
 */
public final class Stopping implements CellStop {

    /** Together well below the half second in which a user expects the cell to be back. */
    private static final long PATIENCE_MILLIS = 250;

    private static final long FORCE_MILLIS = 100;

    /** Only for what comes back from a deep recursion, on a machine that is busy with other things. */
    private static final long UNWINDING_MILLIS = 10_000;

    /** Of the thread's own time: several times what one overflow takes at the end of the stack. */
    private static final Duration UNARMED = Duration.ofMillis(500);

    /** Of the thread's own time: what it takes if every call has to be carried over to the interpreter, with some to spare. */
    private static final Duration ARMED = Duration.ofSeconds(4);

    private static final long AGAIN_MILLIS = 20;

    private final CellControl control;
    private final Cancellable statements;
    private volatile boolean requested;
    private volatile boolean exits;
    private volatile Optional<CellThread> abandoned = Optional.empty();
    private Optional<Thread> worker = Optional.empty();
    private volatile Optional<Duration> timedOut = Optional.empty();
    private boolean ended;

    /**
     * @param statements what the cell sends to databases
     */
    public Stopping(CellControl control, Cancellable statements) {
        this.control = control;
        this.statements = statements;
    }

    /** Begins to stop the cell; returns at once. */
    public synchronized void request() {
        requested = true;
        if (worker.isEmpty() && !ended) {
            Thread thread = new Thread(this::stop, "rowan-interrupt");
            thread.setDaemon(true);
            worker = Optional.of(thread);
            thread.start();
        }
    }

    @Override
    public boolean isRequested() {
        return requested;
    }

    @Override
    public Interrupt.Registration limit(Duration time) {
        Timer timer = new Timer("rowan-timeout", true);
        timer.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        timedOut = Optional.of(time);
                        request();
                    }
                },
                time.toMillis());
        return timer::cancel;
    }

    @Override
    public Outcome outcome() {
        if (timedOut.isPresent()) {
            return new Outcome.Failure(Problem.of(
                    "EvaluationTimeoutException",
                    "The statement was stopped after " + Quantity.duration(timedOut.get())
                            + ", the limit that ROWAN_TIMEOUT sets."));
        }
        return abandoned.isPresent()
                ? new Outcome.Interrupted("The cell was given back, but its thread "
                        + abandoned.get().getName()
                        + " cannot be stopped and runs on. Restart the kernel to end it.")
                : new Outcome.Interrupted();
    }

    private void stop() {
        exits = ExitCall.isUnderWay();
        InterruptCheck.raise();
        if (exits) {
            // Who has called it waits for the end of the process: to be stopped by force could only bring it out of
            // step.
            InterruptCheck.arm();
            control.running().ifPresent(control::abandon);
            return;
        }
        // Even if the cell has met a check already: whether cursors end is not a matter of how fast it was.
        statements.cancel();
        // Calls that are open when the checks are armed take long to unwind; without, a recursion without end is soon
        // back.
        endsWithin(UNWINDING_MILLIS, new Unwinding(UNARMED), CellThread::end);
        InterruptCheck.arm();
        if (!endsWithin(PATIENCE_MILLIS, any -> true, CellThread::end)
                && !endsWithin(UNWINDING_MILLIS, new Unwinding(ARMED), CellThread::end)
                && !endsWithin(FORCE_MILLIS, any -> true, CellThread::endByForce)) {
            control.running().ifPresent(running -> {
                abandoned = Optional.of(running.thread());
                control.abandon(running);
            });
        }
    }

    /** Interrupts again and again, since code may catch and go on, and only while its thread meets a condition. */
    private boolean endsWithin(long millis, Predicate<CellThread> condition, Consumer<CellThread> interrupt) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < deadline) {
            Optional<CellControl.Running> running = control.running();
            if (running.isEmpty()) {
                return true;
            }
            CellThread thread = running.get().thread();
            statements.cancel();
            interrupt.accept(thread);
            try {
                running.get().result().get(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                return true;
            } catch (TimeoutException goesOn) {
                if (!condition.test(thread)) {
                    return false;
                }
            } catch (InterruptedException | ExecutionException e) {
                return true;
            }
        }
        return false;
    }

    /** The cell has ended: checks cost nothing again, and nobody interrupts any more. */
    public void end() {
        Optional<Thread> busy;
        synchronized (this) {
            ended = true;
            busy = worker;
        }
        busy.ifPresent(thread -> {
            await(thread);
            statements.awaitCancelled();
            if (!exits) {
                // What was left behind would come to life again without them.
                abandoned.ifPresentOrElse(left -> left.atEnd(InterruptCheck::disarm), InterruptCheck::disarm);
            }
        });
    }

    /** Even if whoever waits is interrupted meanwhile: the checks are not to be armed after they were made free. */
    private static void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
