package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/**
 * Declaring something anew keeps the values of what depends on it. Random notebooks are compared with a model: a variable
 * has the value it was given last, a method its newest body, a static field what was last written to it. Only an instance
 * of a class whose declaration changed may be lost, and then a line of that cell names its variable. {@code
 * -Dstate.sequences=200} runs more of them; every second one runs where classes cannot be redefined in place.
 */
@Tag("slow")
class JavaStateTest {

    private static final int STEPS = 10;
    private static final String AGENT = "jdk.attach.allowAttachSelf";

    private final String allowed = System.getProperty(AGENT, "");
    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        System.setProperty(AGENT, allowed);
        notebook.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_method_that_is_declared_anew_leaves_the_variables_alone_that_called_it(boolean inPlace) {
        System.setProperty(AGENT, String.valueOf(inPlace));
        assertThat(notebook.run("int f() { return 1; } var v = f();")).isEmpty();
        assertThat(notebook.run("int f() { return 2; }")).isEmpty();
        assertThat(notebook.run("v")).isEqualTo("result: 1");
        assertThat(notebook.run("f()")).isEqualTo("result: 2");
        assertThat(notebook.run("String f() { return \"three\"; }")).isEmpty();
        assertThat(notebook.run("v + f()")).isEqualTo("result: 1three");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_later_import_takes_no_value_away(boolean inPlace) {
        System.setProperty(AGENT, String.valueOf(inPlace));
        notebook.run("var a = new Date(5); Date b = new Date(6); List<String> c = new ArrayList<>(List.of(\"x\"));");
        assertThat(notebook.run("import java.sql.Date;\nimport java.awt.*;\nimport java.util.List;"))
                .isEmpty();
        assertThat(notebook.run("a.getTime() + b.getTime() + c.size()")).isEqualTo("result: 12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"class A { int x = 5; int g() { return 2; } }"})
    void an_instance_gets_the_new_body_of_its_class_where_the_machine_lets_it(String changed) {
        System.setProperty(AGENT, "true");
        notebook.run("class A { int x = 5; int g() { return 1; } }\nvar a = new A(); a.x = 77;");
        assertThat(notebook.run(changed)).isEmpty();
        assertThat(notebook.run("a.x + a.g()")).isEqualTo("result: 79");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_declaration_that_does_not_compile_leaves_the_one_before_it(boolean inPlace) {
        System.setProperty(AGENT, String.valueOf(inPlace));
        notebook.run("int x = 5; class A { static int n = 0; int y = 1; int g() { return y; } }");
        notebook.run("var a = new A(); a.y = 7; A.n = 9; int f() { return x + a.g(); }");
        for (String slip : List.of("int x = \"5\";", "class A { int y = \"1\"; }", "int f() { return \"12\"; }")) {
            notebook.run(slip);
            assertThat(notebook.traceback()).as(slip).contains("incompatible types");
            assertThat(notebook.run("x + \" \" + a.y + \" \" + A.n + \" \" + f()"))
                    .as(slip)
                    .isEqualTo("result: 5 7 9 12");
        }
        assertThat(notebook.run("class A { static int n = 0; int y = 1; int z; }"))
                .contains("a held an instance of A");
        notebook.run("class A { void broken( }");
        assertThat(notebook.run("new A().y + A.n")).isEqualTo("result: 10");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_has_not_been_used_yet_may_change_in_what_others_were_compiled_against(boolean inPlace) {
        System.setProperty(AGENT, String.valueOf(inPlace));
        notebook.run("class A { int f() { return 1; } } int useA() { return (int) new A().f(); }");
        notebook.run("class A { long f() { return 2; } }");
        assertThat(notebook.run("useA()")).isEqualTo("result: 2");
        notebook.run("int m() { return 1; } int useM() { return (int) m(); }");
        notebook.run("long m() { return 3; }");
        assertThat(notebook.run("useM()")).isEqualTo("result: 3");
        notebook.run("class B { int f() { return 1; } }");
        notebook.run("int useB() { return new B().later(); }");
        notebook.run("class B { int f() { return 1; } int later() { return 4; } }");
        assertThat(notebook.run("useB()")).isEqualTo("result: 4");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_method_that_does_not_fit_a_type_any_more_is_named_before_the_type_was_used(boolean inPlace) {
        System.setProperty(AGENT, String.valueOf(inPlace));
        notebook.run("class Out { static class In { int z = 1; } } int use() { return new Out.In().z; }");
        assertThat(notebook.run("class Out { class In { int z = 2; } }")).contains("use does not fit what it uses");
        assertThat(notebook.run("class Out { }")).isEmpty();
        assertThat(notebook.run("class Out { static class In { private int y; int z = 3; } }"))
                .isEmpty();
        assertThat(notebook.run("use()")).isEqualTo("result: 3");
    }

    @Test
    void a_class_in_a_method_that_has_not_run_yet_may_change_where_the_machine_lets_it() {
        System.setProperty(AGENT, "true");
        notebook.run("class A { int x; int f() { class L { int a() { return 1; } } return new L().a(); } }");
        notebook.run("var a = new A(); a.x = 5;");
        assertThat(notebook.run(
                        "class A { int x; int f() { class L { long b() { return 2; } } return (int) new L().b(); } }"))
                .isEmpty();
        assertThat(notebook.run("a.x + a.f()")).isEqualTo("result: 7");
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("state.sequences", 30));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void no_value_is_lost_without_a_line_that_says_so(int seed) {
        System.setProperty(AGENT, String.valueOf(seed % 2 == 0));
        Model model = new Model(new Random(seed));
        for (int step = 0; step < STEPS; step++) {
            Step next = model.next();
            String shown = notebook.run(next.cell());
            assertThat(notebook.traceback()).as(next.cell()).matches(next.compiles() ? "no error" : "(?s).+│.+");
            next.mayBeLost().stream()
                    .filter(lost -> shown.contains(lost.substring(0, lost.indexOf('.')) + " held "))
                    .forEach(model.expected::remove);
            String everything = String.join(", ", model.expected.keySet());
            String cell = "java.util.Arrays.asList(" + everything + ")";
            List<String> values = model.expected.values().stream().toList();
            assertThat(notebook.run(cell)).as("%s%nafter %s", cell, next).isEqualTo("result: " + values);
        }
    }

    /**
     * A cell and what it may do.
     *
     * @param mayBeLost expressions of which a line of the cell may say that they are lost
     * @param compiles whether it does, and may change anything
     */
    private record Step(String cell, Set<String> mayBeLost, boolean compiles) {
        Step(String cell, Set<String> mayBeLost) {
            this(cell, mayBeLost, true);
        }
    }

    /** What a notebook should remember: expressions and the values they have, as text. */
    private static final class Model {
        private static final List<String> IMPORTS = List.of(
                "java.sql.Date", "java.util.List", "java.lang.reflect.*", "java.sql.*", "static java.lang.Math.max");

        private final Random random;
        private final Map<String, String> expected = new LinkedHashMap<>();
        private final Map<String, String> kinds = new LinkedHashMap<>();
        private String dates = "Date";
        private int count;

        Model(Random random) {
            this.random = random;
        }

        private String pick(String kind) {
            List<String> names = new ArrayList<>(kinds.keySet().stream()
                    .filter(n -> kinds.get(n).equals(kind))
                    .toList());
            return names.isEmpty() ? "" : names.get(random.nextInt(names.size()));
        }

        private String named(String prefix, String kind) {
            String name = prefix + count++;
            kinds.put(name, kind);
            return name;
        }

        Step next() {
            return switch (random.nextInt(9)) {
                case 0 -> method(named("m", "method"));
                case 1 -> pick("method").isEmpty() ? next() : method(pick("method"));
                case 2 -> type(named("C", "class"), Set.of());
                case 3 -> pick("class").isEmpty() ? next() : changed(pick("class"));
                case 4, 5 -> variable();
                case 6 -> imported(IMPORTS.get(random.nextInt(IMPORTS.size())));
                case 7 -> pick("class").isEmpty() ? next() : counted(pick("class"));
                default -> kinds.isEmpty() ? next() : slip(List.copyOf(kinds.keySet()));
            };
        }

        /** Something declared is declared again, and does not compile. */
        private Step slip(List<String> names) {
            String name = names.get(random.nextInt(names.size()));
            String cell = switch (kinds.get(name)) {
                case "method" -> "int " + name + "() { return new Object(); }";
                case "class" -> "class " + name + " { int x; int g() { return \"one\"; } }";
                default -> "int " + name + " = " + (random.nextBoolean() ? "\"one\";" : "nowhere();");
            };
            return new Step(cell, Set.of(), false);
        }

        private Step imported(String name) {
            if (name.equals("java.sql.*")) {
                dates = "java.util.Date"; // Date alone could be either from now on.
            }
            return new Step("import " + name + ";", Set.of());
        }

        private Step method(String name) {
            int value = random.nextInt(100);
            boolean text = random.nextInt(3) == 0;
            expected.put(name + "()", text ? "t" + value : "" + value);
            return new Step(
                    text
                            ? "String " + name + "() { return \"t" + value + "\"; }"
                            : "int " + name + "() { return " + value + "; }",
                    Set.of());
        }

        /** Any value a variable can have: of a method, of its own, an instance, a list of records, a date. */
        private Step variable() {
            String name = named("v", "variable");
            String method = pick("method");
            String type = pick("class");
            int value = random.nextInt(100);
            switch (random.nextInt(5)) {
                case 0 -> {
                    if (!method.isEmpty()) {
                        expected.put(name, expected.get(method + "()"));
                        return new Step("var " + name + " = " + method + "();", Set.of());
                    }
                }
                case 1 -> {
                    if (!type.isEmpty()) {
                        expected.put(name + ".x", "" + value);
                        kinds.put(name, "instance of " + type);
                        return new Step("var " + name + " = new " + type + "(" + value + ");", Set.of());
                    }
                }
                case 2 -> {
                    if (!type.isEmpty()) {
                        expected.put(name + ".size()", "1");
                        String list = "new ArrayList<" + type + ">(java.util.List.of(new " + type + "(1)))";
                        return new Step("var " + name + " = " + list + ";", Set.of());
                    }
                }
                case 3 -> {
                    expected.put(name + ".getTime()", "" + value);
                    return new Step("var " + name + " = new " + dates + "(" + value + ");", Set.of());
                }
                default -> {
                    // A constant, below.
                }
            }
            expected.put(name, "" + value);
            return new Step("int " + name + " = " + value + ";", Set.of());
        }

        private Step type(String name, Set<String> mayBeLost) {
            int value = random.nextInt(100);
            String more = random.nextBoolean() ? "" : " int h" + value + "() { return 1; }";
            expected.put("new " + name + "(1).g()", "" + value);
            expected.putIfAbsent(name + ".n", "0");
            return new Step(
                    "class " + name + " { static int n = 0; int x; " + name
                            + "(int x) { this.x = x; } int g() { return " + value + "; }" + more + " }",
                    mayBeLost);
        }

        private Step changed(String name) {
            Set<String> instances = new TreeSet<>();
            kinds.forEach((variable, kind) -> {
                if (kind.equals("instance of " + name)) {
                    instances.add(variable + ".x");
                }
            });
            return type(name, instances);
        }

        private Step counted(String name) {
            expected.computeIfPresent(name + ".n", (n, value) -> "" + (Integer.parseInt(value) + 1));
            return new Step(name + ".n++;", Set.of());
        }
    }

    /** JShell itself can do it since Java 25 only. */
    @Test
    void methods_of_one_name_that_call_each_other_work_and_can_be_declared_anew_or_it_is_said_that_they_cannot() {
        try (Notebook notebook = new Notebook()) {
            notebook.run("int g(int x) { return x; } int g(String s) { return g(s.length()); }");
            if (Runtime.version().feature() < 25) {
                assertThat(notebook.traceback()).contains("Give it another name, or put both into a class.");
                return;
            }
            assertThat(notebook.run("g(\"ab\")")).isEqualTo("result: 2");
            notebook.run("int g(int x) { return 10 * x; }");
            assertThat(notebook.run("g(\"ab\")")).isEqualTo("result: 20");
            assertThat(notebook.run("g(1)")).isEqualTo("result: 10");
        }
    }
}
