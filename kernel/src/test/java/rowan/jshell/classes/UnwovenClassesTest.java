package rowan.jshell.classes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.Notebook;

@Tag("slow")
class UnwovenClassesTest {

    @Test
    void a_method_that_has_no_room_for_checks_runs_as_it_is_and_the_cell_says_so_once() {
        String body =
                "static int run() { int n = 0; " + "for (int i = 0; i < 1; i++) n++;".repeat(4_000) + " return n; }";
        try (Notebook notebook = new Notebook()) {
            assertThat(notebook.run("class Large { " + body + " }\nLarge.run()"))
                    .contains("result: 4000")
                    .containsOnlyOnce("The code of this cell runs as it is, since it would be too large with checks");
            assertThat(notebook.run("class Larger { " + body + " }\nLarger.run() + 1"))
                    .isEqualTo("result: 4001");
        }
    }
}
