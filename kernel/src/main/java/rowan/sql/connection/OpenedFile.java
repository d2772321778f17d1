package rowan.sql.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import rowan.sql.dialect.DatabaseFiles.ContentWatch;

/**
 * Tells whether the file of a connection is still the one that was opened: on Unix another may take its name, or none,
 * while the connection goes on with the old one; and everywhere another's content may be written into it.
 */
final class OpenedFile {

    /** What has become of a file that is there and has another's content. */
    static final String OVERWRITTEN = "overwritten";

    private final Path path;
    private final Optional<Object> key;
    private final ContentWatch content;
    private boolean overwritten;

    /** The file that has just been opened. */
    OpenedFile(Path path, ContentWatch content) {
        this.path = path;
        this.key = keyOf(path);
        this.content = content;
    }

    /** What the file system calls it; empty where it has no such thing, as on Windows, which keeps open files. */
    private static Optional<Object> keyOf(Path path) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(path, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    Path path() {
        return path;
    }

    /** {@code deleted}, {@code replaced} or {@code overwritten}; empty where it is as it was. */
    synchronized Optional<String> fate() {
        if (key.isPresent() && !keyOf(path).equals(key)) {
            return Optional.of(Files.exists(path) ? "replaced" : "deleted");
        }
        overwritten = overwritten || content.isOverwritten();
        return overwritten ? Optional.of(OVERWRITTEN) : Optional.empty();
    }

    /** Whether it was seen to be overwritten. Does not look. */
    synchronized boolean isKnownOverwritten() {
        return overwritten;
    }

    /** To be called before its connection is closed: what is another's stays as it is. */
    void leave() throws IOException {
        if (fate().filter(OVERWRITTEN::equals).isPresent()) {
            content.abandon();
        }
    }
}
