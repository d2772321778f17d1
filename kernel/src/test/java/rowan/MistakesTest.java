package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.workspace.contract.Outcome;

/**
 * The mistakes of beginners as they are answered: {@code golden/mistakes.txt} is run from its first cell to its last in one
 * notebook. To add a mistake, write the cell behind {@code >>>} and the next try behind {@code ==>}, and run with {@code
 * -Dgolden.update=true}.
 */
@Tag("slow")
class MistakesTest {

    private static final Path FILE = Path.of("src", "test", "resources", "golden", "mistakes.txt");

    @TempDir
    Path directory;

    /** A mistake, the cell that was meant, or a line of prose, as it stands in the file; without the answers. */
    private record Entry(String sign, String text) {}

    private static List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String line : Files.readAllLines(FILE, StandardCharsets.UTF_8)) {
            if (line.startsWith(">>> ") || line.startsWith("==> ")) {
                entries.add(new Entry(line.substring(0, 3), line.substring(4)));
            } else if (line.startsWith("... ")) {
                Entry begun = entries.remove(entries.size() - 1);
                entries.add(new Entry(begun.sign(), begun.text() + "\n" + line.substring(4)));
            } else if (line.startsWith("#")) {
                entries.add(new Entry("#", line));
            }
        }
        return entries;
    }

    @Test
    void each_of_a_hundred_mistakes_is_answered_and_the_next_try_works() throws IOException {
        StringBuilder text = new StringBuilder();
        int tries = 0;
        try (Notebook notebook = new Notebook(directory)) {
            for (Entry entry : entries()) {
                boolean isApart = entry.sign().equals(">>>") || entry.text().startsWith("##");
                text.append(isApart ? "\n" : "");
                if (entry.sign().equals("#")) {
                    text.append(entry.text()).append('\n');
                } else {
                    String shown = notebook.run(entry.text());
                    text.append(entry.sign()).append(' ').append(entry.text().replace("\n", "\n... "));
                    text.append('\n');
                    if (entry.sign().equals(">>>")) {
                        text.append(answer(notebook, shown));
                    } else {
                        tries++;
                        assertThat(notebook.outcome())
                                .as("%s: %s", entry.text(), notebook.traceback())
                                .isNotInstanceOf(Outcome.Failure.class);
                    }
                }
            }
        }
        assertThat(tries).isEqualTo(100);
        Golden.assertSameOnce("mistakes.txt", text.toString().stripLeading());
    }

    private static String answer(Notebook notebook, String shown) {
        if (notebook.outcome() instanceof Outcome.Failure failure) {
            return Stream.concat(
                            Stream.of(failure.problem().message()),
                            failure.problem().notes().stream().map(note -> "  " + note))
                    .collect(Collectors.joining("\n", "", "\n"));
        }
        List<String> lines = shown.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0).replaceFirst("^\\w+: ", "") + "\n";
        return first + (lines.size() > 1 ? "  " + lines.get(lines.size() - 1) + "\n" : "");
    }
}
