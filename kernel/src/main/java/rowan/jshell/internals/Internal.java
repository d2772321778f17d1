package rowan.jshell.internals;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A private class or member of the JDK that Rowan uses. All of them exist under the same name from Java 17 to 25, and the
 * manifest of Rowan's jar opens their packages. No other class looks any of them up. {@link Loss} tells what Rowan cannot do
 * without them; a caller asks there first whether that part is lost.
 */
public enum Internal {
    DECLARATIONS(
            "jdk.jshell.JShell#maps",
            "what JShell knows of snippets",
            Loss.STATEMENTS,
            Loss.MEMORY,
            Loss.EARLIER_DECLARATIONS,
            Loss.IMPORTS_ABOVE,
            Loss.MEANINGS),
    COMPILER(
            "jdk.jshell.JShell#taskFactory",
            "the compiler that JShell asks",
            Loss.STATEMENTS,
            Loss.MEMORY,
            Loss.MEANINGS),
    WRAPPERS("jdk.jshell.JShell#outerMap", "the classes around snippets", Loss.MEMORY),
    CLASSES("jdk.jshell.JShell#classTracker", "the classes that are loaded", Loss.MEMORY),
    KEYS("jdk.jshell.JShell#keyMap", "the keys of declarations", Loss.MEMORY, Loss.ANONYMOUS_CLASSES),
    SNIPPETS(
            "jdk.jshell.SnippetMaps#snippets",
            "all snippets there have been; those that are over are taken out",
            Loss.MEMORY),
    BY_KEY(
            "jdk.jshell.SnippetMaps#keyIndexToSnippet",
            "the declarations that JShell imports into what it compiles",
            Loss.MEMORY,
            Loss.EARLIER_DECLARATIONS,
            Loss.IMPORTS_ABOVE),
    IMPORTS(
            "jdk.jshell.SnippetMaps#packageAndImportsExcept(java.util.Set,java.util.Collection)",
            "the text of these imports",
            Loss.STATEMENTS,
            Loss.MEANINGS),
    WRAPPERS_BY_NAME(
            "jdk.jshell.OuterWrapMap#classOuters", "the classes around snippets, which are let go", Loss.MEMORY),
    LOADED("jdk.jshell.ClassTracker#map", "the byte code of loaded classes, which is let go", Loss.MEMORY),
    TYPE_KEYS(
            "jdk.jshell.KeyMap#classMap",
            "the types among the declarations; rejected ones are taken out",
            Loss.MEMORY,
            Loss.ANONYMOUS_CLASSES),
    STATUS(
            "jdk.jshell.Snippet#status",
            "what JShell takes a snippet for",
            Loss.EARLIER_DECLARATIONS,
            Loss.IMPORTS_ABOVE),
    VERSION("jdk.jshell.Snippet#seq", "the number in the name of a snippet's class", Loss.INNER_CLASSES),
    FILES("jdk.jshell.TaskFactory#fileManager", "what the compiler reads and writes", Loss.STATEMENTS, Loss.MEMORY),
    CLASS_FILES(
            "jdk.jshell.MemoryFileManager#classObjects",
            "the class files of all that is compiled",
            Loss.STATEMENTS,
            Loss.MEMORY),
    RENEW("jdk.jshell.TaskFactory#initTaskPool()", "has JShell begin with a new compiler", Loss.STATEMENTS),
    COMPILE(
            "jdk.jshell.TaskFactory#compile(java.util.Collection,jdk.jshell.TaskFactory$Worker)",
            "compiles what is no snippet",
            Loss.STATEMENTS),
    ANALYZE(
            "jdk.jshell.TaskFactory#analyze(jdk.jshell.OuterWrap,jdk.jshell.TaskFactory$Worker)",
            "reads code that may be full of mistakes",
            Loss.MEANINGS),
    WORKER("jdk.jshell.TaskFactory$Worker", "what is done with a task of the compiler", Loss.STATEMENTS, Loss.MEANINGS),
    TASK(
            "jdk.jshell.TaskFactory$BaseTask#task",
            "the compiler's own task behind one of JShell's",
            Loss.STATEMENTS,
            Loss.MEANINGS),
    DIAGNOSTICS("jdk.jshell.TaskFactory$BaseTask#diagnostics", "what the compiler says in a task", Loss.STATEMENTS),
    UNITS("jdk.jshell.TaskFactory$AnalyzeTask#cuts", "the trees of what is analysed", Loss.MEANINGS),
    TEXT("jdk.jshell.Wrap#simpleWrap(java.lang.String)", "text for the compiler", Loss.STATEMENTS, Loss.MEANINGS),
    UNIT("jdk.jshell.OuterWrap#new(jdk.jshell.Wrap)", "the same as a compilation unit", Loss.STATEMENTS, Loss.MEANINGS),
    FIND_SOURCES(
            "jdk.jshell.SourceCodeAnalysisImpl#findSources()",
            "the sources from which JShell reads Javadoc",
            Loss.SOURCES),
    SOURCES(
            "jdk.jshell.SourceCodeAnalysisImpl#availableSources",
            "the same, to which those of libraries are added",
            Loss.SOURCES),
    SUSPEND_INDEXING(
            "jdk.jshell.SourceCodeAnalysisImpl#suspendIndexing()", "has the index of all types wait", Loss.LATE_INDEX),
    RESUME_INDEXING("jdk.jshell.SourceCodeAnalysisImpl#resumeIndexing()", "has it go on", Loss.LATE_INDEX),
    INDEXES("jdk.jshell.SourceCodeAnalysisImpl#currentIndexes", "the index, by jar", Loss.MISSPELT_TYPES),
    INDEXED_TYPES(
            "jdk.jshell.SourceCodeAnalysisImpl$ClassIndex#classSimpleName2FQN",
            "the simple names in it",
            Loss.MISSPELT_TYPES),
    SIGNAL("sun.misc.Signal#new(java.lang.String)", "a signal of the system", Loss.SIGNALS),
    SIGNAL_HANDLER("sun.misc.SignalHandler", "what is done when it comes", Loss.SIGNALS),
    HANDLE_SIGNAL("sun.misc.Signal#handle(sun.misc.Signal,sun.misc.SignalHandler)", "has that done", Loss.SIGNALS);

