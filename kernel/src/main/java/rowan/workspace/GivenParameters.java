package rowan.workspace;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import rowan.workspace.contract.Bindings;

/**
 * The values that {@code .parameter set} has given to names. They stand before all variables of these names, and are the only
 * values that the parameters of a file can have. The sign in front of a name is not told apart: {@code :x} is {@code @x} is
 * {@code $x}; places are written {@code ?1}.
 */
public final class GivenParameters {

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Gives a parameter its value, which may be null. */
    public synchronized void set(String parameter, Object value) {
        values.put(name(parameter), value);
    }

    /** Takes the value of a parameter away. */
    public synchronized void unset(String parameter) {
        values.remove(name(parameter));
    }

    /** Takes all values away. */
    public synchronized void clear() {
        values.clear();
    }

    /** The value of a parameter; empty where none was given. */
    public synchronized Optional<Bindings.Bound> get(String parameter) {
        String name = name(parameter);
        return values.containsKey(name) ? Optional.of(new Bindings.Bound(values.get(name))) : Optional.empty();
    }

    /** All that were given, by the names without their signs. */
    public synchronized Map<String, Object> all() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    private static String name(String parameter) {
        return parameter.replaceFirst("^[:@$]", "");
    }
}
