package rowan.jshell;

import static org.assertj.core.api.Assertions.assertThat;

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
}
