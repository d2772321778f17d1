package rowan.jshell.internals;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import jdk.jshell.JShell;

/**
 * What Rowan uses of JShell's own classes, which the manifest of its jar opens: fields and methods that are the same from
 * Java 17 to 25. Whoever asks does without where they are not to be had.
 */
public final class JShellInternals {

    /** The name of JShell's type for work on a task. */
    public static final String WORKER = "TaskFactory$Worker";

    private JShellInternals() {}

    public static Class<?> type(String simpleName) throws ClassNotFoundException {
        return Class.forName("jdk.jshell." + simpleName);
    }

    /** The value of a field of an object, which its class or one above it has. */
    public static Object field(Object owner, String name) throws ReflectiveOperationException {
        return opened(owner, name).get(owner);
    }

    /** Adds to the number that a field of an object holds. */
    static void add(Object owner, String name, int more) throws ReflectiveOperationException {
        Field field = opened(owner, name);
        field.setInt(owner, field.getInt(owner) + more);
    }

    private static Field opened(Object owner, String name) throws NoSuchFieldException {
        Field field = declared(owner.getClass(), name);
        field.setAccessible(true);
        return field;
    }

    private static Field declared(Class<?> type, String name) throws NoSuchFieldException {
        try {
            return type.getDeclaredField(name);
        } catch (NoSuchFieldException above) {
            if (type.getSuperclass() == null) {
                throw above;
            }
            return declared(type.getSuperclass(), name);
        }
    }

    public static Method method(Class<?> owner, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method method = owner.getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }

    /** As {@link #method}, for one without parameters that can be done without. */
    static Optional<Method> found(Class<?> owner, String name) {
        try {
            return Optional.of(method(owner, name));
        } catch (NoSuchMethodException | RuntimeException closed) {
            return Optional.empty();
        }
    }

    static Constructor<?> constructor(Class<?> owner, Class<?>... parameters) throws NoSuchMethodException {
        Constructor<?> constructor = owner.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return constructor;
    }

    /** A value as the type that its owner declares for it. */
    @SuppressWarnings("unchecked")
    public static <T> T cast(Object value) {
        return (T) value;
    }

    /** All that JShell imports into what it compiles, as text. */
    public static String imports(JShell shell) throws ReflectiveOperationException {
        Object maps = field(shell, "maps");
        return (String) method(maps.getClass(), "packageAndImportsExcept", Set.class, Collection.class)
                .invoke(maps, null, null);
    }

    /**
     * Has JShell's compiler look at code, which may be full of mistakes, and gives what {@code work} finds in it.
     *
     * @param unit a compilation unit
     * @param work is asked while the compiler can still answer
     */
    public static <T> T analyzed(JShell shell, String unit, BiFunction<JavacTask, CompilationUnitTree, T> work)
            throws ReflectiveOperationException {
        Object factory = field(shell, "taskFactory");
        Object handler = worker(analysis -> {
            Iterable<CompilationUnitTree> units = cast(field(analysis, "cuts"));
            return work.apply(task(analysis), units.iterator().next());
        });
        return cast(method(factory.getClass(), "analyze", type("OuterWrap"), type(WORKER))
                .invoke(factory, unit(unit), handler));
    }

    /** A compilation unit as JShell hands it to its compiler. */
    public static Object unit(String text) throws ReflectiveOperationException {
        Class<?> wrap = type("Wrap");
        return constructor(type("OuterWrap"), wrap)
                .newInstance(method(wrap, "simpleWrap", String.class).invoke(null, text));
    }

    /** The compiler's own task behind one of JShell's. */
    public static JavacTask task(Object jshellTask) throws ReflectiveOperationException {
        return (JavacTask) field(jshellTask, "task");
    }

    /** What is done with one of JShell's tasks while it is there. */
    @FunctionalInterface
    public interface Work {
        Object on(Object jshellTask) throws ReflectiveOperationException;
    }

    /** Work as JShell takes it. */
    public static Object worker(Work work) throws ClassNotFoundException {
        Class<?> worker = type(WORKER);
        return Proxy.newProxyInstance(
                worker.getClassLoader(), new Class<?>[] {worker}, (proxy, called, arguments) -> work.on(arguments[0]));
    }
}
