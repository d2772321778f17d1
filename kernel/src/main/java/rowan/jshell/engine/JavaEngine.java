package rowan.jshell.engine;

import java.io.File;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.VarSnippet;
import rowan.jshell.cell.CellContext;
import rowan.jshell.cell.CellDriver;
import rowan.jshell.cell.CellStreams;
import rowan.jshell.classes.CellClassLoader;
import rowan.jshell.classes.CellLines;
import rowan.jshell.diagnostics.ClassFileLimits;
import rowan.jshell.diagnostics.CompilerFailure;
import rowan.jshell.diagnostics.Lombok;
import rowan.jshell.internals.InnerClasses;
import rowan.jshell.internals.JavaSources;
import rowan.jshell.internals.TypeIndex;
import rowan.jshell.snippets.DefaultImports;
import rowan.jshell.snippets.SnippetMemory;
import rowan.jshell.snippets.UnchangedDeclarations;
import rowan.jshell.snippets.VisibleDeclarations;
import rowan.jshell.state.OutsideVariables;
import rowan.jshell.state.VariableMigration;
import rowan.jshell.statements.CompiledStatements;
import rowan.jshell.statements.StatementCompiler;
import rowan.jshell.syntax.DenotableTypes;
import rowan.libraries.BundledTablesaw;
import rowan.libraries.LibraryFiles;
import rowan.workspace.contract.Bindings;

/**
 * JShell, set up so that a cell's values are objects, its traces show its own lines, and the compiler may be asked while a
 * cell runs. One cell at a time.
 */
public final class JavaEngine implements AutoCloseable {

    private static final Pattern NON_SEALED = Pattern.compile("\\bnon-sealed(?=\\s[^{};()]*\\b(?:class|interface)\\b)");
    private static final Pattern THROWING_ARM = Pattern.compile("\\bthrow\\b(?<=->\\s{0,200}throw)");
    private static final Pattern COMMENT = Pattern.compile("(?s)\\s*/\\*\\*(.*?)\\*/");

    /** Has the compiler keep the names of parameters, and read them from the class files of libraries. */
    private static final String NAMES_OF_PARAMETERS = "-parameters";

    /** Has the compiler keep the names of local variables: a NullPointerException says which of them is null. */
    private static final String NAMES_OF_VARIABLES = "-g";

    private final ReentrantLock compiling = new ReentrantLock();
    private final CellClassLoader loader = new CellClassLoader();
    private final CellControl control = new CellControl(loader, compiling, this::beforeRunning);
    private final JShell shell;
    private final SourceCodeAnalysis analysis;
    private final SnippetLines lines;
    private final SnippetMemory memory;
    private final VisibleDeclarations visible;
    private final Optional<StatementCompiler> statements;
    private final TypeIndex types;
    private final JavaSources sources;
    private final DefaultImports imports;
    private final VariableMigration migration;
    private final OutsideVariables outside;
    private final UnchangedDeclarations unchanged;
    private final InnerClasses innerClasses;
    private volatile boolean hasLombok;

    /**
     * @throws IllegalArgumentException if the compiler does not know an option
     */
    public JavaEngine(JavaOptions options) {
        // What the compiler sees; JShell reads it here and nowhere else if added jars are to be seen too.
        System.setProperty("java.class.path", CellClassLoader.sharedClassPath());
        CellStreams.install();
        CellDriver.install(CellClassLoader::hasLoaded);
        // Drivers are looked for only once, with the loader of the thread that asks first; a cell's sees none of
        // Rowan's.
        DriverManager.drivers().findAny();
        shell = JShell.builder()
                .executionEngine(control.provider(), Map.of())
                .compilerOptions(Stream.concat(
                                Stream.of(NAMES_OF_PARAMETERS, NAMES_OF_VARIABLES), options.compilerOptions().stream())
                        .toArray(String[]::new))
                .fileManager(JavaEngine::withItsClassPath)
                .build();
        analysis = shell.sourceCodeAnalysis();
        types = new TypeIndex(analysis, loader);
        sources = new JavaSources(analysis, loader);
        lines = new SnippetLines(shell, control, loader);
        memory = new SnippetMemory(shell, loader::forget);
        imports = new DefaultImports(shell);
        unchanged = new UnchangedDeclarations(shell);
        innerClasses = new InnerClasses(shell);
        visible = memory.declarations(imports);
        migration = new VariableMigration(shell, memory, loader, loader.versions(), this::declareOnly);
        outside = new OutsideVariables(migration::field, source -> evaluate(source, 1));
        statements = StatementCompiler.of(shell);
        if (!options.compilerOptions().isEmpty()) {
            try {
                warmUp(); // The compiler says now what it does not know of them.
            } catch (IllegalArgumentException unknown) {
                close();
                throw unknown;
            }
        }
    }

