package rowan.jshell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineStartsTest {

    @Test
    void the_line_ends_before_a_place_are_counted() {
        String text = "a\n\nbc\n";
        LineStarts lines = LineStarts.of(text);
        for (int place = 0; place <= text.length(); place++) {
            assertThat(lines.before(place)).as("before %d", place).isEqualTo((int)
                    text.substring(0, place).chars().filter(c -> c == '\n').count());
        }
        assertThat(LineStarts.of("").before(0)).isZero();
    }
}
