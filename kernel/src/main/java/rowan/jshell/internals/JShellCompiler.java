package rowan.jshell.internals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.JShell;

/**
 * The compiler behind a {@link JShell}, asked about what is no snippet. {@link Loss#STATEMENTS} and {@link Loss#MEANINGS} say
 * whether it can be.
 */
public final class JShellCompiler {

    private final Object declarations;
    private final Object compiler;

    public JShellCompiler(JShell shell) {
        declarations = Internal.DECLARATIONS.of(shell);
        compiler = Internal.COMPILER.of(shell);
    }

    /** All that JShell imports into what it compiles, as text. */
    public String imports() {
        try {
            return Internal.IMPORTS.call(declarations, null, null);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class files of all that has been compiled, by the names of the classes; JShell's own map. */
    public Map<String, JavaFileObject> classFiles() {
        return Internal.CLASS_FILES.of(Internal.FILES.of(compiler));
    }

    /** Has JShell begin with a compiler that knows no class yet. */
    public void renew() {
        try {
            Internal.RENEW.call(compiler);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Has the compiler look at code, which may be full of mistakes, and gives what {@code work} finds in it.
     *
     * @param unit a compilation unit
     * @param work is asked while the compiler can still answer
     * @throws InvocationTargetException if the compiler fails
     */
    public <T> T analyzed(String unit, BiFunction<JavacTask, CompilationUnitTree, T> work)
            throws InvocationTargetException {
        return Internal.ANALYZE.call(compiler, unit(unit), Internal.WORKER.doing(task -> {
            Iterator<CompilationUnitTree> units =
                    Internal.UNITS.<Iterable<CompilationUnitTree>>of(task).iterator();
            return work.apply(Internal.TASK.of(task), units.next());
        }));
    }

    /**
     * A task of the compiler.
     *
     * @param diagnostics what the compiler says
     */
    public record Task(JavacTask task, DiagnosticCollector<JavaFileObject> diagnostics) {}

    /**
     * Prepares to compile, and gives what {@code work} makes of the task for it.
     *
     * @param unit a compilation unit
     * @throws InvocationTargetException if the compiler fails
     */
    public <T> T compiled(String unit, Function<Task, T> work) throws InvocationTargetException {
        Collection<Object> units = List.of(unit(unit));
        return Internal.COMPILE.call(
                compiler,
                units,
                Internal.WORKER.doing(
                        task -> work.apply(new Task(Internal.TASK.of(task), Internal.DIAGNOSTICS.of(task)))));
    }

    /** A compilation unit as JShell hands it to its compiler. */
    private static Object unit(String text) throws InvocationTargetException {
        return Internal.UNIT.make(Internal.TEXT.<Object>call(null, text));
    }
}
