package rowan.setup;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import rowan.files.Stop;
import rowan.files.WholeFile;

/**
 * Puts the kernel where Jupyter finds it. Everything lies in the kernel's own directory, with absolute paths, so that the
 * place it was built in may go away; removing the directory removes the kernel.
 */
public final class Installer {

    /** The extension of JupyterLab, as Lab knows it and as it is called in the directory of the application. */
    private static final String EXTENSION = "rowan-labextension";

    private static final String EXTENSION_BUILT = "labextension";

    /** Behind the name of a kernel whose place Rowan took. */
    private static final String KEPT = "-before-rowan";

    private static final String CONNECTION = "{connection_file}";

    private final Path jupyter;
    private final Path commands;
    private final Consumer<String> out;

    private Installer(Path jupyter, Path commands, Consumer<String> out) {
        this.jupyter = jupyter;
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
        return new Installer(UserDirectories.jupyter(), UserDirectories.commands(), out);
    }

    /** Installs below a prefix, such as that of a Python environment. */
    public static Installer under(Path prefix, Consumer<String> out) {
        Path absolute = prefix.toAbsolutePath().normalize();
        return new Installer(absolute.resolve("share").resolve("jupyter"), absolute.resolve("bin"), out);
    }

    /** The directory of a kernel of this name. */
    public Path kernel(String name) {
        return jupyter.resolve("kernels").resolve(name);
    }

    /**
     * Installs or replaces a kernel.
     *
     * @param name as Jupyter knows it: letters, digits, dot, dash, underscore
     * @param built the directory with {@code rowan.jar}, {@code lib/} and {@code labextension/}
     * @param replace whether it may take the place of another kernel of this name, which is then kept beside it
     * @param unpacking puts native libraries into the application's directory
     * @throws IOException with the path that cannot be written, or with the kernel that is in the way
     */
    public void install(String name, Path built, boolean replace, Unpacking unpacking)
            throws IOException, InterruptedException {
        if (!name.matches("[A-Za-z0-9._-]+")) {
            throw new IOException(
                    "a kernel's name is made of letters, digits, dots, dashes and underscores, not " + name);
        }
        if (!JavaCommand.isWholeJdk()) {
            throw new IOException("Rowan needs a whole JDK of version 17 or later, and the Java in "
                    + System.getProperty("java.home") + " cannot compile. Install with the java command of a JDK");
        }
        Path kernel = kernel(name);
        if (isForeign(kernel)) {
            makeWay(name, kernel, replace);
        }
        Path application = kernel.resolve("app");
        replace(application, place -> copy(built, place));
        JavaCommand command = settle(kernel, application, unpacking);
        copyResource("logo-svg.svg", kernel);
        copyResource("logo-64x64.png", kernel);
        out.accept("kernel    " + kernel);
        out.accept("extension " + installExtension(application));
        out.accept("command   " + writeCommand(command));
    }

    /**
     * Makes a kernel start fast and from anywhere, where its files lie already: unpacks native libraries, trains the archive,
     * writes absolute paths into its specification.
     *
     * @param kernel its directory
     * @param application the directory with {@code rowan.jar} and {@code lib/}
     */
    public static void settle(Path kernel, Path application, Unpacking unpacking, Consumer<String> out)
            throws IOException, InterruptedException {
        new Installer(kernel, application, out).settle(kernel, application, unpacking);
    }

    private JavaCommand settle(Path kernel, Path application, Unpacking unpacking)
            throws IOException, InterruptedException {
        unpacking.into(application);
        JavaCommand command = new JavaCommand(application);
        train(command);
        specify(kernel, command);
        return command;
    }

    /** Writes how Jupyter starts a kernel, in one step, since Jupyter may be reading it. */
    static void specify(Path kernel, JavaCommand command) throws IOException {
        WholeFile.write(
                kernel.resolve("kernel.json"), kernelJson(kernel.getFileName().toString(), command), Stop.NEVER);
    }

    /** Whether a directory is a kernel that is not Rowan's. */
    private static boolean isForeign(Path kernel) throws IOException {
        Path spec = kernel.resolve("kernel.json");
        return Files.exists(spec)
                && !Files.readString(spec, StandardCharsets.UTF_8).contains(JavaCommand.JAR);
    }