    private static final String CONSTRUCTOR = "new";

    /** A class, and of its members a field, or a method or constructor with the types of its parameters. */
    private static final Pattern NAME = Pattern.compile("([\\w.$]+)(?:#(\\w+)(?:\\(([^)]*)\\))?)?");

    private final String name;
    private final String purpose;
    private final Set<Loss> losses;
    private Optional<Object> found;

    /**
     * @param name as {@link #NAME} has it
     */
    Internal(String name, String purpose, Loss... losses) {
        this.name = name;
        this.purpose = purpose;
        this.losses = Set.of(losses);
    }

    /** What Rowan uses it for. */
    public String purpose() {
        return purpose;
    }

    /** What Rowan cannot do without it. */
    public Set<Loss> losses() {
        return losses;
    }

    /** Whether this Java has it and opens it. */
    public boolean isThere() {
        return found().isPresent();
    }

    /** Looked up when it is first asked for: no start pays for what is not used. */
    private synchronized Optional<Object> found() {
        if (found == null) {
            try {
                found = Optional.of(lookedUp());
            } catch (ReflectiveOperationException | RuntimeException closed) {
                System.getLogger(Internal.class.getName())
                        .log(System.Logger.Level.DEBUG, name + " is not to be had", closed);
                found = Optional.empty();
            }
        }
        return found;
    }

    private Object lookedUp() throws ReflectiveOperationException {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            throw new IllegalArgumentException(name);
        }
        Class<?> owner = Class.forName(parts.group(1));
        String member = parts.group(2);
        if (member == null) {
            return owner;
        }
        AccessibleObject opened = member(owner, member, parts.group(3));
        opened.setAccessible(true);
        return opened;
    }

    private static AccessibleObject member(Class<?> owner, String member, String parameters)
            throws ReflectiveOperationException {
        if (parameters == null) {
            return owner.getDeclaredField(member);
        }
        String[] names = parameters.isEmpty() ? new String[0] : parameters.split(",");
        Class<?>[] types = new Class<?>[names.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = Class.forName(names[i]);
        }
        return member.equals(CONSTRUCTOR)
                ? owner.getDeclaredConstructor(types)
                : owner.getDeclaredMethod(member, types);
    }

    private <T> T as(Class<T> kind) {
        return found().map(kind::cast).orElseThrow(() -> new IllegalStateException(name + " is not to be had"));
    }

    /** The value of a field. */
    public <T> T of(Object owner) {
        try {
            return cast(as(Field.class).get(owner));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sets a field. */
    public void set(Object owner, Object value) {
        try {
            as(Field.class).set(owner, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Calls a method.
     *
     * @param owner null for a static one
     */
    public <T> T call(Object owner, Object... arguments) throws InvocationTargetException {
        try {
            return cast(as(Method.class).invoke(owner, arguments));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls a constructor. */
    public Object make(Object... arguments) throws InvocationTargetException {
        try {
            return as(Constructor.class).newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An object of an interface, whose method does this with its first argument. */
    public Object doing(Function<Object, Object> work) {
        Class<?> type = as(Class.class);
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> work.apply(arguments[0]));
    }

    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }

    @Override
    public String toString() {
        return name;
    }
}
