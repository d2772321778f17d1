package rowan.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Tells whether the file of a connection is still the one that was opened: on Unix another may take its name, or none,
 * while the connection goes on with the old one.
 *
 * @param key what the file system calls it; empty where it has no such thing, as on Windows, which keeps open files
 */
record OpenedFile(Path path, Optional<Object> key) {

    /** The file that has just been opened. */
    static OpenedFile at(Path path) {
        return new OpenedFile(path, keyOf(path));
    }

    private static Optional<Object> keyOf(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** {@code deleted} or {@code replaced}; empty where it is there. */
    Optional<String> fate() {
        if (key.isEmpty() || keyOf(path).equals(key)) {
            return Optional.empty();
        }
        return Optional.of(Files.exists(path) ? "replaced" : "deleted");
    }
}
