package rowan.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Private directories whose processes were killed. Everybody may write where the system keeps temporary files, so one is
 * removed only if it is certainly Rowan's: by its name, its owner, its mode, the sign in its lock, and since it holds files
 * only. Whatever else is there is left as it is; no link is followed, and nothing is waited for.
 *
 * @param home where they lie
 * @param user whose they are
 */
record DeadDirectories(Path home, UserPrincipal user) {

    static final String PREFIX = "rowan-private-";
    static final String LOCK = "lock";

    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{1,20}");

    static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rwx------");

    /** What a private directory is made with. */
    static final FileAttribute<?>[] OWNER_ONLY =
            POSIX ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(MODE)} : new FileAttribute<?>[0];

    /** What the lock of a directory says: who made it, and which it is, so that no copy of it is taken for one. */
    static ByteBuffer sign(Path directory) {
        return ByteBuffer.wrap(
                ("Rowan's private directory " + directory.getFileName() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void remove() {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                home, path -> NAME.matcher(path.getFileName().toString()).matches())) {
            for (Path directory : found) {
                if (!PrivateDirectory.isOwn(directory)) {
                    removeIfDead(directory);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            log(home, e);
        }
    }

    private void removeIfDead(Path directory) {
        try {
            Path lock = directory.resolve(LOCK);
            boolean dead = isPrivate(directory)
                    && (Files.notExists(lock, LinkOption.NOFOLLOW_LINKS)
                            || Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)
                                    && emptyIfUnlocked(directory, lock));
            if (dead) {
                Files.deleteIfExists(directory); // Never one with something in it, such as one in the making.
            }
        } catch (IOException | OverlappingFileLockException | UnsupportedOperationException e) {
            log(directory, e);
        }
    }

    private boolean isPrivate(Path directory) throws IOException {
        if (POSIX) {
            PosixFileAttributes found =
                    Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isDirectory()
                    && found.owner().equals(user)
                    && found.permissions().equals(MODE);
        }
        BasicFileAttributes found =
                Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.isDirectory()
                && !found.isOther()
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS).equals(user);
    }

    /** Whether nobody holds the lock and it is signed; the lock is held meanwhile. */
    private static boolean emptyIfUnlocked(Path directory, Path lock) throws IOException {
        // Opened to read and to write, since even a FIFO that took its place at this moment would not be waited for
        // then.
        try (FileChannel channel = FileChannel.open(
                        lock, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock held = channel.tryLock()) {
            boolean dead = held != null && isSigned(channel, directory);
            if (dead) {
                empty(directory);
            }
            return dead;
        }
    }

    /** A process that was killed before it had signed has put nothing beside the lock. */
    private static boolean isSigned(FileChannel lock, Path directory) throws IOException {
        ByteBuffer sign = sign(directory);
        if (lock.size() != sign.limit()) {
            return lock.size() == 0 && files(directory).size() == 1;
        }
        ByteBuffer found = ByteBuffer.allocate(sign.limit());
        while (found.hasRemaining() && lock.read(found) >= 0) {
            // To its end.
        }
        return found.flip().equals(sign);
    }

    /** Removes what is in a private directory, the lock last, since without it what is left would not be known. */
    static void empty(Path directory) throws IOException {
        List<Path> files = files(directory);
        Path lock = directory.resolve(LOCK);
        Path unfinished = directory.resolve(WholeFile.UNFINISHED);
        if (files.contains(unfinished)) {
            WholeFile.removeUnfinished(unfinished);
        }
        for (Path file : files) {
            if (!file.equals(lock)) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(lock);
    }

    /**
     * @throws IOException if there is anything else in it
     */
    private static List<Path> files(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            for (Path file : found) {
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("Rowan did not make " + file);
                }
                files.add(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    private static void log(Path path, Exception e) {
        System.getLogger(DeadDirectories.class.getName()).log(System.Logger.Level.DEBUG, "left as it is: " + path, e);
    }
}
