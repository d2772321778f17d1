package rowan.workspace.contract;

import java.util.Optional;
import java.util.Set;

/** The values that SQL and Java share by name: captured results, Java variables, {@code last}. */
public interface Bindings {

    /** The name under which the previous result is known. */
    String LAST = "last";

    /**
     * The value of a name: a captured value or a Java variable, whichever was set last. Asking does not start Java.
     *
     * @return empty if there is no such name; a name that is bound to {@code null} gives {@link Bound#value} null
     */
    Optional<Bound> get(String name);

    /** Binds a name for all languages. Java sees it as a variable from its next cell on, with its type kept. */
    default void put(String name, Object value) {
        put(name, value, Optional.empty());
    }

    /**
     * As {@link #put(String, Object)}.
     *
     * @param type of the variable, as Java code writes it; by its value where there is none
     */
    void put(String name, Object value, Optional<String> type);

    /** All names that are bound now. */
    Set<String> names();

    /**
     * A value that is known to be bound.
     *
     * @param value may be null
     */
    record Bound(Object value) {}
}
