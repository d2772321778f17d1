package rowan.jshell.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import org.junit.jupiter.api.Test;
import rowan.jshell.cell.CellContext;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;
import rowan.jshell.internals.JShellCompiler;

class VisibleDeclarationsTest {

    @Test
    void jshell_sees_what_a_text_can_mean_and_what_would_be_compiled_again_with_it() {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            engine.evaluate("class Point { int x = 1; }", 1);
            engine.evaluate("Point origin() { return new Point(); }", 1);
            engine.evaluate("int apart = 1;", 1);
            engine.evaluate("int sum() { return origin().x + apart; }", 1);
            VisibleDeclarations visible =
                    new SnippetMemory(engine.shell(), name -> {}).declarations(new DefaultImports(engine.shell()));

            visible.restrictTo("var here = origin();");
            assertThat(isKnown(engine, "new Point()"))
                    .as("the type of what is named")
                    .isTrue();
            assertThat(isKnown(engine, "apart")).as("what is not named").isFalse();

            visible.restrictTo("Point origin() { return null; }");
            assertThat(isKnown(engine, "apart")).as("what a dependent needs").isTrue();

            visible.restrictTo("1 + 1");
            assertThat(isKnown(engine, "sum()")).isFalse();
            visible.showAll();
            assertThat(isKnown(engine, "sum() + apart")).isTrue();
        }
    }

    @Test
    void jshell_sees_the_imports_of_every_cell_only_where_a_name_may_be_theirs() throws Exception {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            DefaultImports imports = new DefaultImports(engine.shell());
            imports.install();
            VisibleDeclarations visible = new SnippetMemory(engine.shell(), name -> {}).declarations(imports);
            String all = new JShellCompiler(engine.shell()).imports();
            assertThat(all).contains("java.util.*", "java.sql.Connection", "CellFunctions.*");
            for (String without : List.of("int v = 1;", "String s(String x) { return x; }", "class Own { Own own; }")) {
                visible.restrictTo(without);
                String few = new JShellCompiler(engine.shell()).imports();
                assertThat(few).as(without).doesNotContain("java.util.*", "java.sql.Connection", "CellFunctions.*");
                // Else the same code would have another number of each line when it is compiled with them.
                assertThat(few.split("\n", -1)).as(without).hasSameSizeAs(all.split("\n", -1));
            }
            for (String with :
                    List.of("List<?> l;", "int s = sql(\"\").size();", "Statement s;", "var v = 1;", "1 + 1")) {
                visible.restrictTo(with);
                assertThat(new JShellCompiler(engine.shell()).imports())
                        .as(with)
                        .isEqualTo(all);
            }
            visible.restrictTo("int v = 1;");
            visible.showAll();
            assertThat(new JShellCompiler(engine.shell()).imports()).isEqualTo(all);
        }
    }

    @Test
    void what_has_a_variable_of_its_own_by_that_name_is_not_compiled_again() {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            engine.evaluate("int parameter(int x) { return x + 1; }", 1);
            engine.evaluate("int loop() { int sum = 0; for (int x = 0; x < 3; x++) { sum += x; } return sum; }", 1);
            engine.evaluate("class Place { int x; int x() { return x; } }", 1);
            assertThat(engine.evaluate("var x = 1;", 1).events()).hasSize(1);
            assertThat(engine.evaluate("var x = \"one\";", 1).events())
                    .hasSize(2)
                    .allSatisfy(event ->
                            assertThat(((VarSnippet) event.snippet()).name()).isEqualTo("x"));
        }
    }

    @Test
    void what_means_that_variable_even_once_is_compiled_again() {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            engine.evaluate("int x = 1;", 1);
            engine.evaluate("String before() { String all = \"\" + x; int x = 2; return all + x; }", 1);
            engine.evaluate("String x = \"one\";", 1);
            assertThat(engine.evaluateTogether("", "before()", 1))
                    .hasValueSatisfying(now -> assertThat(now.value()).isEqualTo("one2"));
        }
    }

    private static boolean isKnown(JavaEngine engine, String expression) {
        return engine.locked(() -> engine.shell().eval(expression).get(0).status() == Snippet.Status.VALID);
    }
}
