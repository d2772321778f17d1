package rowan.jshell.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rowan.jshell.cell.CellContext;
import rowan.jshell.engine.JavaEngine;
import rowan.jshell.engine.JavaOptions;
import rowan.jshell.engine.Stopping;

class StatementCompilerTest {

    @Test
    void the_first_statements_of_a_notebook_know_all_imports_without_a_snippet() {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            String last = "Stream.of(Duration.ZERO, new BigDecimal(1)).map(x -> (Statement) null).count()";
            assertThat(engine.evaluateTogether("new ArrayList<>();", last, 1))
                    .hasValueSatisfying(first -> assertThat(first.value()).isEqualTo(2L));
            assertThat(engine.shell().snippets()).isEmpty();
        }
    }

    @Test
    void the_class_of_statements_goes_when_nothing_refers_to_it_any_more() throws Exception {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            engine.evaluate("class Account { int cents = 3; int cents() { return cents; } }", 1);
            engine.evaluate("var account = new Account();", 1);
            String last =
                    "new java.lang.ref.WeakReference<Object>(((Supplier<Integer>) () -> account.cents()).getClass())";
            WeakReference<?> type = (WeakReference<?>) engine.evaluateTogether("account.cents++;", last, 1)
                    .orElseThrow()
                    .value();
            assertThat(type.get()).isNotNull();
            engine.evaluateTogether("", "account.cents()", 2);
            for (int i = 0; i < 50 && type.get() != null; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(type.get()).isNull();
        }
    }

    @Test
    void what_is_no_statement_is_left_to_jshell() {
        try (JavaEngine engine = new JavaEngine(JavaOptions.of(Map.of()))) {
            engine.begin("In[1]", new CellContext(null, null, new Stopping(null, null)));
            for (String snippet :
                    new String[] {"int x = 1;", "return 1;", "if (true) return;", "new Object() {}", "x y"}) {
                assertThat(engine.evaluateTogether("", snippet, 1)).as(snippet).isEmpty();
            }
        }
    }
}
