package rowan.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A directory of files that nobody needs once their process has ended: a notebook's own database, which is a file and not
 * memory so that several connections can meet in it, rows that did not fit into memory, copies. A lock says that the
 * process is alive. The directory is removed when it is closed or the process is told to end; that of a process that was
 * killed is removed by the next that makes one. It holds files and no directories.
 */
public final class PrivateDirectory implements AutoCloseable {

    /** So long the end of the process waits for those who close their directories in order. */
    private static final long ENDING_MILLIS = 3_000;

    /** The directories of this process that are there; guarded by the class, as is what follows. */
    private static final Set<Path> OWN = new HashSet<>();

    private static boolean listening;
    private static boolean begun;
    private static boolean removing;
    private static boolean ended;

    private final Path directory;
    private final FileChannel lock;

    private PrivateDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes one where the system keeps temporary files.
     *
     * @throws IOException if that is not possible; the message is a sentence with the reason, and one with what to do
     * @throws IllegalStateException if the process is at its end, when nobody would remove it
     */
    public static PrivateDirectory create() throws IOException {
        Path home = home();
        listenForEnd();
        try {
            while (true) {
                String random =
                        Long.toUnsignedString(ThreadLocalRandom.current().nextLong());
                Path directory = home.resolve(DeadDirectories.PREFIX + random);
                own(directory);
                Optional<PrivateDirectory> made = Optional.empty();
                try {
                    made = make(directory);
                } finally {
                    if (made.isEmpty()) {
                        disown(directory);
                    }
                }
                if (made.isPresent()) {
                    removeDead(directory);
                    return made.get();
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    "There is no place for temporary files in " + home + ": " + reason(home, e)
                            + ". Mend that, or start Rowan with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY.",
                    e);
        }
    }

    private static String reason(Path home, IOException e) {
        if (!Files.isDirectory(home)) {
            return Files.exists(home) ? "it is no directory" : "there is no such directory";
        }
        if (e instanceof AccessDeniedException) {
            return "you may not make files in it";
        }
        return e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getMessage();
    }

    /** Empty where another process has taken it for a dead one's before it was locked. */
    private static Optional<PrivateDirectory> make(Path directory) throws IOException {
        Files.createDirectory(directory, DeadDirectories.OWNER_ONLY);
        Path file = directory.resolve(DeadDirectories.LOCK);
        boolean made = false;
        try {
            FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try {
                lock.write(DeadDirectories.sign(directory));
                lock.lock();
                made = Files.exists(file);
                return made ? Optional.of(new PrivateDirectory(directory, lock)) : Optional.empty();
            } finally {
                if (!made) {
                    lock.close();
                }
            }
        } catch (NoSuchFileException taken) {
            return Optional.empty();
        } finally {
            if (!made) {
                remove(directory);
            }
        }
    }

    private static synchronized void own(Path directory) {
        if (ended) {
            throw new IllegalStateException("the process is at its end");
        }
        OWN.add(directory);
    }

    private static synchronized void disown(Path directory) {
        OWN.remove(directory);
        PrivateDirectory.class.notifyAll();
    }

    /** Opening a lock of one's own and closing it again would give it up. */
    static synchronized boolean isOwn(Path directory) {
        return OWN.contains(directory);
    }

    private static synchronized void listenForEnd() {
        if (!listening) {
            Runtime.getRuntime().addShutdownHook(new Thread(PrivateDirectory::end, "rowan-end"));
            listening = true;
        }
    }

    /** Once for each process, on a thread of its own: large files take a while to remove. */
    private static synchronized void removeDead(Path own) {
        if (begun) {
            return;
        }
        begun = true;
        try {
            DeadDirectories dead = new DeadDirectories(own.getParent(), Files.getOwner(own));
            Thread thread = new Thread(() -> removeAll(dead), "rowan-dead-directories");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            removing = true;
            thread.start();
        } catch (IOException | UnsupportedOperationException e) {
            System.getLogger(PrivateDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "without owners of files no dead one's is certain", e);
        }
    }

    private static void removeAll(DeadDirectories dead) {
        try {
            dead.remove();
        } finally {
            removed();
        }
    }

    private static synchronized void removed() {
        removing = false;
        PrivateDirectory.class.notifyAll();
    }

    /** Whoever is told to stop closes what he has; what is left is removed after that, or after a while. */
    private static synchronized void end() {
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ENDING_MILLIS);
            for (long left = deadline - System.nanoTime(); left > 0 && (removing || !OWN.isEmpty()); ) {
                TimeUnit.NANOSECONDS.timedWait(PrivateDirectory.class, left);
                left = deadline - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended = true;
        List.copyOf(OWN).forEach(PrivateDirectory::remove);
    }

    /** Where the system keeps temporary files. */
    public static Path home() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** A file in it, which need not exist yet. */
    public Path file(String name) {
        return directory.resolve(name);
    }

    private static void remove(Path directory) {
        try {
            DeadDirectories.empty(directory);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            System.getLogger(PrivateDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not remove " + directory, e);
        }
    }

    /** Removes it and all in it. Never fails; what cannot be removed now is removed by the next process that makes one. */
    @Override
    public void close() {
        try {
            DeadDirectories.empty(directory);
            lock.close();
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            System.getLogger(PrivateDirectory.class.getName())
                    .log(System.Logger.Level.DEBUG, "could not remove " + directory, e);
        }
        disown(directory);
    }
}
