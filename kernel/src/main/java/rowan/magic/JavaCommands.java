package rowan.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rowan.jshell.JavaLanguage;
import rowan.libraries.PathPattern;
import rowan.model.Note;
import rowan.model.Problem;
import rowan.model.Quantity;
import rowan.workspace.command.ArgumentType;
import rowan.workspace.command.Command;
import rowan.workspace.command.Invocation;
import rowan.workspace.command.Options;
import rowan.workspace.contract.Outcome;
import rowan.workspace.contract.Run;

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
                        Options.NONE.several(ArgumentType.file("JAR|DIRECTORY|PATTERN", directory)),
                        "Adds jars or directories of classes.",
                        this::classPath)
                .alias("jars"));
    }

    private Outcome classPath(Invocation call, Run run) {
        List<Path> found = new ArrayList<>();
        if (String.join(" ", call.words()).startsWith("add mvn ")) {
            String coordinates =
                    String.join(":", call.words().subList(2, call.words().size()));
            return new Outcome.Failure(Problem.usage("Libraries come by %maven.", "Write %maven " + coordinates));
        }
        for (String word : call.words()) {
            List<Path> matching = PathPattern.libraries(directory, word);
            if (matching.isEmpty()) {
                Problem missing = PathPattern.missing(directory, word);
                if (!PathPattern.isPattern(word)) {
                    return new Outcome.Failure(missing);
                }
                run.output()
                        .show(new Note(missing.message() + " Nothing was added for it.\n"
                                + String.join("\n", missing.notes())));
            }
            found.addAll(matching);
        }
        return added(found, call.isKept(), run);
    }

    /** A line that says what was added; a variable gets the paths themselves. */
    private Outcome added(List<Path> paths, boolean isKept, Run run) {
        Outcome added = java.addToClassPath(paths, run);
        if (!added.isOk()) {
            return added;
        }
        if (paths.isEmpty() && !isKept) {
            return new Outcome.Nothing();
        }
        if (isKept) {
            return new Outcome.Value(paths.stream().map(Path::toString).toList());
        }
        String what = paths.stream().noneMatch(Files::isDirectory)
                ? Quantity.count(paths.size(), "jar")
                : paths.size() == 1 ? "1 directory" : paths.size() + " jars and directories";
        return new Outcome.Value(new Note(what + " added: "
                + String.join(
                        ", ",
                        paths.stream().map(p -> p.getFileName().toString()).toList())));
    }
}
