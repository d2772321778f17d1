package rowan;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rowan.sql.sqlite.SqliteLibrary;

/** A further virtual machine of the same JDK, with the same classes: what a process leaves behind is seen from outside. */
public final class JavaProcess {

    private JavaProcess() {}

    /**
     * Prepares one that has temporary files of its own. The driver's native library lies elsewhere, as it does where Rowan
     * is installed.
     *
     * @param temporary the directory of temporary files
     */
    public static ProcessBuilder of(Path temporary, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-Dorg.sqlite.lib.path=" + library(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        + File.pathSeparator
                        + Path.of("target", "test-classes").toAbsolutePath(),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static Path library() throws IOException {
        Path library = Files.createDirectories(Path.of("target", "sqlite").toAbsolutePath());
        if (Files.notExists(library.resolve(System.mapLibraryName("sqlitejdbc")))) {
            SqliteLibrary.unpack(library);
        }
        return library;
    }
}
