package rowan.jshell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Paths as users write them for libraries and scripts: with {@code /}, and {@code *} and {@code ?} in any name. */
public final class PathPattern {

    private PathPattern() {}

    /**
     * What a pattern stands for, in alphabetical order; a pattern that ends with {@code /} means all files in a directory.
     *
     * @param directory where a relative pattern starts
     */
    public static List<Path> find(Path directory, String pattern) {
        if (!pattern.contains("*") && !pattern.contains("?") && !pattern.endsWith("/")) {
            Path path = directory.resolve(pattern);
            return Files.exists(path) ? List.of(path) : List.of();
        }
        boolean absolute = pattern.startsWith("/");
        List<Path> found = List.of(absolute ? Path.of("/") : directory);
        String[] names = (pattern.endsWith("/") ? pattern + "*" : pattern).split("/+");
        for (int i = absolute ? 1 : 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            List<Path> next = new ArrayList<>();
            for (Path parent : found) {
                next.addAll(children(parent, names[i]));
            }
            boolean filesOnly = last && pattern.endsWith("/");
            next.removeIf(path -> filesOnly ? !Files.isRegularFile(path) : !last && !Files.isDirectory(path));
            found = next;
        }
        return found;
    }

    private static List<Path> children(Path parent, String name) {
        if (!name.contains("*") && !name.contains("?")) {
            Path child = parent.resolve(name);
            return Files.exists(child) ? List.of(child) : List.of();
        }
        List<Path> children = new ArrayList<>();
        // Only these two signs have a meaning; the file system's own patterns know more of them.
        String escaped = name.replaceAll("[\\[\\]{}\\\\]", "\\\\$0");
        try (DirectoryStream<Path> matching = Files.newDirectoryStream(parent, escaped)) {
            matching.forEach(children::add);
        } catch (IOException unreadable) {
            return List.of();
        }
        children.sort(null);
        return children;
    }
}
