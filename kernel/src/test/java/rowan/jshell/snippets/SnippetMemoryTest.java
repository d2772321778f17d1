package rowan.jshell.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.jshell.cell.CellContext;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;

@Tag("slow")
class SnippetMemoryTest {

    @Test
    void jshell_keeps_what_can_still_be_meant_and_nothing_else() {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            round(engine, 0);
            long kept = engine.shell().snippets().count();
            for (int i = 1; i < 20; i++) {
                round(engine, i);
            }
            assertThat(engine.shell().snippets()).hasSize((int) kept);
            assertThat(engine.evaluate("twice(x) + new P(3).n()", 1).value()).isEqualTo(41);
        }
    }

    /** Declarations, statements, values, and slips of the pen; at the end, {@code x} is 19. */
    private static void round(JavaEngine engine, int i) {
        engine.evaluate("int x = " + (i + 1) + ";", 1);
        engine.evaluate("if (x > " + i + ") x--;", 1);
        engine.evaluate("int twice(int n) { return " + i + " * n / " + Math.max(i, 1) + " * 2; }", 1);
        engine.evaluate("record P(int n) { int round() { return " + i + "; } }", 1);
        engine.evaluate("Function<Integer, Integer> f = n -> n + " + i + ";", 1);
        engine.evaluate("x", 1);
        engine.evaluate("x = x", 1);
        engine.evaluate("int x = \"" + i + "\";", 1);
        engine.evaluate("class Slip" + i + " { int n = \"one\"; }", 1);
        Snippet value = engine.evaluate("x + " + i, 1).events().get(0).snippet();
        engine.drop(value);
    }
}
