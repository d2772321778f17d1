package rowan.jshell.internals;

import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import jdk.jshell.JShell;

/**
 * Has JShell use one compiler for everything. It keeps one for each list of options that it uses: one says what is wrong with
 * a snippet, a second makes its class, a third knows the names of parameters; and each reads and remembers all classes that
 * a snippet may mean. With {@link #options} in every list, they differ in nothing but their order.
 */
public final class SharedCompiler {

    /** Those of JShell's that only some of its lists have; none of them harms the others. */
    private static final List<String> OPTIONS = List.of("--should-stop=at=FLOW", "-parameters");

    private SharedCompiler() {}

    /** What JShell has to be given for that, and what else it is to be given. */
    public static String[] options(List<String> others) {
        return Stream.concat(OPTIONS.stream(), others.stream()).toArray(String[]::new);
    }

    /** To be called again whenever JShell begins with new compilers. */
    public static void install(JShell shell) {
        if (!Loss.ONE_COMPILER.isMet()) {
            Internal.COMPILERS_BY_OPTIONS.set(Internal.COMPILER_POOL.of(Internal.COMPILER.of(shell)), new ByOptions());
        }
    }

    /** What is kept for lists of options, in whatever order. */
    private static final class ByOptions extends HashMap<List<String>, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public Object get(Object options) {
            return super.get(sorted(options));
        }

        @Override
        public Object getOrDefault(Object options, Object otherwise) {
            return super.getOrDefault(sorted(options), otherwise);
        }

        @Override
        public Object computeIfAbsent(List<String> options, Function<? super List<String>, ? extends Object> made) {
            return super.computeIfAbsent(sorted(options), made);
        }

        private static List<String> sorted(Object options) {
            return new TreeSet<>((List<?>) options)
                    .stream().map(String::valueOf).toList();
        }
    }
}
