package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import rowan.workspace.command.Command;

/** What the README says of commands is printed from their table; {@code -Dgolden.update=true} writes it anew. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- commands: printed from the table of commands -->\n";
    private static final String END = "<!-- end of commands -->";
    private static final int MOST_LINES = 400;

    /** Those that most notebooks use. */
    private static final List<String> SHOWN = List.of(
            "%sql",
            "%status",
            "%plan",
            "%%compare",
            "%%growth",
            "%experiments",
            "%timeit",
            "%chart",
            "%maven",
            "%log",
            "%%java",
            "%load",
            "%time",
            "%%exercise",
            "%help",
            ".tables",
            ".schema",
            ".read",
            ".import",
            ".dump");

    @Test
    void the_list_of_commands_is_of_the_table_of_commands() throws IOException {
        String text = Files.readString(README, StandardCharsets.UTF_8);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(
                    README, text.substring(0, from) + commands() + text.substring(to), StandardCharsets.UTF_8);
            return;
        }
        assertThat(text.substring(from, to)).isEqualTo(commands());
    }

    @Test
    void it_can_be_read_in_one_go() throws IOException {
        assertThat(Files.readAllLines(README, StandardCharsets.UTF_8)).hasSizeLessThan(MOST_LINES);
    }

    private static String commands() {
        StringBuilder table = new StringBuilder("| command | what it does |\n|---|---|\n");
        try (Notebook notebook = new Notebook()) {
            List<Command> commands = notebook.workspace().commands().rows();
            assertThat(commands).extracting(Command::written).containsAll(SHOWN);
            for (Command command : commands) {
                if (SHOWN.contains(command.written())) {
                    table.append("| `").append(command.written()).append("` | ");
                    table.append(command.sentence()).append(" |\n");
                }
            }
        }
        return table.toString();
    }
}
