package rowan.jshell;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;

/** The import that code lacks, found by the name of the type that the compiler did not find. */
final class MissingImport {

    private static final Pattern TYPE = Pattern.compile("symbol:\\s+(?:class|variable) (\\p{Lu}\\w*)");
    private static final Pattern PACKAGE = Pattern.compile("package (\\p{Ll}\\S*) does not exist.*", Pattern.DOTALL);
    private static final Pattern BOTH =
            Pattern.compile("both (?:class|interface) (\\S+) in \\S+ and (?:class|interface) (\\S+) in \\S+ match");
    private static final Pattern UNRESOLVED = Pattern.compile("(?:class|variable) (\\p{Lu}\\w*)");
    private static final int SHOWN = 3;
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
        return missing.stream()
                .map(UNRESOLVED::matcher)
                .filter(Matcher::matches)
                .flatMap(type -> imports(type.group(1), analysis).stream())
                .findFirst();
    }

    private static Optional<String> imports(String name, SourceCodeAnalysis analysis) {
        List<String> known = index(name, analysis).getNames().stream()
                .filter(type -> !type.startsWith("rowan.") && !type.startsWith("io.github.spencerpark."))
                .sorted(Comparator.comparing((String type) -> !type.startsWith("java."))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .map(type -> "import " + type + ";")
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of("Perhaps " + String.join(" or ", known));
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
