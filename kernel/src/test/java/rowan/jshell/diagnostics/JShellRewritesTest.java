package rowan.jshell.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.model.Problem;

/** What JShell takes amiss, as far as the text alone tells. */
class JShellRewritesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import java.util.List; | List",
                "public final class A extends B {} | A",
                "@Deprecated record R(int a) {} | R",
                "sealed interface I permits A {} | I",
                "enum E { X } | E",
                "int x = 1; | none",
                "import java.util.*; | none"
            })
    void an_import_or_a_declaration_gives_a_name_its_meaning(String text, String name) {
        assertThat(JShellRewrites.named(text).orElse("none")).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return 1; | What a cell ends with is its result: leave return out.",
                "if (x) { return; } | Leave a loop with break",
                "for (;;) return; | Leave a loop with break"
            })
    void a_return_outside_of_a_method_is_refused(String text, String note) {
        Problem problem = JShellRewrites.forbidden(text).orElseThrow();
        assertThat(problem.message()).isEqualTo("return stands outside of a method.");
        assertThat(problem.notes()).singleElement().asString().startsWith(note);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Runnable r = () -> { return; };", "int f() { return 1; }", "if (x) { f(() -> { return 1; }); }"
            })
    void one_within_a_method_is_not(String text) {
        assertThat(JShellRewrites.forbidden(text)).isEmpty();
    }

    @Test
    void a_package_is_told_to_be_left_out() {
        assertThat(JShellRewrites.remedy("package a.b;", List.of()))
                .contains("Cells are in no package; leave this line out.");
        assertThat(JShellRewrites.remedy("int x;", List.of())).isEmpty();
    }

    @Test
    void sealed_types_are_told_to_stand_in_one_cell() {
        assertThat(JShellRewrites.adviceOnSealed("sealed interface I permits A {}"))
                .isPresent();
        assertThat(JShellRewrites.adviceOnSealed("interface I {}")).isEmpty();
        assertThat(JShellRewrites.isThereAlready("import static io.github.spencerpark.ijava.runtime.Display.*;"))
                .isTrue();
        assertThat(JShellRewrites.isThereAlready("import static java.lang.Math.*;"))
                .isFalse();
    }

    @Test
    void what_an_older_Java_cannot_do_is_told_there_alone() {
        boolean old = Runtime.version().feature() < 25;
        assertThat(JShellRewrites.advice("int f(int n) { return f(n, 1); }", Set.of("f"))
                        .isPresent())
                .isEqualTo(old);
        assertThat(JShellRewrites.advice("int f(int n) { return g(n); }", Set.of("f")))
                .isEmpty();
        assertThat(JShellRewrites.forbidden("class Object {}").isPresent()).isEqualTo(old);
        assertThat(JShellRewrites.forbidden("class Objects {}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.lang.StackOverflowError | This is nested too deeply for Java's compiler.",
                "java.lang.OutOfMemoryError: heap | This is more than Java's compiler has memory for.",
                "java.lang.IllegalStateException: a.b.BadError: why |"
                        + " Java's compiler fails on this, without saying why: BadError: why"
            })
    void a_compiler_that_fails_is_told_by_what_it_has_thrown(String thrown, String message) {
        Problem problem = new CompilerFailure(new RuntimeException(thrown) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public String toString() {
                        return thrown;
                    }
                })
                .problem();
        assertThat(problem.name()).isEqualTo(Problem.COMPILATION);
        assertThat(problem.message()).isEqualTo(message);
    }
}
