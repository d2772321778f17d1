package rowan.jshell.engine;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import jdk.jshell.spi.SPIResolutionException;
import rowan.jshell.cell.CellContext;
import rowan.jshell.cell.CellStopped;
import rowan.jshell.cell.CellThread;
import rowan.jshell.cell.CodeResult;
import rowan.jshell.classes.CellClassLoader;

/**
 * Runs what JShell compiles, in this virtual machine, so that values are objects and stay what they are. Code runs on a
 * {@link CellThread} while the compiler is free for completion; a thread that cannot be stopped is left behind.
 */
public final class CellControl extends DirectExecutionControl {

    private static final long ENDING_MILLIS = 20;

    /** How the name of a class that JShell makes begins. */
    private static final String WRAPPER = "REPL.$JShell$";

    private final CellClassLoader loader;
    private final ReentrantLock compiling;
    private final Runnable beforeRunning;
    private volatile Optional<CellThread> usual = Optional.empty();
    private volatile int leftBehind;
    private volatile Optional<Running> running = Optional.empty();
    private volatile CellContext context;
    private final Set<String> loaded = new HashSet<>();
    private final Set<String> redefined = new HashSet<>();
    private final Set<String> reused = new HashSet<>();
    private Predicate<String> runs = className -> true;
    private Object value;
    private Throwable thrown;

    /**
     * @param compiling held while JShell compiles, released while code runs
     * @param beforeRunning called when all classes of a snippet are there and none of its code has run
     */
    CellControl(CellClassLoader loader, ReentrantLock compiling, Runnable beforeRunning) {
        super(null);
        this.loader = loader;
        this.compiling = compiling;
        this.beforeRunning = beforeRunning;
    }

    /** A thread that runs a snippet, and what is waiting for it. */
    record Running(CellThread thread, CompletableFuture<CodeResult> result) {}

