package rowan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Notebooks as text: each file under {@code golden/cells} is a notebook whose cells begin with {@code >>>}, go on with
 * {@code ...}, and are followed by what they show. All of it is run, and the file is what came out. To add a case, write
 * its cell into a file and run with {@code -Dgolden.update=true}.
 */
class TranscriptsTest {

    private static final Path FILES = Path.of("src", "test", "resources", "golden", "cells");

    @TempDir
    Path directory;

    static Stream<Path> transcripts() throws IOException {
        return Files.list(FILES).sorted();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void cells_show_what_their_transcript_says(Path file) throws IOException {
        List<String> cells = Transcript.cells(Files.readAllLines(file, StandardCharsets.UTF_8));
        int[] round = {0};
        Golden.assertSame("cells/" + file.getFileName(), () -> {
            Path home = directory.resolve("round" + round[0]++);
            try (Notebook notebook = new Notebook(Files.createDirectory(home))) {
                // The lines of the platform's own classes differ from one JDK to the next.
                return Transcript.of(notebook, cells)
                        .replace(home.toString(), "DIRECTORY")
                        .replaceAll("(at java\\.\\S+\\(\\w+\\.java):\\d+\\)", "$1)");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }
}
