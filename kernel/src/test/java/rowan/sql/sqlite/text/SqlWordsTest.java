package rowan.sql.sqlite.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rowan.model.Schema;

/** The words of SQL that the extension for JupyterLab knows are printed from the kernel's; {@code -Dgolden.update=true}. */
class SqlWordsTest {

    private static final Path FILE = Path.of("..", "install", "labextension", "src", "sqlWords.js");

    @Test
    void the_extension_for_JupyterLab_knows_the_words_of_the_kernel() throws IOException {
        SqliteLexicon lexicon = new SqliteLexicon();
        String words = "// Printed from the kernel's words by its SqlWordsTest.\n"
                + set("The words a statement can begin with.", "STATEMENT_WORDS", lexicon.statementWords())
                + set("The keywords of SQLite.", "KEYWORDS", lexicon.keywords())
                + set(
                        "The functions of SQLite.",
                        "FUNCTIONS",
                        SqliteFunctions.described().stream()
                                .map(Schema.Function::name)
                                .toList());
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FILE, words, StandardCharsets.UTF_8);
        }
        assertThat(words)
                .as("%s is not what the kernel says; -Dgolden.update=true writes it", FILE)
                .isEqualTo(Files.readString(FILE, StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    private static String set(String comment, String name, Collection<String> words) {
        return new TreeSet<>(words)
                .stream()
                        .map(word -> "  '" + word + "'")
                        .collect(Collectors.joining(
                                ",\n", "\n/** " + comment + " */\nexport const " + name + " = new Set([\n", "\n]);\n"));
    }
}
