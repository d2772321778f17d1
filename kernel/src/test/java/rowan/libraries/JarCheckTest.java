package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.model.Problem;

/** Jars that this Java can use, and jars that are for a later one. */
class JarCheckTest {

    private static final int NEXT = Runtime.version().feature() + 1;

    @TempDir
    Path directory;

    @Test
    void a_jar_of_a_later_java_is_refused_with_what_to_do() throws IOException {
        Problem problem =
                JarCheck.problem(jar("later.jar", "lib/A.class", NEXT)).orElseThrow();
        assertThat(problem.message())
                .isEqualTo("later.jar is made for Java " + NEXT + ", and this kernel runs on Java " + (NEXT - 1) + ".");
        assertThat(problem.notes())
                .containsExactly("Take an earlier version of the library, or install Rowan with a JDK of version "
                        + NEXT + " or later.");
    }

    @Test
    void what_a_jar_has_for_later_javas_beside_its_classes_is_no_matter() throws IOException {
        assertThat(JarCheck.problem(jar("now.jar", "lib/A.class", NEXT - 1))).isEmpty();
        assertThat(JarCheck.problem(jar("several.jar", "META-INF/versions/" + NEXT + "/lib/A.class", NEXT)))
                .isEmpty();
        assertThat(JarCheck.problem(jar("module.jar", "module-info.class", NEXT)))
                .isEmpty();
        assertThat(JarCheck.problem(jar("resources.jar", "lib/a.txt", NEXT))).isEmpty();
    }

    @Test
    void what_is_no_jar_is_refused() throws IOException {
        Path text = Files.writeString(directory.resolve("notes.jar"), "no jar");
        assertThat(JarCheck.problem(text).map(Problem::message))
                .hasValueSatisfying(
                        message -> assertThat(message).startsWith("notes.jar is no jar that can be read: "));
        assertThat(JarCheck.problem(directory.resolve("nowhere")).map(Problem::message))
                .isEqualTo(Optional.of("nowhere is no jar: it is a pipe or a device."));
    }

    @Test
    void a_directory_with_a_class_of_a_later_java_is_refused_with_what_to_do() throws IOException {
        Path classes = Files.createDirectories(directory.resolve("classes/lib"));
        Files.write(classes.resolve("Now.class"), code(NEXT - 1));
        Files.createFile(classes.resolve("Empty.class"));
        Path versions = Files.createDirectories(directory.resolve("classes/META-INF/versions/" + NEXT));
        Files.write(versions.resolve("Later.class"), code(NEXT));
        assertThat(JarCheck.problem(directory.resolve("classes"))).isEmpty();
        Files.write(classes.resolve("Z.class"), code(NEXT));
        Problem problem = JarCheck.problem(directory.resolve("classes")).orElseThrow();
        assertThat(problem.message())
                .isEqualTo("classes is made for Java " + NEXT + ", and this kernel runs on Java " + (NEXT - 1) + ".");
        assertThat(problem.notes())
                .containsExactly("Compile its classes with javac --release " + (NEXT - 1)
                        + ", or install Rowan with a JDK of version " + NEXT + " or later.");
    }

    /** This class as if it were compiled for a Java. */
    private static byte[] code(int release) throws IOException {
        try (InputStream own = JarCheckTest.class.getResourceAsStream("JarCheckTest.class")) {
            byte[] code = own.readAllBytes();
            code[7] = (byte) (release + 44);
            return code;
        }
    }

    /** A jar with one entry, which is this class as if it were compiled for a Java. */
    private Path jar(String name, String entry, int release) throws IOException {
        Path jar = directory.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(code(release));
        }
        return jar;
    }
}
