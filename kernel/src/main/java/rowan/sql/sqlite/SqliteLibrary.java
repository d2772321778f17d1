package rowan.sql.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.OSInfo;

/** SQLite's native library. The driver unpacks it at every start, unless {@code org.sqlite.lib.path} says where it lies. */
public final class SqliteLibrary {

    private SqliteLibrary() {}

    /** Unpacks the library of this system into a directory; on a system without one, the driver says so when it is used. */
    public static void unpack(Path directory) throws IOException {
        String file = System.mapLibraryName("sqlitejdbc");
        String resource = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + file;
        try (InputStream library = OSInfo.class.getResourceAsStream(resource)) {
            if (library != null) {
                Files.copy(library, directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
