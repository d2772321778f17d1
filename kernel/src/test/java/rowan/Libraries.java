package rowan;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The libraries that only the tests have, for cells to use as if a user had asked for them. */
public final class Libraries {

    private Libraries() {}

    /** {@code %classpath} with the jars whose path contains one of these. */
    public static String classPath(String... parts) {
        return "%classpath "
                + jars(parts).stream().map(path -> '"' + path.toString() + '"').collect(Collectors.joining(" "));
    }

    /** The jars of the tests' class path whose path contains one of these. */
    public static List<Path> jars(String... parts) {
        // Java cells change java.class.path, which their compiler reads.
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> Arrays.stream(parts).anyMatch(entry.replace('\\', '/')::contains))
                .map(Path::of)
                .toList();
    }
}
