package rowan.jshell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaStatementsTest {

    /** {@code ¦} marks each place where a statement may start; {@code ⏎} is a line end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "¦int a = 1;¦ a",
                "¦for (int i = 0; i < 3; i++) { f(); }¦",
                "¦String s = \"a;b\\\";\";¦",
                "¦char c = ';';¦ // no; ⏎ x;¦",
                "¦/* ; */ x;¦",
                "¦String t = \"\"\"⏎ ; \\\"\"\" ;⏎\"\"\";¦",
                "¦class A { int b; }¦ A a;¦",
                "¦int[] a = {1, 2};¦",
                "¦f(() -> { g(); });¦",
                "¦\"never closed ; ⏎ x;¦",
            })
    void statements_end_at_the_top_level_only(String marked) {
        String text = marked.replace("⏎", "\n");
        String plain = text.replace("¦", "");
        StringBuilder found = new StringBuilder();
        int last = 0;
        for (int start : JavaStatements.starts(plain)) {
            found.append(plain, last, start).append('¦');
            last = start;
        }
        // After a block that is part of a statement, one may start too: nothing is lost by looking there.
        assertThat(found.append(plain.substring(last)).toString().replace("}¦;¦", "};¦"))
                .isEqualTo(text);
    }

    @Test
    void declarations_are_told_from_statements_by_how_they_begin() {
        for (String declaration : new String[] {
            "int x",
            "int[] x = {}",
            "List<Map<String, int[]>> x;",
            "java.util.List<?> x = null;",
            "var x = 1;",
            "T f() {}",
            "@Deprecated class C {}",
            "record R(int x) {}",
            "enum E { A }",
            "sealed interface I permits A {}",
            "/** A comment. */ static int f(int x) { return x; }",
            "// one\n// two\n<T> T f(T t) { return t; }",
            "import a.b;"
        }) {
            assertThat(JavaStatements.declaresNothing(declaration))
                    .as(declaration)
                    .isFalse();
        }
        for (String statement : new String[] {
            "x",
            "x = 1;",
            "x.y(z)",
            "new Point (1, 2)",
            "throw e ;",
            "a instanceof B",
            "x < y",
            "a.b[c] = d;",
            "(int) x",
            "synchronized (x) {}",
            "assert x ;",
            "x -> x",
            "label: for (;;) {}",
            "\"int x;\"",
            "/* int x; */ 1",
            "record.x()"
        }) {
            assertThat(JavaStatements.declaresNothing(statement)).as(statement).isTrue();
        }
    }
}
