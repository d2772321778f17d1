package rowan.magic;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rowan.workspace.contract.Bindings;

/** The names of a notebook, and {@code n}, the size that is measured now. */
record SizedBindings(Bindings others, long n) implements Bindings {

    private static final String N = "n";

    @Override
    public Optional<Bound> get(String name) {
        return name.equals(N) ? Optional.of(new Bound(n)) : others.get(name);
    }

    @Override
    public void put(String name, Object value, Optional<String> type) {
        others.put(name, value, type);
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(others.names());
        names.add(N);
        return names;
    }
}
