package rowan.setup;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where Jupyter looks for kernels, as <a href="https://docs.jupyter.org/en/latest/use/jupyter-directories.html">its
 * documentation</a> says, and the JupyterLab that is there.
 */
final class JupyterPaths {

    private static final List<String> PYTHONS = List.of("python3", "python");
    private static final String LAB_VERSION = "import sys, jupyterlab; print(jupyterlab.__version__, sys.executable)";

    private final Map<String, String> environment;

    /**
     * @param environment the variables by which Jupyter goes
     */
    JupyterPaths(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * A JupyterLab that starts.
     *
     * @param command starts it, {@code jupyter-lab} or a Python with its module
     */
    record Lab(Path command, String version, boolean isOnPath) {}

    /** The one that a user gets who types its name, else one that a Python on the path has. */
    Optional<Lab> lab() throws InterruptedException {
        for (Path command : onPath("jupyter-lab")) {
            // The command of a version manager, or of a Python that has gone, is there and starts nothing.
            Optional<String> version = said(command.toString(), "--version");
            if (version.isPresent()) {
                return Optional.of(new Lab(command, last(version.get()), true));
            }
        }
        for (Path python : pythons()) {
            Optional<String[]> found = said(python.toString(), "-c", LAB_VERSION)
                    .map(line -> last(line).split(" ", 2));
            if (found.isPresent()) {
                return Optional.of(new Lab(Path.of(found.get()[1]), found.get()[0], false));
            }
        }
        return Optional.empty();
    }

    private List<Path> pythons() {
        return PYTHONS.stream().flatMap(name -> onPath(name).stream()).toList();
    }

    /** The directories of data, the one that goes before the others first: of this JupyterLab, or as documented. */
    List<Path> data(Optional<Lab> lab) throws InterruptedException {
        Optional<String> told = lab.isEmpty() ? Optional.empty() : told(lab.get());
        try {
            if (told.isPresent()) {
                List<Path> paths = new ArrayList<>();
                String json = told.get().substring(Math.max(0, told.get().indexOf('{')));
                for (JsonElement each :
                        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("data")) {
                    paths.add(Path.of(each.getAsString()));
                }
                return paths;
            }
        } catch (JsonParseException | IllegalStateException | NullPointerException other) {
            System.getLogger(JupyterPaths.class.getName()).log(System.Logger.Level.DEBUG, "no paths were told", other);
        }
        return documented();
    }

    private Optional<String> told(Lab lab) throws InterruptedException {
        String name = UserDirectories.isWindows() ? "jupyter.exe" : "jupyter";
        return lab.isOnPath()
                ? said(lab.command().resolveSibling(name).toString(), "--paths", "--json")
                : said(lab.command().toString(), "-m", "jupyter", "--paths", "--json");
    }

    /** Those that {@code JUPYTER_PATH} names, this user's and the environment's, the system's. */
    private List<Path> documented() {
        Set<Path> paths = new LinkedHashSet<>();
        Stream.of(variable("JUPYTER_PATH").orElse("").split(File.pathSeparator))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .forEach(paths::add);
        List<Path> own = new ArrayList<>(List.of(UserDirectories.jupyter()));
        Stream.of("VIRTUAL_ENV", "CONDA_PREFIX")
                .flatMap(name -> variable(name).stream())
                .map(prefix -> Path.of(prefix).resolve("share").resolve("jupyter"))
                .forEach(path -> own.add(0, path));
        paths.addAll(own);
        if (UserDirectories.isWindows()) {
            variable("PROGRAMDATA")
                    .map(data -> Path.of(data).resolve("jupyter"))
                    .ifPresent(paths::add);
        } else {
            paths.add(Path.of("/usr/local/share/jupyter"));
            paths.add(Path.of("/usr/share/jupyter"));
        }
        return List.copyOf(paths);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** All commands of a name that can be run, the one that is run first. */
    List<Path> onPath(String command) {
        String name = UserDirectories.isWindows() ? command + ".exe" : command;
        return Stream.of(variable("PATH").orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .toList();
    }

    /** Warnings may stand above it. */
    private static String last(String lines) {
        return lines.substring(lines.lastIndexOf('\n') + 1);
    }

    /** What a program says where it ends well. */
    private static Optional<String> said(String... command) throws InterruptedException {
        try {
            JavaCommand.Ended ended = JavaCommand.run(List.of(command));
            return Optional.of(ended.output().strip()).filter(text -> ended.exitCode() == 0 && !text.isEmpty());
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }
}
