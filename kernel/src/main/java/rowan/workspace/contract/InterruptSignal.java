package rowan.workspace.contract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The {@link Interrupt} of one run, with the switch that the outside throws. */
public final class InterruptSignal implements Interrupt {

    private final Set<Runnable> listeners = new LinkedHashSet<>();
    private boolean requested;

    /** Asks the run to stop; asking again calls the listeners again, for those that could not stop the first time. */
    public void request() {
        List<Runnable> toCall;
        synchronized (this) {
            requested = true;
            toCall = List.copyOf(listeners);
        }
        toCall.forEach(Runnable::run);
    }

    @Override
    public synchronized boolean requested() {
        return requested;
    }

    @Override
    public Registration onRequest(Runnable stop) {
        // A fresh object per registration, so that the same method reference may be registered twice.
        Runnable listener = () -> stop.run();
        boolean late;
        synchronized (this) {
            listeners.add(listener);
            late = requested;
        }
        if (late) {
            listener.run();
        }
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
        };
    }
}
