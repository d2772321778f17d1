package rowan.sql.grid;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.BitSet;

/**
 * The numbers of the rows of one arrangement, in its order, in a file of four bytes a row. They lie in pieces that follow
 * each other; a piece is sorted when somebody first looks into it.
 */
final class RowNumbers implements AutoCloseable {

    /** Numbers that are read or written at once: the JVM keeps a buffer as long as the longest for each thread. */
    private static final int CHUNK = 16_384;

    /** Sorts the numbers of one piece. */
    @FunctionalInterface
    interface Sorting {
        int[] sorted(int[] numbers) throws SQLException;
    }

    private final FileChannel channel;
    private final int[] ends;
    private final Sorting sorting;
    private final BitSet sorted = new BitSet();

    private RowNumbers(Path file, int[] numbers, int[] ends, Sorting sorting) throws IOException {
        channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        this.ends = ends;
        this.sorting = sorting;
        write(0, numbers);
    }

    /** Numbers that are in order already. */
    static RowNumbers inOrder(Path file, int[] numbers) throws IOException {
        RowNumbers ordered = new RowNumbers(file, numbers, new int[] {numbers.length}, same -> same);
        ordered.sorted.set(0);
        return ordered;
    }

    /**
     * Numbers that are in order from piece to piece, not yet inside of one.
     *
     * @param ends where each piece ends
     */
    static RowNumbers inPieces(Path file, int[] numbers, int[] ends, Sorting sorting) throws IOException {
        return new RowNumbers(file, numbers, ends, sorting);
    }

    int count() {
        return ends[ends.length - 1];
    }

    /** The numbers from one place in the order to another; fewer at its end. */
    int[] between(int from, int to) throws SQLException, IOException {
        int end = Math.min(to, count());
        int begin = Math.min(Math.max(0, from), end);
        int pieceBegin = 0;
        for (int piece = 0; piece < ends.length && pieceBegin < end; piece++) {
            if (ends[piece] > begin && !sorted.get(piece)) {
                write(pieceBegin, sorting.sorted(read(pieceBegin, ends[piece])));
                sorted.set(piece);
            }
            pieceBegin = ends[piece];
        }
        return read(begin, end);
    }

    private int[] read(int begin, int end) throws IOException {
        int[] numbers = new int[end - begin];
        for (int done = 0; done < numbers.length; done += CHUNK) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.min(CHUNK, numbers.length - done) * Integer.BYTES);
            long at = (long) (begin + done) * Integer.BYTES;
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, at + bytes.position()) < 0) {
                    throw new IOException("the order of the rows is gone");
                }
            }
            IntBuffer chunk = bytes.flip().asIntBuffer();
            chunk.get(numbers, done, chunk.remaining());
        }
        return numbers;
    }

    private void write(int begin, int[] numbers) throws IOException {
        for (int done = 0; done < numbers.length; done += CHUNK) {
            int count = Math.min(CHUNK, numbers.length - done);
            ByteBuffer bytes = ByteBuffer.allocate(count * Integer.BYTES);
            bytes.asIntBuffer().put(numbers, done, count);
            long at = (long) (begin + done) * Integer.BYTES;
            while (bytes.hasRemaining()) {
                channel.write(bytes, at + bytes.position());
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
