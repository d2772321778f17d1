package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

/** Libraries that are compiled again while a notebook uses them. */
@Tag("slow")
class LibraryFilesTest {

    private static final String RESTART = "restart the kernel to use the new ";

    @TempDir
    Path directory;

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    /** Compiles a class whose method gives a text. */
    private Path compiled(String name, String text) throws IOException {
        Path source = directory.resolve(name + ".java");
        Files.writeString(
                source,
                "package lib; public class " + name + " { public static String say() { return \"" + text + "\"; } }",
                StandardCharsets.UTF_8);
        Path classes = directory.resolve("classes");
        int status =
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
        return classes;
    }

    private Path jar(Path classes) throws IOException {
        Path jar = directory.resolve("greeter.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new ZipEntry("lib/Greeter.class"));
            out.write(Files.readAllBytes(classes.resolve("lib").resolve("Greeter.class")));
        }
        return jar;
    }

    @Test
    void a_class_that_was_compiled_again_after_it_was_loaded_is_named() throws IOException {
        Path classes = compiled("Greeter", "one");
        compiled("Other", "other");
        String added = "%classpath \"" + classes + "\"";
        assertThat(notebook.run(added)).doesNotContain(RESTART);
        assertThat(notebook.run("lib.Greeter.say()")).isEqualTo("result: one");
        assertThat(notebook.run(added)).doesNotContain(RESTART);
        compiled("Greeter", "another");
        compiled("Other", "changed");
        assertThat(notebook.run(added))
                .contains("lib.Greeter was loaded before its file changed, and stays as it was; " + RESTART + "one.")
                .doesNotContain("Other");
        assertThat(notebook.run("lib.Greeter.say() + lib.Other.say()")).isEqualTo("result: onechanged");
        compiled("Other", "changed again");
        assertThat(notebook.run(added)).contains("lib.Greeter, lib.Other were loaded before their files changed");
    }

    @Test
    void a_jar_that_was_built_again_after_it_was_added_is_named() throws IOException {
        Path jar = jar(compiled("Greeter", "one"));
        String added = "%classpath \"" + jar + "\"";
        notebook.run(added);
        assertThat(notebook.run("lib.Greeter.say()")).isEqualTo("result: one");
        Files.delete(jar); // As a build does; the old file stays open.
        jar(compiled("Greeter", "another"));
        assertThat(notebook.run(added))
                .contains("greeter.jar has changed since it was added, and its classes stay as they were; " + RESTART);
    }
}
