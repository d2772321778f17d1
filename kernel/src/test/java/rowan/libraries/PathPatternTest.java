package rowan.libraries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rowan.model.Problem;

/** Which files a pattern stands for. */
class PathPatternTest {

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        for (String name :
                List.of("lib/b.jar", "lib/a.jar", "lib/notes.txt", "lib/more/c.jar", "lib2/a.jar", "[x].jar")) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }

    private List<String> relative(List<Path> found) {
        return found.stream()
                .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lib/a.jar | [lib/a.jar]",
                "lib/c.jar | []",
                "lib/*.jar | [lib/a.jar, lib/b.jar]",
                "*/a.jar | [lib/a.jar, lib2/a.jar]",
                "lib?/* | [lib2/a.jar]",
                "lib/ | [lib/a.jar, lib/b.jar, lib/notes.txt]",
                "[*].jar | [[x].jar]",
                "none/* | []"
            })
    void stars_stand_for_signs_of_one_name(String pattern, String found) {
        assertThat(relative(PathPattern.find(directory, pattern))).hasToString(found);
        assertThat(relative(PathPattern.find(Path.of("/"), directory.toString().replace('\\', '/') + "/" + pattern)))
                .hasToString(found);
    }

    @Test
    void libraries_of_a_directory_are_its_jars_or_itself() throws IOException {
        assertThat(relative(PathPattern.libraries(directory, "lib/"))).containsExactly("lib/a.jar", "lib/b.jar");
        Files.createDirectories(directory.resolve("classes/p"));
        assertThat(relative(PathPattern.libraries(directory, "classes/"))).containsExactly("classes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lib/a.jer | There is no lib/a.jer. | Did you mean a.jar?",
                "libs/x/a.jar | There is no libs/x/a.jar: there is no directory libs in DIR. | Did you mean lib2?",
                "lib2/*.zip | No file matches lib2/*.zip: DIR/lib2 has only a.jar. | Paths start from DIR",
                "lib/*.zip | No file matches lib/*.zip: DIR/lib has 4 other names, such as a.jar and b.jar. |"
                        + " Paths start from DIR"
            })
    void a_pattern_that_stands_for_nothing_says_how_far_it_leads(String pattern, String message, String note) {
        Problem problem = PathPattern.missing(directory, pattern);
        assertThat(problem.message()).isEqualTo(message.replace("DIR", directory.toString()));
        assertThat(problem.notes().get(0)).startsWith(note.replace("DIR", directory.toString()));
    }
}
