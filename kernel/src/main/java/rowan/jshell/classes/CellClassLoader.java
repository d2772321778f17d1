package rowan.jshell.classes;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rowan.display.markup.Displayable;
import rowan.display.markup.MimeBundle;
import rowan.jshell.cell.CellDriver;
import rowan.jshell.cell.CellExtension;
import rowan.jshell.cell.CellFunctions;
import rowan.jshell.cell.InterruptCheck;
import rowan.jshell.internals.CellClassName;
import rowan.jshell.state.CellRecords;
import rowan.jshell.state.CellStatics;
import rowan.jshell.state.VersionedLoader;
import rowan.jshell.state.Versions;
import rowan.jshell.statements.CompiledStatements;
import rowan.libraries.LibraryFiles;
import rowan.workspace.contract.Databases;

/**
 * Loads the classes of cells and of the libraries they ask for. It sees the JDK and the few classes that cells may use of
 * Rowan, so that no library of Rowan's own gets in the way of a user's. Classes are defined when they are first needed: by
 * then it is known which lines of which cell they come from.
 */
public final class CellClassLoader extends URLClassLoader implements VersionedLoader {

    private static final Set<String> SHARED = Stream.of(
                    CellDriver.class,
                    CellExtension.class,
                    CellFunctions.class,
                    CellMembers.class,
                    CellRecords.class,
                    CellStatics.class,
                    InterruptCheck.class,
                    Databases.class,
                    Displayable.class,
                    MimeBundle.class)
            .map(Class::getName)
            .collect(Collectors.toUnmodifiableSet());

    /** The packages that notebooks and libraries written for IJava and JJava call. */
    private static final List<String> FACADES = List.of("io.github.spencerpark.", "org.dflib.jjava.");

    /**
     * Libraries whose loops always end, and whose classes are therefore not woven. Tablesaw starts by searching the class path
     * with ClassGraph; weaving that would make up a third of the time of the first table.
     */
    private static final List<String> ENDING = List.of("io.github.classgraph.", "nonapi.io.github.classgraph.");

    /** The name of this loader in stack traces. */
    private static final String NAME = "rowan-cells";

    private final Map<String, byte[]> bytecode = new ConcurrentHashMap<>();
    private final Map<String, CellLines> lines = new ConcurrentHashMap<>();
    private final Set<String> renumbered = ConcurrentHashMap.newKeySet();
    private final Versions versions = new Versions();
    private final LibraryFiles libraryFiles = new LibraryFiles();
    private final UnwovenClasses unwoven = new UnwovenClasses();

    public CellClassLoader() {
        super(NAME, new URL[0], new SharedClasses());
        // What a cell asserts is checked; libraries are left as they are.
        setPackageAssertionStatus(CellClassName.PACKAGE, true);
    }

    /** The parent loader: it finds the classes of the JDK and those of Rowan that cells may use. */
    private static final class SharedClasses extends ClassLoader {
        private static final ClassLoader KERNEL = CellClassLoader.class.getClassLoader();

