package rowan.libraries;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rowan.model.Nearest;
import rowan.model.Problem;
import rowan.model.Quantity;

/** Paths as users write them for libraries and scripts: with {@code /}, and {@code *} and {@code ?} in any name. */
public final class PathPattern {

    private PathPattern() {}

    /**
     * What a pattern stands for, in alphabetical order; a pattern that ends with {@code /} means all files in a directory.
     *
     * @param directory where a relative pattern starts
     */
    public static List<Path> find(Path directory, String pattern) {
        if (!isPattern(pattern)) {
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

    /**
     * The jars and directories of classes that a pattern stands for. One that ends with {@code /} means the jars in a
     * directory; where there are none, the directory itself.
     *
     * @param directory where a relative pattern starts
     */
    public static List<Path> libraries(Path directory, String pattern) {
        List<Path> found = find(directory, pattern);
        if (!pattern.endsWith("/")) {
            return found;
        }
        List<Path> jars = found.stream()
                .filter(path ->
                        path.toString().endsWith(".jar") || path.toString().endsWith(".zip"))
                .toList();
        return jars.isEmpty() ? find(directory, pattern.replaceAll("/+$", "")) : jars;
    }

    /**
     * What to say of a pattern that stands for nothing: how far it leads, what lies there, and what to write next.
     *
     * @param directory where a relative pattern starts
     */
    public static Problem missing(Path directory, String pattern) {
        Path there = pattern.startsWith("/") ? Path.of("/") : directory;
        String[] names = pattern.split("/+");
        int next = pattern.startsWith("/") ? 1 : 0;
        while (next < names.length - 1 && Files.isDirectory(there.resolve(names[next])) && !isPattern(names[next])) {
            there = there.resolve(names[next++]);
        }
        String sought = next < names.length ? names[next] : "";
        String message = isPattern(pattern) ? "No file matches " + pattern : "There is no " + pattern;
        List<String> files = children(there, "*").stream()
                .map(path -> path.getFileName().toString())
                .toList();
        Optional<String> meant = isPattern(sought) ? Optional.empty() : Nearest.to(sought, files);
        String reason = next < names.length - 1 && !isPattern(sought)
                ? ": there is no directory " + sought + " in " + there
                : isPattern(pattern) ? ": " + there + " has " + contents(files) : "";
        String remedy = meant.map(name -> "Did you mean " + name + "?")
                .orElseGet(() -> pattern.startsWith("/")
                        ? "A * or ? stands for signs of one name; a pattern does not reach into deeper directories."
                        : "Paths start from " + directory + "; write another, or a whole path that begins with /.");
        return Problem.usage(message + reason + ".", remedy);
    }

    private static String contents(List<String> files) {
        return switch (files.size()) {
            case 0 -> "no files";
            case 1 -> "only " + files.get(0);
            case 2 -> "only " + files.get(0) + " and " + files.get(1);
            default ->
                Quantity.count(files.size(), "other name") + ", such as " + files.get(0) + " and " + files.get(1);
        };
    }

    /** Whether a text may stand for several files, or for none. */
    public static boolean isPattern(String text) {
        return text.contains("*") || text.contains("?") || text.endsWith("/");
    }

    private static List<Path> children(Path parent, String name) {
        if (!isPattern(name)) {
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
