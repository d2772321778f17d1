package rowan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rowan.display.MimeBundle;
import rowan.workspace.Completions.Completion;
import rowan.workspace.Detail;

/** What an editor gets to know about Java while the user types. */
class JavaHelpTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private MimeBundle inspect(String cell) {
        return notebook.workspace()
                .inspect(cell, cell.length(), Detail.FULL)
                .orElseThrow(() -> new AssertionError("nothing is known about " + cell));
    }

    @Test
    void a_method_of_a_cell_is_offered_with_the_names_of_its_parameters() {
        notebook.run("int area(int width, int height) { return width * height; }");
        assertThat(notebook.workspace().complete("are", 3).items())
                .filteredOn(offer -> offer.text().equals("area("))
                .extracting(Completion::signature)
                .containsExactly("(int width, int height)");
    }

    @Test
    void the_comment_of_a_cell_s_own_method_is_its_documentation() {
        notebook.run("/**\n * Multiplies <b>two</b> sides, as {@code width * height}.\n *\n"
                + " * @param width in metres\n * @return square metres\n */\n"
                + "int area(int width, int height) { return width * height; }");
        MimeBundle drawn = inspect("area");
        assertThat(drawn.plain())
                .contains("area(int width, int height)")
                .contains("Multiplies two sides, as width * height.")
                .contains("in metres")
                .contains("returns")
                .doesNotContain("@param", "<b>");
        assertThat((String) drawn.data().get(MimeBundle.HTML)).contains("Multiplies two sides");
    }

    @Test
    void commands_complete_in_a_java_cell_too() {
        assertThat(notebook.workspace().complete("int x = 1;\n%ti", 14).items())
                .extracting(Completion::text)
                .containsExactlyInAnyOrder("%time", "%timeit");
        assertThat(notebook.workspace().complete("%%mark", 6).items())
                .extracting(Completion::text)
                .containsExactly("%%markdown");
        assertThat(notebook.workspace().complete("%%writefile --ap", 16).items())
                .extracting(Completion::text)
                .containsExactly("--append");
    }

    @Test
    void methods_of_libraries_show_their_signature() {
        assertThat(inspect("\"text\".substring").plain()).contains("substring(int");
        assertThat(inspect("String").plain()).contains("String");
    }

    @Test
    void what_the_jdk_says_of_its_methods_is_read_from_its_sources() {
        Path sources = Path.of(System.getProperty("java.home"), "lib", "src.zip");
        assumeTrue(Files.isReadable(sources), "SKIPPED: this JDK came without its src.zip");
        assertThat(inspect("\"text\".isBlank").plain())
                .contains("boolean String.isBlank()", "Returns true if", "white space");
        assertThat(notebook.workspace().complete("\"text\".repe", 11).items())
                .extracting(Completion::signature)
                .containsExactly("(int count)");
    }

    @Test
    void a_type_that_is_not_imported_is_answered_with_its_import() {
        String traceback = "";
        for (int i = 0; i < 100 && !traceback.contains("Perhaps"); i++) { // The index of all types is made meanwhile.
            notebook.run("new AtomicInteger(3)");
            traceback = notebook.traceback();
        }
        assertThat(traceback).endsWith("Perhaps import java.util.concurrent.atomic.AtomicInteger;");
        notebook.run("AtomicLong waiting;");
        assertThat(notebook.traceback())
                .endsWith("cannot be used before these are: class AtomicLong\n"
                        + "  Perhaps import java.util.concurrent.atomic.AtomicLong;");
        notebook.run("import com.nobody.Knows;");
        assertThat(notebook.traceback()).endsWith("%maven group:artifact:version adds a library, %classpath a jar.");
        notebook.run("new NobodyKnows()");
        assertThat(notebook.traceback()).endsWith("cannot find symbol: class NobodyKnows");
    }

    @Test
    void a_loop_without_a_body_is_a_mistake_and_does_not_run_for_ever() {
        notebook.run("int n = 3;\nwhile (true)");
        assertThat(notebook.traceback()).endsWith("this breaks off; a statement or a block belongs here");
        assertThat(notebook.run("n")).as("nothing of the cell was run").contains("CompilationException");
    }
}
