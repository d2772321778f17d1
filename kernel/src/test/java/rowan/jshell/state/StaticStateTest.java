package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rowan.Notebook;

/**
 * A type that is declared anew: where the source of an initialiser changed, the new one wins; where it did not, the state
 * stays. Each runs with classes redefined in place, and where the machine does not let that be.
 */
@Tag("slow")
class StaticStateTest {

    private static final String AGENT = "jdk.attach.allowAttachSelf";
    private static final String REMEDY = "; run the cell that makes it again.";

    private final String allowed = System.getProperty(AGENT, "");
    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        System.setProperty(AGENT, allowed);
        notebook.close();
    }

    private void run(boolean inPlace, String... cells) {
        System.setProperty(AGENT, String.valueOf(inPlace));
        for (String cell : cells) {
            assertThat(notebook.run(cell)).as(cell).doesNotContain("display");
            assertThat(notebook.traceback()).as(cell).isEqualTo("no error");
        }
    }

    private void shows(String cell, String value) {
        assertThat(notebook.run(cell)).as(cell).isEqualTo("result: " + value);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_array_has_what_its_new_initialiser_says(boolean inPlace) {
        run(inPlace, "class Q { static int[] primes = {2,3}; int x; }", "Q.primes[0] = 99;");
        run(inPlace, "class Q { static int[] primes = {2,3,5,7}; int x; int y; }");
        shows("Q.primes.length + \" \" + Q.primes[0]", "4 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_map_that_a_static_block_fills_has_what_the_new_block_says(boolean inPlace) {
        String before = "class M { static Map<String, Integer> m = new TreeMap<>(); static { m.put(\"a\", 1); }";
        run(inPlace, before + " }", "M.m.put(\"mine\", 1);");
        run(inPlace, before + " static { m.put(\"b\", 2); } int x; }");
        shows("M.m.toString()", "{a=1, b=2}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_map_of_an_enum_knows_a_new_constant(boolean inPlace) {
        String map =
                "; static final Map<String, E> by = new TreeMap<>(); static { for (E e : values()) by.put(\"\" + e, e); } }";
        run(inPlace, "enum E { A, B" + map, "var a = E.A; E.by.size();");
        run(inPlace, "enum E { B, A, C" + map);
        shows("E.by + \" \" + Arrays.toString(E.values()) + (a == E.by.get(\"A\"))", "{A=A, B=B, C=C} [B, A, C]true");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_map_that_could_be_set_anew_knows_a_new_constant_too(boolean inPlace) {
        String map = "; static Map<E, Integer> by = new EnumMap<>(E.class); static Map<String, E> of = new TreeMap<>();"
                + " static { for (E e : values()) { by.put(e, e.ordinal()); of.put(\"\" + e, e); } } }";
        run(inPlace, "enum E { A, B" + map, "E.of.size();");
        run(inPlace, "enum E { A, B, C" + map);
        shows("E.by + \" \" + E.of", "{A=0, B=1, C=2} {A=A, B=B, C=C}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_slip_in_between_changes_nothing_of_that(boolean inPlace) {
        notebook.run("class Q { static int n = \"0\"; static int m = 0; }");
        run(inPlace, "class Q { static int n = 0; static int m = 0; }", "Q.n = 7; Q.m = 8;");
        notebook.run("class Q { static int n = 5; static int m = 0; int y = \"1\"; }");
        shows("Q.n + Q.m", "15");
        run(inPlace, "class Q { static int n = 5; static int m = 0; int y = 1; }");
        shows("Q.n + \" \" + Q.m", "5 8");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_begins_as_before_stays_even_if_what_it_calls_has_changed(boolean inPlace) {
        run(
                inPlace,
                "int f() { return 1; }",
                "class A { static int v = f(), w = 10; static final List<String> log = new ArrayList<>(); }",
                "A.v = 50; A.w = 60; A.log.add(\"kept\");",
                "int f() { return 2; }",
                "class A { int x; static final List<String> log = new ArrayList<>(); static int w = 11, v = /* so */ f(); }");
        shows("A.v + \" \" + A.w + A.log", "50 11[kept]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_static_block_decides_over_the_fields_that_it_names_and_no_other(boolean inPlace) {
        String map = "static Map<String, Integer> m = new TreeMap<>(); static { m.put(\"a\", 1); }";
        run(
                inPlace,
                "class B { " + map + " static int n = 1; static { n += 2; } }",
                "B.m.put(\"mine\", 1); B.n = 100;");
        run(inPlace, "class B { static int n = 1; static { n += 3; } " + map + " int x; }");
        shows("B.m + \" \" + B.n", "{a=1, mine=1} 4");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_begins_anew_with_a_constant_that_it_uses(boolean inPlace) {
        run(inPlace, "class Q { static final int C = 1; static String s = \"a\" + C; static int n = 1; }", "Q.n = 5;");
        shows("Q.s", "a1");
        run(inPlace, "class Q { static final int C = 2; static String s = \"a\" + C; static int n = 1; }");
        shows("Q.s + Q.n", "a25");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_static_block_begins_anew_with_a_field_that_it_uses(boolean inPlace) {
        String rest = "; static int b; static { b = a * 10; } static int n = 1; }";
        run(inPlace, "class Q { static int a = 1" + rest, "Q.b = 7; Q.n = 5;");
        run(inPlace, "class Q { static int a = 2" + rest);
        shows("Q.a + \" \" + Q.b + \" \" + Q.n", "2 20 5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_begins_anew_with_a_method_that_it_calls(boolean inPlace) {
        String start = "class Q { static int n = base(), k = 1; static int base() { return deeper(); }"
                + " static int deeper() { return ";
        run(inPlace, start + "1; } }", "Q.n = 7; Q.k = 5;");
        run(inPlace, start + "2; } }");
        shows("Q.n + \" \" + Q.k", "2 5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_begins_anew_with_what_it_uses_of_a_type_within(boolean inPlace) {
        String start = "class O { static int n = new Help().base(), k = Help.C, m = 1;"
                + " static class Help { static final int C = ";
        run(inPlace, start + "1; int base() { return 1; } } }", "O.n = 7; O.k = 8; O.m = 5;");
        run(inPlace, start + "1; int base() { return 2; } } }");
        shows("O.n + \" \" + O.k + O.m", "2 85");
        run(inPlace, "O.n = 7;");
        run(inPlace, start + "3; int base() { return 2; } } }");
        shows("O.n + \" \" + O.k + O.m", "7 35");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_begins_anew_with_what_its_own_cell_has_edited(boolean inPlace) {
        String type = "class A { static int v = B.twice(1), w = 10; static int u = n; }";
        String rest = "class B { static int twice(int x) { return f() * x; } }\n" + type;
        String first = "int n = 1; int f() { return 1; }\n" + rest;
        run(inPlace, first, "A.v = 50; A.w = 60; A.u = 70;", first);
        shows("A.v + \" \" + A.w + \" \" + A.u", "50 60 70");
        String second = first.replace("return 1", "return 2");
        run(inPlace, second);
        shows("A.v + \" \" + A.w + \" \" + A.u", "2 60 70");
        run(
                inPlace,
                "A.v = 50;",
                second,
                "int f() { return 3; }",
                "class A { int x; " + type.substring("class A {".length()));
        shows("A.v + \" \" + A.w + \" \" + A.u", "50 60 70");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void in_whatever_order_the_cell_has_them(boolean inPlace) {
        String type = "class A { static int v = f(), w = 10; }\n";
        run(inPlace, type + "int f() { return 1; }", "A.v = 50; A.w = 60;");
        run(inPlace, type + "int f() { return 2; }");
        shows("A.v + \" \" + A.w", "2 60");
        run(inPlace, "A.v = 50;", "int f() { return 3; }\n" + type.replace("}", "int x; }"));
        shows("A.v + \" \" + A.w", "3 60");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_only_has_the_name_of_a_changed_member_changes_nothing(boolean inPlace) {
        String start =
                "class Q { static List<String> log = new ArrayList<>(); static { log.add(\"a\"); int at = 1; log.size(); }"
                        + " static int n = List.of(1).stream().mapToInt(at -> at + 1).sum(); static int at = ";
        run(inPlace, start + "1; void add(String s) { } }", "Q.log.add(\"kept\"); Q.n = 5;");
        run(inPlace, start + "2; void add(String s) { log.add(s); } int size() { return 1; } }");
        shows("Q.log + \" \" + Q.n + Q.at", "[a, kept] 52");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_constant_is_new_wherever_it_was_put_in(boolean inPlace) {
        run(inPlace, "class N { static final int MAX = 5; static int n = 0; }");
        run(inPlace, "class User { int max() { return N.MAX; } } int max() { return N.MAX; } N.n = 3; new User();");
        run(inPlace, "class N { static final int MAX = 6; static int n = 0; }");
        shows("N.MAX + \" \" + new User().max() + max() + N.n", "6 663");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void constants_of_an_interface_are_state_like_others(boolean inPlace) {
        run(
                inPlace,
                "interface C { List<String> l = new ArrayList<>(); long when = System.nanoTime(); int[] k = {3}; }");
        run(inPlace, "C.l.add(\"kept\"); C.k[0] = 9; long when = C.when;");
        run(
                inPlace,
                "interface C { List<String> l = new ArrayList<>(); long when = System.nanoTime(); int[] k = {4}; void m(); }");
        shows("C.l + \" \" + C.k[0] + (C.when == when)", "[kept] 4true");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void types_within_a_type_keep_their_own_state(boolean inPlace) {
        String inner = "static class I { static int n = 1; } record R() { static List<String> l = new ArrayList<>(); }";
        run(inPlace, "class O { static int n = 1; " + inner + " }", "O.n = 5; O.I.n = 6; O.R.l.add(\"kept\");");
        run(inPlace, "class O { static int n = 2; " + inner + " int x; }");
        shows("O.n + \" \" + O.I.n + O.R.l", "2 6[kept]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_type_within_a_type_begins_anew_though_nothing_else_changes(boolean inPlace) {
        run(inPlace, "class O { static class I { static int n = 1; static int m = 1; } }", "O.I.n = 5; O.I.m = 6;");
        run(inPlace, "class O { static class I { static int n = 2; static int m = 1; } }");
        shows("O.I.n + \" \" + O.I.m", "2 6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_class_in_a_method_begins_as_its_new_initialiser_says(boolean inPlace) {
        String start = "class A { int f() { class L { static int n = ";
        run(inPlace, start + "1; } return L.n++; } }", "new A().f();");
        run(inPlace, start + "5; } return L.n++; } }");
        shows("new A().f()", "5");
        run(inPlace, start + "5; } return 10 * L.n++; } }");
        shows("new A().f()", "60");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void records_in_a_method_begin_each_as_its_own_initialiser_says(boolean inPlace) {
        String twice =
                "{ record R() { static List<Integer> l = new ArrayList<>(List.of(%s)); } R.l.add(0); n += R.l.size(); }"
                        + " { record R() { static int k = 10; } n += R.k++; } return n; }";
        run(inPlace, "int f() { int n = 0; " + twice.formatted("1"), "f();");
        shows("f()", "14");
        run(inPlace, "int f() { int n = 0; " + twice.formatted("1, 2, 3"));
        shows("f()", "16");
        run(inPlace, "int f() { int n = 100; " + twice.formatted("1, 2, 3"));
        shows("f()", "118");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_class_in_a_lambda_begins_as_its_new_initialiser_says(boolean inPlace) {
        String start = "Supplier<Integer> s = () -> { class L { static int n = ";
        run(inPlace, start + "1; } return L.n++; };", "s.get();");
        run(inPlace, start + "5; } return L.n++; };");
        shows("s.get()", "5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void code_in_an_initialiser_is_a_part_of_it(boolean inPlace) {
        String start = "class Q { static Supplier<Integer> s = () -> ";
        String end = "; static Comparator<String> c = new Comparator<>() {"
                + " public int compare(String a, String b) { return ";
        run(inPlace, start + "1" + end + "1; } }; }", "Q.s = () -> 50; Q.c = null;");
        run(inPlace, start + "2" + end + "2; } }; }");
        shows("Q.s.get() + \" \" + Q.c.compare(\"\", \"\")", "2 2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_field_of_another_type_keeps_a_value_that_fits(boolean inPlace) {
        run(inPlace, "class S { static int n = 0; static String t = \"x\"; }", "S.n = 7; S.t = \"kept\";");
        run(inPlace, "class S { static long n = 0; static Object t = \"x\"; }");
        shows("S.n + \" \" + S.t", "7 kept");
        assertThat(notebook.run("class S { static byte n = 0; static Integer t = null; }"))
                .isEqualTo("display: S.n held an instance of java.lang.Long from before this change, and begins anew.");
        shows("S.n + \" \" + S.t", "0 null");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_static_instance_of_its_own_type_begins_anew_and_that_is_said(boolean inPlace) {
        String statics = "static Only it = new Only(); static List<Only> all = new ArrayList<>(); int c; ";
        run(inPlace, "class Only { " + statics + "}", "Only.it.c = 5; Only.all.add(Only.it);");
        assertThat(notebook.run("class Only { " + statics + "int d; }").lines())
                .containsExactlyInAnyOrder(
                        "display: Only.it held an instance of Only from before this change, and begins anew.",
                        "display: Only.all still holds what was made before Only changed; set it anew.");
        shows("Only.it.c + \" \" + Only.all.size()", "0 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_inner_class_that_is_made_static_can_be_used_while_a_variable_of_it_lives(boolean inPlace) {
        run(inPlace, "class Out { class In { int z = 1; } }", "var o = new Out(); var i = o.new In();");
        assertThat(notebook.run("class Out { static class In { int z = 1; } }"))
                .contains("o held an instance of Out from before this change, and is empty now" + REMEDY)
                .contains("i held an instance of Out.In from before this change, and is empty now" + REMEDY);
        shows("new Out.In().z", "1");
        run(inPlace, "i = new Out.In(); i.z = 4;");
        assertThat(notebook.run("class Out { class In { int z = 1; } }")).contains("i held an instance of Out.In");
        shows("new Out().new In().z", "1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inner_classes_can_become_static_one_level_after_the_other(boolean inPlace) {
        run(inPlace, "class Out { class Mid { class In { int z = 1; } } }", "var i = new Out().new Mid().new In();");
        assertThat(notebook.run("class Out { static class Mid { class In { int z = 2; } } }"))
                .isEqualTo(
                        "display: i held an instance of Out.Mid.In from before this change, and is empty now" + REMEDY);
        run(inPlace, "i = new Out.Mid().new In(); int z(Out.Mid.In in) { return in.z; }");
        assertThat(notebook.run("class Out { static class Mid { static class In { int z = 3; } } }"))
                .isEqualTo(
                        "display: i held an instance of Out.Mid.In from before this change, and is empty now" + REMEDY);
        shows("z(new Out.Mid.In())", "3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_inner_class_can_become_a_record_and_the_class_around_it_an_interface(boolean inPlace) {
        run(inPlace, "class Out { class In { int z() { return 1; } } class Other { } }");
        run(inPlace, "var i = new Out().new In(); List<Out.Other> others = List.of();");
        assertThat(notebook.run("class Out { record In(int z) { } interface Other { } }"))
                .isEqualTo("display: i held an instance of Out.In from before this change, and is empty now" + REMEDY);
        shows("new Out.In(5).z() + \" \" + Out.Other.class.isInterface() + others", "5 true[]");
        run(inPlace, "class Around { class In { int z = 1; } }", "var a = new Around().new In();");
        assertThat(notebook.run("interface Around { class In { int z = 2; } }"))
                .isEqualTo(
                        "display: a held an instance of Around.In from before this change, and is empty now" + REMEDY);
        shows("new Around.In().z", "2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_inner_class_that_cannot_become_static_stays_inner(boolean inPlace) {
        run(inPlace, "class Out { class In { int z = 1; } }", "var i = new Out().new In(); i.z = 4;");
        notebook.run("class Out { static class In { int z = \"2\"; } }");
        shows("i.z + new Out().new In().z", "5");
        assertThat(notebook.run("class Out { static class In { int z = 2; } }"))
                .contains("i held an instance of Out.In");
        shows("new Out.In().z", "2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_inner_class_can_begin_to_use_the_one_around_it_and_cease_to(boolean inPlace) {
        run(inPlace, "class Out { int q = 4; class In { int z = 1; } }", "var i = new Out().new In();");
        notebook.run("class Out { int q = 4; class In { int z = q; } }");
        run(inPlace, "i = new Out().new In();");
        shows("i.z", "4");
        notebook.run("class Out { int q = 4; class In { int z = 7; } }");
        shows("new Out().new In().z", "7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void types_that_use_each_other_follow_an_inner_class_that_becomes_static(boolean inPlace) {
        run(inPlace, "class Out { class In { int z = 1; } int of(Object user) { return 0; } }");
        run(inPlace, "class User { Out.In in; }");
        run(inPlace, "class Out { class In { int z = 1; } int of(User user) { return user.in.z; } }");
        run(inPlace, "var user = new User(); user.in = new Out().new In();");
        assertThat(notebook.run("class Out { static class In { int z = 8; } int of(User user) { return user.in.z; } }"))
                .isEqualTo("display: user held an instance of User from before this change, and is empty now" + REMEDY);
        run(inPlace, "user = new User(); user.in = new Out.In();");
        shows("new Out().of(user)", "8");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void live_lambdas_of_an_interface_that_changes_are_named(boolean inPlace) {
        run(inPlace, "interface Op { int apply(int x); }");
        run(inPlace, "Op twice = x -> 2 * x;", "List<Op> ops = new ArrayList<>(List.of(twice));");
        run(inPlace, "Object[] nested = {List.of(Map.of(1, ops))}; List<String> other = List.of();");
        assertThat(notebook.run("interface Op { int apply(int x); default int more() { return 1; } }"))
                .contains("twice held an instance of (lambda) from before this change, and is empty now" + REMEDY)
                .contains("ops still holds what was made before Op changed" + REMEDY)
                .contains("nested still holds what was made before Op changed" + REMEDY)
                .doesNotContain("other");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_map_for_an_enum_that_changes_is_named_even_if_it_is_empty(boolean inPlace) {
        run(inPlace, "enum E { A, B }", "var empty = new EnumMap<E, Integer>(E.class); var e = E.B;");
        run(inPlace, "String name(E e) { switch (e) { case A: return \"a\"; default: return \"b\"; } }");
        assertThat(notebook.run("enum E { C, B, A }"))
                .isEqualTo("display: empty still holds what was made before E changed" + REMEDY);
        shows("name(E.A) + name(E.B) + name(e) + e.ordinal()", "abb1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_static_map_for_an_enum_that_changes_begins_anew(boolean inPlace) {
        run(inPlace, "enum E { A, B }");
        run(inPlace, "class O { static final Map<E, Integer> c = new EnumMap<>(E.class); static int n = 0; }");
        run(inPlace, "O.c.put(E.A, 1); O.n = 4;");
        assertThat(notebook.run("enum E { A, B, C }"))
                .isEqualTo(
                        "display: O.c held an instance of java.util.EnumMap from before this change, and begins anew.");
        run(inPlace, "O.c.put(E.C, 2);");
        shows("O.c + \" \" + O.n", "{C=2} 4");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_static_block_decides_over_the_fields_that_its_methods_write(boolean inPlace) {
        String list =
                "class R { static List<String> l = new ArrayList<>(); static void reg(String s){ l.add(s); } static { ";
        run(inPlace, list + "reg(\"a\"); } }");
        run(inPlace, list + "reg(\"a\"); reg(\"b\"); } }");
        shows("R.l.toString()", "[a, b]");
        run(inPlace, "R.l.add(\"kept\");", list + "reg(\"a\"); reg(\"b\"); } int x; }");
        shows("R.l.toString()", "[a, b, kept]");
        String count = "class N { static int cnt; static int other; static void bump(){cnt++;} static { ";
        run(inPlace, count + "bump(); } }", "N.other = 5;");
        run(inPlace, count + "bump(); bump(); } }");
        shows("N.cnt + \" \" + N.other", "2 5");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_decides_over_the_fields_that_a_constructor_writes(boolean inPlace) {
        String planet = "class Planet { static List<String> all = new ArrayList<>(); static int n = 1;"
                + " Planet(String n){all.add(n);} static Planet EARTH = new Planet(\"e\");";
        run(inPlace, planet + " }", "Planet.n = 7;");
        run(inPlace, "Planet.all.size();");
        notebook.run(planet + " static Planet MARS = new Planet(\"m\"); }");
        shows("Planet.all + \" \" + Planet.n", "[e, m] 7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_begins_anew_with_a_constructor_that_it_calls(boolean inPlace) {
        run(inPlace, "class S { static final S I = new S(); static int n = 1; int v; S(){ v=1; } }", "S.n = 7;");
        shows("S.I.v", "1");
        run(inPlace, "class S { static final S I = new S(); static int n = 1; int v; S(){ v=2; } }");
        shows("S.I.v + \" \" + S.n", "2 7");
        run(inPlace, "class S { static final S I = new S(); static int n = 1; int v; { v=3; } }");
        shows("S.I.v + \" \" + S.n", "3 7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_a_changed_initialiser_only_reads_stays(boolean inPlace) {
        run(inPlace, "class Q { static int n = 1; static int m = n + 1; }", "Q.n = 7;");
        run(inPlace, "class Q { static int n = 1; static int m = n + 2; }");
        shows("Q.n + \" \" + Q.m", "7 3");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_that_has_failed_in_between_was_another(boolean inPlace) {
        run(inPlace, "class F { static int v = 1; static int w = 2; }", "F.v = 5; F.w = 6;");
        run(inPlace, "class F { static int v = Integer.parseInt(\"x\"); static int w = 2; }");
        notebook.run("F.v");
        assertThat(notebook.traceback()).contains("ExceptionInInitializerError");
        run(inPlace, "class F { static int v = 1; static int w = 2; }");
        shows("F.v + \" \" + F.w", "1 6");
        run(
                inPlace,
                "class B { static List<String> l = new ArrayList<>(); static { l.add(\"a\"); } }",
                "B.l.add(\"mine\");");
        run(
                inPlace,
                "class B { static List<String> l = new ArrayList<>(); static { l.add(null); l.get(0).length(); } }");
        notebook.run("B.l");
        assertThat(notebook.traceback()).contains("ExceptionInInitializerError");
        run(inPlace, "class B { static List<String> l = new ArrayList<>(); static { l.add(\"a\"); } }");
        shows("B.l.toString()", "[a]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_initialiser_decides_over_the_fields_that_a_nested_type_writes(boolean inPlace) {
        for (String nested : new String[] {
            "static class I { I() { n = %d; } } static final I i = new I();",
            "static class I { void set() { n = %d; } } static final I i = new I(); static { i.set(); }",
            "static class I { void set() { N.n = %d; } } static I i; static { i = made(); i.set(); }"
                    + " static I made() { return new I(); }",
            "static class I { void set() { n = %d; } } static final List<I> l = List.of(new I());"
                    + " static { for (var each : l) { each.set(); } }",
            "static class J { J() { n = %d; } } static class I extends J { } static { new I(); }",
            "static class J { void set() { n = %d; } } static class I extends J { } static { new I().set(); }"
        }) {
            String type = "class N { static int n = 1; static int other = 1; " + nested + " }";
            run(inPlace, type.formatted(8), "N.n = 50; N.other = 60;");
            run(inPlace, type.formatted(9));
            assertThat(notebook.run("N.n + \" \" + N.other")).as(nested).isEqualTo("result: 9 60");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void to_name_a_field_is_not_to_run_what_it_begins_with(boolean inPlace) {
        run(inPlace, "class Q { static int n = 1; static int a = (n = 3); static int b = a + 1; }", "Q.n = 7;");
        run(inPlace, "class Q { static int n = 1; static int a = (n = 3); static int b = a + 2; }");
        shows("Q.n + \" \" + Q.b", "7 5");
    }
}