    /** Else JShell's index would find out the class path on its own thread, and may put it over what a cell adds then. */
    private static StandardJavaFileManager withItsClassPath(StandardJavaFileManager files) {
        files.handleOption(
                "-classpath", List.of(CellClassLoader.sharedClassPath()).iterator());
        return files;
    }

    /** Prepares the compiler for all that cells may contain. */
    public void warmUp() {
        locked(() -> imports.install()
                && statements
                        .flatMap(compiler -> compiler.compile("", "null", ""))
                        .isPresent());
    }

    /** A name that a cell imports or declares means that, and no longer what Rowan imports. */
    public void yieldName(String simpleName) {
        locked(() -> {
            if (imports.yieldName(simpleName)) {
                unchanged.namesChange();
            }
            return null;
        });
    }

    /** Has JShell know all that may be offered where code is written. */
    public void prepareOffers() {
        types.release(); // Packages are offered from it.
        imports.install();
    }

    /** What JShell keeps of earlier snippets. */
    public SnippetMemory memory() {
        return memory;
    }

    /** The declarations that are there as they are written. */
    public UnchangedDeclarations unchanged() {
        return unchanged;
    }

    /** The texts of all declarations that a cell is about to make. */
    public void declares(List<String> texts) {
        locked(() -> {
            loader.versions()
                    .nextCell(texts.stream()
                            .flatMap(text -> unchanged.type(text).stream())
                            .map(memory::classOf)
                            .toList());
            return null;
        });
    }

    /** The compiler's lock: held while JShell is used, released while code runs. */
    public ReentrantLock compiling() {
        return compiling;
    }

    public CellControl control() {
        return control;
    }

    public JShell shell() {
        return shell;
    }

    public SourceCodeAnalysis analysis() {
        return analysis;
    }

    /** What JShell says of text that begins with a statement or declaration, {@linkplain #inOldWords in old words}. */
    public CompletionInfo completion(String text) {
        return analysis.analyzeCompletion(inOldWords(text));
    }

    /**
     * Text without what JShell 17 takes for a subtraction where it looks for the end, and without the {@code throw} that it does
     * not know behind the arrow of a switch expression; all stays in its place.
     */
    public static String inOldWords(String text) {
        return THROWING_ARM
                .matcher(NON_SEALED.matcher(text).replaceAll("    sealed"))
                .replaceAll("     ");
    }

    public TypeIndex types() {
        return types;
    }

    public JavaSources sources() {
        return sources;
    }

    /** Runs work that uses the compiler. */
    public <T> T locked(Supplier<T> work) {
        compiling.lock();
        try {
            return work.get();
        } finally {
            compiling.unlock();
        }
    }

    /**
     * As {@link #locked}, for code of which nobody knows what it does to the compiler.
     *
     * @throws CompilerFailure if it fails; the next code finds all as it was before
     */
    public <T> T guarded(Supplier<T> work) {
        return locked(() -> {
            try {
                return work.get();
            } catch (CompilerFailure known) {
                throw known;
            } catch (RuntimeException | Error failed) {
                throw recovered(failed);
            }
        });
    }

    /** The failure, after which the compiler is a new one and no declaration lacks its class. */
    private CompilerFailure recovered(Throwable failed) {
        System.getLogger(JavaEngine.class.getName()).log(System.Logger.Level.DEBUG, "the compiler has failed", failed);
        visible.showAll();
        statements.ifPresent(StatementCompiler::renew);
        memory.bringBackOverwritten();
        for (Snippet snippet : shell.snippets().toList()) {
            boolean isDeclared = snippet instanceof DeclarationSnippet
                    && snippet.kind() != Snippet.Kind.IMPORT
                    && shell.status(snippet).isDefined();
            if (isDeclared && !loader.knows(memory.classOf(snippet))) {
                migration.after(declareOnly(snippet.source()));
            }
        }
        return new CompilerFailure(failed);
    }

