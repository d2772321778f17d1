package rowan.jshell.classes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;
import rowan.workspace.RecordingSink;
import rowan.workspace.contract.InterruptSignal;

/** Stacks name the cell and the line in which the code stands, whoever shows them, and nothing of the kernel. */
@Tag("slow")
class JavaTracesTest {

    /** Runs cells and gives the places that the last one's trace names, the innermost first. */
    private static List<String> places(String... cells) {
        try (Notebook notebook = new Notebook()) {
            Stream.of(cells).forEach(notebook::run);
            return notebook.traceback()
                    .lines()
                    .filter(line -> line.contains("at ") && line.contains("cell ["))
                    .map(line -> line.strip().substring("at ".length()))
                    .toList();
        }
    }

    static Stream<Arguments> of_one_cell() {
        return Stream.of(
                Arguments.of("int[] b={1,2,3};\n\n\nb[5]", "cell [1] line 4"),
                Arguments.of("int[] b={1,2,3};\n// b[5]\n/* b[5]\n*/ b[5]", "cell [1] line 4"),
                Arguments.of("int[] b={1,2,3};\nString s = \"b[5]\";\n\nb[\n5\n]", "cell [1] line 4"),
                Arguments.of("int[] b={1,2,3};\n\n\nint c = b[5];", "cell [1] line 4"),
                Arguments.of("Object o = \"s\";\n\n(Integer) o", "cell [1] line 3"),
                Arguments.of("int[] n = null;\n\n// how long?\nn.length", "cell [1] line 4"),
                Arguments.of(
                        "\n\nvar r = new Object() { int f = 1 / \"\".length(); };",
                        "(anonymous).<init>(cell [1] line 3) · cell [1] line 3"),
                Arguments.of(
                        "var r = new Object() { int f() { return 1 / \"\".length(); } };\n\nr.f()",
                        "(anonymous).f(cell [1] line 1) · cell [1] line 3"),
                Arguments.of(
                        "enum E { A;\n static int z = 1 / A.ordinal(); }\n\nE.A",
                        "cell [1] line 4 · E.<clinit>(cell [1] line 2) · cell [1] line 4"),
                Arguments.of(
                        "record R(int x) {\n R {\n if (x < 0)\n throw new Error(); } }\n\nnew R(-1)",
                        "R.<init>(cell [1] line 4) · cell [1] line 6"),
                Arguments.of(
                        "void top() {\n  helper(0);\n}\nvoid helper(int z) {\n  System.out.println(1 / z);\n}\ntop();",
                        "helper(cell [1] line 5) · top(cell [1] line 2) · cell [1] line 7"),
                Arguments.of(
                        "\n\nvoid a() {\n  b();\n}\nvoid c() {\n  int x = 1 / \"\".length();\n}\nvoid b() {\n\n  c();\n}\na();",
                        "c(cell [1] line 7) · b(cell [1] line 11) · a(cell [1] line 4) · cell [1] line 13"),
                Arguments.of(
                        "String z = null;\n\nint a = 1, b =\n z.length(), c = 4;\nSystem.out.println(c);",
                        "cell [1] line 4"),
                Arguments.of(
                        "var r = List.of(1, 2, 0).stream()\n .map(x -> 5 / x)\n .toList();",
                        "cell [1] line 2 · cell [1] line 3"),
                Arguments.of(
                        "var x = switch (3) {\n case 3 -> {\n  var q = new ArrayList<String>();\n  yield q.get(2);\n }\n"
                                + " default -> \"a\";\n};",
                        "cell [1] line 4"),
                Arguments.of("%timeit 1 / \"\".length()", "cell [1] line 1"));
    }

    @ParameterizedTest
    @MethodSource
    void of_one_cell(String cell, String expected) {
        assertThat(String.join(" · ", places(cell))).isEqualTo(expected);
    }

