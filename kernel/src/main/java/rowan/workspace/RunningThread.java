package rowan.workspace;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import rowan.workspace.contract.ExitCall;
import rowan.workspace.contract.Interrupt;

/**
 * The thread that carries cells out, so that whoever waits for one gets an answer even from a cell whose thread has called
 * {@code System.exit} and never returns: in a function of SQL, it stands in the midst of the engine.
 */
final class RunningThread implements AutoCloseable {

    private volatile Optional<Thread> thread = Optional.empty();
    private final ExecutorService executor = Executors.newSingleThreadExecutor(this::made);

    private Thread made(Runnable work) {
        Thread made = new Thread(work, "rowan-cells");
        made.setDaemon(true);
        thread = Optional.of(made);
        return made;
    }

    /**
     * Does work and waits for it.
     *
     * @return empty where it has ended the process and will not come back
     */
    <T> Optional<T> run(Supplier<T> work, Interrupt interrupt) {
        CompletableFuture<Optional<T>> ended = new CompletableFuture<>();
        executor.execute(() -> {
            try {
                ended.complete(Optional.of(work.get()));
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            }
        });
        Interrupt.Registration registration = interrupt.onRequest(() -> {
            if (thread.filter(ExitCall::isCalledBy).isPresent()) {
                ended.complete(Optional.empty());
            }
        });
        try {
            return ended.join();
        } catch (CompletionException e) {
            // What the work throws is thrown as it is: whoever waits knows what to make of an OutOfMemoryError.
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        } finally {
            registration.close();
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
