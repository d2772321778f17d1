package rowan.sql.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Statements that run while the notebook goes on: one at a time for each label. */
public final class Background {

    /** A piece of work and the switch that stops it. */
    private record Task(FutureTask<Outcome> outcome, InterruptSignal signal) {}

    private final Map<String, Task> tasks = new LinkedHashMap<>();

    public synchronized void start(String label, Run run, Function<Run, Outcome> work) throws SqlFailure {
        Task running = tasks.get(label);
        if (running != null && !running.outcome().isDone()) {
            throw new SqlFailure(Problem.usage(
                    "Something runs on " + label + " already.", "%wait " + label + " waits for it to end."));
        }
        InterruptSignal signal = new InterruptSignal();
        Run own = new Run(run.output(), signal, run.bindings(), run.cell());
        FutureTask<Outcome> outcome = new FutureTask<>(() -> work.apply(own));
        tasks.put(label, new Task(outcome, signal));
        Thread thread = new Thread(outcome, "rowan-background-" + label);
        thread.setDaemon(true);
        thread.start();
    }

    /** Asks all to stop. */
    public synchronized void interruptAll() {
        tasks.values().forEach(task -> task.signal().request());
    }

    /** Waits for what runs on a label, and gives its outcome; a failure there is a failure here. */
    public Outcome await(String label, Duration limit, Interrupt interrupt) {
        Task task;
        synchronized (this) {
            task = tasks.get(label);
            if (task == null) {
                String near = Nearest.to(label, tasks.keySet())
                        .map(n -> "Did you mean " + n + "? ")
                        .orElse("");
                return new Outcome.Failure(Problem.usage(
                        "Nothing was started on " + label + ".",
                        near + "%%sql --on " + label + " --background starts something."));
            }
        }
        Interrupt.Registration both = interrupt.onRequest(task.signal()::request);
        try {
            Outcome outcome = task.outcome().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            synchronized (this) {
                tasks.remove(label, task);
            }
            interrupt.check();
            return outcome;
        } catch (TimeoutException e) {
            return new Outcome.Failure(Problem.of(
                    "Timeout",
                    label + " is still running after " + Quantity.duration(limit) + ".",
                    "Look for a lock that another connection holds, or wait longer: %wait " + label + " --seconds 60"));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Interrupt.InterruptedRun) {
                return new Outcome.Interrupted();
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Interrupted();
        } finally {
            both.close();
        }
    }

    /** The labels on which something was started that nobody has waited for. */
    public synchronized List<String> labels() {
        return List.copyOf(tasks.keySet());
    }

    /** Whether what was started on a label has ended. */
    public synchronized Optional<Boolean> isDone(String label) {
        return Optional.ofNullable(tasks.get(label)).map(t -> t.outcome().isDone());
    }
}
