package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A Java that is newer than the library which reads class files. No virtual machine runs class files of a later Java than its own,
 * so here it is the library that knows no class file after those of Java 11.
 */
@Tag("slow")
class LaterJavaTest {

    private static final Path TRANSCRIPT = Path.of("src", "test", "resources", "golden", "later-java.txt");

    @TempDir
    Path directory;

    @Test
    void cells_and_libraries_run_as_they_are_and_a_cell_says_so_once_of_each() throws Exception {
        library("17");
        library("11");
        Path log = directory.resolve("log");
        ProcessBuilder later = JavaProcess.of(
                        directory, TranscriptsInProcess.class, directory.toString(), TRANSCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        List<String> command = later.command();
        int classPath = command.indexOf("-cp") + 1;
        command.set(classPath, oldReader() + java.io.File.pathSeparator + command.get(classPath));
        command.addAll(
                1,
                List.of(
                        "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading"));
        assertThat(later.start().waitFor()).as(Files.readString(log)).isZero();
        Golden.assertSameOnce(
                "later-java.txt", Files.readString(directory.resolve("later-java.txt"), StandardCharsets.UTF_8));
    }

    /** Classes of a release, in a directory that is called as it. */
    private void library(String release) throws Exception {
        Path source =
                Files.createDirectories(directory.resolve("home1.libraries")).resolve("OfJava" + release + ".java");
        Files.writeString(
                source,
                "package later; public class OfJava%1$s { public static String name() { return \"Java %1$s\"; } }"
                        .formatted(release));
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "--release",
                                release,
                                "-d",
                                source.getParent().toString(),
                                source.toString()))
                .isZero();
    }

    /** A directory with the library's class that refuses class files, which refuses those after Java 11. */
    private Path oldReader() throws Exception {
        String name = ClassReader.class.getName().replace('.', '/') + ".class";
        ClassWriter writer = new ClassWriter(0);
        try (InputStream now = ClassReader.class.getClassLoader().getResourceAsStream(name)) {
            new ClassReader(now.readAllBytes()).accept(new OldVersion(writer), 0);
        }
        Path classes = directory.resolve("reader");
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, writer.toByteArray());
        return classes;
    }

    private static final class OldVersion extends ClassVisitor {

        OldVersion(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return !name.equals("<init>")
                    ? next
                    : new MethodVisitor(Opcodes.ASM9, next) {
                        @Override
                        public void visitIntInsn(int opcode, int operand) {
                            boolean isVersion = opcode == Opcodes.BIPUSH && operand > Opcodes.V17;
                            super.visitIntInsn(opcode, isVersion ? Opcodes.V11 : operand);
                        }
                    };
        }
    }
}
