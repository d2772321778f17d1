package rowan.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file that gets one piece after the other: the first takes the place of what the file held before, each further one
 * stands behind it. A piece that cannot be written leaves the file as it was before that piece.
 */
public final class GrowingFile {

    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final Path path;
    private final byte[] beginning;
    private boolean begun;

    public GrowingFile(Path path) {
        this(path, new byte[0]);
    }

    private GrowingFile(Path path, byte[] beginning) {
        this.path = path;
        this.beginning = beginning;
    }

    /** One that begins with a byte order mark. */
    public static GrowingFile marked(Path path) {
        return new GrowingFile(path, BYTE_ORDER_MARK);
    }

    /** The last part of its path. */
    public Path name() {
        return path.getFileName();
    }

    /**
     * Writes the next piece, all of it or none.
     *
     * @param piece writes it, bit by bit; what it throws is thrown on, and then nothing has changed
     * @param stop ends the wait for the other end, of what is no regular file
     * @throws WholeFile.NotWritten if the file could not be written
     * @throws java.nio.channels.ClosedChannelException if that was stopped
     */
    public synchronized <E extends Exception> void write(WholeFile.Content<E> piece, Stop stop) throws IOException, E {
        if (begun) {
            WholeFile.append(path, piece, stop);
        } else {
            WholeFile.<E>write(
                    path,
                    out -> {
                        out.write(beginning);
                        piece.to(out);
                    },
                    stop);
        }
        begun = true;
    }
}
