package rowan.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that starts Rowan: the Java that runs now, its {@linkplain JavaFlag flags} and the archive of its classes. An
 * archive is used only if the flags are the same as when it was trained; therefore nothing else starts a kernel.
 *
 * @param application the directory with {@code rowan.jar}, {@code lib/}, the native library and the archive
 */
record JavaCommand(Path application) {

    static final String JAR = "rowan.jar";

    /** Whether this Java has the AOT cache of JEP 514; before it, class data sharing. */
    private static boolean hasAotCache() {
        return Runtime.version().feature() >= 25;
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"))
                .resolve("bin")
                .resolve(UserDirectories.isWindows() ? "java.exe" : "java");
    }

    /** Whether this Java can run Java cells; what is called a JRE cannot. */
    static boolean isWholeJdk() {
        return ModuleLayer.boot().findModule("jdk.jshell").isPresent();
    }

    Path archive() {
        return application.resolve(hasAotCache() ? "rowan.aot" : "rowan.jsa");
    }

    /** The whole command, with the archive if there is one. */
    List<String> with(String... arguments) {
        List<String> use = Files.exists(archive())
                ? List.of((hasAotCache() ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive())
                : List.of();
        return command(use, arguments);
    }

    /** The command that makes an archive from the classes that {@code arguments} make it load. */
    List<String> training(Path archive, String... arguments) {
        // Without what the virtual machine learns about code that is hot: it would compile that much at once that the
        // first Java cells took twice as long on two cores.
        List<String> make = hasAotCache()
                ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput=" + archive)
                : List.of("-XX:ArchiveClassesAtExit=" + archive);
        return command(make, arguments);
    }

    /** The command with every class that is loaded printed, and where it comes from. */
    List<String> tracing(String... arguments) {
        List<String> command = new ArrayList<>(with(arguments));
        command.add(1, "-Xlog:class+load");
        return command;
    }

    private List<String> command(List<String> archiveFlags, String... arguments) {
        List<String> command = new ArrayList<>(List.of(java().toString()));
        JavaFlag.of(application).forEach(flag -> command.add(flag.flag()));
        command.addAll(archiveFlags);
        command.add("-jar");
        command.add(application.resolve(JAR).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** What a process printed, and how it ended. */
    record Ended(int exitCode, String output) {}

    static Ended run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        // They would change flags, and an archive made with other flags is not used.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(environment::remove);
        // The front end whose kernel has begun this may end before it.
        environment.remove("JPY_PARENT_PID");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
