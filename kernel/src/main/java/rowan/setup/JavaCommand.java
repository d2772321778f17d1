package rowan.setup;

import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command that starts Rowan: the Java that runs now, its flags and the archive of its classes. An archive is used only
 * if the flags are the same as when it was trained; therefore they are all here.
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

    private List<String> flags() {
        return List.of(
                // Starts fastest; without safepoints in counted loops an interrupt would wait for them.
                "-XX:+UseSerialGC",
                "-XX:+UseCountedLoopSafepoints",
                "-XX:LoopStripMiningIter=1",
                // Code that every cell runs once is compiled after some dozens of cells, not hundreds: calls are looked
                // at every 16th time, not every 128th.
                "-XX:Tier0InvokeNotifyFreqLog=4",
                "-XX:Tier3InvocationThreshold=40",
                "-XX:Tier3MinInvocationThreshold=20",
                "-XX:Tier3CompileThreshold=80",
                // A long queue of code that waits for the compiler raises these thresholds, and the start makes it
                // long:
                // with the JVM's own 5 the last of it was compiled hundreds of cells later.
                "-XX:Tier3LoadFeedback=100",
                // Every message is signed. The processor's own instructions for that are the optimising compiler's.
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::*,0.002",
                // The optimising compiler waits twelve times as long as of itself: on two cores it would compete
                // with the first cells. Loops of cells run as fast as without this.
                "-XX:Tier4InvocationThreshold=60000",
                "-XX:Tier4MinInvocationThreshold=7200",
                "-XX:Tier4CompileThreshold=180000",
                "-XX:Tier4BackEdgeThreshold=480000",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:-UsePerfData",
                // A class of a cell that is declared anew gets its new code in place, by an agent that is
                // attached then.
                "-Djdk.attach.allowAttachSelf=true",
                "-XX:+EnableDynamicAgentLoading",
                // The one that Java has found; to find it again, every start would open all libraries and ask for it.
                "-Djava.nio.channels.spi.SelectorProvider="
                        + SelectorProvider.provider().getClass().getName(),
                "-Dfile.encoding=UTF-8",
                "-Djava.awt.headless=true",
                "-Dorg.sqlite.lib.path=" + application);
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
                ? List.of(
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTRecordTraining",
                        "-XX:AOTCacheOutput=" + archive)
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
        command.addAll(archiveFlags);
        command.addAll(flags());
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
