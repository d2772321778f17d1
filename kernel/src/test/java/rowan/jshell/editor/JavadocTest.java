package rowan.jshell.editor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rowan.model.Card;

/** Documentation comments as cards. */
class JavadocTest {

    @Test
    void the_parts_of_a_comment_become_entries() {
        assertThat(Javadoc.entries("""
                        Adds <b>two</b> {@code int}s.
                        <p>An example:
                        <pre>
                          int x = add(1, 2);
                        </pre>
                        @param a the first,
                            on two lines
                        @param b
                        @return their sum
                        @throws ArithmeticException if too large
                        @since 17
                        @deprecated use +
                        """))
                .hasToString(""
                        + java.util.List.of(
                                new Card.Paragraph("Adds two ints."),
                                new Card.Paragraph("An example:"),
                                new Card.Code("java", "int x = add(1, 2);"),
                                new Card.Paragraph("Deprecated: use +"),
                                new Card.Listing(java.util.List.of(
                                        new Card.Fact("a", "the first, on two lines"),
                                        new Card.Fact("b", ""),
                                        new Card.Fact("returns", "their sum"),
                                        new Card.Fact("throws ArithmeticException", "if too large")))));
    }

    @Test
    void a_description_that_is_what_is_returned_is_a_sentence() {
        assertThat(Javadoc.entries("{@return the {@code size} of it} Never negative."))
                .containsExactly(new Card.Paragraph("Returns the size of it. Never negative."));
    }
}
