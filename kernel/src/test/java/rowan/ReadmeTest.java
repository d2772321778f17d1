package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import rowan.workspace.command.Command;

/** What the README says is printed from the code; {@code -Dgolden.update=true} writes it anew. */
class ReadmeTest {

    private static final Path README = Path.of("..", "README.md");
    private static final String BEGIN = "<!-- commands: printed from the table of commands -->\n";
    private static final String END = "<!-- end of commands -->";

    @Test
    void the_list_of_commands_is_the_table_of_commands() throws IOException {
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

    private static String commands() {
        StringBuilder table = new StringBuilder("| command | what it does |\n|---|---|\n");
        try (Notebook notebook = new Notebook()) {
            for (Command command : notebook.workspace().commands().rows()) {
                table.append("| `")
                        .append(command.written())
                        .append("` | ")
                        .append(command.sentence())
                        .append(" |\n");
            }
        }
        return table.toString();
    }
}
