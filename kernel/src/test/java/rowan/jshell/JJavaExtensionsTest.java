package rowan.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** Libraries made for JJava bring extensions along, which Rowan installs as JJava does. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JJavaExtensionsTest {

    @TempDir
    Path directory;

    /** As DFLib's does it: it imports its packages, and says how its values are drawn. */
    private static final String DRAWS_POINTS = """
            public void install(BaseKernel kernel) {
                System.out.println("installed");
                kernel.eval("import ext.*; var origin = new Point(0, 0);");
                kernel.getRenderer().createRegistration(Point.class)
                        .preferring(MIMEType.TEXT_PLAIN)
                        .supporting(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML)
                        .register((point, context) -> context.renderIfRequested(
                                MIMEType.TEXT_PLAIN, () -> "at " + point.x() + ", " + point.y()));
            }""";

    private Path library(String name, String install, String... alsoDeclared) throws IOException {
        Path work = Files.createDirectories(directory.resolve("work-" + name).resolve("ext"));
        Path point = work.resolve("Point.java");
        Files.writeString(point, "package ext; public record Point(int x, int y) {}");
        Path source = work.resolve(name + ".java");
        Files.writeString(source, """
                package ext;
                import org.dflib.jjava.jupyter.Extension;
                import org.dflib.jjava.jupyter.kernel.BaseKernel;
                import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
                public class %s implements Extension { %s }
                """.formatted(name, install));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-classpath", "target/classes", point.toString(), source.toString());
        assertThat(exit).isZero();
        Path jar = directory.resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("META-INF/services/org.dflib.jjava.jupyter.Extension"));
            zip.write(("ext." + name + "\n" + String.join("\n", alsoDeclared)).getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            for (String type : new String[] {"Point", name}) {
                zip.putNextEntry(new ZipEntry("ext/" + type + ".class"));
                zip.write(Files.readAllBytes(work.resolve(type + ".class")));
                zip.closeEntry();
            }
        }
        return jar;
    }

    @Test
    void an_extension_imports_declares_and_draws_as_soon_as_its_library_is_there() throws IOException {
        library("Points", DRAWS_POINTS);
        try (Notebook notebook = new Notebook(directory)) {
            assertThat(notebook.run("%classpath Points.jar"))
                    .contains("installed")
                    .contains("1 jar added: Points.jar");
            assertThat(notebook.run("new Point(origin.x() + 1, 2)")).isEqualTo("result: at 1, 2");
            assertThat(notebook.run("%jars Points.jar")).as("once is enough").doesNotContain("installed");
        }
    }

    @Test
    void an_extension_is_installed_from_the_class_path_of_the_environment_unless_that_is_switched_off()
            throws IOException {
        library("Points", DRAWS_POINTS);
        try (Notebook notebook = new Notebook(directory, Map.of("JJAVA_CLASSPATH", "*.jar"))) {
            assertThat(notebook.run("origin")).contains("at 0, 0");
        }
        Map<String, String> off = Map.of("JJAVA_CLASSPATH", "*.jar", "JJAVA_LOAD_EXTENSIONS", "false");
        try (Notebook notebook = new Notebook(directory, off)) {
            assertThat(notebook.run("origin")).contains("CompilationException");
            assertThat(notebook.run("new ext.Point(1, 2)")).isEqualTo("result: Point[x=1, y=2]");
        }
    }

    @Test
    void an_extension_that_fails_is_one_line_and_ends_nothing() throws IOException {
        library("Fails", """
                public void install(BaseKernel kernel) {
                    throw new RuntimeException(new IllegalStateException("no licence"));
                }""", "ext.Points", "ext.Nowhere");
        library("Compiles", """
                public void install(BaseKernel kernel) { kernel.eval("import nowhere.*;"); }""");
        library("Leaves", """
                public void install(BaseKernel kernel) { System.exit(3); }""");
        try (Notebook notebook = new Notebook(directory)) {
            String without = "; its library is there without it.";
            String broken = "display: A library declares an extension that cannot be loaded"
                    + " (ServiceConfigurationError: org.dflib.jjava.jupyter.Extension: Provider ext.%s not found).";
            assertThat(notebook.run("%classpath *.jar").lines())
                    .containsExactlyInAnyOrder(
                            broken.formatted("Points"),
                            broken.formatted("Nowhere"),
                            "display: The extension ext.Fails could not be installed"
                                    + " (IllegalStateException: no licence)" + without,
                            "display: The extension ext.Compiles could not be installed"
                                    + " (package nowhere does not exist)" + without,
                            "display: The extension ext.Leaves could not be installed (System.exit(3) was called."
                                    + " The kernel goes on; Kernel ▸ Shut Down Kernel ends it.)" + without,
                            "result: 3 jars added: Compiles.jar, Fails.jar, Leaves.jar");
            assertThat(notebook.run("%classpath *.jar").lines())
                    .as("no failure is told twice")
                    .hasSize(1);
            assertThat(notebook.run("new ext.Point(1, 2)")).isEqualTo("result: Point[x=1, y=2]");
        }
    }

    @Test
    void an_extension_that_never_ends_can_be_interrupted() throws IOException {
        library("Endless", "public void install(BaseKernel kernel) { while (true) {} }");
        try (Notebook notebook = new Notebook(directory)) {
            InterruptSignal signal = new InterruptSignal();
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(signal::request);
            notebook.run("%classpath Endless.jar", signal, new RecordingSink());
            assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
            assertThat(notebook.run("new ext.Point(1, 2)")).isEqualTo("result: Point[x=1, y=2]");
        }
    }
}
