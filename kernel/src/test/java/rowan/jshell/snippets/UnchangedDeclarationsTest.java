package rowan.jshell.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which declarations are there just as they are written. */
class UnchangedDeclarationsTest {

    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final UnchangedDeclarations unchanged = new UnchangedDeclarations(shell);

    @AfterEach
    void close() {
        shell.close();
    }

    private void run(String snippet) {
        unchanged.learn(shell.eval(snippet));
    }

    @Test
    void a_type_is_there_until_it_is_edited() {
        run("class A { int x; }");
        assertThat(unchanged.type("  class A { int x; }"))
                .hasValueSatisfying(type -> assertThat(type.name()).isEqualTo("A"));
        assertThat(unchanged.type("class A { int y; }")).isEmpty();
        run("class A { int y; }");
        assertThat(unchanged.type("class A { int x; }")).isEmpty();
        assertThat(unchanged.type("class A { int y; }")).isPresent();
    }

    @Test
    void of_a_variable_that_is_there_its_name_is_where_the_setting_begins() {
        String text = "java.util.List<Integer> list = java.util.List.of(1);";
        run(text);
        assertThat(unchanged.untilName(text)).hasValue(text.indexOf("list ="));
        assertThat(unchanged.untilName("var list = java.util.List.of(1);")).isEmpty();
        run("String list = null;");
        assertThat(unchanged.untilName(text)).isEmpty();
    }

    @Test
    void an_import_may_change_what_a_declaration_means() {
        run("class A { int x; }");
        run("import java.util.List;");
        assertThat(unchanged.type("class A { int x; }")).isEmpty();
        run("class A { int x; }");
        assertThat(unchanged.type("class A { int x; }"))
                .as("it means the same now")
                .isPresent();
        unchanged.namesChange();
        assertThat(unchanged.type("class A { int x; }")).isEmpty();
    }

    @Test
    void a_value_without_a_name_is_no_declaration() {
        run("1 + 1");
        assertThat(unchanged.untilName("1 + 1")).isEmpty();
        run("int x;");
        assertThat(unchanged.untilName("int x;")).as("nothing sets it").isEmpty();
    }
}
