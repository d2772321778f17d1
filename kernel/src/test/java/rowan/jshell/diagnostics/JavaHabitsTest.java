package rowan.jshell.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;

/** Habits whose complaint each compiler words in its own way; the others are in the transcripts. */
class JavaHabitsTest {

    @Test
    void an_underscore_is_the_previous_result_only_where_pythons_shell_has_it_as_one() {
        try (JShell shell = JShell.create()) {
            assertThat(advice(shell, "result = _")).contains("The previous result is called last.");
            assertThat(advice(shell, "var kept = _;")).contains("The previous result is called last.");
            assertThat(advice(shell, "System.out.println(_)")).contains("The previous result is called last.");
            assertThat(advice(shell, "int total_ = _total;").orElse("")).doesNotContain("last");
            assertThat(advice(shell, "void f(int _, int b) {}").orElse("")).doesNotContain("last");
        }
    }

    @Test
    void what_defines_a_method_in_python_is_told_before_its_quotes() {
        try (JShell shell = JShell.create()) {
            assertThat(advice(shell, "def greet(name):\n    print('hello ' + name)")
                            .orElseThrow())
                    .startsWith("A method of Java begins with the type it gives back");
            assertThat(advice(shell, "String greeting = 'hello and welcome';").orElseThrow())
                    .startsWith("Text stands in double quotes");
        }
    }

    @Test
    void a_cast_between_two_classes_of_one_name_tells_of_an_object_from_before_a_change() {
        String said =
                "java.lang.ClassCastException: class P cannot be cast to class P (P and P are in unnamed module of"
                        + " loader 'rowan-cells' @1b743d24)";
        assertThat(JavaHabits.adviceOn(said, new StackTraceElement[0]))
                .contains("The object was made before P changed; run the cell that makes it again.");
    }

    private static Optional<String> advice(JShell shell, String text) {
        Snippet snippet = shell.eval(text).get(0).snippet();
        return JavaHabits.adviceOn(shell.diagnostics(snippet).toList(), text);
    }
}
