package rowan.setup;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rowan.jshell.internals.Loss;
import rowan.model.Check;

/** Looks whether an installed kernel will start, and start fast; every check that fails says what mends it. */
public final class Doctor {

    private static final String LAB = "JupyterLab on the path";

    private final JupyterPaths jupyter;
    private final String name;
    private final Optional<Path> place;

    private Doctor(Map<String, String> environment, String name, Optional<Path> place) {
        this.jupyter = new JupyterPaths(environment);
        this.name = name;
        this.place = place;
    }

    /**
     * Of one kernel.
     *
     * @param kernel the kernel's directory, with its {@code kernel.json}
     */
    public static Doctor of(Path kernel) {
        return new Doctor(System.getenv(), kernel.getFileName().toString(), Optional.of(kernel));
    }

    /** Of the kernel that Jupyter starts by a name. */
    public static Doctor of(String name) {
        return of(name, System.getenv());
    }

    static Doctor of(String name, Map<String, String> environment) {
        return new Doctor(environment, name, Optional.empty());
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
        Optional<JupyterPaths.Lab> lab = jupyter.lab();
        List<Path> data = jupyter.data(lab);
        Optional<Path> found = data.stream()
                .map(directory -> directory.resolve("kernels").resolve(name))
                .filter(directory -> Files.exists(directory.resolve("kernel.json")))
                .findFirst();
        Path kernel = place.or(() -> found)
                .orElseGet(() -> UserDirectories.jupyter().resolve("kernels").resolve(name));
        Path spec = kernel.resolve("kernel.json");
        boolean installed = Files.exists(spec);
        checks.add(new Check(
                "kernel installed in " + kernel, installed, installed ? "" : "run: java -jar rowan.jar install"));
        if (installed) {
            checks.addAll(command(spec));
            checks.add(findable(kernel, found, data));
        }
        checks.add(lab(lab));
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

    /** Of several kernels of one name, Jupyter starts the one it finds first. */
    private Check findable(Path kernel, Optional<Path> found, List<Path> data) throws IOException {
        String claim = "Jupyter finds the kernel by the name " + name;
        if (found.isPresent() && Files.isSameFile(found.get(), kernel)) {
            return new Check(claim, true, "");
        }
        Path directory = kernel.toAbsolutePath().getParent().getParent();
        String looked = data.stream().map(Path::toString).collect(Collectors.joining("\n    "));
        return new Check(
                claim,
                false,
                found.map(first -> "another one goes before it: " + first
                                + "\nremove that one, or install with another --name")
                        .orElseGet(() -> "it looks in\n    " + looked + "\ninstall into one of these, or add "
                                + directory + " to JUPYTER_PATH"));
    }

    private Check lab(Optional<JupyterPaths.Lab> lab) {
        if (lab.isPresent()) {
            JupyterPaths.Lab found = lab.get();
            return new Check(
                    LAB,
                    found.isOnPath(),
                    found.isOnPath()
                            ? found.version() + ", " + found.command()
                            : found.version() + " is there and not on the path; start it by " + found.command()
                                    + " -m jupyterlab");
        }
        List<Path> broken = jupyter.onPath("jupyter-lab");
        List<Path> alone = jupyter.onPath("jupyter");
        String found = !broken.isEmpty()
                ? broken.get(0) + " does not start. "
                : !alone.isEmpty() ? alone.get(0) + " is there without it. " : "";
        return new Check(
                LAB, false, found + "pip install jupyterlab gets it; notebooks run without it too: rowan run FILE");
    }

    private Check commandOnPath() {
        boolean found = !jupyter.onPath("rowan").isEmpty();
        return new Check(
                "the command rowan on the path", found, found ? "" : "add " + UserDirectories.commands() + " to PATH");
    }
}