    /** The next snippets belong to this cell. */
    public void begin(String name, CellContext context) {
        lines.begin(name);
        context.begin();
        control.context(context);
    }

    /**
     * What came of a snippet.
     *
     * @param value the last that was computed; may be null
     * @param thrown what its code has thrown
     */
    public record Evaluation(List<SnippetEvent> events, Object value, Optional<Throwable> thrown) {}

    /**
     * Compiles and runs one snippet.
     *
     * @param line the line of the cell on which it begins, from 1
     */
    public Evaluation evaluate(String source, int line) {
        try {
            return guarded(() -> DenotableTypes.isVar(source) ? variable(source, line) : evaluated(source, line));
        } catch (CompilerFailure failure) {
            throw new CompilerFailure(
                    failure.getCause(), statements.flatMap(compiler -> locked(() -> compiler.complaint(source))));
        }
    }

    /**
     * What became of earlier declarations that a cell, which has ended, could not keep, and what there is to say of its
     * classes, one sentence each.
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(locked(migration::notes));
        notes.addAll(loader.notes());
        return notes;
    }

    /**
     * Declares a variable by the type that was meant where JShell would give it another, which it tells when it has compiled and not
     * yet run the initialiser.
     */
    private Evaluation variable(String source, int line) {
        Evaluation first = control.runningOnly(className -> !isOfOtherType(className), () -> evaluated(source, line));
        Optional<String> type = first.events().stream()
                .flatMap(event -> JavaEngine.typeOf(event.snippet()).stream())
                .filter(DenotableTypes::isOtherwise)
                .findFirst();
        if (type.isEmpty()) {
            return first;
        }
        for (String declaration : DenotableTypes.declarations(source, type.get())) {
            Evaluation meant = evaluated(declaration, line);
            if (meant.events().stream().noneMatch(event -> event.status() == Snippet.Status.REJECTED)) {
                return meant;
            }
        }
        return evaluated(source, line);
    }

    private boolean isOfOtherType(String className) {
        return shell.variables()
                .filter(variable -> DenotableTypes.isOtherwise(variable.typeName()))
                .anyMatch(variable -> memory.classOf(variable).equals(className));
    }

    private static Optional<String> typeOf(Snippet snippet) {
        return snippet instanceof VarSnippet variable ? Optional.of(variable.typeName()) : Optional.empty();
    }

    private Evaluation evaluated(String source, int line) {
        lines.evaluating(source, line);
        control.forget();
        imports.install();
        List<SnippetEvent> events = compiled(source);
        events.forEach(this::rejectUnwritten);
        lines.learn(events);
        Object value = control.value();
        Optional<Throwable> thrown = control.thrown();
        migration.after(events);
        unchanged.learn(events);
        memory.sweep(events);
        return new Evaluation(events, value, thrown);
    }

    /** JShell takes what is too large for a class file for something that waits for another declaration. */
    private void rejectUnwritten(SnippetEvent event) {
        if (event.causeSnippet() == null
                && shell.status(event.snippet()) == Snippet.Status.RECOVERABLE_NOT_DEFINED
                && shell.diagnostics(event.snippet()).anyMatch(ClassFileLimits::isExceeded)) {
            statements.ifPresent(StatementCompiler::renew);
            memory.reject(event.snippet());
        }
    }

    private List<SnippetEvent> compiled(String source) {
        visible.restrictTo(source);
        try {
            return declared(source);
        } finally {
            visible.showAll();
        }
    }

    private List<SnippetEvent> declared(String source) {
        loader.versions().declaring(source);
        return innerClasses.evaluate(source);
    }

    /**
     * Compiles and runs statements together.
     *
     * @param before all of them but the last, as they stand in the cell
     * @param line the line of the cell on which they begin, from 1
     * @return empty where they have to be evaluated one by one; nothing has been run then
     */
    public Optional<Evaluation> evaluateTogether(String before, String last, int line) {
        int count = (int) (before + last).lines().count();
        return statements.flatMap(compiler -> locked(() -> types.undisturbed(() ->
                compiled(compiler, before, last).map(code -> run(code, lines.of(code, line, count))))));
    }

