package rowan.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory of what lives as long as its kernel: the notebook's own database, which is a file and not memory so that
 * several connections can meet in it, and the rows of shown results. A lock says that the kernel is alive; directories of
 * dead ones are removed by the next that starts.
 */
public final class PrivateDirectory implements AutoCloseable {

    private static final String PREFIX = "rowan-database-";
    private static final String LOCK = "lock";

    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private PrivateDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Makes one where the system keeps temporary files.
     *
     * @throws UncheckedIOException if that is not possible, with the reason
     */
    public static PrivateDirectory create() {
        Path home = home();
        try {
            removeOrphans(home);
            while (true) {
                Path directory = Files.createTempDirectory(home, PREFIX);
                OWN.add(directory);
                Path lock = directory.resolve(LOCK);
                FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                channel.lock();
                if (Files.exists(lock)) {
                    return new PrivateDirectory(directory, channel);
                }
                // Another kernel has taken it for an orphan before it was locked.
                channel.close();
                OWN.remove(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for a database in " + home + ": " + e.getMessage(), e);
        }
    }

    /** Where the system keeps temporary files. */
    public static Path home() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A file in it, which need not exist yet. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    private static void removeOrphans(Path home) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(home, PREFIX + "*")) {
            for (Path directory : directories) {
                // Opening a lock of one's own and closing it again would give it up.
                if (!OWN.contains(directory)) {
                    removeOrphan(directory);
                }
            }
        }
    }

    /** Removes a directory that nobody has locked, and keeps the lock meanwhile. */
    private static void removeOrphan(Path directory) {
        Path lock = directory.resolve(LOCK);
        if (!Files.exists(lock)) {
            return; // It may be in the making.
        }
        boolean orphan = false;
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            orphan = held != null;
            if (orphan) {
                remove(directory);
            }
        } catch (IOException | OverlappingFileLockException inUse) {
            // Its kernel lives.
        }
        if (orphan && Files.exists(directory)) {
            remove(directory); // Windows keeps a directory while a file in it is open.
        }
    }

    private static void remove(Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            System.getLogger(PrivateDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not remove " + directory, e);
        }
    }

    /** Removes it and all in it. Never fails; what cannot be removed now is removed with the next one. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            System.getLogger(PrivateDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not unlock " + directory, e);
        }
        remove(directory);
        OWN.remove(directory);
    }
}
