package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of libraries and licences is that of the libraries. */
@Tag("slow")
class LibrariesTest {

    private static final Path RESOLVED = Path.of("target", "LIBRARIES.md");
    private static final Path KEPT = Path.of("LIBRARIES.md");

    @Test
    void every_jar_is_listed_with_its_licence() throws Exception {
        if (Boolean.getBoolean("golden.update")) {
            Files.copy(RESOLVED, KEPT, StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(KEPT)
                .as("copy %s over it, and look at the licence of what is new", RESOLVED)
                .hasSameTextualContentAs(RESOLVED);
    }
}
