package rowan.jshell.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import rowan.Notebook;

/** A cell with a sealed hierarchy is edited and run again: what it says then is what there is. */
@Tag("slow")
class SealedTypesTest {

    private static final String ONE = """
            sealed interface S permits A {}
            record A() implements S {}
            """;
    private static final String TWO = """
            sealed interface S permits A, B {}
            record A() implements S {}
            record B() implements S {}
            """;

    private final Notebook notebook = new Notebook();

    @AfterEach
    void close() {
        notebook.close();
    }

    private void assertThatOnlyItsOwnAreLetIn(String type, int count) {
        assertThat(notebook.run(type + ".class.getPermittedSubclasses().length"))
                .isEqualTo("result: " + count);
    }

    @Test
    void a_subtype_is_added() {
        assertThat(notebook.run(ONE)).isEmpty();
        assertThat(notebook.run(TWO)).isEmpty();
        assertThat(notebook.run("S s = new B(); s")).isEqualTo("result: B[]");
        assertThatOnlyItsOwnAreLetIn("S", 2);
        assertThat(notebook.run(TWO)).isEmpty();
    }

    @Test
    void a_subtype_is_added_where_none_is_listed() {
        assertThat(notebook.run(ONE.replace("permits A ", ""))).isEmpty();
        assertThat(notebook.run(TWO.replace("permits A, B ", ""))).isEmpty();
        assertThat(notebook.run("S s = new B(); s")).isEqualTo("result: B[]");
        assertThatOnlyItsOwnAreLetIn("S", 2);
    }

    @Test
    void a_subtype_is_added_above_the_sealed_type() {
        notebook.run("record A() implements S {}\nsealed interface S permits A {}");
        assertThat(notebook.run("enum E implements S { X }\nrecord A() implements S {}\n"
                        + "sealed interface S permits A, E {}"))
                .isEmpty();
        assertThat(notebook.run("record Holder(S s) {}\nnew Holder(E.X)")).isEqualTo("result: Holder[s=X]");
        assertThatOnlyItsOwnAreLetIn("S", 2);
    }

    @Test
    void a_subtype_is_added_two_levels_below_and_one() {
        String shapes = """
                sealed interface Shape permits Round, Flat {}
                sealed interface Round extends Shape permits Circle {}
                record Circle(double r) implements Round {}
                record Flat() implements Shape {}
                """;
        assertThat(notebook.run(shapes)).isEmpty();
        String more = shapes.replace("Circle {}", "Circle, Ellipse {}")
                + "record Ellipse(double a, double b) implements Round {}\n";
        assertThat(notebook.run(more)).isEmpty();
        assertThat(notebook.run("Shape shape = new Ellipse(1, 2); shape")).isEqualTo("result: Ellipse[a=1.0, b=2.0]");
        String most = more.replace("Flat {}", "Flat, Line {}").replace("Ellipse {}", "Ellipse, Arc {}")
                + "record Arc() implements Round {}\nrecord Line() implements Shape {}\n";
        assertThat(notebook.run(most + "shape = new Arc(); shape")).isEqualTo("result: Arc[]");
        assertThatOnlyItsOwnAreLetIn("Shape", 3);
        assertThatOnlyItsOwnAreLetIn("Round", 3);
    }

    @Test
    void a_method_of_the_same_cell_knows_the_new_subtype() {
        notebook.run(ONE + "String name(S s) { return \"a\"; }");
        assertThat(notebook.run(TWO + "String name(S s) { return s instanceof B ? \"b\" : \"a\"; }\nname(new B())"))
                .isEqualTo("result: b");
        assertThat(notebook.run("name(new B()) + name(new A())")).isEqualTo("result: ba");
    }

    @Test
    void what_a_cell_declares_behind_a_subtype_that_waits_is_declared_too() {
        notebook.run(ONE);
        assertThat(notebook.run(TWO + "int later() { return 7; }\nrecord Last() {}"))
                .isEmpty();
        assertThat(notebook.run("later() + \" \" + new Last()")).isEqualTo("result: 7 Last[]");
    }

    @Test
    void a_method_is_added_to_all_of_them_without_a_word_about_what_is_edited_too() {
        notebook.run(TWO);
        assertThat(notebook.run(TWO.replace("B {}\nrecord A", "B { int f(); }\nrecord A")
                        .replace("S {}", "S { public int f() { return 5; } }")))
                .isEmpty();
        assertThat(notebook.run("new B().f()")).isEqualTo("result: 5");
    }

    @Test
    void a_subtype_that_is_taken_out_is_told_to_fit_no_more() {
        notebook.run(TWO);
        assertThat(notebook.run(ONE))
                .startsWith("display: B does not fit what it uses any more")
                .doesNotContain("\n");
        assertThatOnlyItsOwnAreLetIn("S", 1);
    }

    @Test
    void nested_subtypes_are_exchanged() {
        notebook.run("sealed abstract class S permits S.A { static final class A extends S {} }");
        assertThat(notebook.run("sealed abstract class S permits S.B { static final class B extends S {} }"))
                .isEmpty();
        assertThat(notebook.run("new S.B() instanceof S")).isEqualTo("result: true");
    }

    @Test
    void a_subtype_in_another_cell_is_refused_with_what_to_do() {
        notebook.run(ONE);
        assertThat(notebook.run("record B() implements S {}")).contains("not allowed to extend sealed class");
        assertThat(notebook.traceback()).contains("A sealed type is declared in one cell with all that it permits");
        assertThat(notebook.run("S s = new A(); s")).isEqualTo("result: A[]");
    }

    @Test
    void a_subtype_that_is_listed_and_nowhere_declared_is_told() {
        notebook.run(ONE);
        assertThat(notebook.run(TWO.replace("record B", "record C")))
                .as("Java 17 rejects S for it, later ones wait")
                .containsPattern("symbol: class B|S is declared; it can be used as soon as B is\\.");
        assertThat(notebook.run(TWO)).doesNotContain("error");
        assertThat(notebook.run("new B()")).isEqualTo("result: B[]");
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_25)
    void a_switch_over_the_subtypes_is_asked_for_the_new_one() {
        notebook.run(ONE + "int f(S s) { return switch (s) { case A a -> 1; }; }");
        assertThat(notebook.run(TWO)).contains("f does not fit").contains("does not cover");
        assertThat(notebook.run(
                        TWO + "int f(S s) { return switch (s) { case A a -> 1; case B b -> 2; }; }\nf(new B())"))
                .isEqualTo("result: 2");
    }

    @Test
    void what_the_cell_makes_again_itself_is_not_told_as_lost() {
        String cell = "record P(int a) {}\nP p = new P(1);\nvar list = new ArrayList<>(List.of(p));";
        assertThat(notebook.run(cell)).isEmpty();
        assertThat(notebook.run(cell.replace("int a", "int a, int b").replace("P(1)", "P(1, 2)")))
                .isEmpty();
        assertThat(notebook.run("record P(int a) {}"))
                .contains("p held an instance of P")
                .contains("list still holds");
    }
}