        SharedClasses() {
            super("rowan-shared", ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String outer = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
            if (name.startsWith("rowan.model.")
                    || FACADES.stream().anyMatch(name::startsWith)
                    || SHARED.contains(outer)) {
                return KERNEL.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** The jar of what cells may use of Rowan; when Rowan runs from a directory of classes, all of it. */
    public static String sharedClassPath() {
        try {
            Path own = Path.of(CellClassLoader.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path api = own.resolveSibling("lib").resolve("rowan-api.jar");
            return (Files.isRegularFile(own) && Files.exists(api) ? api : own).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a class is a cell's, or that of a library which a cell has added. */
    public static boolean hasLoaded(Class<?> type) {
        return type.getClassLoader() instanceof CellClassLoader || type.getClassLoader() instanceof StatementLoader;
    }

    /** Keeps byte code until the class is needed. */
    public void keep(String name, byte[] code) {
        bytecode.put(name, code);
        versions.compiled(name);
    }

    /** Whether byte code of a class is known, or was until it was defined. */
    public boolean knows(String name) {
        return bytecode.containsKey(name) || findLoadedClass(name) != null;
    }

    /**
     * Sets the lines that a wrapper class, and the classes nested in it, will show in stack traces once they are
     * defined.
     */
    public void number(String wrapper, CellLines ofCell) {
        lines.put(wrapper, ofCell);
    }

    /** Forgets what is known of a class that has been defined and will not be asked for again. */
    public void forget(String name) {
        if (findLoadedClass(name) != null) {
            bytecode.remove(name);
            lines.remove(name);
            renumbered.remove(name);
            versions.forget(name);
        }
    }

    /**
     * Defines the class of a batch of statements, which is run once. Where it does not need this loader, it gets one of its own,
     * so that it can be collected after it has run.
     */
    public Class<?> statements(CompiledStatements code, CellLines ofCell) throws ClassNotFoundException {
        String name = code.className();
        boolean isAlone = code.classes().size() == 1;
        if (isAlone) {
            Optional<byte[]> reaching =
                    PackagePrivateAccess.of(code.classes().get(name), code.receivers(), ofCell, this);
            if (reaching.isPresent()) {
                return new StatementLoader(this).define(name, reaching.get());
            }
        }
        number(name, ofCell);
        code.classes().forEach(this::keep);
        Class<?> defined = loadClass(name);
        if (isAlone) {
            forget(name);
        }
        return defined;
    }

    /** Looks for classes of cells here only: the parent loaders would keep each name that they are asked for. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!bytecode.containsKey(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    public void addURL(URL url) {
        String path = url.getPath();
        libraryFiles.reading(url, path.substring(path.lastIndexOf('/') + 1));
        super.addURL(url);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] own = bytecode.get(name);
        Optional<CellClassName> cell = own == null ? Optional.empty() : CellClassName.of(name);
        if (cell.isPresent()) {
            byte[] woven = woven(cell.get(), own);
            Class<?> defined = defineClass(name, woven, 0, woven.length);
            if (cell.get().isWrapper()) {
                versions.inheritVariables(defined, cell.get().lineage());
            }
            return defined;
        }
        return library(name);
    }

    private byte[] woven(CellClassName name, byte[] code) {
        CellLines ofCell = lines.getOrDefault(name.wrapper(), CellLines.NONE);
        Weaver.Kind kind = name.isWrapper() ? Weaver.Kind.WRAPPER : Weaver.Kind.TYPE;
        return unwoven.wovenOr(code, name.wrapper(), () -> Weaver.weave(code, ofCell, kind));
    }

    /** The notes about classes that have been loaded since the last call and could not be woven. */
    public List<String> notes() {
        return unwoven.untold();
    }

    /**
     * Gives classes that are in use new code, all or none. The wrapper of a variable is always replaced, since its value
     * can be carried over; so is a type whose static state begins otherwise than before, which would not take effect. Of a
     * class that is not in use, the virtual machine cannot say that other code would not fit the new one.
     *
     * @return whether that was possible
     */
    public boolean redefine(Map<String, byte[]> code) {
        boolean areReplaced = code.entrySet().stream().anyMatch(each -> isReplaced(each.getKey(), each.getValue()));
        if (areReplaced || versions.beginAnew(code.keySet())) {
            return false;
        }
        Map<String, byte[]> used = new HashMap<>(code);
        used.keySet().removeIf(name -> findLoadedClass(name) == null);
        if (!apply(used)) {
            return false;
        }
        bytecode.putAll(code);
        return true;
    }

    private boolean isReplaced(String name, byte[] code) {
        Optional<ClassShape> after = ClassShape.of(code);
        if (findLoadedClass(name) == null) {
            return bytecode.containsKey(name)
                    && !after.map(ClassShape::visible)
                            .equals(ClassShape.of(bytecode.get(name)).map(ClassShape::visible));
        }
        return after.map(ClassShape::hasVariables).orElse(true)
                && CellClassName.of(name).filter(CellClassName::isWrapper).isPresent();
    }

    /** Redefines the wrapper class of a snippet with the lines of the cell that are known by now. */
    public void renumber(String wrapper) {
        renumbered.add(wrapper);
        Map<String, byte[]> used = new HashMap<>();
        bytecode.forEach((name, code) -> {
            boolean within = name.equals(wrapper) || name.startsWith(wrapper + "$");
            if (within && findLoadedClass(name) != null) {
                used.put(name, code);
            }
        });
        apply(used);
    }

    private boolean apply(Map<String, byte[]> used) {
        List<ClassDefinition> definitions = new ArrayList<>();
        used.forEach((name, code) -> CellClassName.of(name)
                .ifPresent(cell -> definitions.add(new ClassDefinition(findLoadedClass(name), woven(cell, code)))));
        return definitions.isEmpty() || Redefinition.apply(definitions.toArray(ClassDefinition[]::new));
    }

    /**
     * What stack traces should call the cell of a class. The virtual machine goes on to call it as it did in the first
     * trace, even where the class has got new code since.
     */
    public String file(String name, String traced) {
        return CellClassName.of(name)
                .map(CellClassName::wrapper)
                .filter(renumbered::contains)
                .flatMap(wrapper -> Optional.ofNullable(lines.get(wrapper)))
                .flatMap(CellLines::file)
                .orElse(traced);
    }

    @Override
    public Versions versions() {
        return versions;
    }

    public LibraryFiles libraryFiles() {
        return libraryFiles;
    }

    /** Defines a class of a library, woven so that its loops can be stopped too. */
    private Class<?> library(String name) throws ClassNotFoundException {
        URL resource = findResource(name.replace('.', '/') + ".class");
        if (resource == null) {
            throw new ClassNotFoundException(name);
        }
        try {
            libraryFiles.reading(resource, name);
            URLConnection connection = resource.openConnection();
            try (InputStream in = connection.getInputStream()) {
                byte[] woven = interruptible(name, in.readAllBytes());
                URL place = connection instanceof JarURLConnection jar ? jar.getJarFileURL() : resource;
                Manifest manifest = connection instanceof JarURLConnection jar ? jar.getManifest() : null;
                definePackageOf(name, manifest == null ? new Manifest() : manifest, place);
                return defineClass(name, woven, 0, woven.length, new CodeSource(place, (Certificate[]) null));
            }
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    /** Defines the package of a class with the version that the manifest of its library states. */
    private void definePackageOf(String name, Manifest manifest, URL place) {
        int dot = name.lastIndexOf('.');
        if (dot > 0 && getDefinedPackage(name.substring(0, dot)) == null) {
            definePackage(name.substring(0, dot), manifest, place);
        }
    }

    private byte[] interruptible(String name, byte[] code) {
        return ENDING.stream().anyMatch(name::startsWith)
                ? code
                : unwoven.wovenOr(code, name, () -> Weaver.weave(code, CellLines.NONE, Weaver.Kind.LIBRARY));
    }
}
