package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.jshell.internals.Internal;
import rowan.jshell.internals.Loss;

/** What cells show where the JDK opens none of its packages to Rowan. */
@Tag("slow")
class ClosedJdkTest {

    /** Transcripts that may say what is lost; each loss is told once in a virtual machine. */
    private static final int MOST = 5;

    @TempDir
    Path directory;

    @Test
    void cells_show_the_same_in_a_jdk_that_opens_nothing_but_for_the_sentences_that_say_what_is_lost()
            throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.list(TranscriptsTest.FILES)) {
            files = found.sorted().toList();
        }
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        files.forEach(file -> arguments.add(file.toString()));
        Path log = directory.resolve("log");
        ProcessBuilder closed = JavaProcess.of(directory, TranscriptsInProcess.class, arguments.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        closed.command().addAll(1, List.of("-Djdk.attach.allowAttachSelf=true", "-XX:+EnableDynamicAgentLoading"));
        assertThat(closed.start().waitFor()).as(Files.readString(log)).isZero();

        Map<String, String> differing = new TreeMap<>();
        for (Path file : files) {
            String shown = Files.readString(directory.resolve(file.getFileName()), StandardCharsets.UTF_8);
            String expected = Files.readString(file, StandardCharsets.UTF_8);
            if (!shown.equals(expected)) {
                differing.put(file.getFileName().toString(), shown);
                if (!isRefusing(file)) {
                    assertThat(withoutLosses(shown)).as(file.toString()).isEqualTo(withoutLosses(expected));
                }
            }
        }
        assertThat(differing).hasSizeBetween(1, MOST);
        String doctor = Files.readString(directory.resolve("doctor"), StandardCharsets.UTF_8);
        for (Loss loss : Loss.values()) {
            if (loss != Loss.SIGNALS) { // They need no package to be opened.
                assertThat(doctor).contains("false " + loss.sentence());
            }
        }
        assertThat(doctor).contains(Internal.STATUS.toString());
    }

    /** Whether it declares an anonymous class after a type that does not compile: {@link Loss#ANONYMOUS_CLASSES}. */
    private static boolean isRefusing(Path file) {
        return Runtime.version().feature() >= 25
                && List.of("java-declarations.txt", "java-errors.txt")
                        .contains(file.getFileName().toString());
    }

    private static String withoutLosses(String shown) {
        List<String> losses = Arrays.stream(Loss.values())
                .map(loss -> "display: " + loss.sentence())
                .toList();
        return shown.lines().filter(line -> !losses.contains(line)).collect(Collectors.joining("\n"));
    }
}
