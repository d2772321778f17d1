package rowan.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/** A command on a line of its own and one for the whole cell are taken for each other, and the mistake is named. */
class CommandFormsTest {

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%chart --x a --y b\nSELECT 1 AS a, 2 AS b",
                "%plan --measure\nSELECT 1",
                "%timeit\nSELECT 1",
                "%time\n1 + 1",
                "%sql\nSELECT 1",
                "%loadFromPOM\n<dependency></dependency>"
            })
    void a_command_above_what_it_was_meant_for_names_its_other_form(String cell) {
        String name = cell.substring(0, cell.indexOf(cell.contains(" --") ? ' ' : '\n'));
        notebook.run(cell);
        assertThat(notebook.traceback())
                .contains("To have it work on the lines below, begin the cell with %" + name + ".");
        notebook.run(cell.substring(0, cell.indexOf('\n')));
        assertThat(notebook.traceback()).doesNotContain("the lines below");
    }
}
