package rowan.files;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Writes a user's files so that nothing is ever lost: the content goes to a file beside the target, to the disk, and then
 * takes the target's place in one step. Whatever fails or stops it before that, the old file is as it was and nothing is
 * left beside it. Of a process that is killed meanwhile, a file {@code .rowan-….new} is left until the next process of
 * Rowan makes a {@link PrivateDirectory}, for one remembers it.
 *
 * <p>Links are followed and stay; mode stays, owner and group where the user may give them. What is no regular file, such as
 * a terminal or a pipe, is written as it stands. A file in a directory where no other can be made, or at which another file
 * system is mounted, is not written, since it could be only by being emptied first.
 */
public final class WholeFile {

    /** In a private directory, the file that says where the unfinished one lies. */
    static final String UNFINISHED = "unfinished";

    private static final Pattern BESIDE = Pattern.compile("\\.rowan-[0-9a-f]{16}\\.new");

    /** What SQLite puts behind the name of a file that it makes, for the file that it can undo its writing with. */
    private static final String JOURNAL = "-journal";

    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Set<String> WINDOWS_DEVICES = Set.of("NUL", "CON");

    /** So long another program may hold the target, which on Windows keeps it from being replaced. */
    private static final long HELD_MILLIS = 3_000;

    private static final long LOOK_MILLIS = 20;

    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private static final int BUFFER_BYTES = 1 << 16;

    private WholeFile() {}

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content<E extends Exception> {
        void to(OutputStream out) throws IOException, E;
    }

    /** Makes a file where it is told to, in the place of an empty one. */
    @FunctionalInterface
    public interface Making<E extends Exception> {
        void at(Path beside) throws IOException, E;
    }

    /** That a file could not be written; the message says which, why, what has become of it, and what to do. */
    public static final class NotWritten extends IOException {
        private static final long serialVersionUID = 1L;

        NotWritten(String message, IOException cause) {
            super(message, cause);
        }
    }

