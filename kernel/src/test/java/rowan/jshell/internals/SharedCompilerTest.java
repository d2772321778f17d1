package rowan.jshell.internals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import rowan.jshell.cell.CellContext;
import rowan.jshell.editor.JavaHelp;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;
import rowan.workspace.contract.Completions;

@Tag("slow")
class SharedCompilerTest {

    @Test
    void classes_statements_and_help_are_compiled_by_one_compiler() throws Exception {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of("ROWAN_COMPILER_OPTS", "-Xlint:all")))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            engine.evaluate("record Point(int x, int y) {}", 1);
            assertThat(engine.evaluateTogether("", "new Point(1, 2).x()", 2)).isPresent();
            String cell = "new Point(1, 2).";
            assertThat(new JavaHelp(engine).complete(cell, cell.length()).items())
                    .extracting(Completions.Completion::text)
                    .contains("x()", "y()");
            Object pool = Internal.COMPILER_POOL.of(Internal.COMPILER.of(engine.shell()));
            Map<List<String>, ?> compilers = Internal.COMPILERS_BY_OPTIONS.of(pool);
            assertThat(compilers.keySet().stream()
                            .filter(options -> options.contains("-Xlint:unchecked")
                                    || options.contains("-Xlint:unchecked,-strictfp")))
                    .as("all but those that only parse")
                    .hasSize(1);
        }
    }
}
