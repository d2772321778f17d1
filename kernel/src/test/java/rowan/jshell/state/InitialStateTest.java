package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether the static state of a type begins as it did in an earlier source of it. */
class InitialStateTest {

    private static boolean beginsOtherwise(String before, String now) {
        return InitialState.of(now).isOtherwiseThan(InitialState.of(before));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A { static int n = 1; } | class A { static int n = 2; }",
                "class A { static int n = m(); static int m() { return 1; } } | class A { static int n = m(); static int m() { return 2; } }",
                "class A { static int n; static { n = 1; } } | class A { static int n; static { n = 2; } }",
                "class A { static B b = new B(); static class B { int x = 1; } } | class A { static B b = new B(); static class B { int x = 2; } }",
                "enum E { ONE; static int n = 1; } | enum E { ONE, TWO; static int n = 1; }",
                "interface I { int N = 1; } | interface I { int N = 2; }",
                "int f() { class L { static int n = 1; } return L.n; } | int f() { class L { static int n = 2; } return L.n; }"
            })
    void it_begins_otherwise_where_an_initialiser_changed_or_what_it_uses(String before, String now) {
        assertThat(beginsOtherwise(before, now)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A { static int n = 1; } | class A { /* the first */ static int n =   1; }",
                "class A { static int n = 1; int x = 1; } | class A { int x = 2; static int n = 1; }",
                "class A { static int n = 1; int m() { return 1; } } | class A { static int n = 1; int m() { return 2; } }",
                "class A { int x = 1; } | class A { int x = 2; }",
                "class A { static int n = 1; } | class B { static int n = 2; }"
            })
    void it_begins_as_before_where_nothing_changed_that_it_uses(String before, String now) {
        assertThat(beginsOtherwise(before, now)).isFalse();
    }

    @Test
    void only_the_fields_that_use_what_changed_begin_otherwise() {
        InitialState before = InitialState.of("class A { static int n = f(); static int m = 1; int x;"
                + " static int f() { return 1; } static class B { static int n = 3; } }");
        InitialState now = InitialState.of("class A { static int n = f(); static int m = 1; int y;"
                + " static int f() { return 2; } static class B { static int n = 3; } }");
        assertThat(now.of("A", "n")).isNotEqualTo(before.of("A", "n"));
        assertThat(now.of("A", "m")).isEqualTo(before.of("A", "m"));
        assertThat(now.of("A$B", "n")).isEqualTo(before.of("A$B", "n"));
    }

    @Test
    void a_method_of_other_parameters_is_another_declaration() {
        InitialState one = InitialState.of("int f(int x) { return x; }");
        assertThat(one.isOfSame(InitialState.of("int f(int y) { return 2 * y; }")))
                .isTrue();
        assertThat(one.isOfSame(InitialState.of("int f(long x) { return 1; }"))).isFalse();
        assertThat(InitialState.of("1 + 1").isOfSame(InitialState.of("1 + 1"))).isFalse();
    }
}
