package rowan.files;

import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Opens a file that a user has named, whatever it is. A named pipe (FIFO) or a device can keep whoever opens, reads or writes
 * it waiting for its other end, for ever: such a wait ends when it is told to.
 */
public final class NamedFile {

    /** The type in a mode of POSIX, and what it is of a named pipe. */
    private static final int TYPE = 0170000;

    private static final int FIFO = 0010000;

    /** So long it is seen to that an opening that was given up does not wait on; it takes a moment. */
    private static final long RELEASE_MILLIS = 1_000;

    private NamedFile() {}

    /**
     * Reads a text in UTF-8.
     *
     * @throws java.nio.channels.ClosedChannelException if that was stopped; so does what is read from the reader
     * @throws java.nio.charset.CharacterCodingException from the reader, if it is no such text
     */
    public static BufferedReader reader(Path file, Stop stop) throws IOException {
        InputStream in = canWait(file) ? input(file, stop) : Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    }

    /** All that {@link #reader} gives, without a byte order mark. */
    public static String text(Path file, Stop stop) throws IOException {
        try (BufferedReader reader = reader(file, stop)) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString().replaceFirst("^\uFEFF", "");
        }
    }

    private static InputStream input(Path file, Stop stop) throws IOException {
        FileChannel channel = open(file, stop, StandardOpenOption.READ);
        Stop.Registration stopping = stop.onRequest(() -> close(channel));
        return new FilterInputStream(Channels.newInputStream(channel)) {
            @Override
            public void close() throws IOException {
                stopping.close();
                super.close();
            }
        };
    }

    /** Writes behind what is there. As of {@link #reader}, waits are stopped. */
    static OutputStream output(Path file, Stop stop) throws IOException {
        FileChannel channel = open(file, stop, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Stop.Registration stopping = stop.onRequest(() -> close(channel));
        OutputStream out = Channels.newOutputStream(channel);
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                stopping.close();
                super.close();
            }
        };
    }

    /** Whoever waits in it goes on. */
    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a pipe that is closed has nothing left to write", e);
        }
    }

    private static boolean canWait(Path file) {
        return Files.exists(file) && !Files.isRegularFile(file);
    }

    /** No interrupt of a thread reaches the system's call that opens a file, so that it stands on a thread of its own. */
    private static FileChannel open(Path file, Stop stop, OpenOption... options) throws IOException {
        if (!canWait(file)) {
            return FileChannel.open(file, options);
        }
        CompletableFuture<FileChannel> opened = new CompletableFuture<>();
        Thread opening = new Thread(() -> open(file, options, opened), "rowan-open");
        opening.setDaemon(true);
        opening.start();
        Stop.Registration stopping =
                stop.onRequest(() -> opened.completeExceptionally(new AsynchronousCloseException()));
        try {
            return opened.join();
        } catch (CompletionException e) {
            if (opening.isAlive() && isFifo(file)) {
                release(opening, file);
            }
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            throw e;
        } finally {
            stopping.close();
        }
    }

    private static void open(Path file, OpenOption[] options, CompletableFuture<FileChannel> opened) {
        try {
            FileChannel channel = FileChannel.open(file, options);
            if (!opened.complete(channel)) {
                channel.close();
            }
        } catch (IOException | RuntimeException e) {
            opened.completeExceptionally(e);
        }
    }

    private static boolean isFifo(Path file) throws IOException {
        return DeadDirectories.POSIX && ((int) Files.getAttribute(file, "unix:mode") & TYPE) == FIFO;
    }

    /**
     * An opening that is given up would be there when the other end comes, and take for itself what somebody sends, or end
     * what somebody awaits. A pipe that is opened to read and to write is not waited for, and has both ends then.
     */
    private static void release(Thread opening, Path fifo) {
        try {
            FileChannel both = FileChannel.open(fifo, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                opening.join(RELEASE_MILLIS);
            } finally {
                both.close();
            }
        } catch (IOException mayNot) {
            // Then it waits on.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
