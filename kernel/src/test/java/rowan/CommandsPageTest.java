package rowan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.workspace.command.Command;
import rowan.workspace.command.Option;

/**
 * COMMANDS.md is printed from the table of commands and an example of each, {@code command-examples.txt}; {@code
 * -Dgolden.update=true} writes it anew.
 */
class CommandsPageTest {

    private static final Path PAGE = Path.of("COMMANDS.md");
    private static final Path EXAMPLES = Path.of("src", "test", "resources", "command-examples.txt");

    /** What needs a network, and what is there to say that it does not work. */
    private static final Set<String> NOT_RUN =
            Set.of("%maven", "%loadFromPOM", ".load", ".archive", "%BACKUP", "%XVEGA_PLOT", "%LOAD", "%sqlrender");

    @Test
    void the_page_is_the_table_of_commands() throws IOException {
        String page = page(examples());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, page, StandardCharsets.UTF_8);
        }
        assertThat(page)
                .as("COMMANDS.md is not what the table of commands says; -Dgolden.update=true writes it")
                .isEqualTo(Files.readString(PAGE, StandardCharsets.UTF_8));
    }

    @Tag("slow")
    @Test
    void every_example_runs(@TempDir Path directory) throws IOException {
        Files.createDirectories(directory.resolve("lib"));
        Files.writeString(directory.resolve("helpers.jsh"), "int twice(int n) { return 2 * n; }");
        Files.writeString(directory.resolve("script.sql"), "SELECT 1;");
        Files.writeString(directory.resolve("picture.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        Files.writeString(directory.resolve("people.csv"), "name\nAda\n");
        try (Notebook notebook = new Notebook(directory)) {
            notebook.run("CREATE TABLE t(id INTEGER PRIMARY KEY, c INTEGER); INSERT INTO t(c) VALUES (1), (7), (7)");
            for (Map.Entry<String, String> example : examples().entrySet()) {
                if (!NOT_RUN.contains(example.getKey())) {
                    notebook.run(example.getValue());
                    assertThat(notebook.traceback()).as(example.getValue()).isEqualTo("no error");
                }
            }
        }
    }

    /** The examples, each by the command as it is written. */
    private static Map<String, String> examples() throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        for (String example : Files.readString(EXAMPLES, StandardCharsets.UTF_8).split("\n\n")) {
            examples.put(example.strip().split("\\s", 2)[0], example.strip());
        }
        return examples;
    }

    private static String page(Map<String, String> examples) {
        StringBuilder page = new StringBuilder("""
                # Commands

                Printed from the table of commands. In a cell, `%help NAME` says the same; `Tab` offers names, options and values.
                """);
        try (Notebook notebook = new Notebook()) {
            for (Command command : notebook.workspace().commands().rows()) {
                String example = examples.get(command.written());
                if (example == null) {
                    example = examples.get("%" + command.written());
                }
                assertThat(example)
                        .as("an example of %s in %s", command.written(), EXAMPLES)
                        .isNotNull();
                section(command, example, page);
            }
        }
        return page.toString();
    }

    private static void section(Command command, String example, StringBuilder page) {
        page.append("\n## ").append(command.written()).append("\n\n").append(command.sentence());
        page.append(" ").append(form(command)).append("\n\n```\n").append(command.usage());
        page.append("\n```\n");
        if (!command.options().options().isEmpty()) {
            page.append("\n| option | what it does |\n|---|---|\n");
            for (Option<?> option : command.options().options()) {
                String letter = option.letter() == 0 ? "" : "`-" + option.letter() + "`, ";
                page.append("| ").append(letter).append('`');
                page.append(option.written().replace("|", "\\|")).append("` | ");
                page.append(option.explanation()).append(" |\n");
            }
        }
        if (!command.sections().kinds().isEmpty()) {
            page.append("\nIts body is cut by lines ");
            page.append(command.sections().kinds().stream()
                    .sorted()
                    .map(kind -> "`-- " + kind + ": LABEL`")
                    .collect(Collectors.joining(", ")));
            page.append(".\n");
        }
        page.append("\nFor example:\n\n```\n").append(example).append("\n```\n");
    }

    private static String form(Command command) {
        String form = switch (command.form()) {
            case LINE -> "On one line.";
            case CELL -> "For a whole cell.";
            case LINE_OR_CELL -> "On one line, or as `%" + command.written() + "` for a whole cell.";
            case DOT -> "A word of the sqlite3 shell.";
            case SLASH -> "A word of JShell.";
        };
        List<String> aliases = command.aliases();
        String sign = command.isWord() ? "" : command.written().replaceFirst("\\w.*", "");
        return aliases.isEmpty()
                ? form
                : form + " Also "
                        + aliases.stream()
                                .map(alias -> "`" + (alias.matches("[./].*") ? alias : sign + alias) + "`")
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
