package rowan.jshell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreeNamesTest {

    private static Set<String> in(String declaration) {
        return FreeNames.in(List.of(declaration)).get(0).orElseThrow();
    }

    @Test
    void parameters_local_variables_and_fields_are_a_declarations_own() {
        assertThat(in("int f(int x) { return x + g(x)[x].y; }")).containsExactlyInAnyOrder("g", "y");
        assertThat(in("int f() { int x = 1; { x++; } return -x; }")).isEmpty();
        assertThat(in("int f() { for (int x = 0; x < n; x++) { n(x); } return x; }"))
                .containsExactlyInAnyOrder("n", "x");
        assertThat(in("class C { int x = y; int x() { return (x); } }")).containsExactly("y");
        assertThat(in("record R(int x) { int twice() { return x * 2; } }")).isEmpty();
        assertThat(in("Function<Integer, Integer> f = x -> x;")).containsExactlyInAnyOrder("Function", "Integer");
        assertThat(in("void f() { try (var x = open()) { x.read(); } }")).containsExactlyInAnyOrder("open", "read");
    }

    @Test
    void a_name_is_free_before_and_behind_the_place_of_such_a_variable() {
        assertThat(in("int f() { int y = x; int x = 1; return x; }")).contains("x");
        assertThat(in("int f() { { int x = 1; } return x; }")).contains("x");
        assertThat(in("void f() { for (var x : x) { } }")).contains("x");
        assertThat(in("void f() { try (var x = open()) { } finally { g(x); } }"))
                .contains("x");
        assertThat(in("void f(Object o) { if (!(o instanceof String x)) { g(x); } }"))
                .contains("x");
        assertThat(in("Object f = g(x -> x, x);")).contains("x");
        assertThat(in("class C { class D { int x; } int f = x; }")).contains("x");
    }

    @Test
    void a_name_may_be_that_of_a_method_or_of_a_type_too() {
        assertThat(in("int f(int x) { return x(x); }")).contains("x");
        assertThat(in("Object f(Object x) { return new x(x); }")).contains("x");
        assertThat(in("Object f(int x) { x y = null; return (x) y; }")).contains("x");
        assertThat(in("Object f(Object x) { return (Supplier<?>) x::toString; }"))
                .contains("x");
    }

    @Test
    void variables_declared_together_may_mean_one_another() {
        assertThat(in("int x = 1, y = x;")).containsExactly("x");
    }

    @Test
    void of_what_is_no_declaration_nothing_is_known() {
        assertThat(FreeNames.in(List.of("int f( {", "int f() { return x; }")))
                .containsExactly(Optional.empty(), Optional.of(Set.of("x")));
    }
}
