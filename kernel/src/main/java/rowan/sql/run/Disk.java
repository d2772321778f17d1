package rowan.sql.run;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import rowan.model.Quantity;

/**
 * The disk that files of a directory lie on.
 *
 * @param store empty where the system does not tell
 */
public record Disk(Path directory, Optional<FileStore> store) {

    /** That of a directory. */
    public static Disk of(Path directory) {
        try {
            return new Disk(directory, Optional.of(Files.getFileStore(directory)));
        } catch (IOException untold) {
            return new Disk(directory, Optional.empty());
        }
    }

    /** The bytes that a file may take there; none where the system does not tell. */
    public long usableBytes() {
        try {
            return store.isPresent() ? store.get().getUsableSpace() : 0;
        } catch (IOException untold) {
            return 0;
        }
    }

    /** The beginning of a sentence: {@code There is no room left on the disk of /tmp (tmpfs, 4.10 kB free)}. */
    public String hasNoRoom() {
        return "There is no room left on the disk of " + directory
                + store.map(s -> " (" + s.name() + ", " + Quantity.bytes(usableBytes()) + " free)")
                        .orElse("");
    }
}
