package rowan.sql.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.util.Optional;
import rowan.model.Problem;
import rowan.sql.dialect.DatabaseFiles;
import rowan.sql.dialect.DatabaseFiles.ContentWatch;
import rowan.sql.dialect.SqlFailure;
import rowan.workspace.contract.Databases;

/**
 * Tells whether the file of a connection is still the one that was opened: on Unix another may take its name, or none,
 * while the connection goes on with the old one; and everywhere another's content may be written into it.
 */
final class OpenedFile {

    /** What has become of a file that is there and has another's content. */
    private static final String OVERWRITTEN = "overwritten";

    private final String alias;
    private final Path path;
    private final DatabaseFiles files;
    private final Optional<Object> key;
    private final ContentWatch content;
    private boolean overwritten;
    private String told = "";

    /**
     * The file that has just been opened.
     *
     * @param alias of its session
     */
    OpenedFile(String alias, Path path, DatabaseFiles files, Connection connection) {
        this.alias = alias;
        this.path = path;
        this.files = files;
        this.key = keyOf(path);
        this.content = files.watch(connection, path);
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

    /** {@code deleted}, {@code replaced} or {@code overwritten}; empty where it is as it was. */
    private synchronized Optional<String> fate() {
        if (key.isPresent() && !keyOf(path).equals(key)) {
            return Optional.of(Files.exists(path) ? "replaced" : "deleted");
        }
        overwritten = overwritten || content.isOverwritten();
        return overwritten ? Optional.of(OVERWRITTEN) : Optional.empty();
    }

    /** Looks at it, for {@link #requireContent}. */
    void look() {
        fate();
    }

    /** That it is not the one any more that was opened, and how to go on; empty where it is. */
    Optional<String> sentence() {
        return fate().map(fate -> "The file of " + alias + " was " + fate + " while it was open: " + path + ". "
                + (fate.equals(OVERWRITTEN)
                        ? "What this connection would read is neither the old content nor the new, so nothing is"
                                + " carried out on it any more. %sql --close " + alias + " closes it and leaves"
                                + " the file as it is now; opened again, it has the new content."
                        : "This connection still has the old one, which is gone when it is closed: " + files.saving()
                                + ", and %sql --close " + alias + " closes it."));
    }

    /** {@link #sentence}, once. */
    Optional<String> news() {
        String now = sentence().orElse("");
        boolean known = told.equals(now);
        told = now;
        return known || now.isEmpty() ? Optional.empty() : Optional.of(now);
    }

    /**
     * Refuses to mix the content of a file with what another program has written over it, where that was seen.
     *
     * @throws Databases.Failure if so
     */
    synchronized void requireContent() throws Databases.Failure {
        if (overwritten) {
            throw new Databases.Failure(
                    Problem.of(
                            "FileOverwritten",
                            "Another program has overwritten the file of " + alias + " while it was open, so nothing is"
                                    + " carried out on this connection any more.",
                            "%sql --close " + alias
                                    + " closes it and leaves the file as it is now; opened again, it has"
                                    + " the new content."),
                    null);
        }
    }

    /**
     * Sees to it that a further connection gets the file that this one has.
     *
     * @throws SqlFailure where the file was deleted, replaced or overwritten
     */
    void requireSame() throws SqlFailure {
        Optional<String> sentence = sentence();
        if (sentence.isPresent()) {
            throw new SqlFailure(files.moved(sentence.get()));
        }
    }

    /** To be called before its connection is closed: what is another's stays as it is. */
    void leave() throws IOException {
        if (fate().filter(OVERWRITTEN::equals).isPresent()) {
            content.abandon();
        }
    }
}