    private void makeWay(String name, Path kernel, boolean replace) throws IOException {
        if (!replace) {
            throw new IOException("another kernel is called " + name + ", in " + kernel
                    + "\nadd --replace to put Rowan in its place, or choose another --name");
        }
        Path aside = kernel(name + KEPT);
        remove(aside);
        Files.move(kernel, aside);
        out.accept("kept      the kernel that was there, as " + aside.getFileName());
    }

    /**
     * Removes a kernel and brings back the one whose place it took; the extension goes with the last one.
     *
     * @return whether there was one
     */
    public boolean uninstall(String name) throws IOException {
        Path kernel = kernel(name);
        boolean there = Files.exists(kernel) && !isForeign(kernel);
        if (there) {
            remove(kernel);
            if (Files.exists(kernel(name + KEPT))) {
                Files.move(kernel(name + KEPT), kernel);
            }
        }
        if (!isAnyKernelLeft()) {
            remove(extension());
            Files.deleteIfExists(commandFile());
        }
        return there;
    }

    private boolean isAnyKernelLeft() throws IOException {
        Path kernels = jupyter.resolve("kernels");
        if (!Files.isDirectory(kernels)) {
            return false;
        }
        try (Stream<Path> all = Files.list(kernels)) {
            return all.anyMatch(kernel -> Files.exists(kernel.resolve("app").resolve(JavaCommand.JAR)));
        }
    }

    /** Puts files beside a directory first and then into its place: without room for them, what was there works on. */
    private static void replace(Path directory, Unpacking files) throws IOException {
        Path beside = directory.resolveSibling(directory.getFileName() + "-new");
        remove(beside);
        boolean done = false;
        try {
            files.into(beside);
            remove(directory);
            Files.move(beside, directory);
            done = true;
        } finally {
            if (!done) {
                remove(beside);
            }
        }
    }

    private static void copy(Path built, Path application) throws IOException {
        create(application);
        Files.copy(built.resolve(JavaCommand.JAR), application.resolve(JavaCommand.JAR));
        copyAll(built.resolve("lib"), application.resolve("lib"));
        copyAll(built.resolve(EXTENSION_BUILT), application.resolve(EXTENSION_BUILT));
    }

    private static void create(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (NoSuchFileException e) {
            // Where nobody may make directories, some systems say that what is to be made is not there.
            throw new FileSystemException(directory.toString(), null, "no directory can be made there");
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy);
                }
            }
        }
    }

    private Path extension() {
        return jupyter.resolve("labextensions").resolve(EXTENSION);
    }

    /** JupyterLab finds it at its next start. */
    private Path installExtension(Path application) throws IOException {
        replace(extension(), place -> copyAll(application.resolve(EXTENSION_BUILT), place));
        return extension();
    }

    /** From an archive of its own classes Rowan starts faster; without one it works all the same. */
    private void train(JavaCommand command) throws IOException, InterruptedException {
        out.accept("training  a conversation is recorded for fast starts …");
        Archive archive = new Archive(command);
        JavaCommand.Ended ended = archive.train();
        if (!archive.isCurrent()) {
            out.accept("          no archive was made; starts will be slower. The training said:");
            ended.output().lines().limit(20).forEach(line -> out.accept("          " + line));
        }
    }

    private static String kernelJson(String name, JavaCommand command) {
        Map<String, Object> spec = new LinkedHashMap<>();
        // Notebooks written for IJava ask for a kernel of this name, in this language.
        boolean java = name.equals("java");
        spec.put("argv", java ? command.with("kernel", CONNECTION, "java") : command.with("kernel", CONNECTION));
        spec.put("display_name", name.equals("rowan") ? "Rowan (SQL + Java)" : "Rowan (" + name + ")");
        spec.put("language", java ? "java" : "sql");
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
        create(commands);
        Path file = commandFile();
        List<String> words = new ArrayList<>();
        boolean windows = UserDirectories.isWindows();
        for (String word : command.with()) {
            words.add(windows ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'");
        }
        String line = String.join(" ", words);
        WholeFile.write(file, windows ? "@" + line + " %*\r\n" : "#!/bin/sh\nexec " + line + " \"$@\"\n", Stop.NEVER);
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
