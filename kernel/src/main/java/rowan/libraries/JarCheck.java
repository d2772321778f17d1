package rowan.libraries;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import rowan.model.Problem;

/**
 * Whether this Java can use a jar or a directory of classes. The compiler fails with every cell, or says nothing, where it
 * cannot.
 */
public final class JarCheck {

    /** By so much a class file's version is above its Java's: 61 is Java 17. */
    private static final int ABOVE_JAVA = 44;

    /** The magic number, the minor version and the version. */
    private static final int HEAD_BYTES = 8;

    private JarCheck() {}

    /** What is wrong with a jar or a directory of classes, if anything is. */
    public static Optional<Problem> problem(Path library) {
        if (!Files.isDirectory(library) && !Files.isRegularFile(library)) {
            return Optional.of(Problem.usage(
                    library.getFileName() + " is no jar: it is a pipe or a device.",
                    "Copy what it gives into a file, and name that."));
        }
        int own = Runtime.version().feature();
        try {
            return (Files.isDirectory(library) ? latestRelease(library) : release(library))
                    .filter(release -> release > own)
                    .map(release -> Problem.usage(
                            library.getFileName() + " is made for Java " + release + ", and this kernel runs on Java "
                                    + own + ".",
                            (Files.isDirectory(library)
                                            ? "Compile its classes with javac --release " + own
                                            : "Take an earlier version of the library")
                                    + ", or install Rowan with a JDK of version " + release + " or later."));
        } catch (IOException e) {
            return Optional.of(Problem.usage(library.getFileName()
                    + (Files.isDirectory(library)
                            ? " is no directory that can be read: "
                            : " is no jar that can be read: ")
                    + e.getMessage()));
        }
    }

    /** The latest Java whose class files a directory has: they may have been compiled at different times. */
    private static Optional<Integer> latestRelease(Path directory) throws IOException {
        Optional<Integer> latest = Optional.empty();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
                if (isClass(name) && Files.isRegularFile(file)) {
                    try (InputStream code = Files.newInputStream(file)) {
                        Optional<Integer> release = release(code);
                        latest = latest.isEmpty() || release.isPresent() && release.get() > latest.get()
                                ? release
                                : latest;
                    }
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return latest;
    }

    /** Those below {@code META-INF} are for other versions, and a module's description may be newer than its classes. */
    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class");
    }

    /** The Java whose class files a jar has; empty where it has none. The first tells, since a library is compiled as a whole. */
    private static Optional<Integer> release(Path jar) throws IOException {
        try (ZipFile opened = new ZipFile(jar.toFile())) {
            Optional<? extends ZipEntry> first =
                    opened.stream().filter(entry -> isClass(entry.getName())).findFirst();
            if (first.isEmpty()) {
                return Optional.empty();
            }
            try (InputStream code = opened.getInputStream(first.get())) {
                return release(code);
            }
        }
    }

    private static Optional<Integer> release(InputStream code) throws IOException {
        byte[] head = code.readNBytes(HEAD_BYTES);
        return head.length < HEAD_BYTES
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(head).getShort(HEAD_BYTES - Short.BYTES) - ABOVE_JAVA);
    }
}
