package rowan.sql.editor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Golden;
import rowan.Notebook;
import rowan.workspace.contract.Completions;

/** What Tab offers, place by place, as its golden file says: that is the specification, and this reads and rewrites it. */
class CompletionTest {

    private static final String FILE = "completion.txt";
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", FILE);
    private static final String ARROW = " → ";
    private static final int BEST = 3;

    @TempDir
    private Path directory;

    @Test
    void the_best_offers_are_those_of_the_specification() throws IOException {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/cities.csv"), "name\nOslo\n");
        Files.writeString(directory.resolve("shop.db"), "");
        List<String> lines = Files.readAllLines(GOLDEN, StandardCharsets.UTF_8);
        List<String> drawn = new ArrayList<>();
        try (Notebook notebook = new Notebook(directory)) {
            for (String cell : cells(lines)) {
                notebook.run(cell);
                assertThat(notebook.traceback()).as(cell).isEqualTo("no error");
            }
            for (String line : lines) {
                int arrow = line.lastIndexOf(ARROW);
                drawn.add(
                        arrow < 0 ? line : line.substring(0, arrow) + ARROW + best(line.substring(0, arrow), notebook));
            }
        }
        Golden.assertSameOnce(FILE, String.join("\n", drawn));
    }

    /** The paragraphs of the first section. */
    private static List<String> cells(List<String> lines) {
        String text = String.join("\n", lines);
        int from = text.indexOf('\n', text.indexOf("\n# ") + 1);
        return List.of(text.substring(from, text.indexOf("\n# ", from)).strip().split("\n\n"));
    }

    private static String best(String place, Notebook notebook) {
        String text = place.replace("⏎", "\n");
        int at = text.indexOf('|');
        // An operator of SQL has the sign of the cursor, too.
        at = text.startsWith("||", at) ? at + 3 : at;
        String cell = text.substring(0, at) + text.substring(at + 1);
        Completions completions = notebook.workspace().complete(cell, at);
        String best = completions.items().stream()
                .limit(BEST)
                .map(item -> item.text().replace("\n", "⏎"))
                .collect(Collectors.joining(" · "));
        return best.isEmpty() ? "∅" : best;
    }
}
