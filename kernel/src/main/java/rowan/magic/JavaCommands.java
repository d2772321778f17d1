package rowan.magic;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rowan.jshell.JavaLanguage;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.Command;
import rowan.workspace.Invocation;
import rowan.workspace.Options;
import rowan.workspace.Outcome;
import rowan.workspace.Run;

/** Commands that give Java cells more libraries. */
final class JavaCommands {

    private final JavaLanguage java;
    private final Path directory;

    /**
     * @param directory where relative paths start
     */
    JavaCommands(JavaLanguage java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    List<Command> rows() {
        return List.of(Command.of(
                        "classpath",
                        Command.Form.LINE,
                        Options.words("JAR|DIRECTORY|PATTERN …"),
                        "Adds jars or directories of classes.",
                        this::classPath)
                .alias("jars"));
    }

    private Outcome classPath(Invocation call, Run run) {
        List<Path> found = new ArrayList<>();
        for (String word : call.words()) {
            List<Path> matching = matching(word);
            if (matching.isEmpty()) {
                return new Outcome.Failure(
                        Problem.usage("There is no " + word + ".", "Paths start from " + directory + "."));
            }
            found.addAll(matching);
        }
        return found.isEmpty()
                ? new Outcome.Failure(
                        Problem.usage("Which jars?", call.command().usage()))
                : added(found);
    }

    private Outcome added(List<Path> paths) {
        java.addToClassPath(paths);
        return new Outcome.Value(new Note(Quantity.count(paths.size(), "jar") + " added: "
                + String.join(
                        ", ",
                        paths.stream().map(p -> p.getFileName().toString()).toList())));
    }

    /** A path as it is, or with {@code *} and {@code ?} in its last name. */
    private List<Path> matching(String word) {
        int slash = word.lastIndexOf('/');
        String name = word.substring(slash + 1);
        if (!name.contains("*") && !name.contains("?")) {
            Path path = directory.resolve(word);
            return Files.exists(path) ? List.of(path) : List.of();
        }
        List<Path> found = new ArrayList<>();
        Path home = directory.resolve(word.substring(0, slash + 1));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home, name)) {
            files.forEach(found::add);
        } catch (IOException none) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
