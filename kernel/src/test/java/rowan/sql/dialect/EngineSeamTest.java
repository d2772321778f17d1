package rowan.sql.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is SQLite's own is asked of the dialect: no text of its SQL stands outside of its package. */
class EngineSeamTest {

    private static final Path MAIN = Path.of("src", "main", "java", "rowan");

    /** Where such a text stands all the same, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry(
                    "sql/grid/RowFile.java",
                    "the rows of results lie in files of Rowan's own, whatever engine they came from"),
            Map.entry("sql/grid/Arranging.java", "the same files"),
            Map.entry("sql/grid/ColumnTypes.java", "the same files"),
            Map.entry("sql/grid/Condition.java", "the same files"),
            Map.entry("magic/ShellWords.java", "what is said to words of SQLite's own shell"),
            Map.entry("jupyter/History.java", "the history is a file of Rowan's own"),
            Map.entry("jupyter/KernelInfo.java", "the help of the notebook's own database"),
            Map.entry("display/plan/PlanGlossary.java", "words for steps by what their engine calls them"),
            Map.entry("model/experiment/Comparison.java", "what records of experiments that were made with SQLite say"),
            Map.entry("magic/ExperimentCommands.java", "the same, said of the option"),
            Map.entry("libraries/BundledTablesaw.java", "a hint for a library that reads from the driver itself"),
            Map.entry("setup/JavaFlag.java", "where the driver's native library lies"));

    /** Comments, which come to nothing, and literals. */
    private static final Pattern TOKEN =
            Pattern.compile("//[^\\n]*+|/\\*(?:[^*]++|\\*(?!/))*+\\*/|'(?:\\\\.|[^'\\\\])++'"
                    + "|\"\"\"(?:[^\\\\\"]++|\\\\.|\"(?!\"\"))*+\"\"\"|\"(?:[^\"\\\\\\n]++|\\\\.)*+\"");

    private static final Pattern OWN =
            Pattern.compile("sqlite_\\w|\\bSQLITE_|\\b(?:pragma|PRAGMA)|\\bQUERY PLAN|\\browid\\b"
                    + "|\\b(?:temp|main)\\.|\\bATTACH |typeof\\(|\\bTEMP\\b|json_each|sqlite:|SQLite");

    @Test
    void no_text_of_sqlites_own_stands_outside_of_its_package() throws Exception {
        Map<String, List<String>> found = new TreeMap<>();
        Set<String> files = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(MAIN)) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String name = MAIN.relativize(source).toString().replace('\\', '/');
                List<String> own = name.startsWith("sql/sqlite/") ? List.of() : own(source);
                if (!own.isEmpty()) {
                    files.add(name);
                    found.put(name, own);
                }
            }
        }
        found.keySet().removeAll(EXCEPTIONS.keySet());
        assertThat(found).isEmpty();
        assertThat(files)
                .as("files that need their exception")
                .containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
    }

    /** The literals of a source in which something of SQLite's own stands. */
    private static List<String> own(Path source) throws IOException {
        List<String> own = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(Files.readString(source, StandardCharsets.UTF_8));
        while (tokens.find()) {
            if (tokens.group().startsWith("\"") && OWN.matcher(tokens.group()).find()) {
                own.add(tokens.group());
            }
        }
        return own;
    }
}