    @Test
    void an_initialiser_that_fails_is_shown_without_how_the_platform_came_to_it() {
        try (Notebook notebook = new Notebook()) {
            notebook.run("class Bad { static int x = Integer.parseInt(\"nope\"); static int y() { return x; } }");
            for (String cell : List.of("Bad.y();", "Bad.y();", "enum E { A(0); E(int i) { int z = 1 / i; } }\nE.A")) {
                notebook.run(cell);
                assertThat(notebook.traceback())
                        .contains("ExceptionInInitializerError", ".<clinit>(cell [")
                        .doesNotContain("jdk.internal", "java.lang.invoke", "ClassValue");
            }
            notebook.run(
                    "class Worse { static { List.of(1).forEach(i -> { throw new IllegalStateException(\"no\"); }); }"
                            + " static void go() {} }\ntry { Worse.go(); } catch (Error e) { e.printStackTrace(); }");
            assertThat(notebook.sink().transcript())
                    .contains("Worse.<clinit>(cell [5] line 1)")
                    .doesNotContain("jdk.internal", "java.lang.invoke", "ClassValue");
        }
    }

    @Test
    void a_method_that_another_cell_completes_stays_where_it_stands() {
        assertThat(places("\nvoid a() {\n  b(0);\n}", "\n\n\n\nvoid b(int z) {\n  int q = 1 / z;\n}", "a()"))
                .containsExactly("b(cell [2] line 6)", "a(cell [1] line 3)", "cell [3] line 1");
        assertThat(places(
                        "class A {\n  void go() {\n    new B().h(0);\n  }\n}",
                        "\n\nclass B {\n  int h(int z) {\n    return 1 / z;\n  }\n}",
                        "\nnew A().go()"))
                .containsExactly("B.h(cell [2] line 5)", "A.go(cell [1] line 3)", "cell [3] line 2");
    }

    @Test
    void a_method_whose_callee_is_declared_anew_stays_where_it_stands() {
        assertThat(places(
                        "void top() {\n  helper(0);\n}\nvoid helper(int z) {\n  int q = 1 / z;\n}",
                        "void helper(int z) {\n\n\n  int q = 2 / z;\n}",
                        "top()"))
                .containsExactly("helper(cell [2] line 4)", "top(cell [1] line 2)", "cell [3] line 1");
    }

    @Test
    void what_is_declared_anew_after_it_has_failed_is_where_it_stands_now() {
        assertThat(places(
                        "void mk(int v) {\n  int q = 1 / v;\n}\nmk(0);",
                        "\n\nvoid mk(int v) {\n\n\n  int q = 2 / v;\n}",
                        "mk(0)"))
                .containsExactly("mk(cell [2] line 6)", "cell [3] line 1");
        assertThat(places(
                        "class C {\n  int f(int v) {\n    return 1 / v;\n  }\n}\nvar c = new C();\nc.f(0)",
                        "class C {\n  int f(int v) {\n\n    return 2 / v;\n  }\n}",
                        "c.f(0)"))
                .containsExactly("C.f(cell [2] line 4)", "cell [3] line 1");
    }

    @Test
    void a_lambda_by_which_a_variable_of_a_type_not_named_begins_is_the_cell_itself() {
        assertThat(places("var f = java.util.concurrent.CompletableFuture.supplyAsync(() -> {\n  return\n"
                        + "    Integer.parseInt(\"z\");\n});\nf.get();"))
                .containsExactly("cell [1] line 5", "cell [1] line 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\nnew Error(\"e\").printStackTrace();",
                "\nnew Error(\"e\").printStackTrace(System.out);",
                "\njava.util.logging.Logger.getLogger(\"l\").log(java.util.logging.Level.WARNING, \"m\", new Error(\"e\"));",
                "var w = new java.io.StringWriter();\nnew Error(\"e\").printStackTrace(new java.io.PrintWriter(w));"
                        + " System.out.println(w);",
                "\nThread t = new Thread(() -> { throw new Error(\"e\"); }); t.start(); t.join();"
            })
    void what_code_prints_of_a_stack_names_the_cell_and_nothing_of_the_kernel(String cell) {
        try (Notebook notebook = new Notebook()) {
            assertThat(notebook.run(cell))
                    .contains("java.lang.Error: e")
                    .contains("\tat cell [1] line 2\n")
                    .doesNotContain("rowan")
                    .doesNotContain("do_it$")
                    .doesNotContain("JShell");
        }
    }