    /** The provider by which JShell is given this object. */
    ExecutionControlProvider provider() {
        return new ExecutionControlProvider() {
            @Override
            public String name() {
                return "rowan";
            }

            @Override
            public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
                return CellControl.this;
            }
        };
    }

    void context(CellContext cell) {
        context = cell;
        value = null;
        thrown = null;
    }

    /** Where the classes of cells and of the libraries they have added are found. */
    public ClassLoader libraries() {
        return loader;
    }

    /** The value of the last snippet that was run. */
    Object value() {
        return value;
    }

    /** The exception that a snippet has thrown, after which no further snippet was run. */
    Optional<Throwable> thrown() {
        return Optional.ofNullable(thrown);
    }

    /** Forgets value and exception: the next snippet may be one that runs nothing. */
    void forget() {
        value = null;
        thrown = null;
    }

    /** The snippet that is running now. */
    Optional<Running> running() {
        return running;
    }

    @Override
    public void load(ClassBytecodes[] classes) {
        for (ClassBytecodes each : classes) {
            loader.keep(each.name(), each.bytecodes());
            loaded.add(wrapper(each.name()));
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        Map<String, byte[]> code = new HashMap<>();
        for (ClassBytecodes each : classes) {
            code.put(each.name(), each.bytecodes());
        }
        if (!loader.redefine(code)) {
            throw new NotImplementedException("these classes are replaced");
        }
        code.keySet().forEach(name -> redefined.add(wrapper(name)));
    }

    /** The names of the wrapper classes of snippets that have been loaded since the last call. */
    Set<String> takeLoaded() {
        return taken(loaded);
    }

    /** The names of the wrapper classes of snippets whose code has been replaced since the last call. */
    Set<String> takeRedefined() {
        return taken(redefined);
    }

    /**
     * The names of the wrapper classes that have been run again for a later snippet of the same text, since the last
     * call.
     */
    Set<String> takeReused() {
        return taken(reused);
    }

    /**
     * The name of the wrapper class that JShell has made for a snippet, given its name or the name of a class nested in
     * it.
     */
    private static String wrapper(String name) {
        int nested = name.indexOf('$', WRAPPER.length());
        return nested < 0 ? name : name.substring(0, nested);
    }

    private static Set<String> taken(Set<String> names) {
        Set<String> taken = Set.copyOf(names);
        names.clear();
        return taken;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        try {
            for (String entry : path.split(File.pathSeparator)) {
                loader.addURL(new File(entry).toURI().toURL());
            }
        } catch (MalformedURLException e) {
            throw new InternalException(e.toString());
        }
    }

    /**
     * Does work of JShell's that runs code of snippets, and skips the code of all snippets but some.
     *
     * @param which tells by the name of its wrapper class whether a snippet is run
     */
    <T> T runningOnly(Predicate<String> which, Supplier<T> work) {
        Predicate<String> before = runs;
        runs = which;
        try {
            return work.get();
        } finally {
            runs = before;
        }
    }

    @Override
    public String invoke(String className, String methodName) throws RunException, InternalException {
        if (thrown != null || !runs.test(className)) {
            return ""; // Of int a = 1, b = f(), c = 2; JShell makes three snippets: where one throws, none behind it is
            // run.
        }
        if (!loaded.contains(className) && !redefined.contains(className)) {
            reused.add(className);
        }
        run(() -> findClass(className), methodName);
        if (thrown instanceof SPIResolutionException unresolved) {
            throw new ResolutionException(unresolved.id(), new StackTraceElement[0]);
        }
        if (thrown instanceof CellStopped) {
            throw new StoppedException();
        }
        if (thrown != null) {
            // JShell must not touch the user's exception: its methods are the user's code.
            throw new UserException("", thrown.getClass().getName(), new StackTraceElement[0]);
        }
        return "";
    }

    /**
     * Loads a class and runs a static method of it; afterwards its result is the value, or its exception is what was
     * thrown.
     */
    void run(Callable<Class<?>> type, String methodName) {
        beforeRunning.run();
        CodeResult result = execute(() -> {
            Method method = type.call().getDeclaredMethod(methodName);
            method.setAccessible(true);
            return method.invoke(null);
        });
        value = result.value();
        thrown = result.thrown();
    }

    /**
     * Runs code of the cell on the thread for that, with the compiler free meanwhile; code that this thread itself asks for
     * is run there.
     */
    public CodeResult execute(Callable<Object> work) {
        int held = compiling.getHoldCount();
        for (int i = 0; i < held; i++) {
            compiling.unlock();
        }
        try {
            return CellThread.running().isPresent() ? CodeResult.of(work) : onCellThread(work);
        } finally {
            for (int i = 0; i < held; i++) {
                compiling.lock();
            }
        }
    }

    private CodeResult onCellThread(Callable<Object> work) {
        CompletableFuture<CodeResult> future = new CompletableFuture<>();
        CellThread thread = usual.filter(CellThread::isUsable).orElseGet(this::newThread);
        running = Optional.of(new Running(thread, future));
        try {
            if (context.stop().isRequested()) {
                // Whoever stops the cell may have found nothing that ran, and does not look again.
                return CodeResult.thrown(CellStopped.stopped());
            }
            thread.run(work, context, future);
            CodeResult result = future.get();
            if (!thread.isUsable()) {
                // It is at its end, unless it was left behind.
                thread.join(ENDING_MILLIS);
            }
            return result;
        } catch (ExecutionException | InterruptedException e) {
            return CodeResult.thrown(CellStopped.stopped());
        } finally {
            running = Optional.empty();
        }
    }

    private CellThread newThread() {
        CellThread thread = new CellThread("rowan-cell-" + (leftBehind + 1));
        thread.setContextClassLoader(loader);
        thread.start();
        usual = Optional.of(thread);
        return thread;
    }

    /** Ends the wait for a thread that does not stop, so that the cell can end. */
    void abandon(Running left) {
        leftBehind++;
        left.thread().setPriority(Thread.MIN_PRIORITY);
        left.result().complete(CodeResult.thrown(CellStopped.stopped()));
    }

    @Override
    public void close() {
        running.ifPresent(this::abandon);
        usual.ifPresent(CellThread::end);
        super.close();
    }
}
