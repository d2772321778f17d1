package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pages for developers name is there: classes by their simple names, files by their paths. */
class PagesTest {

    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*(?:\\.[A-Z]\\w*[a-z]\\w*)?");
    private static final Pattern FILE = Pattern.compile("[\\w.*-]+(?:/[\\w.*-]+)+");

    @ParameterizedTest
    @ValueSource(strings = {"ARCHITECTURE.md", "../CONTRIBUTING.md"})
    void classes_and_files_that_a_page_names_exist(String page) throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> missing = new TreeSet<>();
        int named = 0;
        Matcher code = CODE.matcher(Files.readString(Path.of(page), StandardCharsets.UTF_8));
        while (code.find()) {
            String word = code.group(1);
            if (CLASS.matcher(word).matches()) {
                named++;
                if (!classes.contains(word.split("\\.")[0])) {
                    missing.add(word);
                }
            } else if (FILE.matcher(word).matches() && !word.contains("*") && !Files.exists(Path.of("..", word))) {
                missing.add(word);
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(10);
    }
}