    private Optional<CompiledStatements> compiled(StatementCompiler compiler, String before, String last) {
        visible.restrictTo(before + last);
        try {
            return visible.areWhole() ? compiler.compile(before, last, imports.notInstalled()) : Optional.empty();
        } finally {
            visible.showAll();
            if (compiler.isSpoilt()) {
                compiler.renew();
            }
        }
    }

    private Evaluation run(CompiledStatements code, CellLines ofCell) {
        control.forget();
        control.run(() -> loader.statements(code, ofCell), StatementCompiler.METHOD);
        return new Evaluation(List.of(), code.hasValue() ? control.value() : null, control.thrown());
    }

    private void beforeRunning() {
        visible.showAll();
        lines.learn();
    }

    /** Declares something without running its initialiser. */
    private List<SnippetEvent> declareOnly(String source) {
        return control.runningOnly(className -> false, () -> declared(source));
    }

    /** What stack traces should call the cell of a class, where they say {@code traced}. */
    public String file(String className, String traced) {
        return loader.file(className, traced);
    }

    /** Removes a snippet whose value is kept elsewhere; thousands of them would slow every later one down. */
    public void drop(Snippet snippet) {
        locked(() -> {
            shell.drop(snippet);
            if (snippet instanceof VarSnippet variable) {
                migration.forget(variable.name());
            }
            return null;
        });
    }

    /** The value of a variable, read from where it lives; empty when there is no such variable. Waits for nobody. */
    public Optional<Bindings.Bound> read(String name) {
        return migration.field(name).map(field -> {
            try {
                return new Bindings.Bound(field.get(null));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    public LibraryFiles libraryFiles() {
        return loader.libraryFiles();
    }

    /** The names of all variables. */
    public Set<String> variables() {
        return migration.variables();
    }

    /** The documentation comment of a method or type that a cell has declared, without its signs. */
    public Optional<String> comment(String name) {
        return shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declared
                        && declared.name().equals(name))
                .filter(snippet -> shell.status(snippet).isActive())
                .map(snippet -> COMMENT.matcher(snippet.source()))
                .filter(Matcher::lookingAt)
                .map(comment -> comment.group(1).replaceAll("(?m)^[ \\t]*\\*[ ]?", ""))
                .findFirst();
    }

    /** Whether a variable has this name. Waits for nobody. */
    public boolean isVariable(String name) {
        return migration.isVariable(name);
    }

    /** Whether a method has this name. Waits for nobody. */
    public boolean isMethod(String name) {
        return migration.isMethod(name);
    }

    /** The names of all methods that are declared. */
    public Set<String> methods() {
        return locked(() -> shell.methods().map(MethodSnippet::name).collect(Collectors.toSet()));
    }

    /** The variables that are set from outside. */
    public OutsideVariables outside() {
        return outside;
    }

    /** Whether a notebook has added Lombok, which cannot work. */
    public boolean hasLombok() {
        return hasLombok;
    }

    /** Adds jars for compiler and code alike. */
    public void addToClassPath(List<Path> paths) {
        if (paths.isEmpty()) {
            return;
        }
        locked(() -> {
            List<String> entries = new ArrayList<>();
            paths.forEach(path -> entries.add(path.toAbsolutePath().toString()));
            shell.addToClasspath(String.join(File.pathSeparator, entries));
            unchanged.namesChange();
            hasLombok = loader.getResource(Lombok.RESOURCE) != null;
            return null;
        });
        if (BundledTablesaw.isBroughtAlone(loader)) {
            addTablesaw();
        }
    }

    /** Adds Tablesaw, or to one that is there already the adapter, and imports it, unless that has been done. */
    public void addTablesaw() {
        List<Path> missing = BundledTablesaw.missing(loader);
        if (!missing.isEmpty()) {
            addToClassPath(missing);
            addImports(BundledTablesaw.IMPORTS);
        }
    }

    private void addImports(List<String> names) {
        locked(() -> {
            imports.add(names);
            unchanged.namesChange();
            return null;
        });
    }

    @Override
    public void close() {
        types.release();
        shell.close();
    }
}