    @Test
    void a_logger_says_who_has_written() {
        try (Notebook notebook = new Notebook()) {
            String logged = notebook.run(
                    "import java.util.logging.Logger;\nvoid audit() {\n"
                            + "  Logger.getLogger(\"l\").warning(\"m\");\n}\naudit();\nLogger.getLogger(\"l\").warning(\"n\");");
            assertThat(logged).containsPattern("[AP]M audit\nWARNING: m").containsPattern("[AP]M cell\nWARNING: n");
        }
    }

    @Test
    void a_thread_that_is_stopped_with_its_cell_says_so_in_plain_words() {
        try (Notebook notebook = new Notebook()) {
            InterruptSignal signal = new InterruptSignal();
            RecordingSink sink = new RecordingSink() {
                @Override
                public void stream(rowan.workspace.contract.Channel channel, String text) {
                    super.stream(channel, text);
                    if (text.contains("runs")) {
                        signal.request();
                    }
                }
            };
            String shown = notebook.run(
                    "Thread t = new Thread(() -> { System.out.println(\"runs\"); while (true) {} });\nt.start();\nt.join();",
                    signal,
                    sink);
            assertThat(shown + notebook.traceback()).doesNotContain("Guard").doesNotContain("rowan.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CompletableFuture.runAsync(() -> System.exit(2)).join()",
                "CompletableFuture.runAsync(() -> { try { db.query(\"SELECT * FROM nope\"); }"
                        + " catch (Exception e) { throw new RuntimeException(e); } }).get()",
                "try { System.exit(2); } catch (Error e) { e.printStackTrace(); System.out.println(e); throw new Error(e); }",
                "var all = new Error(\"all\"); for (var each : List.<Callable<?>>of(() -> eval(\"int x = null;\"),"
                        + " () -> lineMagic(\"nonesuch\", List.of()), () -> db.query(\"SELECT\"), () -> {"
                        + " System.exit(1); return 0; })) { try { each.call(); } catch (Throwable e) {"
                        + " e.printStackTrace(); System.out.println(e); all.addSuppressed(e); } }\nthrow all;",
                "var t = new Thread(() -> System.exit(3)); t.start(); t.join();"
            })
    void no_exception_is_called_by_a_class_of_the_kernel(String cell) {
        try (Notebook notebook = new Notebook()) {
            String shown = notebook.run("import java.util.concurrent.*;\n" + cell) + notebook.traceback();
            assertThat(shown).doesNotContain("rowan.").containsAnyOf("SystemExit", "java.sql.SQLException");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System.class.getMethod(\"exit\", int.class).invoke(null, 5)",
                "Runtime.class.getMethod(\"exit\", int.class).invoke(Runtime.getRuntime(), 5)",
                "Runtime.class.getMethod(\"halt\", int.class).invoke(Runtime.getRuntime(), 5)",
                "class H { static void h() throws Exception { var m = Runtime.class.getDeclaredMethod(\"halt\", int.class);"
                        + " if (m != null) m.invoke(Runtime.getRuntime(), new Object[] {5}); } }\nH.h()"
            })
    void no_reflection_ends_the_kernel(String cell) {
        try (Notebook notebook = new Notebook()) {
            notebook.run(cell);
            assertThat(notebook.traceback()).contains("(5) was called. The kernel goes on");
        }
    }

    @Test
    void reflection_may_reach_what_the_cell_may() {
        try (Notebook notebook = new Notebook()) {
            assertThat(notebook.run("class P { private int p(int a, long b) { return a + (int) b; }\n"
                            + "  int q() throws Exception {\n"
                            + "    return (int) P.class.getDeclaredMethod(\"p\", int.class, long.class).invoke(this, 1, 2L)\n"
                            + "        + (int) String.class.getMethod(\"length\").invoke(\"abc\"); } }\nnew P().q()"))
                    .isEqualTo("result: 6");
        }
    }
}
