package rowan.jshell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the parser of the JDK says of texts. */
class JavaSyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import java.util.List; | true | false | false",
                "int x = 1; | true | true | false",
                "int f() { return 1; } | true | false | false",
                "if (a) f(1); | true | true | false",
                "1 + 2 | true | false | true",
                "int x = = 3; | false | false | false"
            })
    void a_text_is_told_by_what_it_parses_as(String text, boolean formed, boolean statements, boolean expression) {
        assertThat(JavaSyntax.isWellFormed(text)).isEqualTo(formed);
        assertThat(JavaSyntax.isStatements(text)).isEqualTo(statements);
        assertThat(JavaSyntax.isExpression(text)).isEqualTo(expression);
    }

    @Test
    void the_only_member_of_a_text_is_found() {
        assertThat(JavaSyntax.member("int x = 1;").orElseThrow().getKind()).isEqualTo(Tree.Kind.VARIABLE);
        assertThat(JavaSyntax.member("record R(int a) {}").orElseThrow().getKind())
                .isEqualTo(Tree.Kind.RECORD);
        assertThat(JavaSyntax.member("int x; int y;")).isEmpty();
        assertThat(JavaSyntax.member("{ f(); }")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "return 1; | true",
                "return 1 | true",
                "if (a) { return; } | true",
                "Runnable r = () -> { return; }; | false",
                "new Object() { int f() { return 1; } }; | false",
                "f(); | false"
            })
    void a_return_ends_its_own_method_only(String text, boolean returning) {
        assertThat(JavaSyntax.isReturning(text)).isEqualTo(returning);
    }
}
