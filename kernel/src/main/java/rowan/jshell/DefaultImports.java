package rowan.jshell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;

/** What every cell imports. JShell gets it in two snippets, since each one costs the first cell time. */
final class DefaultImports {

    /**
     * IJava's, and what cells most often import themselves. JShell knows them by the first, which no cell imports; it would
     * take the place of them all.
     */
    private static final List<String> IMPORTS = List.of(
            "static rowan.jshell.CellFunctions.*",
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

    /** As the first of the above, for those below. */
    private static final String YIELDING_KEY = "rowan.jshell.CellFunctions.*";

    /** Types whose names a cell may use otherwise. Of java.sql no more than these, since it has a Date, too. */
    private static final List<String> YIELDING = List.of(
            "java.sql.Connection",
            "java.sql.DriverManager",
            "java.sql.PreparedStatement",
            "java.sql.ResultSet",
            "java.sql.SQLException",
            "java.sql.Statement",
            "rowan.model.ResultTable");

    private static final Set<String> ADDED_PACKAGES =
            Set.of("java.nio.file", "java.time", "java.util.function", "java.util.stream");

    private final JShell shell;
    private final Set<String> yielding = new LinkedHashSet<>(YIELDING);
    private boolean isInstalled;

    DefaultImports(JShell shell) {
        this.shell = shell;
    }

    /** Whether a package is imported beyond what IJava imports, so that an import of the user's goes before it. */
    static boolean yieldsTo(String packageName) {
        return ADDED_PACKAGES.contains(packageName);
    }

    /** Lets JShell know them; whether it did not yet. */
    boolean install() {
        if (isInstalled) {
            return false;
        }
        shell.eval(text(IMPORTS));
        installYielding();
        isInstalled = true;
        return true;
    }

    /** Those that JShell does not know yet: the first statements of a notebook need not wait for it. */
    String notInstalled() {
        return isInstalled ? "" : text(IMPORTS) + text(yielding);
    }

    /** No longer imports the type of this name: a cell means another. Whether it was imported. */
    boolean yieldName(String simpleName) {
        boolean isImported = yielding.removeIf(name -> name.endsWith("." + simpleName));
        if (isImported && isInstalled) {
            installYielding();
        }
        return isImported;
    }

    /** In place of what JShell had under the same key. */
    private void installYielding() {
        List<String> names = new ArrayList<>(List.of(YIELDING_KEY));
        names.addAll(yielding);
        shell.eval(text(names));
    }

    private static String text(Collection<String> names) {
        return names.stream().map(name -> "import " + name + ";\n").collect(Collectors.joining());
    }
}
