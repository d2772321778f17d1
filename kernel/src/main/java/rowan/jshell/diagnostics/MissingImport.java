package rowan.jshell.diagnostics;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.Diag;
import rowan.jshell.internals.TypeIndex;
import rowan.model.Nearest;

/** The import that code lacks, found by the name of the type that the compiler did not find. */
public final class MissingImport {

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

    private MissingImport() {}

    /** What to write; empty where nothing on the class path has the name. */
    public static Optional<String> adviceOn(List<Diag> diagnostics, TypeIndex index) {
        for (Diag diagnostic : diagnostics) {
            String message = diagnostic.getMessage(Locale.ROOT);
            Matcher both = BOTH.matcher(message);
            if (both.find()) {
                return Optional.of("import " + both.group(1) + "; or import " + both.group(2) + "; says which.");
            }
            Matcher type = TYPE.matcher(message);
            if (type.find()) {
                return imports(type.group(1), index);
            }
        }
        return Optional.empty();
    }

    /** What to do where a whole package is not there. */
    public static Optional<String> adviceOnPackage(List<Diag> diagnostics) {
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
    public static Optional<String> advice(List<String> missing, TypeIndex index) {
        return types(missing).flatMap(type -> imports(type, index).stream()).findFirst();
    }

    /** What to write where the name of a type that needs an import is misspelt. */
    public static Optional<String> adviceOnMisspelt(List<Diag> diagnostics, TypeIndex index) {
        return diagnostics.stream()
                .map(diagnostic -> TYPE.matcher(diagnostic.getMessage(Locale.ROOT)))
                .filter(Matcher::find)
                .findFirst()
                .flatMap(type -> meant(type.group(1), index));
    }

    /** The same for names that a declaration waits for. */
    public static Optional<String> misspelt(List<String> missing, TypeIndex index) {
        return types(missing).flatMap(type -> meant(type, index).stream()).findFirst();
    }

    private static Stream<String> types(List<String> missing) {
        return missing.stream()
                .map(UNRESOLVED::matcher)
                .filter(Matcher::matches)
                .map(type -> type.group(1));
    }

    private static Optional<String> meant(String name, TypeIndex index) {
        if (name.length() < SHORTEST_MISSPELT) {
            return Optional.empty(); // There are so many types that nearly every short word is like one of them.
        }
        return Nearest.to(name, index.simpleNames(name.charAt(0), MissingImport::isForCells))
                .flatMap(nearest -> known(nearest, index).stream()
                        .findFirst()
                        .map(imported -> "Did you mean " + nearest + "? It needs " + imported));
    }

    private static boolean isForCells(String type) {
        return !OWN.matcher(type).lookingAt() && !OF_THE_JDK_ALONE.matcher(type).lookingAt();
    }

    private static Optional<String> imports(String name, TypeIndex index) {
        List<String> known = known(name, index);
        return known.isEmpty() ? Optional.empty() : Optional.of("Perhaps " + String.join(" or ", known));
    }

    private static List<String> known(String name, TypeIndex index) {
        return index.named(name).stream()
                .filter(type -> !OWN.matcher(type).lookingAt())
                .sorted(Comparator.comparing((String type) -> !type.startsWith("java."))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .map(type -> "import " + type + ";")
                .toList();
    }
}
