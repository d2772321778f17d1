package rowan.jshell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextPlaceTest {

    private static Optional<TextPlace> at(String marked) {
        return TextPlace.of(marked.replace("|", ""), marked.indexOf('|'));
    }

    @Test
    void code_is_no_text() {
        assertThat(at("int a = |1;")).isEmpty();
        assertThat(at("f(\"a\"|)")).isEmpty();
        assertThat(at("f(|\"a\")")).isEmpty();
        assertThat(at("// a\n|")).isEmpty();
        assertThat(at("/* a */|")).isEmpty();
        assertThat(at("'\"' + |")).isEmpty();
    }

    @Test
    void a_string_is_its_text_and_the_method_it_is_given_to() {
        assertThat(at("db.query(\"SELECT |1\", 2)")).contains(new TextPlace("SELECT 1", 10, false, "query"));
        assertThat(at("x = \"a|b\"")).contains(new TextPlace("ab", 5, false, ""));
        assertThat(at("f(1, \"a|\")").orElseThrow().method()).isEmpty();
        assertThat(at("f(\"|\")")).contains(new TextPlace("", 3, false, "f"));
    }

    @Test
    void a_string_that_is_not_closed_ends_with_its_line_and_a_block_with_the_text() {
        assertThat(at("f(\"SEL|\ng()").orElseThrow().text()).isEqualTo("SEL");
        assertThat(at("f(\"\"\"\nSEL|\ng()").orElseThrow().text()).isEqualTo("\nSEL\ng()");
        assertThat(at("f(\"\"\"\nSEL \"|\" \"\"\")").orElseThrow().text()).isEqualTo("\nSEL \"\" ");
    }

    @Test
    void what_is_escaped_stands_at_the_same_place() {
        assertThat(at("f(\"a \\\"b\\\" \\n|c\")").orElseThrow().text()).isEqualTo("a  \"b \"   c");
        assertThat(at("f(\"\\\\\" + \"|\")").orElseThrow().text()).isEmpty();
    }

    @Test
    void a_comment_has_no_text() {
        assertThat(at("// it is| \"x\"").orElseThrow().text()).isEmpty();
        assertThat(at("/* f(\"a|\")").orElseThrow().text()).isEmpty();
    }
}
