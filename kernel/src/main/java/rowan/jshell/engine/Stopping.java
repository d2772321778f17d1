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
 * Stops a Java cell. Its loops and methods run into a check that throws, its thread is interrupted where it waits, and the
 * statement it has sent to a database is cancelled. A thread that still runs after that, for example in a loop of the JDK's,
 * is ended by {@code Thread.stop} where this Java has it; else it is left behind, and the cell ends without it.
 */
public final class Stopping implements CellStop {

    /** How long a cell may take to stop by itself, and then by force: together well below half a second. */
    private static final long PATIENCE_MILLIS = 250;

    private static final long FORCE_MILLIS = 100;

    /** How long a thread may take to return from a deep recursion, on a machine that is busy with other things. */
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
            // The thread that has called System.exit waits for the end of the process; stopping it could only disturb
            // that.
            InterruptCheck.arm();
            control.running().ifPresent(control::abandon);
            return;
        }
        // Also where the cell has stopped already: whether its cursors end must not depend on how fast it did.
        statements.cancel();
        // Arming the checks makes the calls that are open slow to return, and an endless recursion soon returns
        // without.
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

    /** Interrupts the cell's thread again and again, since its code may catch that, as long as a condition holds. */
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

    /** Records that the cell has ended: disarms the checks, and lets nobody interrupt its thread any more. */
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
                // A thread that was left behind has to meet armed checks until it ends.
                abandoned.ifPresentOrElse(left -> left.atEnd(InterruptCheck::disarm), InterruptCheck::disarm);
            }
        });
    }

    /** Waits for a thread, also when the caller is interrupted: it must not arm the checks after they were disarmed. */
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
