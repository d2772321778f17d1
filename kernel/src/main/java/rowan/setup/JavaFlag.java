package rowan.setup;

import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.util.List;

/**
 * A flag of the Java that runs the kernel. The flags are for the code of users: what makes a start shorter stays only if
 * users' loops do not pay for it.
 *
 * @param flag as the command line has it
 * @param reason what it is for
 * @param measured what it was found to bring, on Java 17 and 25 where there are two figures; empty where none was taken
 */
record JavaFlag(String flag, String reason, String measured) {

    /** The first one, since a virtual machine heeds it only for the flags behind it. */
    static final String LENIENT = "-XX:+IgnoreUnrecognizedVMOptions";

    /**
     * Those of every kernel, in their order.
     *
     * @param application the directory with the native library of SQLite
     */
    static List<JavaFlag> of(Path application) {
        return List.of(
                new JavaFlag(
                        LENIENT,
                        "A Java that has dropped one of the flags below starts without it, and not at all otherwise.",
                        ""),
                new JavaFlag(
                        "-XX:+UseSerialGC",
                        "The collector with the least to start and to keep.",
                        "Beside G1, an idle kernel is ready 1 % and 4 % earlier and holds 3 and 6 MB less."),
                new JavaFlag(
                        "-XX:+UseCountedLoopSafepoints",
                        "An interrupt need not wait for the end of a counted loop; of itself this collector would have it"
                                + " wait.",
                        "An interrupt of a long counted loop: 114 and 83 ms; without this flag and the next, 10 and 6 s."),
                new JavaFlag(
                        "-XX:LoopStripMiningIter=1000",
                        "The loop can be stopped every thousandth time round. If it could at every one, as the flag above has"
                                + " it alone, it would be neither unrolled nor vectorised.",
                        "Rows of matrices added up: 3.31 → 0.92 on 17; arrays: 2.54 → 1.17."),
                new JavaFlag(
                        "-XX:TypeProfileWidth=4",
                        "At each call the virtual machine remembers the first types that it has seen, two of itself. Rowan"
                                + " and the compiler use streams too, and the cell's own type would not be among them.",
                        "A filtered IntStream where the first two types were not the cell's: 2.71 → 1.61 and 2.33 → 1.51."),
                new JavaFlag("-XX:CompileCommand=quiet", "The next one is not repeated on the standard output.", ""),
                new JavaFlag(
                        "-XX:CompileCommand=CompileThresholdScaling,java.util.stream.*::accept,200.0",
                        "What lies between the stages of a stream is compiled later, so that the types it remembers are those"
                                + " of cells and not those of the compiler's own streams at the start.",
                        "A stream of boxed numbers on 17: 1.83 → 1.26."),
                new JavaFlag(
                        "-XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::*,0.002",
                        "Every message is signed; the processor's own instructions for that are the optimising compiler's.",
                        ""),
                new JavaFlag(
                        "-XX:ReservedCodeCacheSize=96m",
                        "Less address space is reserved.",
                        "3 MB less resident on 17, nothing on 25."),
                new JavaFlag("-XX:-UsePerfData", "No file of counters is mapped for other programs.", ""),
                new JavaFlag(
                        "-Djdk.attach.allowAttachSelf=true",
                        "A class of a cell that is declared anew gets its new code in place, by an agent that is attached"
                                + " then.",
                        ""),
                new JavaFlag("-XX:+EnableDynamicAgentLoading", "The same, without a warning.", ""),
                new JavaFlag(
                        "-Djava.nio.channels.spi.SelectorProvider="
                                + SelectorProvider.provider().getClass().getName(),
                        "The one that Java has found; to find it again, every start would open all libraries and ask for it.",
                        ""),
                new JavaFlag("-Dfile.encoding=UTF-8", "Text is the same everywhere.", ""),
                new JavaFlag("-Djava.awt.headless=true", "Charts are drawn without a screen.", ""),
                new JavaFlag(
                        "-Dorg.sqlite.lib.path=" + application,
                        "SQLite lies there unpacked; no start unpacks it.",
                        ""));
    }
}
