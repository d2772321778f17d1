package rowan.libraries;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import rowan.model.Problem;

/** Whether this Java can use a jar. The compiler fails with every cell, or says nothing, where it cannot. */
public final class JarCheck {

    /** By so much a class file's version is above its Java's: 61 is Java 17. */
    private static final int ABOVE_JAVA = 44;

    /** The magic number, the minor version and the version. */
    private static final int HEAD_BYTES = 8;

    private JarCheck() {}

    /** What is wrong with a jar, if anything is. */
    public static Optional<Problem> problem(Path jar) {
        if (!Files.isRegularFile(jar)) {
            return Optional.of(Problem.usage(
                    jar.getFileName() + " is no jar: it is a pipe or a device.",
                    "Copy what it gives into a file, and name that."));
        }
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            int own = Runtime.version().feature();
            return release(opened)
                    .filter(release -> release > own)
                    .map(release -> Problem.usage(
                            jar.getFileName() + " is made for Java " + release + ", and this kernel runs on Java " + own
                                    + ".",
                            "Take an earlier version of the library, or install Rowan with a JDK of version " + release
                                    + " or later."));
        } catch (IOException e) {
            return Optional.of(Problem.usage(jar.getFileName() + " is no jar that can be read: " + e.getMessage()));
        }
    }

    /**
     * The Java whose class files a jar has; empty where it has none. The first one tells, since a library is compiled as a
     * whole; those below {@code META-INF} are for other versions, and a module's description may be newer than its classes.
     */
    private static Optional<Integer> release(ZipFile jar) throws IOException {
        Optional<? extends ZipEntry> first = jar.stream()
                .filter(entry -> entry.getName().endsWith(".class")
                        && !entry.getName().startsWith("META-INF/")
                        && !entry.getName().endsWith("module-info.class"))
                .findFirst();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream code = jar.getInputStream(first.get())) {
            byte[] head = code.readNBytes(HEAD_BYTES);
            return head.length < HEAD_BYTES
                    ? Optional.empty()
                    : Optional.of(ByteBuffer.wrap(head).getShort(HEAD_BYTES - Short.BYTES) - ABOVE_JAVA);
        }
    }
}
