package rowan.jshell;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rowan.display.Renderers;
import rowan.files.NamedFile;
import rowan.jshell.cell.CellContext;
import rowan.jshell.cell.CellServices;
import rowan.jshell.cell.CellStop;
import rowan.jshell.cell.CellThread;
import rowan.jshell.cell.CodeResult;
import rowan.jshell.cell.CommandBody;
import rowan.jshell.cell.CompilerThread;
import rowan.jshell.cell.Measuring;
import rowan.jshell.diagnostics.JavaProblems;
import rowan.jshell.editor.JavaHelp;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;
import rowan.jshell.syntax.TextPlace;
import rowan.libraries.BundledTablesaw;
import rowan.libraries.JarCheck;
import rowan.libraries.PathPattern;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.workspace.Cells;
import rowan.workspace.SharedBindings;
import rowan.workspace.cell.Detail;
import rowan.workspace.cell.LanguageRule;
import rowan.workspace.cell.Source;
import rowan.workspace.contract.Bindings;
import rowan.workspace.contract.Cancellable;
import rowan.workspace.contract.Completeness;
import rowan.workspace.contract.Completions;
import rowan.workspace.contract.Databases;
import rowan.workspace.contract.Embedded;
import rowan.workspace.contract.Inspection;
import rowan.workspace.contract.Interrupt;
import rowan.workspace.contract.Language;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

/** Java cells. The engine starts with the first of them, or before in the background. */
public final class JavaLanguage implements Language, SharedBindings.Variables, AutoCloseable {

    private static final Measuring UNMEASURED = code -> {
        throw new IllegalStateException("%timeit times code");
    };

    /** Methods whose first argument is a statement: of {@code db}, and of JDBC. */
    private static final Set<String> SQL_METHODS = Set.of(
            "query",
            "update",
            "steps",
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "addBatch",
            "prepareStatement",
            "prepareCall");

    private final Environment environment;
    private final CellServices services = new Services();
    private final AddedCommands added;
    private final Extensions extensions = new Extensions();
    private final Object starting = new Object();
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private volatile Measuring measuring = UNMEASURED;
    private volatile JavaEngine engine;
    private volatile boolean started;

    /** A value that waits to become a variable. */
    private record Pending(Object value, Optional<String> type) {}

    /**
     * What Java cells have around them.
     *
     * @param databases what cells know as {@code db}
     * @param statements what cells send to databases, which stops with the cell
     * @param renderers draws values, and takes renderers that cells add
     * @param cells the notebook, for code and commands that a cell runs itself; asked for when one does
     * @param directory where relative paths start
     * @param variables of the environment, from which {@link JavaOptions} are read
     */
    public record Environment(
            Databases databases,
            Cancellable statements,
            Renderers renderers,
            Supplier<Cells> cells,
            Path directory,
            Map<String, String> variables) {}

    public JavaLanguage(Environment environment) {
        this.environment = environment;
        this.added = new AddedCommands(environment.cells(), this::call);
    }

    private final class Services implements CellServices {

        @Override
        public Databases databases() {
            return environment.databases();
        }

        @Override
        public Renderers renderers() {
            return environment.renderers();
        }

        @Override
        public Cells cells() {
            return environment.cells().get();
        }

        @Override
        public Object boundValue(String name) {
            synchronized (JavaLanguage.this) {
                return pending.get(name).value();
            }
        }

        @Override
        public Object measured(Callable<?> code) throws Exception {
            return measuring.of(code);
        }

        @Override
        public void addCommand(String name, boolean isCell, CommandBody body) {
            added.add(name, isCell, body);
        }

        @Override
        public Outcome addToClassPath(Iterable<String> paths, Run run) {
            return JavaLanguage.this.addToClassPath(libraries(paths), run);
        }

        @Override
        public String file(String className, String traced) {
            return Optional.ofNullable(engine)
                    .map(java -> java.file(className, traced))
                    .orElse(traced);
        }
    }

    @Override
    public String name() {
        return LanguageRule.JAVA;
    }

    JavaEngine start() {
        JavaEngine started = engine;
        if (started == null) {
            synchronized (starting) {
                if (engine == null) {
                    engine = new JavaEngine(options());
                }
                started = engine;
            }
        }
        return started;
    }

    /** In a quiet moment: starts the engine, so that the first cell need not wait for it, and collects the names of types. */
    public void warmUp() {
        start().warmUp();
        start().types().release();
    }

    private JavaOptions options() {
        return JavaOptions.of(environment.variables());
    }

