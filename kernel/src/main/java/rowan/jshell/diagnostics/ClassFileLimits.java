package rowan.jshell.diagnostics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.Diag;

/** What is too large for a class file, and what to do then; the compiler finds it when all else is right. */
public final class ClassFileLimits {

    /** How the compiler's own names of these begin. */
    private static final String CODE = "compiler.err.limit.";

    private static final String TEXT =
            "Read it from a file, with Files.readString(Path.of(\"…\")): a text in code is at most 65,535 bytes long in UTF-8.";

    private static final Map<String, String> REMEDIES = Map.of(
            CODE + "string",
            TEXT,
            CODE + "string.overflow",
            TEXT,
            CODE + "code",
            "Split it into several methods or cells, or read the data from a file: what stands in one method makes at most"
                    + " 65,535 bytes of byte code.");

    private static final String REMEDY =
            "Split it into several declarations, or read the data from a file: a class file has a limit for that.";

    private ClassFileLimits() {}

    public static boolean isExceeded(Diag diagnostic) {
        return diagnostic.getCode().startsWith(CODE);
    }

    /** What to do where one is exceeded. */
    public static Optional<String> remedy(List<Diag> diagnostics) {
        return diagnostics.stream()
                .filter(ClassFileLimits::isExceeded)
                .findFirst()
                .map(diagnostic -> REMEDIES.getOrDefault(diagnostic.getCode(), REMEDY));
    }
}
