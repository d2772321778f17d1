package rowan.jshell.internals;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Optional<Method> suspend;
    private final Optional<Method> resume;
    private boolean isHeld;

    /**
     * @param libraries where the types of libraries come from
     */
    public TypeIndex(SourceCodeAnalysis analysis, ClassLoader libraries) {
        this.analysis = analysis;
        this.libraries = libraries;
        suspend = JShellInternals.found(analysis.getClass(), "suspendIndexing");
        resume = JShellInternals.found(analysis.getClass(), "resumeIndexing");
        call(suspend);
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
        upToDate(String.valueOf(first));
        Set<String> names = new HashSet<>();
        try {
            Map<?, ?> indexes = JShellInternals.cast(JShellInternals.field(analysis, "currentIndexes"));
            for (Object index : List.copyOf(indexes.values())) {
                Map<String, Collection<String>> types =
                        JShellInternals.cast(JShellInternals.field(index, "classSimpleName2FQN"));
                types.forEach((name, full) -> {
                    if (name.charAt(0) == first && full.stream().anyMatch(isWanted)) {
                        names.add(name);
                    }
                });
            }
        } catch (ReflectiveOperationException | RuntimeException closed) {
            System.getLogger(TypeIndex.class.getName())
                    .log(System.Logger.Level.DEBUG, "no type is proposed for a misspelt one", closed);
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
        call(suspend);
        try {
            return work.get();
        } finally {
            call(resume);
        }
    }

    /** Has the index made. All indexes of a virtual machine are made one behind the other, so none may be held for good. */
    public synchronized void release() {
        if (isHeld) {
            isHeld = false;
            call(resume);
        }
    }

    private void call(Optional<Method> method) {
        try {
            if (method.isPresent()) {
                method.get().invoke(analysis);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
