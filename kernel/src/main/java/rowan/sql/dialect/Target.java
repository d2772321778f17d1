package rowan.sql.dialect;

import java.nio.file.Path;
import java.util.Optional;
import rowan.model.Secrets;

/**
 * Which database to open, and how.
 *
 * @param url as the user wrote it, without any password
 * @param file the database's file; empty for one in memory or on a server
 * @param readOnly whether nothing may be changed
 */
public record Target(String url, Optional<Path> file, boolean readOnly) {

    /** The password of the URL is masked. */
    public Target {
        url = Secrets.masked(url);
    }

    /** Whether both are of one file, however it was written. */
    public boolean isSameFile(Target other) {
        return file.isPresent() && file.equals(other.file);
    }
}
