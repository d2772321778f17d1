package rowan.jshell;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;
import rowan.model.Nearest;

/** The import that code lacks, found by the name of the type that the compiler did not find. */
final class MissingImport {

    private static final Pattern TYPE = Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");
    private static final Pattern PACKAGE = Pattern.compile("package (\\p{Ll}\\S*) does not exist.*", Pattern.DOTALL);
    private static final Pattern BOTH =
            Pattern.compile("both (?:class|interface) (\\S+) in \\S+ and (?:class|interface) (\\S+) in \\S+ match");
    private static final Pattern UNRESOLVED = Pattern.compile("(?:class|variable) (\\p{Lu}\\w*)");
    /** Rowan's own, which no cell needs. */
    private static final Pattern OWN = Pattern.compile("(?:rowan|io\\.github\\.spencerpark)\\.");

    private static final Pattern OF_THE_JDK_ALONE = Pattern.compile("(?:com\\.sun|sun|jdk)\\.");

    private static final int SHOWN = 3;
    private static final int SHORTEST_MISSPELT = 6;
    private static final long WAIT_NANOS = 500_000_000;

    private MissingImport() {}

    /** What to write; empty where nothing on the class path has the name. */
    static Optional<String> adviceOn(List<Diag> diagnostics, SourceCodeAnalysis analysis) {
        for (Diag diagnostic : diagnostics) {
            String message = diagnostic.getMessage(Locale.ROOT);
            Matcher both = BOTH.matcher(message);
            if (both.find()) {
                return Optional.of("import " + both.group(1) + "; or import " + both.group(2) + "; says which.");
            }
            Matcher type = TYPE.matcher(message);
            if (type.find()) {
                return imports(type.group(1), analysis);
            }
        }
        return Optional.empty();
    }

    /** What to do where a whole package is not there. */
    static Optional<String> adviceOnPackage(List<Diag> diagnostics) {
        return diagnostics.stream()
                        .anyMatch(diagnostic -> PACKAGE.matcher(diagnostic.getMessage(Locale.ROOT))
                                .matches())
                ? Optional.of("%maven group:artifact:version adds a library, %classpath a jar.")
                : Optional.empty();
    }

    /**
     * What to write for names that a declaration waits for.
     *
     * @param missing such as {@code class Foo}
     */
    static Optional<String> advice(List<String> missing, SourceCodeAnalysis analysis) {
        return types(missing).flatMap(type -> imports(type, analysis).stream()).findFirst();
    }

    /** What to write where the name of a type that needs an import is misspelt. */
    static Optional<String> adviceOnMisspelt(List<Diag> diagnostics, SourceCodeAnalysis analysis) {
        return diagnostics.stream()
                .map(diagnostic -> TYPE.matcher(diagnostic.getMessage(Locale.ROOT)))
                .filter(Matcher::find)
                .findFirst()
                .flatMap(type -> meant(type.group(1), analysis));
    }

    /** The same for names that a declaration waits for. */
    static Optional<String> misspelt(List<String> missing, SourceCodeAnalysis analysis) {
        return types(missing).flatMap(type -> meant(type, analysis).stream()).findFirst();
    }

    private static Stream<String> types(List<String> missing) {
        return missing.stream()
                .map(UNRESOLVED::matcher)
                .filter(Matcher::matches)
                .map(type -> type.group(1));
    }

    private static Optional<String> meant(String name, SourceCodeAnalysis analysis) {
        if (name.length() < SHORTEST_MISSPELT) {
            return Optional.empty(); // There are so many types that nearly every short word is like one of them.
        }
        return Nearest.to(name, namesOfTypes(name.charAt(0), analysis))
                .flatMap(nearest -> known(nearest, analysis).stream()
                        .findFirst()
                        .map(imported -> "Did you mean " + nearest + "? It needs " + imported));
    }

    /**
     * Those of the JDK's own API and of the libraries that the notebook has added, as JShell's index has them.
     *
     * @param first their first letter, which is seldom mistaken: there are tens of thousands
     */
    private static Set<String> namesOfTypes(char first, SourceCodeAnalysis analysis) {
        Set<String> names = new HashSet<>();
        try {
            Map<?, ?> indexes = JShellInside.cast(JShellInside.field(analysis, "currentIndexes"));
            for (Object index : List.copyOf(indexes.values())) {
                Map<String, Collection<String>> types =
                        JShellInside.cast(JShellInside.field(index, "classSimpleName2FQN"));
                types.forEach((name, full) -> {
                    if (name.charAt(0) == first && full.stream().anyMatch(MissingImport::isForCells)) {
                        names.add(name);
                    }
                });
            }
        } catch (ReflectiveOperationException | RuntimeException closed) {
            System.getLogger(MissingImport.class.getName())
                    .log(System.Logger.Level.DEBUG, "no type is proposed for a misspelt one", closed);
        }
        return names;
    }

    private static boolean isForCells(String type) {
        return !OWN.matcher(type).lookingAt() && !OF_THE_JDK_ALONE.matcher(type).lookingAt();
    }

    private static Optional<String> imports(String name, SourceCodeAnalysis analysis) {
        List<String> known = known(name, analysis);
        return known.isEmpty() ? Optional.empty() : Optional.of("Perhaps " + String.join(" or ", known));
    }

    private static List<String> known(String name, SourceCodeAnalysis analysis) {
        return index(name, analysis).getNames().stream()
                .filter(type -> !OWN.matcher(type).lookingAt())
                .sorted(Comparator.comparing((String type) -> !type.startsWith("java."))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .map(type -> "import " + type + ";")
                .toList();
    }

    /** JShell collects the names in the background when it starts, and again when libraries are added. */
    private static SourceCodeAnalysis.QualifiedNames index(String name, SourceCodeAnalysis analysis) {
        long end = System.nanoTime() + WAIT_NANOS;
        SourceCodeAnalysis.QualifiedNames names = analysis.listQualifiedNames(name, name.length());
        while (!names.isUpToDate() && System.nanoTime() < end) {
            LockSupport.parkNanos(WAIT_NANOS / 25);
            names = analysis.listQualifiedNames(name, name.length());
        }
        return names;
    }
}
