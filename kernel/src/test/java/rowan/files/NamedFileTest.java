package rowan.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a user has named; what waits is in {@link NamedPipeTest}. */
class NamedFileTest {

    @TempDir
    Path directory;

    @Test
    void a_text_is_read_as_UTF_8_without_its_mark() throws Exception {
        Path file = directory.resolve("a.sql");
        Files.write(file, "\uFEFFSELECT 'é🙂\uFEFF'\n".getBytes(StandardCharsets.UTF_8));
        assertThat(NamedFile.text(file, Stop.NEVER)).isEqualTo("SELECT 'é🙂\uFEFF'\n");
    }

    @Test
    void what_is_no_such_text_or_not_there_is_told() throws Exception {
        Path file = Files.write(directory.resolve("a.sql"), new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(() -> NamedFile.text(file, Stop.NEVER)).isInstanceOf(CharacterCodingException.class);
        assertThatThrownBy(() -> NamedFile.text(directory.resolve("none"), Stop.NEVER))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void what_is_written_stands_behind_what_is_there() throws Exception {
        Path file = Files.writeString(directory.resolve("a.log"), "one\n", StandardCharsets.UTF_8);
        try (OutputStream out = NamedFile.output(file, Stop.NEVER)) {
            out.write("two\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).hasContent("one\ntwo\n");
    }
}
