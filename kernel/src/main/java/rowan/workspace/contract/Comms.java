package rowan.workspace.contract;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Channels that a front end opens to a part of the kernel by the name of its target, as Jupyter's custom messages. They
 * are answered while a cell runs, on a thread of their own.
 */
public final class Comms {

    private final Map<String, Target> targets = new ConcurrentHashMap<>();

    /** Who answers to the name of a target. */
    @FunctionalInterface
    public interface Target {
        /** A front end has opened a channel; {@code data} is what it sent along. */
        Listener open(Peer peer, Map<String, Object> data);
    }

    /** Hears what a front end says on an open channel. */
    public interface Listener {
        void message(Map<String, Object> data);

        default void closed() {}
    }

    /** The front end's end of a channel. */
    public interface Peer {
        void send(Map<String, Object> data);

        void close();
    }

    /** Makes a target known. */
    public void register(String name, Target target) {
        targets.put(name, target);
    }

    /** The target of this name. */
    public Optional<Target> target(String name) {
        return Optional.ofNullable(targets.get(name));
    }

    /** The names of all targets, sorted. */
    public Iterable<String> names() {
        return new TreeMap<>(targets).keySet();
    }
}
