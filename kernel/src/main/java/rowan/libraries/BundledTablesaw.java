package rowan.libraries;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * The Tablesaw that lies beside Rowan, and the adapter to it. They come onto the class path of cells when a cell first names
 * them, so that the start of a kernel knows nothing of them; where a notebook has brought a Tablesaw of its own, the adapter
 * alone does.
 */
public final class BundledTablesaw {

    /** What every cell imports from then on. */
    public static final List<String> IMPORTS = List.of("rowan.tablesaw.Tablesaw", "tech.tablesaw.api.*");

    private static final String API = "tech/tablesaw/api/";
    private static final String TABLE = API + "Table.class";
    private static final String ADAPTER = "rowan-tablesaw.jar";

    private static final Pattern FROM_JDBC = Pattern.compile("\\.\\s*read\\s*\\(\\s*\\)\\s*\\.\\s*db\\s*\\(");

    private BundledTablesaw() {}

    /** Whether code may mean Tablesaw: its name is in it, in whatever place. */
    public static boolean isNamedIn(String code) {
        return code.contains("Tablesaw") || code.contains("tech.tablesaw");
    }

    /** What is to be known before a table is read from a result of JDBC. */
    public static Optional<String> warning(String code) {
        return FROM_JDBC.matcher(code).find()
                ? Optional.of(
                        "Table.read().db(…) reads a column in the type that JDBC tells before its first row: with SQLite, large"
                                + " integers and reals come out changed. Tablesaw.from(db.query(…)) keeps every value.")
                : Optional.empty();
    }

    /** Whether a notebook has brought a Tablesaw of its own, and the adapter is not there yet. */
    public static boolean isBroughtAlone(ClassLoader libraries) {
        return libraries.getResource(TABLE) != null && !isThere(libraries);
    }

    /** Whether it has been added. */
    static boolean isThere(ClassLoader libraries) {
        return libraries.getResource("rowan/tablesaw/Tablesaw.class") != null;
    }

    /** The jars that are missing from the class path of cells; none where they were left out of an installation. */
    public static List<Path> missing(ClassLoader libraries) {
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

    /** The full name of a type that is not there, since nothing has named Tablesaw, and would come with it. */
    public static Optional<String> type(String simpleName, ClassLoader libraries) {
        return missing(libraries).stream().anyMatch(jar -> has(jar, API + simpleName + ".class"))
                ? Optional.of(API.replace('/', '.') + simpleName)
                : Optional.empty();
    }

    /** What is to be known where a notebook brings a Tablesaw while there is another one. */
    public static Optional<String> clash(ClassLoader libraries, List<Path> brought) {
        URL loaded = libraries.getResource(TABLE);
        boolean isOther = loaded != null
                && brought.stream()
                        .filter(jar -> !loaded.toString().contains(jar.toUri().getRawPath()))
                        .anyMatch(jar -> has(jar, TABLE));
        return isOther
                ? Optional.of(
                        "Another Tablesaw is there already, and stays until the kernel is restarted. The first cell that names"
                                + " Tablesaw brings Rowan's; load yours before it.")
                : Optional.empty();
    }

    private static boolean has(Path jar, String resource) {
        if (Files.isDirectory(jar)) {
            return Files.exists(jar.resolve(resource));
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry(resource) != null;
        } catch (IOException unreadable) {
            return false; // Which is told by whoever adds it.
        }
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
