package rowan.sql.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What stands in a write-ahead log.
 *
 * @param generation differs from that of the one before whenever the log begins anew; empty where it has not begun
 * @param firstPages the versions of the first page, oldest first
 * @see <a href="https://www.sqlite.org/fileformat2.html#walformat">The Write-Ahead Log</a>
 */
record SqliteWal(OptionalLong generation, List<ByteBuffer> firstPages) {

    private static final int HEADER_BYTES = 32;
    private static final int PAGE_SIZE_AT = 8;
    private static final int SALT_AT = 16;
    private static final int FRAME_HEADER_BYTES = 24;
    private static final int FRAME_SALT_AT = 8;

    static SqliteWal read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new SqliteWal(OptionalLong.empty(), List.of());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            if (!filled(channel, header, 0)) {
                return new SqliteWal(OptionalLong.empty(), List.of());
            }
            long salt = header.getLong(SALT_AT);
            int pageBytes = header.getInt(PAGE_SIZE_AT);
            List<ByteBuffer> firstPages = new ArrayList<>();
            ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER_BYTES);
            long at = HEADER_BYTES;
            // What follows the frames of this generation is left of the one before.
            while (filled(channel, frame.clear(), at) && frame.getLong(FRAME_SALT_AT) == salt) {
                if (frame.getInt(0) == 1) {
                    ByteBuffer page = ByteBuffer.allocate(pageBytes);
                    if (filled(channel, page, at + FRAME_HEADER_BYTES)) {
                        firstPages.add(page.flip());
                    }
                }
                at += FRAME_HEADER_BYTES + pageBytes;
            }
            return new SqliteWal(OptionalLong.of(salt), firstPages);
        }
    }

    private static boolean filled(FileChannel channel, ByteBuffer buffer, long at) throws IOException {
        int start = buffer.position();
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position() - start) < 0) {
                return false;
            }
        }
        return true;
    }
}
