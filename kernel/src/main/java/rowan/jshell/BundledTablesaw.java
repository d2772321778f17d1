package rowan.jshell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Tablesaw that lies beside Rowan, and the adapter to it. They come onto the class path of cells when a cell first names
 * them, so that the start of a kernel knows nothing of them; where a notebook has brought a Tablesaw of its own, the adapter
 * alone does.
 */
final class BundledTablesaw {

    /** What every cell imports from then on. */
    static final List<String> IMPORTS = List.of("rowan.tablesaw.Tablesaw", "tech.tablesaw.api.*");

    private static final String ADAPTER = "rowan-tablesaw.jar";

    private static final Pattern FROM_JDBC = Pattern.compile("\\.\\s*read\\s*\\(\\s*\\)\\s*\\.\\s*db\\s*\\(");

    private BundledTablesaw() {}

    /** Whether code may mean Tablesaw: its name is in it, in whatever place. */
    static boolean isNamedIn(String code) {
        return code.contains("Tablesaw") || code.contains("tech.tablesaw");
    }

    /** What is to be known before a table is read from a result of JDBC. */
    static Optional<String> warning(String code) {
        return FROM_JDBC.matcher(code).find()
                ? Optional.of(
                        "Table.read().db(…) reads a column in the type that JDBC tells before its first row: with SQLite, large"
                                + " integers and reals come out changed. Tablesaw.from(db.query(…)) keeps every value.")
                : Optional.empty();
    }

    /** Whether a notebook has brought a Tablesaw of its own, and the adapter is not there yet. */
    static boolean isBroughtAlone(ClassLoader libraries) {
        return libraries.getResource("tech/tablesaw/api/Table.class") != null && !isThere(libraries);
    }

    /** Whether it has been added. */
    static boolean isThere(ClassLoader libraries) {
        return libraries.getResource("rowan/tablesaw/Tablesaw.class") != null;
    }

    /** The jars that are missing from the class path of cells; none where they were left out of an installation. */
    static List<Path> missing(ClassLoader libraries) {
        Path directory = directory();
        if (isThere(libraries) || !Files.exists(directory.resolve(ADAPTER))) {
            return List.of();
        }
        if (isBroughtAlone(libraries)) {
            return List.of(directory.resolve(ADAPTER));
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.jar")) {
            all.forEach(jars::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jars.sort(null);
        return jars;
    }

    private static Path directory() {
        try {
            Path own = Path.of(BundledTablesaw.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own.resolveSibling("lib").resolve("tablesaw");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
