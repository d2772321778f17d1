package rowan.notebook.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What differs between two texts, line by line. */
class LineDifferenceTest {

    @Test
    void what_is_gone_stands_before_what_came_in_its_place() {
        assertThat(LineDifference.between("a\nb\nc", "a\nB\nc")).containsExactly("  a", "- b", "+ B", "  c");
        assertThat(LineDifference.between("a", "a")).containsExactly("  …");
        assertThat(LineDifference.between("", "a")).containsExactly("+ a");
    }

    @Test
    void lines_that_have_moved_are_as_few_as_can_be() {
        assertThat(LineDifference.between("1\n2\n3\n4", "2\n3\n4\n1"))
                .containsExactly("- 1", "  2", "  3", "  4", "+ 1");
    }

    @Test
    void of_what_is_the_same_only_the_lines_beside_a_difference_are_shown() {
        assertThat(LineDifference.between("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\nx\n5\n6\n7\n8\ny"))
                .containsExactly("  …", "  2", "  3", "- 4", "+ x", "  5", "  6", "  7", "  8", "- 9", "+ y");
    }
}
