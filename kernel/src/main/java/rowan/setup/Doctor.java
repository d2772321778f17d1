package rowan.setup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.jshell.internals.Loss;
import rowan.model.Check;

/** Looks whether an installed kernel will start, and start fast; every check that fails says what mends it. */
public final class Doctor {

    private final Path kernel;

    /**
     * @param kernel the kernel's directory, with its {@code kernel.json}
     */
    public Doctor(Path kernel) {
        this.kernel = kernel;
    }

    /** Whether a kernel can do without what a check asks for. */
    public static boolean isOptional(Check check) {
        return check.claim().endsWith("on the path")
                || Arrays.stream(Loss.values()).anyMatch(loss -> loss.sentence().equals(check.claim()));
    }

    /** All checks, in the order in which things depend on each other. */
    public List<Check> examine() throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "Java " + Runtime.version() + " at " + System.getProperty("java.home"),
                JavaCommand.isWholeJdk(),
                JavaCommand.isWholeJdk() ? "" : "it cannot compile; Rowan needs a whole JDK of version 17 or later"));
        checks.addAll(internals());
        Path spec = kernel.resolve("kernel.json");
        boolean installed = Files.exists(spec);
        checks.add(new Check(
                "kernel installed in " + kernel, installed, installed ? "" : "run: java -jar rowan.jar install"));
        if (installed) {
            checks.addAll(command(spec));
        }
        checks.add(jupyter());
        checks.add(commandOnPath());
        return checks;
    }

    /** One that nothing is lost, or one for each loss. */
    private static List<Check> internals() {
        List<Check> losses = Arrays.stream(Loss.values())
                .filter(loss -> !loss.missing().isEmpty())
                .map(loss -> new Check(
                        loss.sentence(),
                        false,
                        loss.missing().stream()
                                .map(each -> each + ": " + each.purpose())
                                .collect(Collectors.joining("\n", "this Java has or opens no\n", ""))))
                .toList();
        return losses.isEmpty()
                ? List.of(new Check("all private names of the JDK that Rowan uses are there", true, ""))
                : losses;
    }

    private List<Check> command(Path spec) throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        JsonObject json = JsonParser.parseString(Files.readString(spec, StandardCharsets.UTF_8))
                .getAsJsonObject();
        JsonArray argv = json.getAsJsonArray("argv");
        int jar = argv.asList().stream().map(JsonElement::getAsString).toList().indexOf("-jar");
        if (jar < 0) {
            checks.add(new Check(
                    "the kernel has settled", false, "its first start writes absolute paths and makes it fast"));
            return checks;
        }
        Path java = Path.of(argv.get(0).getAsString());
        boolean there = Files.isExecutable(java);
        checks.add(new Check(
                "the kernel's Java is there", there, there ? "" : java + " is gone; install again with another Java"));
        JavaCommand command =
                new JavaCommand(Path.of(argv.get(jar + 1).getAsString()).getParent());
        boolean same = java.equals(JavaCommand.java());
        if (there && same) {
            checks.add(archive(command));
        } else if (there) {
            checks.add(new Check(
                    "the kernel runs on the Java that asks",
                    false,
                    "it runs on " + java + "; ask with that one, or install again with this one"));
        }
        return checks;
    }

    /** Asked of the virtual machine itself: an archive that does not fit is dropped without a word. */
    private static Check archive(JavaCommand command) throws IOException, InterruptedException {
        String claim = "archive of classes in use, " + command.archive().getFileName();
        if (!Files.exists(command.archive())) {
            return new Check(claim, false, "there is none; starts take longer. Install again to make it");
        }
        String log = JavaCommand.run(command.tracing("--version")).output();
        long shared = log.lines()
                .filter(line -> line.contains("rowan.") && line.contains("shared objects file"))
                .count();
        return new Check(
                claim,
                shared > 0,
                shared > 0
                        ? shared + " of Rowan's classes came from it"
                        : command.application().toString().contains(" ")
                                ? "Java keeps no classes of a path with blanks; starts take longer, and all else works"
                                : "the virtual machine did not use it; install again with this Java");
    }

    private static Check jupyter() {
        Optional<Path> lab = onPath("jupyter-lab").or(() -> onPath("jupyter"));
        return new Check(
                "JupyterLab on the path",
                lab.isPresent(),
                lab.map(Path::toString)
                        .orElse("pip install jupyterlab gets it; notebooks run without it too: rowan run FILE"));
    }

    private Check commandOnPath() {
        boolean found = onPath("rowan").isPresent();
        return new Check(
                "the command rowan on the path", found, found ? "" : "add " + UserDirectories.commands() + " to PATH");
    }

    private static Optional<Path> onPath(String command) {
        String name = UserDirectories.isWindows() ? command + ".exe" : command;
        for (String directory :
                Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator)) {
            Path file = Path.of(directory).resolve(name);
            if (!directory.isEmpty() && Files.isExecutable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
