package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Notebooks written for IJava run as they are. The files under {@code golden/ijava} show what each cell of its surface
 * gives, which is what IJava 1.3.0 gives or better; {@link JupyterTest} runs the same through a kernel called java.
 */
@Tag("slow")
class IJavaConformanceTest {

    static final Path FILES = Path.of("src", "test", "resources", "golden", "ijava");
    private static final int AT_LEAST = 150;

    @TempDir
    Path directory;

    static Stream<Path> transcripts() throws IOException {
        return Files.list(FILES).sorted();
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void cells_show_what_their_transcript_says(Path file) throws IOException {
        List<String> cells = Transcript.cells(Files.readAllLines(file, StandardCharsets.UTF_8));
        try (Notebook notebook = new Notebook(directory)) {
            Golden.assertSameOnce(
                    "ijava/" + file.getFileName(),
                    Transcript.merged(notebook, cells).replace(directory.toString(), "DIRECTORY"));
        }
    }

    @Test
    void the_whole_surface_is_there() throws IOException {
        int cells = 0;
        for (Path file : transcripts().toList()) {
            cells += Transcript.cells(Files.readAllLines(file, StandardCharsets.UTF_8))
                    .size();
        }
        assertThat(cells).isGreaterThanOrEqualTo(AT_LEAST);
    }
}
