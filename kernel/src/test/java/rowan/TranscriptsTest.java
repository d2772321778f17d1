package rowan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Notebooks as text: each file under {@code golden/cells} is a notebook whose cells begin with {@code >>>}, go on with
 * {@code ...}, and are followed by what they show. All of it is run, and the file is what came out. To add a case, write
 * its cell into a file and run with {@code -Dgolden.update=true}.
 */
class TranscriptsTest {

    static final Path FILES = Path.of("src", "test", "resources", "golden", "cells");

    @TempDir
    Path directory;

    /** Those in which the compiler of Java cells has much to do, or plans are measured. */
    private static final Pattern SLOW = Pattern.compile("(java-|tablesaw|measured-|exercises).*");

    static Stream<Path> quick() throws IOException {
        return Files.list(FILES).filter(file -> !isSlow(file)).sorted();
    }

    static Stream<Path> slow() throws IOException {
        return Files.list(FILES).filter(TranscriptsTest::isSlow).sorted();
    }

    private static boolean isSlow(Path file) {
        return SLOW.matcher(file.getFileName().toString()).matches();
    }

    @ParameterizedTest
    @MethodSource("quick")
    void cells_show_what_their_transcript_says(Path file) throws IOException {
        run(file);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("slow")
    void cells_that_take_long_show_what_their_transcript_says(Path file) throws IOException {
        run(file);
    }

    private void run(Path file) throws IOException {
        int[] round = {0};
        Golden.assertSame("cells/" + file.getFileName(), () -> {
            try {
                return shown(file, Files.createDirectory(directory.resolve("round" + round[0]++)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** What the cells of a transcript show in a directory. */
    static String shown(Path file, Path home) throws IOException {
        List<String> cells = Transcript.cells(Files.readAllLines(file, StandardCharsets.UTF_8));
        try (Notebook notebook = new Notebook(home)) {
            // The lines of the platform's own classes differ from one JDK to the next.
            return Transcript.of(notebook, cells)
                    .replace(home.toString(), "DIRECTORY")
                    .replaceAll("(at java\\.\\S+\\(\\w+\\.java):\\d+\\)", "$1)");
        }
    }
}
