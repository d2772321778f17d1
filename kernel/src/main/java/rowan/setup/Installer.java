package rowan.setup;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts the kernel where Jupyter finds it. Everything lies in the kernel's own directory, with absolute paths, so that the
 * place it was built in may go away; removing the directory removes the kernel.
 */
public final class Installer {

    private final Path kernels;
    private final Path commands;
    private final Consumer<String> out;

    private Installer(Path kernels, Path commands, Consumer<String> out) {
        this.kernels = kernels;
        this.commands = commands;
        this.out = out;
    }

    /** Puts files into a directory. */
    @FunctionalInterface
    public interface Unpacking {
        void into(Path directory) throws IOException;
    }

    /** Installs for this user. */
    public static Installer forUser(Consumer<String> out) {
        return new Installer(UserDirectories.jupyterKernels(), UserDirectories.commands(), out);
    }

    /** Installs below a prefix, such as that of a Python environment. */
    public static Installer under(Path prefix, Consumer<String> out) {
        Path absolute = prefix.toAbsolutePath().normalize();
        return new Installer(
                absolute.resolve("share").resolve("jupyter").resolve("kernels"), absolute.resolve("bin"), out);
    }

    /** The directory of a kernel of this name. */
    public Path kernel(String name) {
        return kernels.resolve(name);
    }

    /**
     * Installs or replaces a kernel.
     *
     * @param name as Jupyter knows it: letters, digits, dot, dash, underscore
     * @param built the directory with {@code rowan.jar} and {@code lib/}
     * @param unpacking puts native libraries into the application's directory
     * @throws IOException with the path that cannot be written
     */
    public void install(String name, Path built, Unpacking unpacking) throws IOException, InterruptedException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IOException(
                    "a kernel's name is made of letters, digits, dots, dashes and underscores, not " + name);
        }
        Path kernel = kernel(name);
        Path application = kernel.resolve("app");
        remove(application);
        copy(built, application);
        unpacking.into(application);
        JavaCommand command = new JavaCommand(application);
        train(command);
        Files.writeString(kernel.resolve("kernel.json"), kernelJson(name, command), StandardCharsets.UTF_8);
        copyResource("logo-svg.svg", kernel);
        copyResource("logo-64x64.png", kernel);
        out.accept("kernel    " + kernel);
        out.accept("command   " + writeCommand(command));
    }

    /** Removes a kernel; whether there was one. */
    public boolean uninstall(String name) throws IOException {
        boolean there = Files.exists(kernel(name));
        remove(kernel(name));
        Files.deleteIfExists(commandFile());
        return there;
    }

    private static void copy(Path built, Path application) throws IOException {
        Files.createDirectories(application.resolve("lib"));
        Files.copy(built.resolve(JavaCommand.JAR), application.resolve(JavaCommand.JAR));
        try (Stream<Path> libraries = Files.list(built.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, application.resolve("lib").resolve(library.getFileName()));
            }
        }
    }

    /** From an archive of its own classes Rowan starts faster; without one it works all the same. */
    private void train(JavaCommand command) throws IOException, InterruptedException {
        out.accept("training  a conversation is recorded for fast starts …");
        JavaCommand.Ended ended = JavaCommand.run(command.training("train"));
        if (ended.exitCode() != 0 || !Files.exists(command.archive())) {
            out.accept("          no archive was made; starts will be slower. The training said:");
            ended.output().lines().limit(20).forEach(line -> out.accept("          " + line));
        }
    }

    private static String kernelJson(String name, JavaCommand command) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("argv", command.with("kernel", "{connection_file}"));
        spec.put("display_name", name.equals("rowan") ? "Rowan (SQL + Java)" : "Rowan (" + name + ")");
        spec.put("language", "sql");
        spec.put("interrupt_mode", "message");
        spec.put("metadata", Map.of("debugger", false));
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(spec) + "\n";
    }

    private static void copyResource(String name, Path kernel) throws IOException {
        try (InputStream resource = Installer.class.getResourceAsStream(name)) {
            Files.copy(resource, kernel.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path commandFile() {
        return commands.resolve(UserDirectories.isWindows() ? "rowan.cmd" : "rowan");
    }

    private Path writeCommand(JavaCommand command) throws IOException {
        Files.createDirectories(commands);
        Path file = commandFile();
        List<String> words = new ArrayList<>();
        boolean windows = UserDirectories.isWindows();
        for (String word : command.with()) {
            words.add(windows ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'");
        }
        String line = String.join(" ", words);
        Files.writeString(
                file,
                windows ? "@" + line + " %*\r\n" : "#!/bin/sh\nexec " + line + " \"$@\"\n",
                StandardCharsets.UTF_8);
        if (!windows) {
            file.toFile().setExecutable(true, false);
        }
        return file;
    }

    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
