package rowan.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rowan.Notebook;

class NotebookCommandsTest {

    @Test
    void help_lists_what_does_something_by_purpose_and_all_else_in_one_line(@TempDir Path directory) {
        try (Notebook notebook = new Notebook(directory)) {
            String help = notebook.run("%help");
            assertThat(help)
                    .containsSubsequence(
                            "Databases and queries:\n",
                            "  %sql ",
                            "Plans and measuring:\n",
                            "  %%compare ",
                            "  %log ",
                            "Words of the sqlite3 shell:\n",
                            "  .tables ",
                            "Words of JShell:\n",
                            "  /vars ",
                            "Understood, with nothing to do here");
            String last = help.substring(help.lastIndexOf('\n') + 1);
            assertThat(last).contains("%load_ext", ".timer", ".headers", ".width", "/drop");
            assertThat(help.substring(0, help.lastIndexOf('\n'))).doesNotContain(".timer", ".headers", "/drop");
        }
    }
}