    /**
     * Runs code by {@code how}: an expression, or statements.
     *
     * @return what {@code how} says; the complaint of the compiler where the code is neither
     */
    public Outcome measure(Source code, Run run, Measuring how) {
        measuring = how;
        try {
            MeasuredCode measured = new MeasuredCode(code);
            if (!measured.isExpression()) {
                return ofItsOwn(measured, run(measured.asStatements(), run));
            }
            Outcome asExpression = run(measured.asExpression(), run);
            if (!isRefused(asExpression)) {
                return asExpression;
            }
            Outcome asStatements = run(measured.asStatements(), run); // A call without a value is one.
            return isRefused(asStatements) ? ofItsOwn(measured, asExpression) : asStatements;
        } finally {
            measuring = UNMEASURED;
        }
    }

    private static boolean isRefused(Outcome outcome) {
        return outcome instanceof Outcome.Failure failure
                && failure.problem().name().equals(Problem.COMPILATION);
    }

    private static Outcome ofItsOwn(MeasuredCode code, Outcome outcome) {
        return outcome instanceof Outcome.Failure failure && isRefused(outcome)
                ? new Outcome.Failure(code.ofItsOwn(failure.problem()))
                : outcome;
    }

    @Override
    public Outcome run(Source source, Run run) {
        JavaEngine java;
        try {
            java = start();
            if (timeout().isPresent()) {
                java.warmUp(); // That is done once, and not the time of a statement.
            }
        } catch (IllegalArgumentException e) {
            return new Outcome.Failure(
                    Problem.of("StartupException", "Java cannot start as its environment asks: " + e.getMessage()));
        }
        return within(java, run, stop -> {
            bindPending(java);
            Outcome startup = startUp(java, run, stop);
            addWhatIsNamed(java, source);
            BundledTablesaw.warning(source.text())
                    .ifPresent(note -> run.output().show(new Note(note)));
            return startup.isOk()
                    ? new JavaRun(java, source, run.output(), environment.renderers(), stop, timeout()).outcome()
                    : startup;
        });
    }

    private static void addWhatIsNamed(JavaEngine java, Source source) {
        if (BundledTablesaw.isNamedIn(source.text())) {
            java.addTablesaw();
        }
    }

    private Optional<Duration> timeout() {
        return options().timeout();
    }

