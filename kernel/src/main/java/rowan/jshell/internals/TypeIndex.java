package rowan.jshell.internals;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jdk.jshell.SourceCodeAnalysis;
import rowan.libraries.BundledTablesaw;

/**
 * JShell's index of the names of all types, those of the JDK and of libraries. JShell makes it in the background as soon as
 * it starts, and the first cells would share the processor with that for a quarter of a second; here it waits for a quiet
 * moment, or until somebody asks. From then on it is kept up to date while no cell runs.
 */
public final class TypeIndex {

    private static final long WAIT_NANOS = 500_000_000;

    private final SourceCodeAnalysis analysis;
    private final ClassLoader libraries;
    private boolean isHeld;

    /**
     * @param libraries where the types of libraries come from
     */
    public TypeIndex(SourceCodeAnalysis analysis, ClassLoader libraries) {
        this.analysis = analysis;
        this.libraries = libraries;
        call(Internal.SUSPEND_INDEXING);
        isHeld = true;
    }

    /**
     * The full names of all types of this simple name, as far as they are known half a second later; that of a type of the
     * Tablesaw which would come if it were named, too.
     */
    public List<String> named(String simpleName) {
        List<String> names = new ArrayList<>(upToDate(simpleName).getNames());
        BundledTablesaw.type(simpleName, libraries).ifPresent(names::add);
        return names;
    }

    /**
     * The simple names of types.
     *
     * @param first the first letter of those that are wanted: there are tens of thousands
     * @param isWanted says it of their full names
     */
    public Set<String> simpleNames(char first, Predicate<String> isWanted) {
        if (Loss.MISSPELT_TYPES.isMet()) {
            return Set.of();
        }
        upToDate(String.valueOf(first));
        Set<String> names = new HashSet<>();
        for (Object index : List.copyOf(Internal.INDEXES.<Map<?, ?>>of(analysis).values())) {
            Map<String, Collection<String>> types = Internal.INDEXED_TYPES.of(index);
            types.forEach((name, full) -> {
                if (name.charAt(0) == first && full.stream().anyMatch(isWanted)) {
                    names.add(name);
                }
            });
        }
        return names;
    }

    private SourceCodeAnalysis.QualifiedNames upToDate(String name) {
        release();
        long end = System.nanoTime() + WAIT_NANOS;
        SourceCodeAnalysis.QualifiedNames names = analysis.listQualifiedNames(name, name.length());
        while (!names.isUpToDate() && System.nanoTime() < end) {
            LockSupport.parkNanos(WAIT_NANOS / 25);
            names = analysis.listQualifiedNames(name, name.length());
        }
        return names;
    }

    /** Does work while nothing is added to the index; so does JShell's own. */
    public <T> T undisturbed(Supplier<T> work) {
        call(Internal.SUSPEND_INDEXING);
        try {
            return work.get();
        } finally {
            call(Internal.RESUME_INDEXING);
        }
    }

    /** Has the index made. All indexes of a virtual machine are made one behind the other, so none may be held for good. */
    public synchronized void release() {
        if (isHeld) {
            isHeld = false;
            call(Internal.RESUME_INDEXING);
        }
    }

    private void call(Internal method) {
        try {
            if (!Loss.LATE_INDEX.isMet()) {
                method.call(analysis);
            }
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
