package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rowan.jshell.cell.CellContext;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;

/** What becomes of variables when something that they depend on is declared anew. */
class VariableMigrationTest {

    /** One for all, since it takes a second to start; so every test has names of its own. */
    private static final JavaEngine ENGINE = new JavaEngine(JavaOptions.of(Map.of()));

    @BeforeAll
    static void begin() {
        ENGINE.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private void run(String... snippets) {
        for (String snippet : snippets) {
            ENGINE.evaluate(snippet, 1);
        }
    }

    private Object value(String variable) {
        return ENGINE.read(variable).orElseThrow().value();
    }

    @Test
    void a_value_stays_where_what_its_variable_began_with_is_declared_anew() {
        run("int twice(int n) { return 2 * n; }", "int v = twice(2);", "var w = twice(2);", "v = 9;", "w = 9;");
        run("int twice(int n) { return n + n; }");
        assertThat(value("v")).isEqualTo(9);
        run("String twice(int n) { return \"\"; }");
        assertThat(value("v")).as("its initialiser compiles no more").isEqualTo(9);
        assertThat(value("w")).as("its initialiser means another type").isEqualTo(9);
        assertThat(ENGINE.notes()).isEmpty();
    }

    @Test
    void a_slip_of_the_pen_costs_nothing() {
        run("int kept = 1;", "kept = 9;", "int ofKept() { return kept; }", "int kept = \"nine\";");
        assertThat(value("kept")).isEqualTo(9);
        assertThat(ENGINE.evaluate("ofKept()", 1).value()).isEqualTo(9);
        assertThat(ENGINE.notes()).isEmpty();
    }

    @Test
    void an_instance_of_a_type_that_is_another_now_is_lost_and_told() {
        run("class P { int x = 1; }", "P p = new P();", "class P { int x = 1; int y = 2; }");
        assertThat(value("p")).isNull();
        assertThat(ENGINE.notes())
                .containsExactly("p held an instance of P from before this change, and is empty now; run the cell that"
                        + " makes it again.");
        assertThat(ENGINE.notes()).as("what is told once").isEmpty();
    }

    @Test
    void what_the_same_cell_makes_again_is_not_told() {
        run("class Q { int x = 1; }", "Q q = new Q();", "class Q { int x = 1; int y = 2; }", "q = new Q();");
        assertThat(ENGINE.notes()).isEmpty();
    }

    @Test
    void a_list_that_still_holds_what_was_made_before_is_told() {
        run("class R { int x = 1; }", "Object all = java.util.List.of(new R());", "class R { int x = 1; int y = 2; }");
        assertThat(ENGINE.notes())
                .containsExactly("all still holds what was made before R changed; run the cell that makes it again.");
    }

    @Test
    void a_method_that_fits_no_more_is_told_with_the_reason() {
        run("int one() { return 1; }", "int two() { return one() + 1; }", "String one() { return \"1\"; }");
        assertThat(ENGINE.notes())
                .singleElement()
                .asString()
                .startsWith("two does not fit what it uses any more: incompatible types");
    }
}
