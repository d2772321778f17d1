package rowan.sql.run;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.RandomAccess;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.sql.grid.LiveResults;
import rowan.workspace.contract.Databases;

/**
 * The rows of a captured result: the first ones in memory, the rest in a temporary file, so that a capture of millions
 * does not fill the heap. The file is removed when nobody holds the list any more.
 */
final class RowStore extends AbstractList<List<Object>> implements RandomAccess {

    private static final int IN_MEMORY = 100_000;
    private static final int BLOCK_ROWS = 1_024;
    private static final Cleaner CLEANER = Cleaner.create(task -> {
        Thread thread = new Thread(task, "rowan-row-store");
        thread.setDaemon(true);
        return thread;
    });

    private final LiveResults.Files files;
    private final List<List<Object>> head = new ArrayList<>();
    private final List<Long> blockStarts = new ArrayList<>();
    private Path file;
    private Cleaner.Cleanable removal;
    private CountingOutput out;
    private int size;
    private int cachedBlock = -1;
    private List<List<Object>> cached = List.of();

    /**
     * @param files where rows are kept that do not fit into memory
     */
    RowStore(LiveResults.Files files) {
        this.files = files;
    }

    /** Adds a row; not after {@link #finish}. */
    void append(Object[] row) throws Databases.Failure {
        if (size < IN_MEMORY) {
            head.add(Collections.unmodifiableList(Arrays.asList(row)));
        } else {
            spool(row);
        }
        size++;
    }

    private void spool(Object[] row) throws Databases.Failure {
        try {
            if (out == null) {
                file = files.create();
                removal = CLEANER.register(this, new Removal(file));
                out = new CountingOutput(Files.newOutputStream(file));
            }
            if ((size - IN_MEMORY) % BLOCK_ROWS == 0) {
                blockStarts.add(out.written());
            }
            out.writeRow(row);
        } catch (IOException e) {
            throw unwritten(e);
        }
    }

    /** Nothing of the file is kept; who holds the list has what it had before. */
    private Databases.Failure unwritten(IOException error) {
        Path home = Path.of(System.getProperty("java.io.tmpdir"));
        if (out != null) {
            try {
                out.abandon();
            } catch (IOException unclosed) {
                error.addSuppressed(unclosed);
            }
            removal.clean();
        }
        return new Databases.Failure(
                Problem.of(
                        "IOException",
                        Disk.of(home).hasNoRoom() + " for the rows of this result, of which the first "
                                + Quantity.count(size) + " are read.",
                        "None of them is kept. Make room there, let the system keep temporary files on another disk (JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIRECTORY), or take fewer rows: LIMIT."),
                null);
    }

    /** Deletes the file; knows nothing of the list, which would otherwise never be let go. */
    private record Removal(Path file) implements Runnable {
        @Override
        public void run() {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.getLogger(RowStore.class.getName())
                        .log(System.Logger.Level.DEBUG, "removed with its directory: " + file, e);
            }
        }
    }

    /** All rows are there. */
    RowStore finish() throws Databases.Failure {
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                throw unwritten(e);
            }
        }
        return this;
    }

    @Override
    public synchronized List<Object> get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("row " + index + " of " + size);
        }
        if (index < IN_MEMORY) {
            return head.get(index);
        }
        int block = (index - IN_MEMORY) / BLOCK_ROWS;
        if (block != cachedBlock) {
            cached = read(block);
            cachedBlock = block;
        }
        return cached.get((index - IN_MEMORY) % BLOCK_ROWS);
    }

    private List<List<Object>> read(int block) {
        int rows = Math.min(BLOCK_ROWS, size - IN_MEMORY - block * BLOCK_ROWS);
        List<List<Object>> all = new ArrayList<>(rows);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.position(blockStarts.get(block));
            InputStream buffered = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
            DataInputStream in = new DataInputStream(buffered);
            for (int i = 0; i < rows; i++) {
                all.add(readRow(in));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("the spooled rows cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Object> readRow(DataInputStream in) throws IOException {
        Object[] row = new Object[in.readInt()];
        for (int i = 0; i < row.length; i++) {
            row[i] = switch (in.readByte()) {
                case 'i' -> in.readLong();
                case 'r' -> in.readDouble();
                case 't' -> new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                case 'b' -> in.readNBytes(in.readInt());
                default -> null;
            };
        }
        return Collections.unmodifiableList(Arrays.asList(row));
    }

    @Override
    public int size() {
        return size;
    }

    /** Rows on their way to the file, with a count of the bytes before them. */
    private static final class CountingOutput implements AutoCloseable {
        private final OutputStream file;
        private final DataOutputStream data;
        private long written;

        CountingOutput(OutputStream file) {
            this.file = file;
            this.data = new DataOutputStream(new BufferedOutputStream(file, 1 << 16));
        }

        long written() {
            return written;
        }

        void writeRow(Object[] row) throws IOException {
            data.writeInt(row.length);
            written += Integer.BYTES;
            for (Object value : row) {
                write(value);
            }
        }

        private void write(Object value) throws IOException {
            written++;
            if (value instanceof Long number) {
                data.writeByte('i');
                data.writeLong(number);
                written += Long.BYTES;
            } else if (value instanceof Double number) {
                data.writeByte('r');
                data.writeDouble(number);
                written += Double.BYTES;
            } else if (value instanceof byte[] bytes) {
                data.writeByte('b');
                writeBytes(bytes);
            } else if (value != null) {
                data.writeByte('t');
                writeBytes(value.toString().getBytes(StandardCharsets.UTF_8));
            } else {
                data.writeByte('n');
            }
        }

        private void writeBytes(byte[] bytes) throws IOException {
            data.writeInt(bytes.length);
            data.write(bytes);
            written += Integer.BYTES + bytes.length;
        }

        /** Closes the file without what has not come to it yet. */
        void abandon() throws IOException {
            file.close();
        }

        @Override
        public void close() throws IOException {
            data.close();
        }
    }
}
