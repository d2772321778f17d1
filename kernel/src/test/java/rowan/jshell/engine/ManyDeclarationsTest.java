package rowan.jshell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.Channel;
import rowan.workspace.contract.InterruptSignal;
import rowan.workspace.contract.Outcome;

/** A cell of many declarations declares each as if it stood alone, one after the other. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ManyDeclarationsTest {

    private static final int MANY = 40;

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private static String many(IntFunction<String> declaration) {
        return IntStream.range(0, MANY).mapToObj(declaration).collect(Collectors.joining("\n", "", "\n"));
    }

    @Test
    void each_sees_those_before_it_and_the_last_expression_is_shown() {
        assertThat(notebook.run("int c0 = 1;\n"
                        + many(i -> "int c" + (i + 1) + " = c" + i + " + 1;\nint m" + i + "(int x) { return x + c" + i
                                + "; }")
                        + "m0(1) + m" + (MANY - 1) + "(c" + MANY + ")"))
                .isEqualTo("result: " + (2 + 2 * MANY + 1));
        assertThat(notebook.run(many(i -> "c" + i + " = 0;") + "m5(0)")).isEqualTo("result: 0");
    }

    @Test
    void one_that_is_declared_twice_is_the_second_and_what_used_the_first_uses_it() {
        assertThat(notebook.run(
                        "int f() { return 1; }\nint x = 1;\nint g() { return 10 * f() + x; }\nint before = g();\n"
                                + many(i -> "int v" + i + " = f() + x;")
                                + "int f() { return 2; }\nint x = 5;\nString v3 = \"three\";\n"
                                + "before + \" \" + g() + \" \" + v2 + v3"))
                .isEqualTo("result: 11 25 2three");
        assertThat(notebook.run("class A { int a() { return 1; } }\nA a = new A();\n"
                        + many(i -> "record R" + i + "(A a, int n) { int sum() { return a.a() + n; } }")
                        + "class A { int a() { return 7; } }\nnew R9(new A(), 1).sum()"))
                .endsWith("result: 8");
    }

    @Test
    void those_before_a_mistake_are_there_and_those_behind_it_are_not() {
        notebook.run("int kept = 5;");
        notebook.run(many(i -> i == 20 ? "int v20 = \"twenty\";" : "int v" + i + " = kept + " + i + ";"));
        assertThat(notebook.traceback()).contains("incompatible types").contains("21 │");
        assertThat(notebook.run("v0 + v19")).isEqualTo("result: 29");
        notebook.run("v21");
        assertThat(notebook.traceback()).contains("cannot find symbol");
        assertThat(notebook.run("int v20 = 20; v20 + kept")).isEqualTo("result: 25");
        notebook.run(many(i -> i == 20 ? "int w20 = 1 / (kept - 5);" : "int w" + i + " = " + i + ";"));
        assertThat(notebook.traceback()).contains("/ by zero").contains("cell [6] line 21");
        assertThat(notebook.run("w19 + w20")).isEqualTo("result: 19");
    }

    @Test
    void an_interrupt_between_them_leaves_those_before_it() {
        InterruptSignal signal = new InterruptSignal();
        RecordingSink interrupting = new RecordingSink() {
            @Override
            public void stream(Channel channel, String text) {
                CompletableFuture.runAsync(signal::request);
            }
        };
        notebook.run(
                many(i -> i == 20 ? "System.out.println(); Thread.sleep(60_000);" : "int v" + i + " = " + i + ";"),
                signal,
                interrupting);
        assertThat(notebook.outcome()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(notebook.run("v0 + v19")).isEqualTo("result: 19");
        assertThat(notebook.run("int v21 = 1; v21")).isEqualTo("result: 1");
    }

    @Test
    void what_is_imported_for_every_cell_is_known_where_a_declaration_names_it() {
        assertThat(notebook.run("""
                        int plain = 1;
                        List<Integer> list = List.of(plain, 2);
                        int size(Collection<?> all) { return all.size(); }
                        int plainer = size(list);
                        record Place(Path path, URI uri) {}
                        String drawn = render(1).toString();
                        Connection none() { return null; }
                        int quiet() { return Objects.hash(1) - Objects.hash(1); }
                        Object kernel = getKernelInstance();
                        class Holder { Map<String, BigDecimal> all = new HashMap<>(); int n() { return all.size(); } }
                        class Optional {}
                        Optional own = new Optional();
                        plain + plainer + quiet() + new Holder().n() + own.getClass().getSimpleName()""")).isEqualTo("result: 3Optional");
    }

    @Test
    void a_later_import_replaces_nothing_that_was_declared_without_it() {
        String allowed = System.getProperty("jdk.attach.allowAttachSelf", "");
        System.setProperty("jdk.attach.allowAttachSelf", "false");
        try {
            notebook.run("class Kept { int x; int x() { return x; } }\nKept kept = new Kept();\nkept.x = 5;");
            assertThat(notebook.run("import java.lang.reflect.*;")).isEmpty();
            assertThat(notebook.run("import java.sql.*;")).isEmpty();
            assertThat(notebook.run("kept.x()")).isEqualTo("result: 5");
        } finally {
            System.setProperty("jdk.attach.allowAttachSelf", allowed);
        }
    }

    @Test
    void the_lines_of_a_trace_are_those_of_the_code_that_ran() {
        notebook.run(
                "class A { void f() { throw new IllegalStateException(\"one\"); } }\nclass B { void f() { new A().f(); } }");
        notebook.run("new B().f()");
        assertThat(notebook.traceback()).contains("A.f(cell [1] line 1)").contains("B.f(cell [1] line 2)");
        notebook.run("\n\nclass A {\n void f() { throw new IllegalStateException(\"two\"); } }");
        notebook.run("new B().f()");
        assertThat(notebook.traceback()).contains("two").contains("line 4)").contains("B.f(cell [1] line 2)");
        notebook.run("\nclass A { int y; void f() { throw new IllegalStateException(\"three\"); } }");
        notebook.run("new B().f()");
        assertThat(notebook.traceback()).contains("A.f(cell [5] line 2)").contains("B.f(cell [1] line 2)");
    }
}