    /**
     * Says before the work that a file could not be written after it: that it is a directory, that there is none for it, or
     * that the user may not. A disk may still be full then.
     *
     * @throws NotWritten if so
     */
    public static void check(Path file) throws IOException {
        try {
            Optional<Path> target = replaceable(file);
            if (target.isPresent()) {
                if (!Files.isWritable(target.get().getParent())) {
                    throw new AccessDeniedException(file.toString());
                }
            }
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    /** As {@link #write(Path, Content, Stop)}, of a text, in UTF-8. */
    public static void write(Path file, CharSequence text, Stop stop) throws IOException {
        write(
                file,
                out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    writer.append(text).flush();
                },
                stop);
    }

    /** As {@link #write(Path, Content, Stop)}, of bytes. */
    public static void write(Path file, byte[] bytes, Stop stop) throws IOException {
        write(file, out -> out.write(bytes), stop);
    }

    /**
     * Gives a file a new content, all of it or none.
     *
     * @param content writes it, piece by piece; what it throws is thrown on, and then nothing has changed
     * @param stop ends the wait for the other end, of what is no regular file
     * @throws NotWritten if the file could not be written
     * @throws ClosedChannelException if that was stopped, or the thread interrupted
     */
    public static <E extends Exception> void write(Path file, Content<E> content, Stop stop) throws IOException, E {
        try {
            Optional<Path> target = replaceable(file);
            if (target.isPresent()) {
                replaceBy(target.get(), content);
            } else {
                writeAsItStands(file, content, stop);
            }
        } catch (UncheckedIOException e) {
            throw explained(file, e.getCause());
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    /**
     * As {@link #write(Path, Content, Stop)}, where somebody else writes the file, who has to be told a path.
     *
     * @param file a regular file, or none yet
     */
    public static <E extends Exception> void make(Path file, Making<E> making) throws IOException, E {
        try {
            Path target = replaceable(file)
                    .orElseThrow(() -> new NotWritten(file + " cannot be written: it is no file. Name another.", null));
            replace(target, making);
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    /** As {@link #append(Path, Content, Stop)}, of bytes. */
    public static void append(Path file, byte[] bytes, Stop stop) throws IOException {
        append(file, out -> out.write(bytes), stop);
    }

    /**
     * Adds to a file, or makes it. Nothing that was there is touched, so that others may add to it meanwhile; where there is
     * no room for all, none is added.
     *
     * @param content writes what is added, piece by piece; what it throws is thrown on, and then nothing is added
     * @param stop ends the wait for the other end, of what is no regular file
     * @throws NotWritten if that was not possible
     * @throws ClosedChannelException if that was stopped
     */
    public static <E extends Exception> void append(Path file, Content<E> content, Stop stop) throws IOException, E {
        try {
            Optional<Path> target = replaceable(file);
            if (target.isEmpty()) {
                writeAsItStands(file, content, stop);
            } else if (Files.notExists(target.get())) {
                replaceBy(target.get(), content);
            } else {
                append(target.get().toFile(), content);
            }
        } catch (UncheckedIOException e) {
            throw explained(file, e.getCause());
        } catch (IOException e) {
            throw explained(file, e);
        }
    }

    private static <E extends Exception> void append(File file, Content<E> content) throws IOException, E {
        long before = file.length();
        boolean done = false;
        // No channel: an interrupt would close it between the bytes and the way back.
        try (FileOutputStream out = new FileOutputStream(file, true)) {
            fill(out, content);
            out.getFD().sync();
            done = true;
        } finally {
            if (!done && file.length() > before) {
                try (RandomAccessFile whole = new RandomAccessFile(file, "rw")) {
                    whole.setLength(before);
                }
            }
        }
    }

    /** A writer that closes what it writes to must not close the file before it is on the disk. */
    private static <E extends Exception> void fill(OutputStream file, Content<E> content) throws IOException, E {
        OutputStream out = new BufferedOutputStream(file, BUFFER_BYTES) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
        content.to(out);
        out.flush();
    }

    /** The file behind all links that is to be replaced, there or not; empty where what is there cannot be replaced. */
    private static Optional<Path> replaceable(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new NotWritten(file + " cannot be written: it is a directory. Name another file.", null);
        }
        Path at = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(at) && !isStream(at); links++) {
            if (links == MOST_LINKS) {
                throw new NotWritten(
                        file + " cannot be written: the links that it leads to lead back to it. Name another file.",
                        null);
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        if (Files.exists(at) && !Files.isWritable(at)) {
            throw new AccessDeniedException(file.toString());
        }
        if (!isStream(at) && !Files.isDirectory(at.getParent())) {
            String link = Files.isSymbolicLink(file) ? "it is a link to " + at + ", and " : "";
            throw new NotWritten(
                    file + " cannot be written: " + link + "there is no directory " + at.getParent()
                            + ". Make it, or name another file.",
                    null);
        }
        boolean replaceable = !isStream(at) && (Files.notExists(at) || Files.isRegularFile(at));
        return replaceable ? Optional.of(at) : Optional.empty();
    }

    /** Names for what this process has open already, which may have no other name; and Windows' devices. */
    private static boolean isStream(Path at) {
        return WINDOWS
                ? WINDOWS_DEVICES.contains(at.getFileName().toString().toUpperCase(Locale.ROOT))
                : at.startsWith("/dev/fd") || at.startsWith("/proc");
    }

    private static <E extends Exception> void writeAsItStands(Path file, Content<E> content, Stop stop)
            throws IOException, E {
        try (OutputStream out = new BufferedOutputStream(NamedFile.output(file, stop), BUFFER_BYTES)) {
            content.to(out);
        }
    }

    private static <E extends Exception> void replaceBy(Path target, Content<E> content) throws IOException, E {
        replace(target, beside -> {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                fill(Channels.newOutputStream(channel), content);
            }
        });
    }

    private static <E extends Exception> void replace(Path target, Making<E> making) throws IOException, E {
        String name = String.format(
                Locale.ROOT, ".rowan-%016x.new", ThreadLocalRandom.current().nextLong());
        Path beside = target.resolveSibling(name);
        Optional<PrivateDirectory> memory = remember(beside);
        try {
            makeBeside(beside, target, making);
            takePlace(beside, target);
        } finally {
            try {
                Files.deleteIfExists(beside);
            } finally {
                memory.ifPresent(PrivateDirectory::close);
            }
        }
    }

    /** Empty where there is no place for that: a file that can be saved is not lost for it. */
    private static Optional<PrivateDirectory> remember(Path beside) {
        PrivateDirectory memory;
        try {
            memory = PrivateDirectory.create();
        } catch (IOException | IllegalStateException e) {
            return forgotten(beside, e);
        }
        try {
            Files.writeString(memory.file(UNFINISHED), beside.toString(), StandardCharsets.UTF_8);
            return Optional.of(memory);
        } catch (IOException e) {
            memory.close();
            return forgotten(beside, e);
        }
    }

    private static Optional<PrivateDirectory> forgotten(Path beside, Exception e) {
        System.getLogger(WholeFile.class.getName())
                .log(System.Logger.Level.DEBUG, "if this process is killed, " + beside + " stays", e);
        return Optional.empty();
    }

    /** Removes the file that a process which was killed has left beside its target. */
    static void removeUnfinished(Path memory) throws IOException {
        Path beside = Path.of(Files.readString(memory, StandardCharsets.UTF_8));
        String name = beside.getFileName().toString();
        for (String left : List.of(name, name + JOURNAL)) {
            Path file = beside.resolveSibling(left);
            if (BESIDE.matcher(name).matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(file);
            }
        }
    }

    private static <E extends Exception> void makeBeside(Path beside, Path target, Making<E> making)
            throws IOException, E {
        Optional<PosixFileAttributes> old = DeadDirectories.POSIX && Files.exists(target)
                ? Optional.of(Files.readAttributes(target, PosixFileAttributes.class))
                : Optional.empty();
        // What is to be read by few is not to be read by more while it is written.
        FileAttribute<?>[] mode = old.isPresent()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.createFile(beside, mode);
        making.at(beside);
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
            if (old.isPresent()) {
                keep(old.get(), beside);
            }
            channel.force(true);
        }
    }

    private static void keep(PosixFileAttributes old, Path beside) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(beside, PosixFileAttributeView.class);
        PosixFileAttributes made = view.readAttributes();
        try {
            if (!made.owner().equals(old.owner())) {
                view.setOwner(old.owner());
            }
            if (!made.group().equals(old.group())) {
                view.setGroup(old.group());
            }
        } catch (FileSystemException mayNot) {
            // Only the superuser gives files away.
        }
        view.setPermissions(old.permissions());
    }

    private static void takePlace(Path beside, Path target) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HELD_MILLIS);
        while (true) {
            try {
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException held) {
                if (!WINDOWS || System.nanoTime() > deadline) {
                    throw held;
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
        }
    }

    private static IOException explained(Path file, IOException e) {
        if (e instanceof ClosedChannelException || e instanceof NotWritten) {
            return e;
        }
        Path home = file.toAbsolutePath().getParent();
        boolean there = Files.exists(file);
        String state = Files.isRegularFile(file) ? "It is as it was. " : "";
        if (e instanceof AccessDeniedException) {
            boolean itself = there && !Files.isWritable(file);
            return new NotWritten(
                    file + " cannot be written: you may not " + (itself ? "change it" : "make files in " + home) + ". "
                            + state + "Allow that, or name another file.",
                    e);
        }
        String reason = e instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : e.getMessage();
        return new NotWritten(
                file + " cannot be written: " + reason + ". " + state + "Make room there, or name another file.", e);
    }
}
