package rowan.libraries;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The jars and class files of libraries, as they were when they were read. What has been read stays in use until the kernel
 * ends; where the file is another one by now, code would be compiled for the new one and run with the old.
 */
public final class LibraryFiles {

    private record Stamp(FileTime modified, long bytes) {}

    private record Read(String name, Stamp stamp) {}

    private final Map<Path, Read> files = new ConcurrentHashMap<>();

    /**
     * A file is about to be read, for the first time as far as this is asked.
     *
     * @param name the class in it; a jar is called as its file is
     */
    public void reading(URL url, String name) {
        if (url.getProtocol().equals("file")) {
            try {
                Path file = Path.of(url.toURI()).normalize();
                if (Files.isRegularFile(file)) {
                    stamp(file).ifPresent(stamp -> files.putIfAbsent(file, new Read(name, stamp)));
                }
            } catch (URISyntaxException noFile) {
                // It cannot have come from a path.
            }
        }
    }

    /** What stays as it was of a jar or a directory of classes, a sentence each. */
    public List<String> stale(Path library) {
        Path place = library.toAbsolutePath().normalize();
        if (files.containsKey(place)) {
            return hasChanged(place)
                    ? List.of(
                            place.getFileName() + " has changed since it was added, and its classes stay as they were;"
                                    + " restart the kernel to use the new ones.")
                    : List.of();
        }
        List<String> classes = files.keySet().stream()
                .filter(file -> file.startsWith(place) && hasChanged(file))
                .map(file -> files.get(file).name())
                .sorted()
                .toList();
        return switch (classes.size()) {
            case 0 -> List.of();
            case 1 ->
                List.of(classes.get(0) + " was loaded before its file changed, and stays as it was;"
                        + " restart the kernel to use the new one.");
            default ->
                List.of(String.join(", ", classes) + " were loaded before their files changed, and stay as they were;"
                        + " restart the kernel to use the new ones.");
        };
    }

    private boolean hasChanged(Path file) {
        return !stamp(file).equals(Optional.of(files.get(file).stamp()));
    }

    private static Optional<Stamp> stamp(Path file) {
        try {
            return Optional.of(new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
