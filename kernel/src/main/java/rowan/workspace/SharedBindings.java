package rowan.workspace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowan.workspace.contract.Bindings;

/** The {@link Bindings} of a workspace: captured values, and the variables of Java once it has begun. */
public final class SharedBindings implements Bindings {

    /** A language with variables of its own. None of these may wait for a running cell or start the language. */
    public interface Variables {
        /** The variable of this name, or empty when there is none. */
        Optional<Bound> read(String name);

        /** A name was bound from outside and from now on means {@code value}, as a {@code type} if one is given. */
        void bound(String name, Object value, Optional<String> type);

        /** The names of all variables. */
        Set<String> names();
    }

    private final Map<String, Object> captured = new LinkedHashMap<>();
    private Optional<Variables> variables = Optional.empty();

    /** Lets a language's variables take part. */
    public synchronized void attach(Variables language) {
        variables = Optional.of(language);
        captured.forEach((name, value) -> language.bound(name, value, Optional.empty()));
    }

    @Override
    public synchronized Optional<Bound> get(String name) {
        Optional<Bound> variable = variables.flatMap(v -> v.read(name));
        if (variable.isPresent()) {
            return variable;
        }
        return captured.containsKey(name) ? Optional.of(new Bound(captured.get(name))) : Optional.empty();
    }

    @Override
    public synchronized void put(String name, Object value, Optional<String> type) {
        captured.put(name, value);
        variables.ifPresent(v -> v.bound(name, value, type));
    }

    @Override
    public synchronized Set<String> names() {
        Set<String> all = new TreeSet<>(captured.keySet());
        variables.ifPresent(v -> all.addAll(v.names()));
        return all;
    }
}