    /** Runs work as a part of a cell that can be stopped; a part of a part is stopped with it. */
    private Outcome within(JavaEngine java, Run run, Function<CellStop, Outcome> work) {
        Optional<CellContext> around = CellThread.running();
        if (around.isPresent()) {
            return work.apply(around.get().stop());
        }
        Stopping stopping = new Stopping(java.control(), environment.statements());
        CellContext context = new CellContext(run, services, stopping);
        Interrupt.Registration registration = run.interrupt().onRequest(stopping::request);
        try {
            java.begin("In[" + run.cell().executionCount() + "]", context);
            return CompilerThread.call(() -> work.apply(stopping));
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

    /** Runs Java code that a cell has left behind, such as a command that a notebook has added. */
    Outcome call(Run run, Callable<Object> work) {
        JavaEngine java = start();
        return within(java, run, stop -> {
            Outcome startup = startUp(java, run, stop);
            return startup.isOk() ? execute(java, stop, work) : startup;
        });
    }

    private static Outcome execute(JavaEngine java, CellStop stop, Callable<Object> work) {
        CodeResult result = java.control().execute(work);
        if (stop.isRequested()) {
            return stop.outcome();
        }
        if (result.thrown() != null) {
            return new Outcome.Failure(JavaProblems.exception(result.thrown()));
        }
        return result.value() == null ? new Outcome.Nothing() : new Outcome.Value(result.value());
    }

    /** What {@code said} tells of the declarations of all cells; where that draws values, the cell can be stopped. */
    public Outcome declared(Function<Declarations, Object> said, Run run) {
        Declarations declarations = new Declarations(start(), environment.renderers());
        return call(run, () -> said.apply(declarations));
    }

    /** The class path and the scripts that the environment names, before the first cell. */
    private Outcome startUp(JavaEngine java, Run run, CellStop stop) {
        if (started) {
            return new Outcome.Nothing();
        }
        started = true;
        JavaOptions options = options();
        Optional<Problem> unreadable = addToClassPath(libraries(options.classPath()));
        if (unreadable.isPresent()) {
            return new Outcome.Failure(unreadable.get());
        }
        if (areExtensionsDeclared(java)) {
            Outcome installed = execute(java, stop, installingExtensions(java, run));
            if (!installed.isOk()) {
                return installed;
            }
        }
        List<String> scripts = new ArrayList<>();
        try {
            for (String pattern : options.startupScripts()) {
                for (Path script : PathPattern.find(environment.directory(), pattern)) {
                    scripts.add(NamedFile.text(script, run.interrupt()));
                }
            }
        } catch (IOException e) {
            run.interrupt().check();
            return new Outcome.Failure(Problem.of("StartupException", "A startup script cannot be read: " + e));
        }
        scripts.add(options.startupScript());
        for (String script : scripts) {
            Outcome outcome = new JavaRun(
                            java, Source.of(script), run.output(), environment.renderers(), stop, Optional.empty())
                    .outcome();
            if (outcome instanceof Outcome.Failure failure) {
                return new Outcome.Failure(
                        failure.problem().withNote("This was in a startup script, not in the cell."));
            }
        }
        return new Outcome.Nothing();
    }

    private void bindPending(JavaEngine java) {
        Map<String, Pending> values;
        synchronized (this) {
            values = new LinkedHashMap<>(pending);
        }
        values.forEach((name, waiting) -> java.outside().bind(name, waiting.value(), waiting.type()));
        synchronized (this) {
            values.forEach(pending::remove);
        }
    }

    /** The value of an expression, for {@code {{…}}} in SQL; empty where it cannot be evaluated. */
    public Optional<Object> evaluate(String expression, Run run) {
        Outcome outcome = run(Source.of(expression), run);
        return outcome instanceof Outcome.Value value ? Optional.ofNullable(value.value()) : Optional.empty();
    }

    /** Asks this for the sources of a jar, for its Javadoc. */
    public void sourcesFrom(Function<Path, Optional<Path>> sources) {
        start().sources().from(sources);
    }

    /**
     * Adds jars and directories for the cells that follow, and installs the extensions that they bring along.
     *
     * @return how it went; none is added if one of them cannot be used, since the compiler would fail with every cell
     */
    public Outcome addToClassPath(List<Path> libraries, Run run) {
        JavaEngine java = start();
        Optional<String> clash = BundledTablesaw.clash(java.control().libraries(), libraries);
        Optional<Problem> unreadable = addToClassPath(libraries);
        if (unreadable.isPresent()) {
            return new Outcome.Failure(unreadable.get());
        }
        clash.ifPresent(sentence -> run.output().show(new Note(sentence)));
        for (Path library : libraries) {
            java.libraryFiles().stale(library).forEach(sentence -> run.output().show(new Note(sentence)));
        }
        return areExtensionsDeclared(java) ? call(run, installingExtensions(java, run)) : new Outcome.Nothing();
    }

    private List<Path> libraries(Iterable<String> paths) {
        List<Path> libraries = new ArrayList<>();
        paths.forEach(path -> libraries.addAll(PathPattern.libraries(environment.directory(), path)));
        return libraries;
    }

    private Optional<Problem> addToClassPath(List<Path> libraries) {
        for (Path library : libraries) {
            Optional<Problem> problem = JarCheck.problem(library);
            if (problem.isPresent()) {
                return problem;
            }
        }
        start().addToClassPath(libraries);
        return Optional.empty();
    }

    private boolean areExtensionsDeclared(JavaEngine java) {
        return options().extensions() && extensions.areDeclared(java.control().libraries());
    }

    private Callable<Object> installingExtensions(JavaEngine java, Run run) {
        return () -> {
            extensions
                    .install(java.control().libraries())
                    .forEach(failure -> run.output().show(new Note(failure)));
            return null;
        };
    }

    @Override
    public synchronized Optional<Bindings.Bound> read(String name) {
        if (pending.containsKey(name)) {
            return Optional.of(new Bindings.Bound(pending.get(name).value()));
        }
        return Optional.ofNullable(engine).flatMap(java -> java.read(name));
    }

    @Override
    public synchronized void bound(String name, Object value, Optional<String> type) {
        pending.put(name, new Pending(value, type));
    }

    @Override
    public synchronized Set<String> names() {
        Set<String> names = new TreeSet<>(pending.keySet());
        Optional.ofNullable(engine).ifPresent(java -> names.addAll(java.variables()));
        return names;
    }

    /** Whether a method has this name. Starts nothing and waits for nobody. */
    public boolean isMethod(String name) {
        JavaEngine java = engine;
        return java != null && java.isMethod(name);
    }

    /** Whether a variable has this name. Starts nothing and waits for nobody. */
    public boolean isVariable(String name) {
        JavaEngine java = engine;
        if (java != null && java.isVariable(name)) {
            return true;
        }
        synchronized (this) {
            return pending.containsKey(name);
        }
    }

    @Override
    public Completions complete(Source source, int at) {
        addWhatIsNamed(start(), source);
        return new JavaHelp(start()).complete(source.text(), at);
    }

    @Override
    public Optional<Inspection> inspect(Source source, int at, Detail detail) {
        addWhatIsNamed(start(), source);
        return new JavaHelp(start()).inspect(source.text(), at).map(Inspection::new);
    }

    @Override
    public boolean isReady() {
        return engine != null;
    }

    @Override
    public Optional<Embedded> embedded(Source source, int at) {
        return TextPlace.of(source.text(), at)
                .map(place -> new Embedded(
                        place.text(),
                        place.from(),
                        SQL_METHODS.contains(place.method()),
                        place.isBlock() ? UnaryOperator.identity() : JavaLanguage::escaped));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
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
        CellContext.forget(services);
    }
}
