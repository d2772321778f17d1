package rowan.jshell;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import rowan.display.MimeBundle;
import rowan.workspace.Bindings;
import rowan.workspace.Completeness;
import rowan.workspace.Completions;
import rowan.workspace.Databases;
import rowan.workspace.Detail;
import rowan.workspace.Inspection;
import rowan.workspace.Interrupt;
import rowan.workspace.Language;
import rowan.workspace.LanguageRule;
import rowan.workspace.Outcome;
import rowan.workspace.Run;
import rowan.workspace.SharedBindings;
import rowan.workspace.Source;

/** Java cells. The engine starts with the first of them, or before in the background. */
public final class JavaLanguage implements Language, SharedBindings.Variables, AutoCloseable {

    private final Databases databases;
    private final Runnable cancelDatabase;
    private final Function<Object, MimeBundle> renderer;
    private final Map<String, Object> pending = new LinkedHashMap<>();
    private volatile JavaEngine engine;

    /**
     * @param databases what cells know as {@code db}
     * @param cancelDatabase stops the statement that a cell runs through it
     * @param renderer draws values for {@code render}
     */
    public JavaLanguage(Databases databases, Runnable cancelDatabase, Function<Object, MimeBundle> renderer) {
        this.databases = databases;
        this.cancelDatabase = cancelDatabase;
        this.renderer = renderer;
    }

    @Override
    public String name() {
        return LanguageRule.JAVA;
    }

    JavaEngine start() {
        JavaEngine started = engine;
        if (started == null) {
            synchronized (this) {
                if (engine == null) {
                    engine = new JavaEngine();
                }
                started = engine;
            }
        }
        return started;
    }

    /** Starts the engine in the background, so that the first cell need not wait for it. */
    public void warmUp() {
        start();
    }

    @Override
    public Outcome run(Source source, Run run) {
        JavaEngine java = start();
        CellContext context = new CellContext(run, databases, renderer, this::pendingValue);
        Stopping stopping = new Stopping(java.control(), context, cancelDatabase);
        Interrupt.Registration registration = run.interrupt().onRequest(stopping::request);
        try {
            java.begin("In[" + run.cell().executionCount() + "]", context);
            bindPending(java);
            return new JavaRun(java, source, run.output(), stopping).outcome();
        } catch (RuntimeException e) {
            if (stopping.isRequested()) {
                return stopping.outcome();
            }
            throw e;
        } finally {
            registration.close();
            stopping.end();
        }
    }

    private synchronized Object pendingValue(String name) {
        return pending.get(name);
    }

    private void bindPending(JavaEngine java) {
        Map<String, Object> values;
        synchronized (this) {
            values = new LinkedHashMap<>(pending);
        }
        values.forEach(java::bind);
        synchronized (this) {
            values.forEach((name, value) -> pending.remove(name, value));
        }
    }

    /** The value of an expression, for {@code {{…}}} in SQL; empty where it cannot be evaluated. */
    public Optional<Object> evaluate(String expression, Run run) {
        Outcome outcome = run(Source.of(expression), run);
        return outcome instanceof Outcome.Value value ? Optional.ofNullable(value.value()) : Optional.empty();
    }

    /** Adds jars for the cells that follow. */
    public void addToClassPath(List<Path> jars) {
        start().addToClassPath(jars);
    }

    @Override
    public synchronized Optional<Bindings.Bound> read(String name) {
        if (pending.containsKey(name)) {
            return Optional.of(new Bindings.Bound(pending.get(name)));
        }
        return Optional.ofNullable(engine).flatMap(java -> java.read(name));
    }

    @Override
    public synchronized void bound(String name, Object value) {
        pending.put(name, value);
    }

    @Override
    public synchronized Set<String> names() {
        Set<String> names = new TreeSet<>(pending.keySet());
        Optional.ofNullable(engine).ifPresent(java -> names.addAll(java.variables()));
        return names;
    }

    @Override
    public Completions complete(Source source, int at) {
        return new JavaHelp(start()).complete(source.text(), at);
    }

    @Override
    public Optional<Inspection> inspect(Source source, int at, Detail detail) {
        return new JavaHelp(start()).inspect(source.text(), at).map(Inspection::new);
    }

    @Override
    public Completeness isComplete(Source source) {
        return new JavaHelp(start()).isComplete(source.text());
    }

    @Override
    public void close() {
        if (engine != null) {
            engine.close();
        }
    }
}
